"""A publication as open data: a table as CSV, all of it as a workbook or as JSON, from the approved content.

Numbers and days are numbers and days, references and choices are words; years are those of the Gregorian calendar.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from cms.models import Publication
from cms.records.document import Document, document_of, kind_name
from cms.records.tables import RecordTable

BOM = "\ufeff"  # so that Excel reads the file as UTF-8
# What a spreadsheet would run as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Excel allows 31 letters and none of these in the name of a sheet.
SHEET_NAME, NOT_IN_A_SHEET_NAME = 31, str.maketrans("", "", "[]:*?/\\")
BOLD = Font(bold=True)

Cell = str | int | float | Decimal | date | None


def csv_of(table: RecordTable) -> bytes:
    """A table as CSV with a byte order mark: the labels of the columns, then the rows, without totals."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.label for column in table.columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in table.data)
    return (BOM + text.getvalue()).encode()


def xlsx_of(publication: Publication) -> bytes:
    """A workbook: a sheet with what the publication is, its facts and its texts, and one for each table."""
    document = document_of(publication)
    book = Workbook(write_only=True)
    _write_sheet(book, _("รายละเอียด"), [_("รายการ"), _("รายละเอียด")], _facts(publication, document))
    for table in document.tables:
        rows = [*table.data, *([table.total_data] if table.totals else [])]
        _write_sheet(book, table.heading, [column.label for column in table.columns], rows)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def json_of(publication: Publication) -> bytes:
    """The approved content as it is, with its digest, its labels and who approved it."""
    document = document_of(publication)
    data = {
        "title": publication.title,
        "type": kind_name(publication.kind),
        "address": f"{settings.SITE_URL}{publication.address}",
        "publisher": publication.authority.name,
        "number": publication.number,
        "published": publication.live_from.isoformat() if publication.live_from else None,
        "approved": publication.approved_at.isoformat(),
        "approved_by": publication.approved_position or publication.approved_name,
        "sha256": publication.digest,
        "schema_version": publication.schema_version,
        "labels": _labels(document),
        "content": publication.content,
    }
    if computed := {table.name: table.computed for table in document.tables if table.computed}:
        data["computed"] = computed  # beside the content, whose digest was approved
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def _labels(document: Document) -> dict[str, object]:
    """The Thai name of each field; those of the columns of a table below the table's name and a dot."""
    labels: dict[str, object] = {name: label for name, label in document.labels.items() if name in document.content}
    for table in document.tables:
        labels |= {f"{table.name}.{column.name}": column.label for column in table.columns}
    return labels


def _facts(publication: Publication, document: Document) -> list[list[Cell]]:
    head = [(_("ชื่อเรื่อง"), publication.title), (_("ประเภท"), kind_name(publication.kind))]
    names = ("fiscal_year", "period", "division", "document_number", "document_date", "summary")
    head += [(document.labels.get(name, name), document.words(name)) for name in names if document.words(name)]
    facts = [(fact.label, fact.words) for fact in document.facts]
    texts = [(text.heading or _("เนื้อหา"), "\n".join(_lines(text.sections()))) for text in document.texts]
    approval = [(_("อนุมัติโดย"), publication.approved_name), (_("รหัสตรวจสอบ (SHA-256)"), publication.digest)]
    return [[label, words] for label, words in (*head, *facts, *texts, *approval)]


def _lines(sections: Iterable[tuple[str, list[str]]]) -> list[str]:
    return [line for heading, paragraphs in sections for line in (heading, *paragraphs) if line]


def _write_sheet(book: Workbook, name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    sheet = book.create_sheet(_sheet_name(book, name))
    rows = list(rows)
    for place, label in enumerate(columns):
        longest = max([len(label), *(len(str(row[place] or "")) for row in rows)])
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(longest + 2, 60)
    sheet.freeze_panes = "A2"
    sheet.append([_sheet_cell(sheet, label, font=BOLD) for label in columns])
    for row in rows:
        sheet.append([_sheet_cell(sheet, cell) for cell in row])


def _sheet_name(book: Workbook, name: str) -> str:
    wanted = name.translate(NOT_IN_A_SHEET_NAME)[:SHEET_NAME] or "1"
    return wanted if wanted not in book.sheetnames else f"{wanted[: SHEET_NAME - 3]} {len(book.sheetnames)}"


def _sheet_cell(sheet: Any, value: Cell, font: Font | None = None) -> WriteOnlyCell:
    """A cell of a sheet; a text is never a formula, and has no characters that a workbook cannot hold."""
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    if isinstance(value, Decimal):
        cell.number_format = "#,##0.00"
    if font is not None:
        cell.font = font
    return cell


def _csv_cell(value: Cell) -> str:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return "" if value is None else str(value)
