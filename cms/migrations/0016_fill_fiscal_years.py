"""Records the fiscal years whose pages are there already as opened by the system."""

from django.db import migrations


def fill(apps, schema_editor):
    FiscalYear = apps.get_model("cms", "FiscalYear")
    pages = apps.get_model("cms", "YearPage").objects.values_list("fiscal_year", "path")
    for authority in apps.get_model("cms", "Authority").objects.exclude(site=None).select_related("site__root_page"):
        below = authority.site.root_page.path
        for year in sorted({year for year, path in pages if path.startswith(below)}):
            FiscalYear.objects.get_or_create(authority=authority, year=year)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0015_fiscal_years"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
