"""Takes away what Wagtail brings for a site of another kind: its groups, its workflow and the welcome page."""

from django.db import migrations


def take_away(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=["Moderators", "Editors"]).delete()
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").delete()
    apps.get_model("wagtailcore", "Task").objects.filter(name="Moderators approval").delete()
    apps.get_model("wagtailcore", "Site").objects.filter(root_page__url_path="/home/", root_page__depth=2).delete()
    Page = apps.get_model("wagtailcore", "Page")
    welcome = Page.objects.filter(url_path="/home/", depth=2, content_type__model="page")
    if welcome.exists():
        welcome.delete()
        Page.objects.filter(depth=1).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0002_register_documents_and_approval"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtaildocs", "0002_initial_data"),
        ("wagtailimages", "0002_initial_data"),
    ]

    operations = [migrations.RunPython(take_away, migrations.RunPython.noop)]
