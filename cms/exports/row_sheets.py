"""Rows of a draft as a workbook to fill in: the heads that the import reads, choices, how to write each cell."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from cms.editor.row_reading import RowReader
from cms.models.approved_content import row_model
from cms.pages import RecordPage
from cms.policy.canonical import is_reference
from cms.records.cells import how_to_write
from cms.records.content import canonical_content
from cms.records.tables import Column, table_of
from cms.records.wording import value_in_words
from cms.tabular.sheets import NO, YES
from cms.tabular.writing import DataCell, Head, Table, xlsx

MOST_LISTED = 20  # names in a sentence
LONG_TEXT, SHORT_TEXT, NUMBER = 45, 22, 16  # widths of columns
HOW_TO = "วิธีกรอก"


def form_of(model: type[RecordPage], relation: str, reader: RowReader) -> bytes:
    """An empty form of a table."""
    return _workbook(model, relation, reader, [])


def rows_of(draft: RecordPage, relation: str, reader: RowReader) -> bytes:
    """The rows of a draft in the same form, which the import reads back as they are."""
    table = table_of(type(draft), relation, canonical_content(draft))
    columns = [*reader.planned, *reader.columns]
    return _workbook(
        type(draft), relation, reader, [[_cell(column, row, reader) for column in columns] for row in table.rows]
    )


def _workbook(model: type[RecordPage], relation: str, reader: RowReader, rows: Sequence[Sequence[DataCell]]) -> bytes:
    heads = [
        *(Head(column.label, is_given=True, width=_width(column)) for column in reader.planned),
        *(_head(column, reader) for column in reader.columns),
    ]
    heading = str(table_of(model, relation, {}).heading)
    how_to = [Head(_("คอลัมน์"), width=30), Head(_("ต้องกรอก"), width=12), Head(_("วิธีเขียน"), width=80)]
    tables = [
        Table(heading, heads, rows, form_rows=reader.most_rows),
        Table(HOW_TO, how_to, [*_explained(reader), *_general(row_model(model, relation))]),
    ]
    return xlsx(tables)


def _head(column: Column, reader: RowReader) -> Head:
    field = column.field
    is_text = not isinstance(field, models.DecimalField | models.IntegerField | models.FloatField)
    star = " *" if reader.is_required(column.name) else ""
    choices = (YES, NO) if isinstance(field, models.BooleanField) else tuple(reader.names_offered(column.name))
    hint = " ".join(filter(None, [how_to_write(field), str(field.help_text)]))
    return Head(f"{column.label}{star}", choices, hint, is_text=is_text, width=_width(column))


def _width(column: Column) -> int:
    least = len(column.label) + 4
    return max(LONG_TEXT if column.is_text else NUMBER if column.is_number else SHORT_TEXT, min(least, LONG_TEXT))


def _explained(reader: RowReader) -> list[list[DataCell]]:
    planned: list[list[DataCell]] = [
        [column.label, "", _("มาจากแผน ห้ามแก้ ใช้บอกว่าเป็นผลของรายการใด")] for column in reader.planned
    ]
    own: list[list[DataCell]] = [
        [
            column.label,
            _("ต้องกรอก") if reader.is_required(column.name) else "",
            " ".join(filter(None, [how_to_write(column.field), str(column.field.help_text), _offered(column, reader)])),
        ]
        for column in reader.columns
    ]
    return [*planned, *own]


def _offered(column: Column, reader: RowReader) -> str:
    names = reader.names_offered(column.name)
    return ": " + " · ".join(names) if names and len(names) <= MOST_LISTED else ""


def _general(rows_of_table: type[models.Model]) -> list[list[DataCell]]:
    sentences: list[DataCell] = [
        _("กรอกในแผ่นงานแรก หนึ่งแถวต่อหนึ่งรายการ (%(rows)s) อย่าเปลี่ยนชื่อหัวคอลัมน์")
        % {"rows": rows_of_table._meta.verbose_name},
        _("คอลัมน์ที่มี * ต้องกรอก แถวว่างและแถวที่ขึ้นต้นด้วย “รวม” ไม่นำเข้า"),
        _("เสร็จแล้วเปิดเรื่องในระบบ กด “นำเข้าจากไฟล์” ระบบจะตรวจให้ดูก่อน ยังไม่เปลี่ยนอะไรจนกว่าจะยืนยัน"),
    ]
    return [[None] * 3, *([sentence, None, None] for sentence in sentences)]


def _cell(column: Column, row: Mapping[str, Any], reader: RowReader) -> DataCell:
    """A value as a cell that reads back as itself: amounts and counts as numbers, days as words."""
    value = row.get(column.name)
    if value is None or value == "":
        return None
    if isinstance(column.field, models.DecimalField):
        return Decimal(value)
    if isinstance(column.field, models.IntegerField | models.FloatField) and not column.field.choices:
        number: DataCell = value
        return number
    name = reader.name_of(column.name, value["key"]) if is_reference(value) else ""
    return name or value_in_words(column.field, value)
