"""A month as แบบ สขร.1 in a workbook for A4 across: titles, heads in two rows, sums and the line to sign."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter

from cms.tabular.writing import DataCell
from cms.thai.dates import thai_date
from procurement.exports.editions import PublishedMonth
from procurement.models import ProcurementSettings
from procurement.policy.month_sums import Sums, sums_of
from procurement.policy.month_tables import form_lines

# Label, width, and the two columns below it where it is split.
COLUMNS: tuple[tuple[str, tuple[int, ...], tuple[str, ...]], ...] = (
    ("ลำดับที่", (7,), ()),
    ("งานที่จัดซื้อหรือจัดจ้าง", (32,), ()),
    ("วงเงินที่จะซื้อหรือจ้าง (บาท)", (14,), ()),
    ("ราคากลาง (บาท)", (14,), ()),
    ("วิธีซื้อหรือจ้าง", (16,), ()),
    ("รายชื่อผู้เสนอราคาและราคาที่เสนอ", (24, 13), ("รายชื่อผู้เสนอราคา", "ราคาที่เสนอ (บาท)")),
    (
        "ผู้ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง",
        (24, 13),
        ("ผู้ได้รับการคัดเลือก", "ราคาที่ตกลงซื้อหรือจ้าง (บาท)"),
    ),
    ("เหตุผลที่คัดเลือกโดยสรุป", (22,), ()),
    ("เลขที่และวันที่ของสัญญาหรือข้อตกลงในการซื้อหรือจ้าง", (16, 13), ("เลขที่", "วันที่")),
)
BUDGET, AGREED, LAST = 2, 8, 11
HEADS_AT = 4  # the row of the heads, below the four lines of the title
DOTS = "." * 40
FONT = {"font_name": "TH Sarabun New", "font_size": 14}
NONE = "เดือนนี้ไม่มีการจัดซื้อจัดจ้าง"


@dataclass(frozen=True)
class Signature:
    """Who reports, with the post; dotted lines where nobody is set."""

    name: str = ""
    position: str = ""

    @classmethod
    def of(cls, settings: ProcurementSettings | None) -> "Signature":
        """As the authority has set it."""
        return cls(settings.reported_by, settings.reporter_position) if settings else cls()


def month_form(month: PublishedMonth, authority: str, signature: Signature) -> bytes:
    """The workbook of a month."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        _Form(book).write(month, authority, signature)
    return stream.getvalue()


class _Form:
    """The only sheet of the workbook."""

    def __init__(self, book: Any) -> None:
        self.sheet = book.add_worksheet("สขร.1")
        ruled = {**FONT, "border": 1, "valign": "top", "text_wrap": True}
        self.title = book.add_format({**FONT, "bold": True, "align": "center"})
        self.right = book.add_format({**FONT, "bold": True, "align": "right"})
        self.head = book.add_format({**ruled, "bold": True, "align": "center", "valign": "vcenter"})
        self.text = book.add_format(ruled)
        self.amount = book.add_format({**ruled, "num_format": "#,##0.00"})
        self.sum = book.add_format({**ruled, "num_format": "#,##0.00", "bold": True})
        self.signed = book.add_format({**FONT, "align": "center"})

    def write(self, month: PublishedMonth, authority: str, signature: Signature) -> None:
        rows = month.rows()
        self._page()
        self._titles(month, authority)
        self._heads()
        row = HEADS_AT + 2
        for line in [line for each in rows for line in form_lines(each)]:
            self._line(row, line)
            row += 1
        row = self._sums(row, sums_of(rows)) if rows else self._none(row)
        self._signature(row + 1, signature)

    def _page(self) -> None:
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(HEADS_AT, HEADS_AT + 1)
        self.sheet.set_margins(left=0.4, right=0.4)
        self.sheet.set_footer("&C&P/&N")

    def _titles(self, month: PublishedMonth, authority: str) -> None:
        self.sheet.write_string(0, LAST, "แบบ สขร.1", self.right)
        day = thai_date(month.current.approved_at)
        lines = (f"สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน {month.name}", authority, f"วันที่ {day}")
        for row, line in enumerate(lines, start=1):
            self.sheet.merge_range(row, 0, row, LAST, line, self.title)

    def _heads(self) -> None:
        place = 0
        for label, widths, below in COLUMNS:
            last = place + len(widths) - 1
            if below:
                self.sheet.merge_range(HEADS_AT, place, HEADS_AT, last, label, self.head)
                for offset, words in enumerate(below):
                    self.sheet.write_string(HEADS_AT + 1, place + offset, words, self.head)
            else:
                self.sheet.merge_range(HEADS_AT, place, HEADS_AT + 1, place, label, self.head)
            for offset, width in enumerate(widths):
                self.sheet.set_column(place + offset, place + offset, width)
            place = last + 1

    def _line(self, row: int, line: Sequence[DataCell]) -> None:
        for place, cell in enumerate(line):
            if isinstance(cell, Decimal | int):
                self.sheet.write_number(row, place, cell, self.amount if isinstance(cell, Decimal) else self.text)
            elif cell is None or cell == "":
                self.sheet.write_blank(row, place, None, self.text)
            else:
                self.sheet.write_string(row, place, str(cell), self.text)

    def _sums(self, row: int, sums: Sums) -> int:
        for place in range(LAST + 1):
            self.sheet.write_blank(row, place, None, self.sum)
        self.sheet.write_string(row, 1, "รวม", self.sum)
        for place, total in ((BUDGET, sums.budget), (AGREED, sums.agreed)):
            self.sheet.write_number(row, place, total, self.sum)
        return row + 1

    def _none(self, row: int) -> int:
        self.sheet.merge_range(row, 0, row, LAST, NONE, self.text)
        return row + 1

    def _signature(self, row: int, signature: Signature) -> None:
        lines = (f"(ลงชื่อ) {DOTS} ผู้รายงาน", f"({signature.name or DOTS})", f"ตำแหน่ง {signature.position or DOTS}")
        for offset, line in enumerate(lines):
            self.sheet.merge_range(row + offset, AGREED - 1, row + offset, LAST, line, self.signed)
