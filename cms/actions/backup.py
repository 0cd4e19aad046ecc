"""Backup of everything the authority must not lose, in one archive, while others write; and its unpacking.

The database comes first, as one consistent snapshot. Files are named by their content and never changed, so that those
copied afterwards include at least what the database refers to. The manifest, last in the archive, names each file with
its hash.
"""

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, TypedDict

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.actions.database_snapshot import Heads, snapshot_database

MANIFEST = "manifest.json"
FORMAT = 1
KEY = "secret-key.txt"
FOLDERS = {"files": "private", "media": "default"}  # folder in the archive: alias of the storage
BLOCK = 1024 * 1024


class BackupError(Exception):
    """Why a backup was not made or not restored; `str()` is a sentence in Thai."""


class ArchivedFile(TypedDict):
    """One file of an archive as the manifest names it; `sha256` in hexadecimal, `size` in bytes."""

    name: str
    size: int
    sha256: str


class Manifest(TypedDict):
    """The table of contents of an archive: name of the database file, head of each audit chain, every file."""

    format: int
    made_at: str
    database: str
    audit: Heads
    files: list[ArchivedFile]


@dataclass
class HashingReader:
    """A file object for reading that updates a SHA-256 with every block."""

    source: IO[bytes]
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def read(self, size: int = -1) -> bytes:
        """The next block, which is hashed as well."""
        block = self.source.read(size)
        self.digest.update(block)
        return block


def backup(to: Path, *, now: datetime | None = None) -> Path:
    """Write one archive into a folder and return its path.

    Only its owner can read it, and it gets its name once it is complete. Raises `BackupError` where one of this second
    exists.
    """
    now = now or timezone.now()
    to.mkdir(parents=True, exist_ok=True, mode=0o700)
    archive = to / f"prongsai-{now:%Y%m%dT%H%M%SZ}.tar"
    if archive.exists():
        raise BackupError(_("มีไฟล์ %(file)s อยู่แล้ว") % {"file": archive})
    with tempfile.TemporaryDirectory(dir=to, prefix=".backup-") as folder:
        part = Path(folder) / archive.name
        with _private(part) as stream, tarfile.open(fileobj=stream, mode="w") as tar:
            _write(tar, Path(folder), now)
            stream.flush()
            os.fsync(stream.fileno())
        part.rename(archive)
    return archive


def _private(path: Path) -> IO[bytes]:
    """A new file that nobody else on the machine can read, from its first byte on."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _write(tar: tarfile.TarFile, folder: Path, now: datetime) -> None:
    database, heads = snapshot_database(folder)
    entries = []
    with database.open("rb") as source:
        entries.append(_add(tar, database.name, source, database.stat().st_size, now))
    key = Path(settings.DATA) / KEY
    if key.exists():
        with key.open("rb") as source:
            entries.append(_add(tar, KEY, source, key.stat().st_size, now))
    for prefix, alias in FOLDERS.items():
        entries += _add_storage(tar, prefix, storages[alias], now)
    manifest: Manifest = {
        "format": FORMAT,
        "made_at": now.isoformat(),
        "database": database.name,
        "audit": heads,
        "files": entries,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    with tempfile.TemporaryFile(dir=folder) as source:
        source.write(text)
        source.seek(0)
        _add(tar, MANIFEST, source, len(text), now)


def _add_storage(tar: tarfile.TarFile, prefix: str, storage: Storage, now: datetime) -> Iterator[ArchivedFile]:
    for name in names_in(storage):
        try:
            size = storage.size(name)
            source = storage.open(name)
        except FileNotFoundError:  # an upload that was deleted meanwhile
            continue
        with source:
            yield _add(tar, f"{prefix}/{name}", source, size, now)


def names_in(storage: Storage, folder: str = "") -> Iterator[str]:
    """The name of every file in a storage, folders included; the storage must support `listdir`."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}/{name}" if folder else name
    for name in sorted(folders):
        yield from names_in(storage, f"{folder}/{name}" if folder else name)


def _add(tar: tarfile.TarFile, name: str, source: IO[bytes], size: int, now: datetime) -> ArchivedFile:
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, int(now.timestamp())
    reader = HashingReader(source)
    tar.addfile(info, reader)
    return {"name": name, "size": size, "sha256": reader.digest.hexdigest()}


def unpack(archive: Path, to: Path) -> Manifest:
    """Unpack an archive into a folder and return its manifest; every file is compared with its hash there.

    Nothing is overwritten, and nothing appears in the folder before all of the archive was found intact. Raises
    `BackupError`.
    """
    to.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=to, prefix=".restore-") as folder, _opened(archive) as tar:
        manifest = _manifest(tar)
        for entry in manifest["files"]:
            _extract(tar, entry, Path(folder))
        _move_all(Path(folder), to)
    return manifest


@contextmanager
def _opened(archive: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(archive, mode="r:") as tar:
            yield tar
    except (tarfile.TarError, OSError) as error:
        raise BackupError(_("อ่าน %(file)s ไม่ได้: %(why)s") % {"file": archive, "why": error}) from error


def _manifest(tar: tarfile.TarFile) -> Manifest:
    try:
        source = tar.extractfile(MANIFEST)
        manifest: Manifest | None = json.load(source) if source else None
    except (KeyError, ValueError) as error:
        raise BackupError(_("ไฟล์สำรองไม่มีรายการ หรือไม่ครบถ้วน")) from error
    if manifest is None or manifest.get("format") != FORMAT:
        raise BackupError(_("ไม่รู้จักรูปแบบของไฟล์สำรองนี้"))
    return manifest


def _extract(tar: tarfile.TarFile, entry: ArchivedFile, folder: Path) -> None:
    name = PurePosixPath(entry["name"])
    if name.is_absolute() or ".." in name.parts:
        raise BackupError(_("ชื่อไฟล์ในไฟล์สำรองไม่ปลอดภัย: %(name)s") % {"name": name})
    try:
        source = tar.extractfile(str(name))
    except KeyError:
        source = None
    if source is None:
        raise BackupError(_("ไฟล์สำรองขาดไฟล์ %(name)s") % {"name": name})
    path = folder / name
    for parent in reversed(path.relative_to(folder).parents):
        (folder / parent).mkdir(exist_ok=True, mode=0o700)  # `parents=True` would leave those above open to all
    reader = HashingReader(source)
    with _private(path) as target:
        shutil.copyfileobj(reader, target, BLOCK)
    if (path.stat().st_size, reader.digest.hexdigest()) != (entry["size"], entry["sha256"]):
        raise BackupError(_("ไฟล์ %(name)s ในไฟล์สำรองเสียหาย") % {"name": name})


def _move_all(folder: Path, to: Path) -> None:
    """Move the unpacked files to their folder. A secret key there is replaced: the settings make one at first start."""
    taken = [path.name for path in folder.iterdir() if path.name != KEY and _has_files(to / path.name)]
    if taken:
        raise BackupError(_("ใน %(folder)s มี %(names)s อยู่แล้ว จึงไม่เขียนทับ") % {"folder": to, "names": ", ".join(taken)})
    for path in folder.iterdir():
        target = to / path.name
        if target.is_dir():
            shutil.rmtree(target)  # folders without a file in them
        path.replace(target)


def _has_files(path: Path) -> bool:
    return any(inner.is_file() for inner in path.rglob("*")) if path.is_dir() else path.exists()
