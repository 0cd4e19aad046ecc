"""Uploads as files that another process can read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files.uploadedfile import UploadedFile


@contextmanager
def as_file(upload: "UploadedFile[Any]") -> Iterator[Path]:
    """A path at which an upload, also one that is in memory, can be read for the time of the context."""
    with NamedTemporaryFile() as spool:
        for chunk in upload.chunks():
            spool.write(chunk)
        spool.flush()
        yield Path(spool.name)
