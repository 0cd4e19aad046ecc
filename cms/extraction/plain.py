"""Plain text and CSV: UTF-8 where it is UTF-8, else the old Thai Windows code page."""

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from cms.extraction.kinds import UTF16_MARKS
from cms.thai.repair import clean


def decode(data: bytes) -> str:
    """The text of the bytes. Old Thai programs write Windows-874 and say so nowhere."""
    if data.startswith(UTF16_MARKS):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp874", "replace")


def csv_rows(text: str) -> Iterator[list[str]]:
    """The rows of a CSV file; raises `csv.Error` where its quotes do not close."""
    return csv.reader(io.StringIO(text, newline=""))


def txt_pages(path: Path) -> list[str]:
    """The repaired text, in one piece: plain text knows no pages."""
    return [clean(decode(path.read_bytes()))]


def csv_pages(path: Path) -> list[str]:
    """The repaired rows in one piece, a tab between cells; a file that is no sound CSV is read as plain text."""
    text = decode(path.read_bytes())
    with suppress(csv.Error):
        text = "\n".join("\t".join(row) for row in csv_rows(text))
    return [clean(text)]
