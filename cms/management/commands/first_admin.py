"""`manage.py first_admin`: prints the one-time link for creating the first site admin, or why there is none."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.actions.sign_in import make_first_link
from cms.policy.refusal import Refused


class Command(BaseCommand):
    help = "Print the one-time link that makes the first site admin of this installation."

    def handle(self, *args: object, **options: object) -> None:
        try:
            secret = make_first_link()
        except Refused as refusal:
            self.stdout.write(str(refusal))
            return
        self.stdout.write(_("เปิดลิงก์นี้ภายใน 24 ชั่วโมงเพื่อตั้งผู้ดูแลระบบคนแรก (ใช้ได้ครั้งเดียว)"))
        self.stdout.write(settings.SITE_URL + reverse("setup", args=[secret]))
