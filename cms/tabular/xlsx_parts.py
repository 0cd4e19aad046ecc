"""What the parser of workbooks does not say of an XLSX: which of its lines are hidden, which formulas have no value.

It reads what is hidden as all else, and takes a formula that gives an error, or was never run, for an empty cell.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from cms.tabular.sheets import MAX_COLUMNS, MAX_ROWS

__all__ = ["WITHOUT_VALUE", "Unsaid", "unsaid_in"]

_ATTRIBUTES = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')
_TAGS = re.compile(rb"<(?:\w+:)?(row|col)\b([^<>]*)>")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_NUMBER = re.compile(rb'\b(r|min|max)="(\d{1,7})"')
_PIECE, _LONGEST_TAG = 1 << 20, 4096
_MOST_BYTES = 200 << 20

# Cells of an error, and of a formula that was never run.
_F = rb"<f\b[^<>]*(?:/>|>[^<]*</f>)"
_ERRORS = re.compile(rb'<c\b([^<>]*\bt="e"[^<>]*)>(?:' + _F + rb")?<v>([^<]{1,20})</v>")
_WITHOUT_VALUE = re.compile(rb"<c\b([^<>]*)>" + _F + rb"(?:<v\s*/>|<v></v>)?</c>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
WITHOUT_VALUE = "#NULL!"


@dataclass(frozen=True)
class Unsaid:
    """Hidden rows and columns of a sheet, counted from 1; and its formulas without a value, by row and column."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    formulas: Mapping[tuple[int, int], str]


def unsaid_in(path: Path) -> dict[str, Unsaid]:
    """What the parser does not say of each sheet, by its name; nothing for another kind of file."""
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: _unsaid(archive, part) for name, part in _parts(archive)}
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


def _unsaid(archive: zipfile.ZipFile, part: str) -> Unsaid:
    rows: set[int] = set()
    columns: set[int] = set()
    formulas: dict[tuple[int, int], str] = {}
    with archive.open(part) as file:
        rest, read = b"", 0
        while (piece := file.read(_PIECE)) and read < _MOST_BYTES:
            read += len(piece)
            data = rest + piece
            for tag, attributes in _TAGS.findall(data):
                if _HIDDEN.search(attributes):
                    _note(tag, {name: int(number) for name, number in _NUMBER.findall(attributes)}, rows, columns)
            formulas |= dict(_formulas(data))
            rest = data[-_LONGEST_TAG:]
    return Unsaid(tuple(sorted(rows)), tuple(sorted(columns)), formulas)


def _note(tag: bytes, said: dict[bytes, int], rows: set[int], columns: set[int]) -> None:
    if tag == b"row" and said.get(b"r", 0) in range(1, MAX_ROWS + 1):
        rows.add(said[b"r"])
    elif tag == b"col" and b"min" in said:
        columns.update(range(said[b"min"], min(said.get(b"max", said[b"min"]), MAX_COLUMNS) + 1))


def _formulas(data: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    for attributes, error in [*_ERRORS.findall(data), *((found, b"") for found in _WITHOUT_VALUE.findall(data))]:
        place = _PLACE.search(attributes)
        is_text = not error and b't="str"' in attributes  # its value may be an empty text
        if place and not is_text:
            yield (int(place[2]), _column(place[1].decode())), error.decode("ascii", "replace") or WITHOUT_VALUE


def _column(letters: str) -> int:
    """The number of a column by its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
