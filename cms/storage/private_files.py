"""Where the bytes of documents lie: a private storage, named by setting, outside everything that a web server shows."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from django.core.files.base import File
from django.core.files.storage import Storage, storages


def private_storage() -> Storage:
    """The storage named `private` in the settings; a callable, so that migrations name no place."""
    return storages["private"]


def write_once(name: str, source: IO[bytes]) -> None:
    """Put bytes under a name that says what they are; it stands only once all of them are there, and stays."""
    storage = private_storage()
    if storage.exists(name):
        return
    if path := local_path(name):
        _write_whole(path, source)
        return
    saved = storage.save(name, File(source))
    if saved != name:  # somebody was faster with the same bytes
        storage.delete(saved)


def _write_whole(path: Path, source: IO[bytes]) -> None:
    """Beside its place first, then renamed: a crash leaves no half file under the name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".part-", delete=False) as part:
        try:
            shutil.copyfileobj(source, part)
            part.flush()
            os.fsync(part.fileno())
            Path(part.name).replace(path)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(part.name).unlink()
            raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """The new name, too, outlives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def local_path(name: str) -> Path | None:
    """Where the bytes lie on this machine, or None where the storage is elsewhere."""
    try:
        return Path(private_storage().path(name))
    except NotImplementedError:
        return None


@contextmanager
def as_local_file(name: str) -> Iterator[Path]:
    """The bytes as a file that another process can open, for as long as it is needed."""
    if path := local_path(name):
        yield path
        return
    with NamedTemporaryFile() as copy:
        with private_storage().open(name, "rb") as source:
            shutil.copyfileobj(source, copy)
        copy.flush()
        yield Path(copy.name)
