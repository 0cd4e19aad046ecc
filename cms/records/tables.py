"""The rows of a canonical content as a table with totals and pictures, for page, PDF, search and exports alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from cms.fields import Bars, Computed, Table, Tree
from cms.models import Approvable
from cms.models.approved_content import approved_rows, row_model
from cms.policy.canonical import Content
from cms.records.matrices import MatrixPicture, matrix_of
from cms.records.organisation import Drawing, Unit, drawing_of, tree_of
from cms.records.shown_cells import is_picture, known_pictures, shown, shown_picture
from cms.records.wording import value_in_words

NUMBERS = (models.IntegerField, models.DecimalField, models.FloatField)
# Texts of this length are read, not glanced at, and get a wide column.
LONG_TEXT = 300
EMPTY = "–"
MANY_NUMBERS = 4  # columns of numbers beside a name that no longer fit on a phone
GALLERY = 2  # columns: a picture and its description


@dataclass(frozen=True)
class Column:
    """A column of a table: one field of the row, or one that follows from others."""

    field: Any

    @property
    def name(self) -> str:
        """The name of the field."""
        return str(self.field.name)

    @property
    def label(self) -> str:
        """The Thai name of the field."""
        return str(self.field.verbose_name)

    @property
    def is_number(self) -> bool:
        """Whether its cells are aligned to the right."""
        return isinstance(self.field, NUMBERS) and not self.field.choices

    @property
    def is_picture(self) -> bool:
        """Whether its cells are pictures."""
        return is_picture(self.field)

    @property
    def css_class(self) -> str:
        """The class of its cells on a page."""
        return "is-number" if self.is_number else "is-text" if self.is_text else ""

    @property
    def is_text(self) -> bool:
        """Whether its cells hold sentences."""
        if self.field.choices:
            return False
        return isinstance(self.field, models.TextField) or (getattr(self.field, "max_length", 0) or 0) >= LONG_TEXT


@dataclass(frozen=True)
class Bar:
    """A bar of a chart: its label, its value in words, and its length in per cent of the longest."""

    label: str
    words: str
    length: int


@dataclass(frozen=True)
class PictureRow:
    """A row with a picture: the picture as HTML, the cell that names it, and the others that say something."""

    picture: str
    name: str
    others: list[tuple[Column, str]]


@dataclass(frozen=True)
class ShownRow:
    """A row as a page shows it: its number in the table, its cells each with its column, what is noted about it."""

    number: int
    cells: list[tuple[Column, str]]
    note: str = ""


@dataclass(frozen=True)
class RowGroup:
    """The rows below one heading, "" where the table has none; `totals` are their sums, of several groups."""

    name: str
    rows: list[ShownRow]
    totals: list[tuple[Column, str]]


@dataclass(frozen=True)
class RecordTable:
    """A table of a record. `rows` are canonical values, computed ones too, by column name; what is absent is empty.

    `notes` are what a page notes about rows, by their numbers.
    """

    name: str
    heading: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Any], ...]
    table: Table
    states_none: bool
    notes: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_list(self) -> bool:
        """Whether it has a single column of text, and so is shown as a numbered list."""
        return len(self.columns) == 1 and not self.columns[0].is_number

    @property
    def none(self) -> str:
        """The sentence that there are no rows, where that is stated."""
        return str(self.table.none) if self.states_none and not self.rows else ""

    @cached_property
    def cells(self) -> list[list[str]]:
        """The words of each cell, row by row; "–" where it is empty."""
        return [[self._words(column, row) or EMPTY for column in self.columns] for row in self.rows]

    @property
    def shown_columns(self) -> list[Column]:
        """The columns of a page: without that by which the rows are grouped."""
        return [column for column in self.columns if column.name != self.table.group]

    @property
    def is_narrow(self) -> bool:
        """Whether it fits on a phone as a table: a few numbers beside each name."""
        numbers = self.shown_columns[1:]
        return 0 < len(numbers) < MANY_NUMBERS and all(column.is_number for column in numbers)

    @cached_property
    def groups(self) -> list[RowGroup]:
        """The rows as a page shows them, in the order in which their groups begin; one group where it has none."""
        found: dict[str, list[int]] = {}
        for place, row in enumerate(self.rows):
            name = self.words(row, self.table.group) if self.table.group else ""
            found.setdefault(name, []).append(place)
        return [
            RowGroup(name, [self._shown_row(place) for place in places], self._totals_of(places, len(found)))
            for name, places in found.items()
        ]

    def _shown_row(self, place: int) -> ShownRow:
        return ShownRow(place + 1, self._shown(self.rows[place]), self.notes.get(place + 1, ""))

    def _shown(self, row: Mapping[str, Any]) -> list[tuple[Column, str]]:
        return [(column, shown(column.field, self._words(column, row) or EMPTY)) for column in self.shown_columns]

    def _totals_of(self, places: Sequence[int], groups: int) -> list[tuple[Column, str]]:
        if groups == 1:
            return []
        return self._labelled_totals([self.rows[place] for place in places])

    def _labelled_totals(self, rows: Sequence[Mapping[str, Any]]) -> list[tuple[Column, str]]:
        """The cells of a row of sums, each with its column; none where the type adds nothing up."""
        if not self.table.total or not rows:
            return []
        sums = [(column, self._total(column, rows)) for column in self.shown_columns]
        return [(column, _("รวม") if place == 0 and not words else words) for place, (column, words) in enumerate(sums)]

    @property
    def is_gallery(self) -> bool:
        """Whether a row is a picture and its description, so that the picture is shown large."""
        return len(self.columns) == GALLERY and any(column.is_picture for column in self.columns)

    @cached_property
    def picture_rows(self) -> list[PictureRow]:
        """The rows of a table with pictures; none of another table."""
        column = next((column for column in self.columns if column.is_picture), None)
        if column is None:
            return []
        known = known_pictures(row.get(column.name) for row in self.rows)
        return [
            self._picture_row(row.get(column.name), [cell for cell in self._shown(row) if cell[0] is not column], known)
            for row in self.rows
        ]

    def _picture_row(self, value: Any, cells: list[tuple[Column, str]], known: Mapping[int, Any]) -> PictureRow:
        name = cells[0][1]
        described = " ".join(words for _column, words in cells[:2] if words != EMPTY)
        others = [(column, words) for column, words in cells[1:] if words != EMPTY]
        return PictureRow(shown_picture(value, known, is_large=self.is_gallery, description=described), name, others)

    @cached_property
    def units(self) -> list[Unit]:
        """The rows as a tree, where the type declares one: those that stand below none."""
        chart = self.table.chart
        if not isinstance(chart, Tree):
            return []
        return tree_of((self._level(chart, row), self._unit(chart, row)) for row in self.rows)

    def _level(self, chart: Tree, row: Mapping[str, Any]) -> int:
        return int(row.get(chart.level) or 1)

    def _unit(self, chart: Tree, row: Mapping[str, Any]) -> Unit:
        others = [column for column in self.columns if column.name not in (chart.label, chart.level)]
        details = [words for column in others if (words := self._words(column, row))]
        marked = bool(chart.group) and row.get(chart.group) == self.column(chart.group).field.choices[0][0]
        return Unit(self.words(row, chart.label), details, is_marked=marked)

    @property
    def drawing(self) -> Drawing:
        """The tree as a drawing."""
        return drawing_of(self.units)

    @property
    def marked(self) -> str:
        """What the marked units of the tree are: “ฝ่ายการเมือง”; "" where none is marked."""
        chart = self.table.chart
        if not isinstance(chart, Tree) or not chart.group:
            return ""
        return str(self.column(chart.group).field.choices[0][1])

    @property
    def labelled_totals(self) -> list[tuple[Column, str]]:
        """The cells of the last row of a page, each with its column."""
        return self._labelled_totals(self.rows)

    @property
    def data(self) -> list[list[str | int | float | Decimal | date | None]]:
        """The cells for a spreadsheet: numbers and days as such, everything else in words."""
        return [[_as_data(column.field, row.get(column.name)) for column in self.columns] for row in self.rows]

    @cached_property
    def totals(self) -> list[str]:
        """The cells of the last row, which adds up the columns that the type names; empty where it names none."""
        if not self.table.total or not self.rows:
            return []
        sums = [self._total(column, self.rows) for column in self.columns]
        return [_("รวม") if place == 0 and not words else words for place, words in enumerate(sums)]

    @property
    def total_data(self) -> list[str | int | float | Decimal | date | None]:
        """The last row for a spreadsheet."""
        sums = [
            total_of(self.rows, column.name) if column.name in self.table.total else None for column in self.columns
        ]
        return [words if total is None else total for total, words in zip(sums, self.totals, strict=True)]

    @cached_property
    def bars(self) -> list[Bar]:
        """The bars of its chart in the order of their first rows; none where the type declares no chart."""
        chart = self.table.chart
        if not isinstance(chart, Bars):
            return []
        label, value = self.column(chart.label), self.column(chart.value)
        sums: dict[str, Decimal] = {}
        for row in self.rows:
            name = self._words(label, row) or EMPTY
            sums[name] = sums.get(name, Decimal(0)) + Decimal(str(row.get(value.name) or 0))
        longest = max(sums.values(), default=Decimal(0))
        return [
            Bar(name, value_in_words(value.field, str(total)), round(100 * total / longest) if longest else 0)
            for name, total in sums.items()
        ]

    @property
    def bars_title(self) -> str:
        """What the chart shows: `งบประมาณ (บาท) แยกตามหน่วยงาน`."""
        chart = self.table.chart
        if not isinstance(chart, Bars):
            return ""
        label, value = self.column(chart.label).label, self.column(chart.value).label
        return _("%(value)s แยกตาม%(label)s") % {"value": value, "label": label}

    @cached_property
    def matrices(self) -> list[MatrixPicture]:
        """Where its rows stand by two of their columns each; none where the type declares none."""
        return [
            matrix_of(each, self.column(each.across).field, self.column(each.up).field, self.rows)
            for each in self.table.matrices
            if self.rows
        ]

    @property
    def computed(self) -> list[dict[str, Any]]:
        """The values, row by row, that are not in the content but follow from it."""
        names = [each.name for each in self.table.computed]
        return [{name: row[name] for name in names if name in row} for row in self.rows] if names else []

    def lines(self) -> Iterator[str]:
        """Its texts for the search, a line for each row."""
        yield self.heading
        if self.none:
            yield self.none
        read = [column for column in self.columns if not column.is_picture]
        yield from (" ".join(filter(None, (self._words(column, row) for column in read))) for row in self.rows)

    def _words(self, column: Column, row: Mapping[str, Any]) -> str:
        return value_in_words(column.field, row.get(column.name))

    def _total(self, column: Column, rows: Iterable[Mapping[str, Any]]) -> str:
        if column.name not in self.table.total:
            return ""
        return value_in_words(column.field, str(total_of(rows, column.name)))

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)

    def words(self, row: Mapping[str, Any], name: str) -> str:
        """The words of one cell of a row; "–" where it is empty."""
        return self._words(self.column(name), row) or EMPTY


def total_of(rows: Iterable[Mapping[str, Any]], name: str) -> Decimal:
    """The sum of a column; an empty cell counts nothing."""
    return sum((Decimal(str(row.get(name) or 0)) for row in rows), Decimal(0))


def tables_of(model: type[Approvable], content: Content, *, without: Sequence[str] = ()) -> list[RecordTable]:
    """The tables of a content, in the order in which the type defines its rows; `without` some relations."""
    return [table_of(model, relation, content) for relation in approved_rows(model) if relation not in without]


def sentences_for_none(model: type[Approvable]) -> dict[str, str]:
    """What may be stated in the place of rows, by relation; a table that cannot be stated empty is left out."""
    tables = [table_of(model, relation, {}) for relation in approved_rows(model)]
    return {table.name: str(table.table.none) for table in tables if table.table.none}


def table_of(model: type[Approvable], relation: str, content: Content) -> RecordTable:
    """The table of one child relation of a content."""
    rows_of = row_model(model, relation)
    table: Table = getattr(rows_of, "table", Table())
    columns = _columns(rows_of, approved_rows(model)[relation], table.computed)
    return RecordTable(
        name=relation,
        heading=str(table.heading or rows_of._meta.verbose_name),
        columns=columns,
        rows=tuple(table.with_computed(row) for row in content.get(relation) or ()),
        table=table,
        states_none=relation in (content.get("stated_none") or ()),
    )


def _columns(rows_of: type[models.Model], names: Sequence[str], followers: Sequence[Computed]) -> tuple[Column, ...]:
    """The columns of the fields; each computed one stands behind the last of those that it follows from."""
    columns = [Column(rows_of._meta.get_field(name)) for name in names]
    for each in followers:
        place = max(place for place, column in enumerate(columns, start=1) if column.name in each.of)
        columns.insert(place, Column(each.field))
    return tuple(columns)


def _as_data(field: Any, value: Any) -> str | int | float | Decimal | date | None:
    if value is None or value == "":
        return None
    if getattr(field, "choices", None):
        return value_in_words(field, value)
    if isinstance(field, models.DecimalField):
        return Decimal(value)
    if isinstance(field, models.IntegerField | models.FloatField):
        return value
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return date.fromisoformat(value)
    if isinstance(field, models.DateTimeField):
        return datetime.fromisoformat(value).isoformat()
    return value_in_words(field, value)
