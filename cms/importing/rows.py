"""A dry run of a file of rows: which table it holds, what would come in, and what is wrong with which cell."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext as _

from cms.actions.rows import NewRow
from cms.editor.row_reading import Input, RowReader
from cms.pages import RecordPage
from cms.pages.families import rows_in_order
from cms.records.cells import is_nothing, read_cell
from cms.records.content import canonical_content
from cms.records.tables import Column, table_of
from cms.records.wording import value_in_words
from cms.tabular.heads import Heads, find_heads, is_total, rows_below
from cms.tabular.sheets import Cell, Row, Sheet, SheetError, as_typed, column_letter
from cms.thai.parsing import Unreadable
from cms.thai.repair import search_key

MOST_NAMED = 8  # of what is listed in a sentence


@dataclass(frozen=True)
class Problem:
    """What is wrong with a cell: the row as the file counts, the letter and the head of its column ("" for the row)."""

    row: int
    letter: str
    head: str
    message: str


@dataclass(frozen=True)
class ReadRow:
    """A row of the file: its number there, its cells as they were read, what it becomes, the columns that are wrong.

    A wrong cell is shown as it was written.
    """

    number: int
    texts: list[str]
    new: NewRow
    wrong: frozenset[str] = frozenset()


@dataclass(frozen=True)
class DryRun:
    """What a file would bring in. `notes` say what was left out; with `problems` nothing comes in."""

    sheet: str
    columns: list[Column]
    rows: list[ReadRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class PlannedRow:
    """A row of a report that waits for what happened, with the words of its columns."""

    instance: models.Model
    words: Mapping[str, str]


class RowImport:
    """Reads the sheets of a file as rows of one relation of a draft."""

    def __init__(self, reader: RowReader, draft: RecordPage, relation: str) -> None:
        self.reader = reader
        self.columns = [*reader.planned, *reader.columns]
        self.planned = list(_planned_rows(draft, relation)) if reader.planned else []

    def dry_run(self, sheets: Sequence[Sheet]) -> DryRun:
        """What the sheet with the table would bring in. Raises `SheetError` where no sheet has it."""
        sheet, heads = self._table(sheets)
        columns = [column for column in self.columns if column.name in heads.places]
        found = DryRun(sheet.name, columns, notes=list(self._notes(sheets, sheet, heads)))
        taken: set[int] = set()
        for row in rows_below(sheet, heads):
            cells = {column.name: _cell(row, heads.places[column.name]) for column in columns}
            if is_total([_cell(row, place) for place in range(len(row.cells))]):
                found.notes.append(_("ข้ามแถวที่ %(row)s ซึ่งเป็นแถวรวม") % {"row": row.number})
            elif not all(is_nothing(as_typed(cell)) for cell in cells.values()):
                self._take(row, cells, found, heads, taken)
        self._check_size(found)
        return found

    def _table(self, sheets: Sequence[Sheet]) -> tuple[Sheet, Heads]:
        labels = {column.name: column.label for column in self.columns}
        found = [(sheet, find_heads(sheet, labels)) for sheet in sheets if not sheet.is_hidden]
        tables = [(sheet, heads) for sheet, heads in found if heads is not None]
        if not tables:
            words = _("ไม่พบหัวตารางในไฟล์ แถวหัวตารางต้องมีชื่อคอลัมน์เหมือนในแบบกรอก: %(labels)s")
            raise SheetError(words % {"labels": _listed(list(labels.values()))})
        sheet, heads = max(tables, key=lambda table: len(table[1].places))
        self._check_columns(sheet, heads)
        return sheet, heads

    def _check_columns(self, sheet: Sheet, heads: Heads) -> None:
        required = [
            c.label for c in self.reader.columns if self.reader.is_required(c.name) and c.name not in heads.places
        ]
        if required:
            words = _("แผ่นงาน “%(sheet)s” ไม่มีคอลัมน์ที่ต้องกรอก: %(labels)s ใช้ชื่อหัวคอลัมน์เหมือนในแบบกรอก")
            raise SheetError(words % {"sheet": sheet.name, "labels": _listed(required)})
        if self.planned and not any(column.name in heads.places for column in self.reader.planned):
            words = _("แผ่นงาน “%(sheet)s” ไม่มีคอลัมน์ของแผน จึงไม่ทราบว่าแต่ละแถวเป็นผลของรายการใด: %(labels)s")
            labels = [column.label for column in self.reader.planned]
            raise SheetError(words % {"sheet": sheet.name, "labels": _listed(labels)})

    def _notes(self, sheets: Sequence[Sheet], sheet: Sheet, heads: Heads) -> Iterator[str]:
        labels = {column.name: column.label for column in self.columns}
        alike = [
            each.name for each in sheets if each is not sheet and not each.is_hidden and _as_many(each, labels, heads)
        ]
        if alike:
            yield _("อ่านแผ่นงานเดียว ไม่ได้อ่าน: %(sheets)s") % {"sheets": _listed(alike)}
        if heads.others:
            yield _("ไม่นำเข้าคอลัมน์ที่ไม่มีในตารางนี้: %(labels)s") % {"labels": _listed(heads.others)}
        absent = [column.label for column in self.reader.columns if column.name not in heads.places]
        if absent:
            yield _("ไฟล์ไม่มีคอลัมน์ %(labels)s ช่องเหล่านี้จะเป็นค่าตั้งต้นหรือค่าเดิม") % {"labels": _listed(absent)}
        if self.reader.not_in_cells:
            words = _("%(labels)s ไม่อยู่ในไฟล์ แถวใหม่ยังไม่มีค่านี้ เลือกในหน้าแก้ไขหลังนำเข้า")
            yield words % {"labels": _listed(self.reader.not_in_cells)}
        if any(bottom > heads.last_row for _top, _left, bottom, _right in sheet.merged):
            yield _("ในตารางมีเซลล์ที่ผสานกัน อ่านเฉพาะช่องแรกของแต่ละกลุ่ม ช่องอื่นถือว่าว่าง")

    def _take(self, row: Row, cells: Mapping[str, Cell], found: DryRun, heads: Heads, taken: set[int]) -> None:
        place, instance, problems = None, None, dict[str, str]()
        if self.reader.planned:
            place, problems = self._place(cells, taken)
            instance = self.planned[place].instance if place is not None else None
        said = {column.name: cells[column.name] for column in self.reader.columns if column.name in cells}
        inputs, errors = self.reader.read_row(said, instance)
        messages = [*problems.items(), *errors]
        new = NewRow(inputs, place)
        wrong = frozenset(name for name, _message in messages)
        shown = [_shown(column, cells[column.name], is_wrong=column.name in wrong) for column in found.columns]
        found.rows.append(ReadRow(row.number, shown, new, wrong))
        found.problems.extend(self._problem(row, name, message, heads) for name, message in messages)

    def _place(self, cells: Mapping[str, Cell], taken: set[int]) -> tuple[int | None, dict[str, str]]:
        """The place of the row of the plan that the cells name, each once; or why there is none."""
        asked = [column for column in self.reader.planned if column.name in cells]
        keys = [_plan_key(column, cells[column.name]) for column in asked]
        for place, planned in enumerate(self.planned):
            if place not in taken and keys == [_plan_key(column, planned.words[column.name]) for column in asked]:
                taken.add(place)
                return place, {}
        words = _("ไม่มีรายการนี้ในแผน หรือมีแถวอื่นกรอกผลแล้ว คอลัมน์ของแผนต้องเหมือนเดิมทุกช่อง: %(labels)s")
        return None, {asked[0].name: words % {"labels": _listed([column.label for column in asked])}}

    def _problem(self, row: Row, name: str, message: str, heads: Heads) -> Problem:
        column = next((column for column in self.columns if column.name == name), None)
        letter = column_letter(heads.places[name]) if name in heads.places else ""
        return Problem(row.number, letter, column.label if column else "", message)

    def _check_size(self, found: DryRun) -> None:
        if not found.rows:
            raise SheetError(_("แผ่นงาน “%(sheet)s” มีหัวตาราง แต่ไม่มีแถวข้อมูลใต้หัวตาราง") % {"sheet": found.sheet})
        most = self.reader.most_rows
        if len(found.rows) > most:
            words = _("ไฟล์มี %(rows)s แถว ตารางนี้รับได้ไม่เกิน %(most)s แถว แบ่งเป็นหลายเรื่อง")
            raise SheetError(words % {"rows": f"{len(found.rows):,}", "most": f"{most:,}"})


def _planned_rows(draft: RecordPage, relation: str) -> Iterator[PlannedRow]:
    table = table_of(type(draft), relation, canonical_content(draft))
    for instance, row in zip(rows_in_order(draft, relation), table.rows, strict=True):
        yield PlannedRow(instance, {c.name: value_in_words(c.field, row.get(c.name)) for c in table.columns})


def _plan_key(column: Column, cell: Cell) -> str:
    """A cell of the plan's for comparing: amounts and days by their value, names without blanks."""
    if not column.field.choices and not isinstance(column.field, models.ForeignKey):
        try:
            return search_key(str(read_cell(column.field, cell) or ""))
        except Unreadable:
            pass
    return "".join(search_key(as_typed(cell)).split())


