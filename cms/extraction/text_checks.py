"""Checks of plain text and CSV: no web page under a harmless name, and a warning where a cell is a formula."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from cms.extraction.kinds import HEAD, Kind
from cms.extraction.plain import csv_rows, decode
from cms.extraction.verdict import Finding, block, warn

WEB_PAGE = block("ไฟล์นี้เป็นหน้าเว็บที่ใช้นามสกุลของไฟล์ข้อความ กรุณาบันทึกเป็น PDF หรือเป็นข้อความล้วน แล้วส่งใหม่")
FORMULA = warn("ไฟล์ CSV นี้มีช่องที่ขึ้นต้นด้วยสูตร โปรแกรมตารางจะคำนวณเองเมื่อเปิด กรุณาตรวจว่าตั้งใจให้เป็นเช่นนั้น")
BROKEN_ROWS = warn("โครงสร้างแถวของ CSV นี้ผิดปกติ อาจมีเครื่องหมายคำพูดที่ไม่ได้ปิด กรุณาเปิดตรวจในโปรแกรมตาราง แล้วบันทึกใหม่")

MARKUP = re.compile(r"<\s*(?:!doctype\s+html|html|head|script|iframe|body|svg|hta:)", re.IGNORECASE)
CALLS = re.compile(r"[\t\r ]*[=@＝＠]")
# A sign may open a number (-1500, +66 42 1234) or a Thai list item (- ไม่มี); a formula needs a name or a pipe.
SIGNED = re.compile(r"[\t\r ]*[+\-＋－](?=.*[A-Za-z|!])", re.DOTALL)


def findings(path: Path, kind: Kind) -> Iterator[Finding]:
    """The findings about a text file."""
    text = decode(path.read_bytes())
    if MARKUP.search(text[:HEAD]):
        yield WEB_PAGE
    if kind.name == "csv":
        yield from _cells(text)


def _cells(text: str) -> Iterator[Finding]:
    try:
        if any(is_formula(cell) for row in csv_rows(text) for cell in row):
            yield FORMULA
    except csv.Error:
        yield BROKEN_ROWS


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet program would evaluate the cell: `=1+1` and `-cmd|x`, but not `-1,500.00` and `- ไม่มี`."""
    return bool(CALLS.match(cell) or SIGNED.match(cell))
