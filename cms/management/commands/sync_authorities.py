"""`manage.py sync_authorities`: gives every authority what the installed apps have registered; run after `migrate`."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.actions.setup import synchronize
from cms.models import Authority


class Command(BaseCommand):
    help = "Adds to every authority the sections, rights and pages of a year that the apps have registered since."

    def handle(self, *args: object, **options: object) -> None:
        for authority in Authority.objects.exclude(site=None).order_by("pk"):
            for line in synchronize(authority):
                self.stdout.write(_("เพิ่มให้ %(authority)s: %(line)s") % {"authority": authority, "line": line})
