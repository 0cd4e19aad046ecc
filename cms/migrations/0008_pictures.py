import uuid

import django.db.models.deletion
import wagtail.images.models
from django.db import migrations, models

import cms.storage.private_files


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0007_editions_constraints"),
    ]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="uuid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="rendition",
            name="file",
            field=wagtail.images.models.WagtailImageField(
                height_field="height",
                storage=cms.storage.private_files.private_storage,
                upload_to=wagtail.images.models.get_rendition_upload_to,
                width_field="width",
            ),
        ),
        migrations.CreateModel(
            name="PublicationPicture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="publications", to="cms.picture"
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pictures", to="cms.publication"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "picture"), name="publication_picture_once")
                ],
            },
        ),
    ]
