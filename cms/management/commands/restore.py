"""`manage.py restore ARCHIVE --to DIR`: a data folder out of a backup."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import dj_database_url
from django.conf import settings
from django.core.management import get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from cms.actions.backup import BackupError
from cms.actions.database_snapshot import SQLITE_FILE
from cms.actions.restore import restore

REBUILD = "rebuild_search"  # of the app that lies above, and so by name


class Command(BaseCommand):
    help = "Makes a data folder out of a backup; start the site with DATA=DIR. Nothing that is there is overwritten."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path)
        parser.add_argument("--to", type=Path, default=None, help="the data folder to make (the site's own, if empty)")
        parser.add_argument("--database", help="address of the empty PostgreSQL database for a dump (the site's own)")
        parser.add_argument(
            "--verify", action="store_true", help="also go through audit chain and documents, and rebuild the search"
        )

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
        if verify and REBUILD in get_commands():
            self.rebuild_search(folder, database)

    def rebuild_search(self, folder: Path, database: str | None) -> None:
        """Write the index anew in what was restored; older than this program, it is told to be migrated first."""
        made = subprocess.run(
            [sys.executable, "manage.py", REBUILD],
            cwd=settings.BASE_DIR,
            env=os.environ | surroundings(folder, database),
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode == 0:
            self.stdout.write(made.stdout.strip())
            return
        why = (made.stderr.strip().splitlines() or [""])[-1]
        self.stderr.write(
            _("ยังสร้างดัชนีค้นหาใหม่ไม่ได้: %(why)s\nก่อนเปิดระบบให้สั่ง manage.py migrate แล้ว manage.py rebuild_search")
            % {"why": why}
        )


def surroundings(folder: Path, database: str | None) -> dict[str, str]:
    """What makes a process run on the restored site: this one keeps its own database to the end."""
    where = {"DATA": str(folder.resolve())}
    if (picture := folder.resolve() / SQLITE_FILE).exists():
        return {**where, "DATABASE_URL": f"sqlite:///{picture}"}
    return {**where, "DATABASE_URL": database} if database else where
