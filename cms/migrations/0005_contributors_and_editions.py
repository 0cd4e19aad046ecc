"""Who contributed to a draft, the approver's name as it was, and what a suspension returns to."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0004_audit_triggers"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftContributor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object_id", models.CharField(max_length=255)),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "ผู้จัดทำร่าง",
                "verbose_name_plural": "ผู้จัดทำร่าง",
            },
        ),
        migrations.AlterModelOptions(
            name="auditanchor",
            options={
                "ordering": ["-on", "-seq"],
                "verbose_name": "ค่าแฮชประจำวัน",
                "verbose_name_plural": "ค่าแฮชประจำวัน",
            },
        ),
        migrations.AddField(
            model_name="auditanchor",
            name="is_interim",
            field=models.BooleanField(default=False),
        ),
        migrations.RemoveConstraint(
            model_name="auditanchor",
            name="audit_anchor_once_a_day",
        ),
        migrations.RemoveConstraint(
            model_name="publication",
            name="publication_one_current",
        ),
        migrations.RemoveConstraint(
            model_name="publication",
            name="publication_one_scheduled",
        ),
        migrations.RemoveConstraint(
            model_name="publication",
            name="publication_ended_has_a_day",
        ),
        migrations.RemoveConstraint(
            model_name="publication",
            name="publication_live_has_a_day",
        ),
        migrations.AddField(
            model_name="publication",
            name="approved_name",
            field=models.CharField(default="", max_length=310, verbose_name="ชื่อผู้อนุมัติขณะนั้น"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="publication",
            name="held_because",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="publication",
            name="stage_before",
            field=models.CharField(
                blank=True,
                choices=[
                    ("scheduled", "อนุมัติแล้ว รอถึงกำหนดเผยแพร่"),
                    ("live", "เผยแพร่อยู่"),
                    ("superseded", "มีฉบับใหม่แทนแล้ว"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="takedown",
            name="extent",
            field=models.CharField(
                choices=[("record", "ทั้งเรื่อง ทุกฉบับ"), ("edition", "เฉพาะฉบับนี้")],
                default="record",
                max_length=10,
                verbose_name="ขอบเขต",
            ),
        ),
        migrations.AddField(
            model_name="draftcontributor",
            name="content_type",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contenttypes.contenttype"
            ),
        ),
        migrations.AddField(
            model_name="draftcontributor",
            name="publication",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cms.publication",
            ),
        ),
        migrations.AddField(
            model_name="draftcontributor",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="draftcontributor",
            index=models.Index(fields=["content_type", "object_id"], name="contributor_object"),
        ),
        migrations.AddConstraint(
            model_name="draftcontributor",
            constraint=models.UniqueConstraint(
                condition=models.Q(("publication__isnull", True)),
                fields=("content_type", "object_id", "user"),
                name="contributor_once_a_draft",
            ),
        ),
    ]
