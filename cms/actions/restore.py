"""Restoring a backup to a data folder from which the site can run, and verifying it."""

import hashlib
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.db import connections
from django.utils.translation import gettext as _

from cms.actions import audit
from cms.actions.backup import ArchivedFile, BackupError, Manifest, unpack
from cms.actions.database_snapshot import POSTGRESQL_FILE, SQLITE_FILE, fill_postgresql, has_tables, opened
from cms.models.documents import StoredFile
from cms.storage.private_files import private_storage, write_once

PRIVATE = "files"  # the folder of an archive whose files are in the private storage


def restore(
    archive: Path,
    to: Path,
    *,
    database: Mapping[str, object] | None = None,
    verify: bool = False,
    to_bucket: bool = False,
) -> Path:
    """Unpack an archive into a data folder; a PostgreSQL dump is loaded into `database`, which must be empty.

    With `to_bucket`, the private files are also copied to the private storage of the settings; nothing is overwritten.
    With `verify`, the audit chains and the files that the database names are checked too, in the bucket as well.
    Raises `BackupError`.
    """
    if database is not None:
        _refuse_full(database)
    manifest = unpack(archive, to)
    if manifest["database"] == POSTGRESQL_FILE:
        if database is None:
            raise BackupError(_("ไฟล์สำรองนี้เป็นของ PostgreSQL ต้องระบุฐานข้อมูลว่างที่จะนำเข้า"))
        _fill(to / POSTGRESQL_FILE, database)
        restored = dict(database)
    else:
        restored = {"NAME": str(to / SQLITE_FILE)}
    if to_bucket:
        _copy_to_bucket(to / PRIVATE)
    if verify and to_bucket and (lost := list(_damaged_in_bucket(manifest["files"]))):
        raise BackupError(_("ไฟล์ในถังเก็บไม่ตรงกับไฟล์สำรอง: %(names)s") % {"names": ", ".join(lost[:5])})
    if verify:
        with opened(restored) as alias:
            _verify(manifest, alias)
    return to


def _refuse_full(database: Mapping[str, object]) -> None:
    with opened(database) as alias:
        if has_tables(alias):
            raise BackupError(_("ฐานข้อมูล %(name)s ไม่ว่าง จึงไม่เขียนทับ") % {"name": database["NAME"]})


def _fill(dump: Path, database: Mapping[str, object]) -> None:
    try:
        fill_postgresql(dump, database)
    except (OSError, subprocess.CalledProcessError) as error:
        raise BackupError(str(getattr(error, "stderr", "") or error)) from error


def _copy_to_bucket(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as source:
                write_once(path.relative_to(folder).as_posix(), source)


def _damaged_in_bucket(files: Iterable[ArchivedFile]) -> Iterable[str]:
    """The name of every private file of the backup that the private storage has not, or has with other bytes."""
    for entry in files:
        folder, _slash, name = entry["name"].partition("/")
        if folder == PRIVATE and _hash_in_storage(name) != entry["sha256"]:
            yield name


def _hash_in_storage(name: str) -> str:
    try:
        with private_storage().open(name) as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def _verify(manifest: Manifest, alias: str) -> None:
    """Raise `BackupError` at the first fault of the restored database or of the files it names."""
    if connections[alias].vendor == "sqlite":
        _check_sqlite(alias)
    for chain, (seq, value) in manifest["audit"].items():
        head = [(seq, value)] if seq else []
        if found := audit.verify(chain=chain, published=head, using=alias):
            why = {"seq": found.seq, "why": found.reason}
            raise BackupError(_("บันทึกการตรวจสอบเสียที่ลำดับ %(seq)s: %(why)s") % why)
    if lost := list(_lost_files(manifest["files"], alias)):
        raise BackupError(_("ขาดไฟล์เอกสาร: %(names)s") % {"names": ", ".join(lost[:5])})


def _check_sqlite(alias: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        answer = cursor.fetchone()
    if answer != ("ok",):
        raise BackupError(_("ฐานข้อมูลเสียหาย: %(why)s") % {"why": answer})


def _lost_files(files: Iterable[ArchivedFile], alias: str) -> Iterable[str]:
    """SHA-256 of every stored file whose bytes are not in the backup."""
    saved = {entry["name"]: entry["sha256"] for entry in files}
    for stored in StoredFile.objects.using(alias).iterator():
        if saved.get(f"{PRIVATE}/{stored.path}") != stored.sha256:
            yield stored.sha256
