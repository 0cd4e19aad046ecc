"""The private storage of documents, named in the settings, outside of every folder that a web server publishes."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Protocol, runtime_checkable

from django.core.files.base import File
from django.core.files.storage import Storage, storages


def private_storage() -> Storage:
    """The storage `private` of the settings; a callable, so that migrations contain no path."""
    return storages["private"]


@runtime_checkable
class WritesNew(Protocol):
    """A remote storage that writes an object in one step and only where the name is free, as `cms.storage.s3` does."""

    def write_new(self, name: str, source: IO[bytes]) -> bool:
        """Write an object unless the name is taken; whether it was written."""


def write_once(name: str, source: IO[bytes]) -> None:
    """Store bytes under a name made of their hash, unless it exists; the name appears once all bytes are written."""
    storage = private_storage()
    if storage.exists(name):
        return
    source.seek(0)
    if path := local_path(name):
        _write_whole(path, source)
        return
    if isinstance(storage, WritesNew):
        storage.write_new(name, source)  # False: somebody was faster with the same bytes
        return
    saved = storage.save(name, File(source))
    if saved != name:  # somebody was faster with the same bytes
        storage.delete(saved)


def _write_whole(path: Path, source: IO[bytes]) -> None:
    """Write to a temporary file in the same folder, then rename it: a crash leaves no partial file under the name."""
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
    """Write a folder to disk, so that the new name survives a power cut as well."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def local_path(name: str) -> Path | None:
    """The path of a stored file on this machine, or None where the storage is remote."""
    try:
        return Path(private_storage().path(name))
    except NotImplementedError:
        return None


def is_local() -> bool:
    """Whether the private files lie in a folder of this machine."""
    return local_path("x") is not None


@contextmanager
def as_local_file(name: str) -> Iterator[Path]:
    """A path at which another process can read the file; a remote one is copied for the time of the context."""
    if path := local_path(name):
        yield path
        return
    with NamedTemporaryFile() as copy:
        with private_storage().open(name, "rb") as source:
            shutil.copyfileobj(source, copy)
        copy.flush()
        yield Path(copy.name)
