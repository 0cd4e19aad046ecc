"""`manage.py audit verify` and `manage.py audit anchor`."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.actions import audit
from cms.actions.verification import first_difference
from cms.models.audit import MAIN, AuditChain


def published_heads(file: Path) -> list[tuple[int, str]]:
    """The heads (number, hash) in a saved copy of /integrity.json. Raises `CommandError` where it cannot be read."""
    try:
        return [(int(day["seq"]), str(day["hash"])) for day in json.loads(file.read_text(encoding="utf-8"))["days"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(_("อ่าน %(file)s ไม่ได้: %(why)s") % {"file": file, "why": error}) from error


class Command(BaseCommand):
    help = (
        "verify: checks the audit chain, then all that is stored against it, and names the first difference. "
        "anchor: records today's head."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["verify", "anchor"])
        parser.add_argument("--chain", default=MAIN)
        parser.add_argument(
            "--against",
            type=Path,
            help="a copy of /integrity.json saved elsewhere, to find a chain rewritten as a whole",
        )

    def handle(self, *args: object, what: str, chain: str, against: Path | None, **options: object) -> None:
        if what == "anchor":
            self.stdout.write(str(audit.anchor(chain=chain) or _("ยังไม่มีบันทึก")))
            return
        found = audit.verify(chain=chain, published=published_heads(against) if against else ())
        if found:
            raise CommandError(
                _("บันทึกเสียที่ลำดับ %(seq)s: %(why)s") % {"seq": found.seq, "why": found.reason}, returncode=1
            )
        if chain == MAIN and (difference := first_difference()):
            raise CommandError(str(difference), returncode=1)
        head = AuditChain.objects.filter(chain=chain).first()
        self.stdout.write(_("บันทึกครบถ้วนถึงลำดับ %(seq)s") % {"seq": head.seq if head else 0})
