"""Reading a file of sheets, by its kind; outside tests in the sandbox, as hostile files use up memory and time."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path, PurePath
from typing import Any

from cms.extraction import sandbox
from cms.extraction.kinds import HEAD, extension, sniff
from cms.tabular.sheets import Cell, Row, Sheet, SheetError
from cms.tabular.webpages import is_web_page

KINDS = ("xlsx", "xls", "ods", "csv", "txt")
WEB_PAGE = "html"  # under the name of a workbook, as systems of the state export their tables
ACCEPTED = "XLSX, XLS, ODS หรือ CSV"
MAX_BYTES = 10 * 1024 * 1024
SECONDS = 20


@dataclass(frozen=True)
class Answer:
    """What the child process of the sandbox answers: sheets as JSON knows them, or why there are none."""

    sheets: list[dict[str, Any]]
    refusal: str = ""


def read_sheets(path: Path, kind: str) -> list[Sheet]:
    """The sheets of a file of one of the kinds. Raises `SheetError`."""
    if kind in ("csv", "txt"):
        from cms.tabular.delimited import read_delimited

        return read_delimited(path)
    if kind == WEB_PAGE:
        from cms.tabular.webpages import read_web_page

        return read_web_page(path)
    from cms.tabular.workbooks import read_workbook  # loads the parser, which only the child process does

    return read_workbook(path)


def kind_by_content(path: Path, name: str) -> str:
    """The kind of a file by what it holds, whatever its name says; "" where its name is that of no kind of sheets.

    Officers rename files, and systems give their web pages and texts the name of a workbook.
    """
    claimed = extension(name)
    if claimed not in KINDS:
        return ""
    with path.open("rb") as file:
        head = file.read(HEAD)
    content = sniff(head)
    if content == "zip":
        return "ods" if b"opendocument.spreadsheet" in head else "xlsx"
    if content == "ole":
        return "xls"
    if content != "text" or not head:
        return claimed
    if is_web_page(_ascii(head)):
        return WEB_PAGE
    return claimed if claimed in ("csv", "txt") else "csv"


def _ascii(head: bytes) -> str:
    """The signs of ASCII among the bytes of any encoding."""
    return head.replace(b"\0", b"").decode("ascii", "ignore")


def read_upload(path: Path, name: str) -> list[Sheet]:
    """The sheets of an uploaded file: inspected, then read, both in a sandbox. Raises `SheetError`."""
    kind = kind_by_content(path, name)
    if not kind:
        raise SheetError(f"เลือกไฟล์ตาราง {ACCEPTED} ไฟล์ที่เลือกเป็น .{extension(name)[:20] or 'ไม่ทราบชนิด'}")
    # Of a web page the texts of its tables are taken and nothing else, so only its size matters.
    inspected = "txt" if kind == WEB_PAGE else kind
    verdict = sandbox.inspect_in_sandbox(path, f"{PurePath(name).stem}.{inspected}", max_bytes=MAX_BYTES)
    if verdict.level == "block" and (kind != WEB_PAGE or path.stat().st_size > MAX_BYTES):
        raise SheetError(verdict.reasons[0])
    try:
        answer = sandbox.ask("sheets", str(path.resolve()), kind, seconds=SECONDS)
    except sandbox.SandboxError as problem:
        raise SheetError(str(problem)) from problem
    if answer["refusal"]:
        raise SheetError(answer["refusal"])
    return [_sheet(each) for each in answer["sheets"]]


def answer_for(path: str, kind: str) -> Answer:
    """The sheets as the child process sends them; days and times as lists of their kind and their ISO form."""
    try:
        sheets = read_sheets(Path(path), kind)
    except SheetError as problem:
        return Answer([], str(problem))
    return Answer(
        [
            {
                "name": sheet.name,
                "rows": [[row.number, [_as_json(cell) for cell in row.cells]] for row in sheet.rows],
                "is_hidden": sheet.is_hidden,
                "merged": sheet.merged,
                "hidden": [sheet.hidden_rows, sheet.hidden_columns],
            }
            for sheet in sheets
        ]
    )


def _sheet(answer: Mapping[str, Any]) -> Sheet:
    rows = [Row(number, tuple(_from_json(cell) for cell in cells)) for number, cells in answer["rows"]]
    merged = tuple((top, left, bottom, right) for top, left, bottom, right in answer["merged"])
    return Sheet(answer["name"], rows, answer["is_hidden"], merged, *map(tuple, answer["hidden"]))


def _as_json(cell: Cell) -> Any:
    if isinstance(cell, datetime | date | time):
        return [type(cell).__name__, cell.isoformat()]
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else str(cell)
    return cell


_READ: Mapping[str, Any] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
}


def _from_json(cell: Any) -> Cell:
    if isinstance(cell, Sequence) and not isinstance(cell, str):
        kind, text = cell
        read: Cell = _READ[kind](text)
        return read
    result: Cell = cell
    return result
