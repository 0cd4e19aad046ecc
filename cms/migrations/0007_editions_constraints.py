"""A record has one current edition; an older one can be suspended or withdrawn alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cms", "0006_contributors_and_editions_data")]

    operations = [
        migrations.AddConstraint(
            model_name="auditanchor",
            constraint=models.UniqueConstraint(fields=("chain", "on", "seq"), name="audit_anchor_once_a_number"),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("stage", "live"), models.Q(("stage", "suspended"), ("stage_before", "live")), _connector="OR"
                ),
                fields=("content_type", "object_id"),
                name="publication_one_current",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("stage", "scheduled"),
                    models.Q(("stage", "suspended"), ("stage_before", "scheduled")),
                    _connector="OR",
                ),
                fields=("content_type", "object_id"),
                name="publication_one_scheduled",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True),
                        ("stage__in", ["scheduled", "live", "suspended"]),
                        models.Q(("stage_before", "superseded"), _negated=True),
                    ),
                    models.Q(
                        ("ended_at__isnull", False),
                        models.Q(
                            models.Q(("stage__in", ["scheduled", "live", "suspended"]), _negated=True),
                            ("stage_before", "superseded"),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="publication_ended_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stage__in", ["scheduled", "cancelled"]),
                    ("stage_before", "scheduled"),
                    ("live_from__isnull", False),
                    _connector="OR",
                ),
                name="publication_live_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "suspended"), models.Q(("stage_before", ""), _negated=True)),
                    models.Q(models.Q(("stage", "suspended"), _negated=True), ("stage_before", "")),
                    _connector="OR",
                ),
                name="publication_suspended_from_a_stage",
            ),
        ),
    ]
