"""Months as sheets: with all columns as XLSX and CSV, and as the form of the transparency assessment."""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from django.utils.translation import gettext as _

from cms.models import Authority
from cms.tabular.writing import DataCell, Head, Table, csv_parts, csv_text, xlsx, xlsx_into
from procurement.exports.editions import PublishedMonth
from procurement.policy.month_tables import ALL_COLUMNS, Office, all_lines, oit_columns, oit_line

WIDE, MIDDLE, NARROW = 40, 22, 16
WIDE_COLUMNS = ("งาน", "รายชื่อ", "ชื่อรายการ", "เหตุผล", "ผู้เสนอราคา", "ผู้ได้รับ", "วิธี", "สถานะ")
AS_TEXT = ("เลขที่โครงการในระบบ e-GP", "เลขประจำตัวผู้เสียภาษี", "เลขที่สัญญาหรือข้อตกลง")
# In a year each line says whose month it is.
OF_A_YEAR = ("ปีงบประมาณ", "เดือน")


def month_xlsx(month: PublishedMonth) -> bytes:
    """All columns of a month as a workbook, numbers and days as such."""
    rows = [line for row in month.rows() for line in all_lines(row)]
    return xlsx([Table(month.name, _heads(ALL_COLUMNS), rows)])


def month_csv(month: PublishedMonth) -> bytes:
    """All columns of a month as CSV."""
    return csv_text(ALL_COLUMNS, (line for row in month.rows() for line in all_lines(row)))


def month_oit(month: PublishedMonth, authority: Authority) -> bytes:
    """A month in the form of the assessment of its year."""
    office = Office(month.fiscal_year, authority.name, authority.district, authority.province)
    rows = [oit_line(row, office) for row in month.rows()]
    return xlsx([Table(month.name, _heads(oit_columns(month.fiscal_year)), rows)])


def year_csv(months: Sequence[PublishedMonth]) -> Iterator[bytes]:
    """All months as one CSV, in parts; a month at a time is in memory."""
    return csv_parts((*OF_A_YEAR, *ALL_COLUMNS), _lines(months))


def year_xlsx(months: Sequence[PublishedMonth], file: BinaryIO) -> None:
    """All months as one sheet, written into a file as it goes."""
    heads = _heads((*OF_A_YEAR, *ALL_COLUMNS))
    year = _("ปีงบประมาณ %(year)s") % {"year": months[0].fiscal_year}
    xlsx_into(file, Table(year, heads), _lines(months))


def _lines(months: Iterable[PublishedMonth]) -> Iterator[Sequence[DataCell]]:
    for month in months:
        for row in month.rows():
            first, *others = all_lines(row)
            yield [month.fiscal_year, month.name, *first]
            yield from ([None, None, *line] for line in others)


def _heads(labels: Iterable[str]) -> list[Head]:
    return [Head(label, width=_width(label), is_text=label in AS_TEXT) for label in labels]


def _width(label: str) -> int:
    if label.startswith(WIDE_COLUMNS):
        return WIDE
    return MIDDLE if len(label) > NARROW else NARROW
