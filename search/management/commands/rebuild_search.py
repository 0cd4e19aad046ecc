"""`manage.py rebuild_search`: rebuild the whole index of the public search."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from search.actions import rebuild


class Command(BaseCommand):
    help = "Writes the index of the public search anew from what is public now."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(_("สร้างดัชนีค้นหาใหม่แล้ว %(count)s รายการ") % {"count": rebuild()})
