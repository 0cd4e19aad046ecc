"""What a file of sheets holds: typed cells, each row with its number as the file counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from itertools import takewhile

from cms.thai.dates import thai_date, thai_time

# A day is a `date`, a day with a time a `datetime`; an empty cell is None.
Cell = str | int | float | bool | date | datetime | time | None

MAX_SHEETS = 50
MAX_ROWS = 20_000  # of a sheet
MAX_COLUMNS = 200
MAX_CELLS = 1_000_000  # of a file

YES, NO = "ใช่", "ไม่ใช่"


class SheetError(ValueError):
    """A file that cannot be read as sheets. The message says why in Thai, and what to do."""


@dataclass(frozen=True)
class Row:
    """A row that is not empty, with its number as the file counts: the first is 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """A sheet: its rows that are not empty, and whether somebody who opens the file sees it.

    `merged` are its merged ranges as (first row, first column, last row, last column), counted from 1; a CSV and an ODS
    have none. `hidden_rows` and `hidden_columns`, counted from 1, are known of an XLSX alone.
    """

    name: str
    rows: Sequence[Row]
    is_hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = field(default=())
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()

    def spread(self) -> "Sheet":
        """The sheet with the value of each merged range in all its cells, as a reader sees it."""
        rows = {row.number: list(row.cells) for row in self.rows}
        for top, left, bottom, right in self.merged:
            first = rows.get(top, [])
            value = first[left - 1] if left <= len(first) else None
            if value is None:
                continue
            for number in range(top, min(bottom, MAX_ROWS) + 1):
                cells = rows.setdefault(number, [])
                cells += [None] * (min(right, MAX_COLUMNS) - len(cells))
                for column in range(left - 1, min(right, MAX_COLUMNS)):
                    cells[column] = value
        spread = tuple(Row(number, tuple(cells)) for number, cells in sorted(rows.items()))
        return Sheet(self.name, spread, self.is_hidden)


def rows_of(lines: Iterator[Sequence[Cell]], *, left: int = 0) -> Iterator[Row]:
    """The rows of a sheet that are not empty; `left` columns before them are. Raises `SheetError` beyond the limits."""
    for number, line in enumerate(lines, start=1):
        cells = [None] * left + [None if cell == "" else cell for cell in line]
        blank = sum(1 for _ in takewhile(lambda cell: cell is None, reversed(cells)))
        cells = cells[: len(cells) - blank]
        if len(cells) > MAX_COLUMNS:
            raise SheetError(
                f"แถวที่ {number:,} มี {len(cells):,} คอลัมน์ รับได้ไม่เกิน {MAX_COLUMNS} คอลัมน์ ลบคอลัมน์ที่ไม่ใช้ แล้วบันทึกใหม่"
            )
        if cells and number > MAX_ROWS:
            raise SheetError(f"ตารางมีมากกว่า {MAX_ROWS:,} แถว แบ่งเป็นหลายไฟล์ แล้วส่งทีละไฟล์")
        if cells:
            yield Row(number, tuple(cells))


def column_letter(place: int) -> str:
    """The letters by which a sheet names a column: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def as_typed(cell: Cell | Decimal) -> str:
    """A cell as a person would type it: 2566.0 is “2566”, a day “1 ตุลาคม 2568”."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return YES if cell else NO
    if isinstance(cell, datetime):
        return thai_date(cell) if cell.time() == time() else f"{thai_date(cell)} {thai_time(cell)}"
    if isinstance(cell, date):
        return thai_date(cell)
    if isinstance(cell, time):
        return f"{cell.hour:02d}.{cell.minute:02d}"
    if isinstance(cell, float | Decimal):
        return _plain_number(cell)
    return str(cell)


def _plain_number(number: float | Decimal) -> str:
    """A number without an exponent and the noise of a float: 0.1 + 0.2 is “0.3”."""
    exact = Decimal(f"{number:.15g}") if isinstance(number, float) else number
    if not exact.is_finite():
        return str(number)
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
