"""The text of plain text and CSV files: decoded as UTF-8 where it is valid, else as Windows-874."""

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from cms.extraction.kinds import UTF16_MARKS
from cms.thai.repair import clean


def decode(data: bytes) -> str:
    """The text of the bytes: UTF-16 with its mark, UTF-8, or Windows-874, which old Thai programs write unmarked."""
    if data.startswith(UTF16_MARKS):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp874", "replace")


def csv_rows(text: str) -> Iterator[list[str]]:
    """The rows of a CSV file. Raises `csv.Error` where a quotation mark is not closed."""
    return csv.reader(io.StringIO(text, newline=""))


def txt_pages(path: Path) -> list[str]:
    """The repaired text as one page."""
    return [clean(decode(path.read_bytes()))]


def csv_pages(path: Path) -> list[str]:
    """The repaired rows as one page, a tab between cells; a file that is no valid CSV is read as plain text."""
    text = decode(path.read_bytes())
    with suppress(csv.Error):
        text = "\n".join("\t".join(row) for row in csv_rows(text))
    return [clean(text)]
