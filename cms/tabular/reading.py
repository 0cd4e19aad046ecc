"""Reading a file of sheets, by its kind; outside tests in the sandbox, as hostile files use up memory and time."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from cms.extraction import sandbox
from cms.extraction.kinds import extension
from cms.tabular.sheets import Cell, Row, Sheet, SheetError

KINDS = ("xlsx", "xls", "ods", "csv", "txt")
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
    from cms.tabular.workbooks import read_workbook  # loads the parser, which only the child process does

    return read_workbook(path)


def read_upload(path: Path, name: str) -> list[Sheet]:
    """The sheets of an uploaded file: inspected, then read, both in a sandbox. Raises `SheetError`."""
    kind = extension(name)
    if kind not in KINDS:
        raise SheetError(f"เลือกไฟล์ตาราง {ACCEPTED} ไฟล์ที่เลือกเป็น .{kind[:20] or 'ไม่ทราบชนิด'}")
    verdict = sandbox.inspect_in_sandbox(path, name, max_bytes=MAX_BYTES)
    if verdict.level == "block":
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
            }
            for sheet in sheets
        ]
    )


def _sheet(answer: Mapping[str, Any]) -> Sheet:
    rows = [Row(number, tuple(_from_json(cell) for cell in cells)) for number, cells in answer["rows"]]
    merged = tuple((top, left, bottom, right) for top, left, bottom, right in answer["merged"])
    return Sheet(answer["name"], rows, answer["is_hidden"], merged)


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
