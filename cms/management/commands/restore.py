"""`manage.py restore ARCHIVE --to DIR`: restores a backup to a data folder."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

import dj_database_url
from django.conf import settings
from django.core.management import get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from cms.actions.backup import BackupError
from cms.actions.database_snapshot import SQLITE_FILE
from cms.actions.restore import restore
from cms.storage.private_files import is_local

REBUILD = "rebuild_search"  # a command of the app `search`, which is above this one: by name


class Command(BaseCommand):
    help = "Restores a backup to a data folder; start the site with DATA=DIR. Nothing that exists is overwritten."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path)
        parser.add_argument("--to", type=Path, default=None, help="the data folder to make (the site's own, if empty)")
        parser.add_argument("--database", help="address of the empty PostgreSQL database for a dump (the site's own)")
        parser.add_argument(
            "--verify", action="store_true", help="also check audit chain and documents, and rebuild the search index"
        )
        parser.add_argument(
            "--to-bucket", action="store_true", help="also copy the private files to the bucket of S3_BUCKET"
        )

    def handle(
        self,
        *args: object,
        archive: Path,
        to: Path | None,
        database: str | None,
        verify: bool,
        to_bucket: bool = False,
        **options: object,
    ) -> None:
        target: dict[str, object] | None = dict(connection.settings_dict) if connection.vendor == "postgresql" else None
        if database:
            target = dict(dj_database_url.parse(database))
        if to_bucket and is_local():
            raise CommandError(_("ระบบนี้ไม่ได้เก็บไฟล์ในถังเก็บ (ไม่ได้ตั้ง S3_BUCKET)"))
        try:
            folder = restore(archive, to or Path(settings.DATA), database=target, verify=verify, to_bucket=to_bucket)
        except (BackupError, OSError) as error:
            raise CommandError(_("กู้คืนไม่สำเร็จ: %(why)s") % {"why": error}) from error
        self.stdout.write(_("กู้คืนครบถ้วนที่ %(folder)s") % {"folder": folder})
        if not to_bucket and not is_local():
            self.stdout.write(_("ไฟล์เอกสารอยู่ในโฟลเดอร์นี้เท่านั้น ถ้าจะเขียนลงถังเก็บของ S3_BUCKET ด้วยให้เพิ่ม --to-bucket"))
        if verify and REBUILD in get_commands():
            self.rebuild_search(folder, database)

    def rebuild_search(self, folder: Path, database: str | None) -> None:
        """Rebuild the search index of the restored site; where that fails, print the commands to migrate it first."""
        made = subprocess.run(
            [sys.executable, "manage.py", REBUILD],
            cwd=settings.BASE_DIR,
            env=os.environ | restored_environment(folder, database),
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


def restored_environment(folder: Path, database: str | None) -> dict[str, str]:
    """The environment variables of a process for the restored site, as this one has opened its own database."""
    variables = {"DATA": str(folder.resolve())}
    if (file := folder.resolve() / SQLITE_FILE).exists():
        return {**variables, "DATABASE_URL": f"sqlite:///{file}"}
    return {**variables, "DATABASE_URL": database} if database else variables
