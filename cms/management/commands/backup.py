"""`manage.py backup`: one archive of database, files and key, while the site runs."""

import subprocess
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.actions.backup import BackupError, backup


class Command(BaseCommand):
    help = "Writes one archive of everything that must not be lost. The site may run meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, default=None, help="folder for the archive (DATA/backups)")

    def handle(self, *args: object, to: Path | None, **options: object) -> None:
        try:
            archive = backup(to or Path(settings.DATA) / "backups")
        except subprocess.CalledProcessError as error:
            raise CommandError(error.stderr) from error
        except (BackupError, OSError) as error:
            raise CommandError(_("สำรองข้อมูลไม่สำเร็จ: %(why)s") % {"why": error}) from error
        self.stdout.write(str(archive))
