"""Reading XLSX, XLS and ODS. Formulas are not run: a cell has the value with which its file was saved."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import python_calamine
from python_calamine import SheetTypeEnum, SheetVisibleEnum

from cms.tabular.sheets import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, Cell, Row, Sheet, SheetError, rows_of
from cms.tabular.xlsx_parts import Unsaid, unsaid_in

UNREADABLE = "เปิดตารางในไฟล์นี้ไม่ได้ ไฟล์อาจเสียหรือใส่รหัสผ่านไว้ เปิดในโปรแกรมเดิม บันทึกเป็น XLSX ใหม่ แล้วส่งอีกครั้ง"
TOO_MANY = f"ไฟล์มีมากกว่า {MAX_SHEETS} แผ่นงาน ลบแผ่นงานที่ไม่ใช้ แล้วส่งอีกครั้ง"
TOO_LARGE = f"ไฟล์มีข้อมูลมากกว่า {MAX_CELLS:,} ช่อง แบ่งเป็นหลายไฟล์ แล้วส่งทีละไฟล์"


def read_workbook(path: Path) -> list[Sheet]:
    """The sheets of a workbook in their order, hidden ones too. Raises `SheetError`."""
    try:
        # By its content, not by its name: a file of one kind often has the name of another.
        with path.open("rb") as file, python_calamine.CalamineWorkbook.from_filelike(file) as workbook:
            sheets = list(_sheets(workbook))
    except (python_calamine.CalamineError, OSError) as error:
        raise SheetError(UNREADABLE) from error
    unsaid = unsaid_in(path)
    return [_completed(sheet, unsaid[sheet.name]) if sheet.name in unsaid else sheet for sheet in sheets]


def _completed(sheet: Sheet, unsaid: Unsaid) -> Sheet:
    """The sheet with its formulas that have no value as the words for it, and with what is hidden of what it says."""
    rows = {row.number: list(row.cells) for row in sheet.rows}
    for (number, column), words in unsaid.formulas.items():
        if number <= MAX_ROWS and column <= MAX_COLUMNS:
            cells = rows.setdefault(number, [])
            cells += [None] * (column - len(cells))
            cells[column - 1] = words if cells[column - 1] is None else cells[column - 1]
    width = max((len(cells) for cells in rows.values()), default=0)
    return replace(
        sheet,
        rows=[Row(number, tuple(cells)) for number, cells in sorted(rows.items())],
        hidden_rows=tuple(number for number in unsaid.rows if number in rows),
        hidden_columns=tuple(number for number in unsaid.columns if number <= width),
    )


def _sheets(workbook: python_calamine.CalamineWorkbook) -> Iterator[Sheet]:
    wanted = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    if len(wanted) > MAX_SHEETS:
        raise SheetError(TOO_MANY)
    room = MAX_CELLS
    for each in wanted:
        sheet = workbook.get_sheet_by_name(each.name)
        rows = list(_within(rows_of(_lines(sheet), left=sheet.start[1] if sheet.start else 0), room))
        room -= sum(len(row.cells) for row in rows)
        yield Sheet(each.name, rows, each.visible != SheetVisibleEnum.Visible, tuple(_merged(sheet)))


def _within(rows: Iterator[Row], room: int) -> Iterator[Row]:
    for row in rows:
        room -= len(row.cells)
        if room < 0:
            raise SheetError(TOO_LARGE)
        yield row


def _merged(sheet: python_calamine.CalamineSheet) -> Iterator[tuple[int, int, int, int]]:
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        yield top + 1, left + 1, bottom + 1, right + 1


def _lines(sheet: python_calamine.CalamineSheet) -> Iterator[Sequence[Cell]]:
    for line in sheet.iter_rows():
        yield [_cell(cell) for cell in line]


def _cell(cell: object) -> Cell:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**15:
        return int(cell)
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date()
    if isinstance(cell, datetime.timedelta):
        return str(cell)
    return cell  # type: ignore[return-value]  # what remains of calamine's types is ours
