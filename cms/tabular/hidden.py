"""Which rows and columns of an XLSX are hidden: its parser reads them as all others, and does not tell."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from cms.tabular.sheets import MAX_COLUMNS, MAX_ROWS

__all__ = ["hidden_lines"]

_ATTRIBUTES = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')
_TAGS = re.compile(rb"<(?:\w+:)?(row|col)\b([^<>]*)>")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_NUMBER = re.compile(rb'\b(r|min|max)="(\d{1,7})"')
_PIECE, _LONGEST_TAG = 1 << 20, 4096
_MOST_BYTES = 200 << 20

Lines = tuple[tuple[int, ...], tuple[int, ...]]


def hidden_lines(path: Path) -> dict[str, Lines]:
    """The numbers of hidden rows and of hidden columns of each sheet, by its name; nothing for another kind of file."""
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: _lines(archive, part) for name, part in _parts(archive)}
    except (zipfile.BadZipFile, KeyError, StopIteration, RuntimeError, OSError, ValueError):
        return {}


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The names of the sheets, each with its part of the archive."""
    targets = {each["Id"]: each["Target"] for each in _tags(archive, "xl/_rels/workbook.xml.rels", "Relationship")}
    for sheet in _tags(archive, "xl/workbook.xml", "sheet"):
        target = next(targets[value] for name, value in sheet.items() if name.endswith(":id")).lstrip("/")
        yield sheet["name"], target if target.startswith("xl/") else f"xl/{target}"


def _tags(archive: zipfile.ZipFile, part: str, name: str) -> Iterator[dict[str, str]]:
    """The attributes of the tags of a name in a part that is always small."""
    with archive.open(part) as file:
        text = file.read(_PIECE).decode("utf-8", "replace")
    for tag in re.findall(rf"<(?:\w+:)?{name}\b([^<>]*)>", text):
        yield {key: unescape(value) for key, value in _ATTRIBUTES.findall(tag)}


def _lines(archive: zipfile.ZipFile, part: str) -> Lines:
    rows: set[int] = set()
    columns: set[int] = set()
    with archive.open(part) as file:
        rest, read = b"", 0
        while (piece := file.read(_PIECE)) and read < _MOST_BYTES:
            read += len(piece)
            data = rest + piece
            for tag, attributes in _TAGS.findall(data):
                if _HIDDEN.search(attributes):
                    _note(tag, {name: int(number) for name, number in _NUMBER.findall(attributes)}, rows, columns)
            rest = data[-_LONGEST_TAG:]
    return tuple(sorted(rows)), tuple(sorted(columns))


def _note(tag: bytes, said: dict[bytes, int], rows: set[int], columns: set[int]) -> None:
    if tag == b"row" and said.get(b"r", 0) in range(1, MAX_ROWS + 1):
        rows.add(said[b"r"])
    elif tag == b"col" and b"min" in said:
        columns.update(range(said[b"min"], min(said.get(b"max", said[b"min"]), MAX_COLUMNS) + 1))
