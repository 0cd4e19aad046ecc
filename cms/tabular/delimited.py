"""Reading CSV as Thai offices have it: UTF-8, UTF-16 or Windows-874; commas, semicolons, tabs or bars between cells.

Our own CSV marks a text that a spreadsheet program would take for a formula by an apostrophe; it is taken off again.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from cms.tabular.sheets import MAX_CELLS, Cell, Sheet, SheetError, rows_of

SEPARATORS = ",;\t|"
LOOKED_AT = 50  # so many rows say what stands between the cells
LOOKED_AT_BYTES, LEAST_ZEROS = 4096, 0.02
NAME = "CSV"
NO_LETTERS = "อ่านตัวอักษรในไฟล์ CSV นี้ไม่ได้ เปิดในโปรแกรมตาราง บันทึกเป็น “CSV UTF-8” หรือ XLSX แล้วส่งอีกครั้ง"
BROKEN = "โครงสร้างของ CSV ผิดปกติ อาจมีเครื่องหมายคำพูดที่ไม่ได้ปิด เปิดในโปรแกรมตาราง แล้วบันทึกเป็น XLSX"
TOO_LARGE = f"ไฟล์มีข้อมูลมากกว่า {MAX_CELLS:,} ช่อง แบ่งเป็นหลายไฟล์ แล้วส่งทีละไฟล์"

# What a spreadsheet program takes for a formula; full-width signs too.
FORMULA = "=+\\-@\t\r＝＋－＠"
_MARKED = re.compile(f"'+[{FORMULA}]")
_TO_MARK = re.compile(f"'*[{FORMULA}]")
# What no table of ours holds: controls, and what other bytes than those of UTF-16 become when they are read as such.
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x80-\x9f\u0f00-\u1dff\u2e80-\uf6ff\ufffe\uffff]")
_SAID = re.compile("sep=(.)\r?\n", re.IGNORECASE)


def read_delimited(path: Path) -> list[Sheet]:
    """The rows of a CSV as one sheet of texts. Raises `SheetError`."""
    text = decode(path.read_bytes())
    said = _SAID.match(text)
    separator = said[1] if said else separator_of(text)
    lines: Iterator[Sequence[Cell]] = ([unmarked(cell) for cell in line] for line in _lines(text, separator))
    try:
        if said:
            next(lines)
        sheet = Sheet(NAME, list(rows_of(lines)))
    except csv.Error as error:
        raise SheetError(BROKEN) from error
    if sum(len(row.cells) for row in sheet.rows) > MAX_CELLS:
        raise SheetError(TOO_LARGE)
    return [sheet]


def decode(data: bytes) -> str:
    """The text of the bytes. Raises `SheetError` for bytes that are none of the encodings."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NO_TEXT.search(text):
            return text.removeprefix("\ufeff")
    raise SheetError(NO_LETTERS)


def separator_of(text: str) -> str:
    """What stands between the cells: the sign that cuts most of the first rows into as many cells."""
    scores = {separator: _score(text, separator) for separator in SEPARATORS}
    return max(SEPARATORS, key=lambda separator: scores[separator])


def marked(text: str) -> str:
    """A text for a CSV: with an apostrophe before what would be run as a formula; `unmarked` takes it off."""
    return f"'{text}" if _TO_MARK.match(text) else text


def unmarked(text: str) -> str:
    """A text of a CSV without the apostrophe that says that it is no formula."""
    return text[1:] if _MARKED.match(text) else text


def _encodings(data: bytes) -> Iterator[str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield "utf-16"
        return
    yield "utf-8-sig"
    head = data[:LOOKED_AT_BYTES]
    if head.count(0) > len(head) * LEAST_ZEROS:  # signs and digits of UTF-16 have one
        yield "utf-16-be" if head[0::2].count(0) > head[1::2].count(0) else "utf-16-le"
    yield "cp874"


def _lines(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _score(text: str, separator: str) -> tuple[int, int]:
    try:
        widths = [len(line) for line in islice(_lines(text, separator), LOOKED_AT) if any(line)]
    except csv.Error:
        return 0, 0
    if not widths or max(widths) == 1:
        return 0, 0
    usual = max(set(widths) - {1}, key=lambda width: (widths.count(width), width))
    return widths.count(usual), usual
