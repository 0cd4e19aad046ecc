"""Writing XLSX and CSV. A text is a text: nothing that anybody typed is ever run as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from typing import Any

import xlsxwriter

from cms.tabular.delimited import marked
from cms.tabular.sheets import Cell

BOM = "\ufeff"  # so that Excel reads the file as UTF-8
# Excel allows 31 letters in the name of a sheet and none of these, no apostrophe at its ends, and not this name.
SHEET_NAME, NOT_IN_A_SHEET_NAME, RESERVED = 31, str.maketrans("", "", "[]:*?/\\"), "history"
LONGEST_TEXT = 32_767  # of a cell, by the format
CUT = "… (ข้อความยาวเกินช่องของ Excel อ่านทั้งหมดในหน้าเว็บหรือไฟล์ CSV)"
WIDEST, NARROWEST = 60, 10
LINES_A_PART = 500
CHOICES = "ตัวเลือก"
LONGEST_TITLE, LONGEST_HINT = 32, 255  # of what is shown beside a cell

DataCell = Cell | Decimal


@dataclass(frozen=True)
class Head:
    """A column of a sheet to write: its label, and for a form what may be written into its cells.

    `choices` are offered in a list, `hint` is shown beside a cell, `is_text` keeps what is typed from being changed.
    With `zero` an amount of 0, which it stays, is shown in these words.
    """

    label: str
    choices: tuple[str, ...] = ()
    hint: str = ""
    is_text: bool = False
    is_given: bool = False  # filled in already, and not to be changed
    width: int = 0
    zero: str = ""


@dataclass(frozen=True)
class Table:
    """A sheet to write: its name, its columns, its rows. `form_rows` are prepared for filling in."""

    name: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[DataCell]] = ()
    form_rows: int = 0


def xlsx(tables: Iterable[Table]) -> bytes:
    """A workbook with a sheet for each table."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        _Writer(book).write(list(tables))
    return stream.getvalue()


def csv_text(labels: Sequence[str], rows: Iterable[Sequence[DataCell]]) -> bytes:
    """A table as CSV with a byte order mark; `cms.tabular.delimited` reads it back as it was."""
    return b"".join(csv_parts(labels, rows))


def csv_parts(labels: Sequence[str], rows: Iterable[Sequence[DataCell]]) -> Iterator[bytes]:
    """The CSV in parts of some hundred lines, for rows that are not to be in memory all at once."""
    yield BOM.encode()
    lines = chain([labels], rows)
    while part := list(islice(lines, LINES_A_PART)):
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerows([_csv_cell(cell) for cell in line] for line in part)
        yield text.getvalue().encode()


def _csv_cell(cell: DataCell) -> str:
    if isinstance(cell, str):
        return marked(cell)
    return "" if cell is None else str(cell)


class _Writer:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.names: set[str] = set()
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.given = book.add_format({"bg_color": "#EFEFEF", "text_wrap": True, "valign": "top"})
        self.text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.plain = book.add_format({"text_wrap": True, "valign": "top"})
        self.amounts: dict[str, Any] = {}
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self.choices = 0

    def write(self, tables: Sequence[Table]) -> None:
        sheets = [self.book.add_worksheet(self._name(table.name)) for table in tables]
        lists: Any = None
        for table, sheet in zip(tables, sheets, strict=True):
            self._heads(table, sheet)
            self._rows(table, sheet)
            for place, head in enumerate(table.heads):
                if head.choices and table.form_rows and lists is None:
                    lists = self.book.add_worksheet(self._name(CHOICES))
                    lists.hide()
                self._form_column(table, sheet, place, lists)

    def _name(self, wanted: str) -> str:
        """A name that Excel allows and no other sheet has."""
        name = wanted.translate(NOT_IN_A_SHEET_NAME).strip("' ")[:SHEET_NAME].strip("' ") or "1"
        if name.casefold() in self.names or name.casefold() == RESERVED:
            name = f"{name[: SHEET_NAME - 4]} {len(self.names) + 1}"
        self.names.add(name.casefold())
        return name

    def _heads(self, table: Table, sheet: Any) -> None:
        for place, head in enumerate(table.heads):
            cells = (len(_shown(row[place])) for row in table.rows[:500])
            width = head.width or min(max(NARROWEST, len(head.label), *cells, 0) + 2, WIDEST)
            sheet.set_column(place, place, width, self.text if head.is_text else None)
            sheet.write_string(0, place, head.label, self.bold)
        sheet.freeze_panes(1, 0)

    def _rows(self, table: Table, sheet: Any) -> None:
        for number, row in enumerate(table.rows, start=1):
            for place, (cell, head) in enumerate(zip(row, table.heads, strict=True)):
                self._cell(sheet, number, place, cell, head)

    def _cell(self, sheet: Any, number: int, place: int, cell: DataCell, head: Head) -> None:
        if cell is None or cell == "":
            if head.is_given:
                sheet.write_blank(number, place, None, self.given)
        elif isinstance(cell, str):
            style = self.given if head.is_given else self.text if head.is_text else self.plain
            text = cell if len(cell) <= LONGEST_TEXT else cell[: LONGEST_TEXT - len(CUT)] + CUT
            sheet.write_string(number, place, text, style)
        elif isinstance(cell, bool):
            sheet.write_boolean(number, place, cell)
        elif isinstance(cell, datetime | date):
            sheet.write_datetime(number, place, cell, self.day)
        elif isinstance(cell, int | float | Decimal):
            sheet.write_number(number, place, cell, self._amount(head.zero) if isinstance(cell, Decimal) else None)
        else:
            sheet.write_string(number, place, str(cell))

    def _amount(self, zero: str) -> Any:
        """The format of an amount; with `zero` its third section, which is that of 0, shows these words."""
        if zero not in self.amounts:
            quoted = f'"{zero.replace(chr(34), "")}"'
            number = f"#,##0.00;-#,##0.00;{quoted}" if zero else "#,##0.00"
            self.amounts[zero] = self.book.add_format({"num_format": number, "valign": "top"})
        return self.amounts[zero]

    def _form_column(self, table: Table, sheet: Any, place: int, lists: Any) -> None:
        head = table.heads[place]
        if not table.form_rows or not (head.choices or head.hint):
            return
        options: dict[str, Any] = {"validate": "any", "input_title": head.label[:LONGEST_TITLE]}
        if head.hint:
            options["input_message"] = head.hint[:LONGEST_HINT]
        if head.choices:
            options |= {"validate": "list", "source": self._list(lists, head.choices)}
            options |= {"error_title": "เลือกจากรายการ", "error_message": "เลือกคำที่มีในรายการของช่องนี้"}
        sheet.data_validation(1, place, table.form_rows, place, options)

    def _list(self, lists: Any, choices: Sequence[str]) -> str:
        """The reference to a column of the hidden sheet with the choices, which has room for as many as there are."""
        column = self.choices
        self.choices += 1
        for number, choice in enumerate(choices):
            lists.write_string(number, column, choice)
        letter = xlsxwriter.utility.xl_col_to_name(column)
        return f"='{lists.get_name()}'!${letter}$1:${letter}${len(choices)}"


def _shown(cell: DataCell) -> str:
    return "" if cell is None else max(str(cell).splitlines() or [""], key=len)
