import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0009_fill_published_pictures"),
    ]

    operations = [
        migrations.AlterField(
            model_name="picture",
            name="uuid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
