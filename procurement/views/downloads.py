"""Files that are sent while they are written, or written into a temporary file first."""

import tempfile
from collections.abc import Callable, Iterator
from typing import BinaryIO

from django.http import FileResponse, StreamingHttpResponse

from cms.policy.delivery import attachment
from cms.views.public import XLSX

CSV = "text/csv; charset=utf-8"


def csv_response(lines: Iterator[bytes], name: str) -> StreamingHttpResponse:
    """A CSV that is sent while it is written, and kept by nobody: what is withdrawn is gone from the next."""
    response = StreamingHttpResponse(lines, content_type=CSV)
    response.headers["Content-Disposition"] = attachment(f"{name}.csv")
    response.headers["Cache-Control"] = "no-store"
    return response


def xlsx_response(write: Callable[[BinaryIO], None]) -> FileResponse:
    """A workbook that a function writes into a file, never all in memory; the caller names it."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the response closes it
    write(file)
    file.seek(0)
    return FileResponse(file, content_type=XLSX)
