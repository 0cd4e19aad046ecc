"""`manage.py import_procurement FILE --dry-run --format json`: what a file of procurements would bring in."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.tabular.sheets import SheetError
from procurement.importing.reading import as_json, failure, read_file
from procurement.policy.sheet_reading import Reading


class Command(BaseCommand):
    help = "Reads a file of procurements (XLSX, XLS, ODS, CSV) and shows what would come in and what is wrong where."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument("--format", choices=["json", "text"], default="text")

    def handle(self, *args: object, file: Path, dry_run: bool, **options: object) -> None:
        if not dry_run:
            raise CommandError(_("คำสั่งนี้ตรวจไฟล์เท่านั้น ใส่ --dry-run การนำเข้าทำในหน้าจอจัดซื้อจัดจ้าง"))
        try:
            reading, problem = self._read(file), ""
        except SheetError as error:
            reading, problem = failure(str(error)), str(error)
        self._write(reading, as_text=options["format"] == "text")
        if problem:
            raise CommandError(problem, returncode=1)

    def _read(self, file: Path) -> Reading:
        if not file.is_file():
            raise SheetError(_("ไม่พบไฟล์ “%(file)s” ตรวจชื่อและที่อยู่ของไฟล์") % {"file": file.name})
        try:
            return read_file(file)
        except OSError as error:
            words = _("เปิดไฟล์ “%(file)s” ไม่ได้ ตรวจสิทธิ์ในการอ่านไฟล์")
            raise SheetError(words % {"file": file.name}) from error

    def _write(self, reading: Reading, *, as_text: bool) -> None:
        if not as_text:
            self.stdout.write(json.dumps(as_json(reading), ensure_ascii=False, indent=1))
            for note in reading.notes:
                self.stderr.write(note)
            return
        self.stdout.write(
            _("อ่านได้ %(rows)s รายการ ต้องแก้ %(errors)s ช่อง")
            % {"rows": f"{len(reading.rows):,}", "errors": f"{len(reading.errors):,}"}
        )
        if reading.none:
            self.stdout.write(_("ไฟล์ระบุว่าไม่มีการจัดซื้อจัดจ้าง"))
        for error in reading.errors:
            place = " ".join(part for part in (error.sheet, error.cell, error.column) if part)
            self.stdout.write(f"{place}: {error.message}" if place else error.message)
        for note in reading.notes:
            self.stdout.write(note)
