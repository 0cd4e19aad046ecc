"""`manage.py restore ARCHIVE --to DIR`: a data folder out of a backup."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import dj_database_url
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from cms.actions.backup import BackupError
from cms.actions.restore import restore


class Command(BaseCommand):
    help = "Makes a data folder out of a backup; start the site with DATA=DIR. Nothing that is there is overwritten."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path)
        parser.add_argument("--to", type=Path, default=None, help="the data folder to make (the site's own, if empty)")
        parser.add_argument("--database", help="address of the empty PostgreSQL database for a dump (the site's own)")
        parser.add_argument("--verify", action="store_true", help="also go through the audit chain and the documents")

    def handle(
        self, *args: Any, archive: Path, to: Path | None, database: str | None, verify: bool, **options: Any
    ) -> None:
        target: dict[str, Any] | None = dict(connection.settings_dict) if connection.vendor == "postgresql" else None
        if database:
            target = dict(dj_database_url.parse(database))
        try:
            folder = restore(archive, to or Path(settings.DATA), database=target, verify=verify)
        except (BackupError, OSError) as error:
            raise CommandError(_("กู้คืนไม่สำเร็จ: %(why)s") % {"why": error}) from error
        self.stdout.write(_("กู้คืนครบถ้วนที่ %(folder)s") % {"folder": folder})
