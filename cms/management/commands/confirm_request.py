"""`manage.py confirm_request [NUMBER]`: lists what waits for a second person, or confirms it where there is none."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.actions.appointments import confirm_by_command
from cms.models import AppointmentRequest
from cms.policy.refusal import Refused


class Command(BaseCommand):
    help = "Lists requests that wait for a second person; with a number, confirms one where nobody can in the admin."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", type=int, nargs="?", help="number of the request, from the list")

    def handle(self, *args: object, number: int | None, **options: object) -> None:
        waiting = AppointmentRequest.objects.filter(outcome="").select_related("user", "asked_by")
        if number is None:
            for row in waiting:
                self.stdout.write(f"{row.pk}  {row} ({row.user.get_username()}) ← {row.asked_by}")
            return
        request = AppointmentRequest.objects.filter(pk=number).first()
        if request is None:
            raise CommandError(_("ไม่มีคำขอหมายเลข %(number)s") % {"number": number})
        try:
            confirm_by_command(request)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(_("ยืนยันแล้ว: %(what)s") % {"what": request})