def _shown(column: Column, cell: Cell, *, is_wrong: bool) -> str:
    """What came in, in the words in which it will be read: “12,500.00”, “1 ตุลาคม 2568”."""
    if is_wrong or column.field.choices or isinstance(column.field, models.ForeignKey):
        return as_typed(cell)
    try:
        value = read_cell(column.field, cell)
    except Unreadable:
        return as_typed(cell)
    return value_in_words(column.field, json.loads(DjangoJSONEncoder().encode(value)))


def _cell(row: Row, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else None


def _as_many(sheet: Sheet, labels: Mapping[str, str], heads: Heads) -> bool:
    found = find_heads(sheet, labels)
    return found is not None and len(found.places) >= len(heads.places)


def _listed(words: Sequence[str]) -> str:
    more = len(words) - MOST_NAMED
    return " · ".join(words[:MOST_NAMED]) + (_(" และอีก %(more)s") % {"more": more} if more > 0 else "")


def as_json(rows: Sequence[ReadRow]) -> list[list[Any]]:
    """The rows as they are kept between the dry run and its confirmation."""
    return [[row.new.place, dict(row.new.inputs)] for row in rows]


def from_json(rows: Sequence[tuple[int | None, Mapping[str, Input]]]) -> list[NewRow]:
    """The rows of a dry run that is confirmed."""
    return [NewRow(inputs, place) for place, inputs in rows]
