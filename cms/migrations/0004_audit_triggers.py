"""The database itself refuses to change or delete audit entries and anchors."""

from django.db import migrations

from cms.storage.audit_triggers import install_triggers, remove_triggers


def install(apps, schema_editor):
    install_triggers(schema_editor.connection)


def remove(apps, schema_editor):
    remove_triggers(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("cms", "0003_remove_wagtail_defaults")]

    operations = [migrations.RunPython(install, remove)]
