"""Reading rows of texts, pasted or from a sheet, into a relation of a page type: by the form of the editor itself.

`read_cell` says what each cell means, then the form of the row, the one with which the editor shows and saves it,
decides. What is read is what its inputs take, so that paste, sheet and typing obey one law.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from cms.models import Approvable
from cms.models.approved_content import row_model
from cms.models.people import AnyUser
from cms.records.cells import Cell, Names, is_readable, names_of_choices, read_cell
from cms.records.tables import Column
from cms.tabular.sheets import as_typed
from cms.thai.parsing import Unreadable
from cms.thai.repair import search_key

OF_THE_RECORD = 500  # fields of a record's form that are not of this table
OF_A_ROW = 3  # fields of a row beside its columns: its key, its place, whether it is deleted
MOST_OFFERED = 2000  # of more objects than that none is found by its name

# The value of an input of the row's form: its text, the key of what was chosen, or whether a box is ticked.
Input = str | bool


@dataclass(frozen=True)
class CellError:
    """What is wrong with a cell and how to mend it; a `column` of "" stands for the whole row. Rows count from 0."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class RowsRead:
    """The rows as the inputs of the editor take them, and what is wrong with them. `heads`: heads were skipped."""

    columns: tuple[str, ...]
    rows: list[dict[str, Input]] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)
    heads: bool = False


class RowReader:
    """Reads rows of one relation of a type for a person, by the form in which the editor shows them to him.

    `columns` are those that a cell can fill in, `not_in_cells` the labels of the others; `planned` are the columns of a
    report that are its plan's.
    """

    def __init__(self, model: type[Approvable], relation: str, *, for_user: AnyUser) -> None:
        formset = edit_handler_of(model).get_form_class().formsets[relation]
        self.model: type[models.Model] = row_model(model, relation)
        self._form_class: Any = formset.form
        self._most: int = formset.max_num
        self._form_kwargs = {"for_user": for_user} if "for_user" in (formset.inherit_kwargs or ()) else {}
        blank = self._form()
        self.columns = tuple(
            Column(each) for each in map(self.model._meta.get_field, blank.fields) if is_readable(each)
        )
        self.not_in_cells = tuple(str(blank.fields[name].label) for name in blank.fields if not self._knows(name))
        offered = {name: _offered(blank.fields[name]) for name in blank.fields}
        self._objects = {name: objects for name, objects in offered.items() if objects is not None}
        planned = getattr(self.model, "from_plan", ())
        self.planned = tuple(Column(self.model._meta.get_field(name)) for name in planned)
        self._names = {name: names_of_objects(blank.fields[name], objects) for name, objects in self._objects.items()}
        self._initial = {name: input_of(blank.fields[name], blank[name].initial) for name in blank.fields}

    @property
    def most_rows(self) -> int:
        """How many rows the table may get: as many as the editor can save in one form."""
        fields: int = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        return min(self._most, (fields - OF_THE_RECORD) // (len(self.columns) + OF_A_ROW))

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        return {column.name: column for column in self.columns}[name]

    def _knows(self, name: str) -> bool:
        return any(column.name == name for column in self.columns)

    def is_required(self, name: str) -> bool:
        """Whether a cell of the column must say something, as a new row does not."""
        return bool(self._form_class.base_fields[name].required) and self._initial[name] == ""

    def names_offered(self, name: str) -> list[str]:
        """What may be chosen in a column, by name; empty where anything may be written."""
        field = self.column(name).field
        names = names_of_choices(field) if field.choices else self._names.get(name)
        return [label for _value, label in names.pairs] if names else []

    def name_of(self, name: str, key: object) -> str:
        """The name by which a column finds the object with a key; "" where it does not offer it."""
        names = self._names.get(name)
        return next((label for value, label in names.pairs if value == str(key)), "") if names else ""

    def read(self, matrix: Sequence[Sequence[Cell]], names: Sequence[str] | None = None) -> RowsRead:
        """The rows of a matrix whose columns have these names (those of the editor in their order); heads are skipped.

        A cell that cannot be read is an error, and stays in its row as it was written.
        """
        wanted = tuple(names or [column.name for column in self.columns])
        heads = bool(matrix) and self._are_heads(matrix[0], wanted)
        found = RowsRead(wanted, heads=heads)
        for place, cells in enumerate(matrix[1:] if heads else matrix):
            row, errors = self.read_row(dict(zip(wanted, cells, strict=False)))
            found.rows.append({name: row[name] for name in wanted})
            found.errors.extend(CellError(place, name, message) for name, message in errors)
        return found

    def read_row(
        self, cells: Mapping[str, Cell], instance: models.Model | None = None
    ) -> tuple[dict[str, Input], list[tuple[str, str]]]:
        """A row as the inputs take it, and its errors by column; what no cell says is as in a new row, or as it was."""
        row, unread = self._inputs(cells, instance)
        form = self._form(row, instance)
        return row, [*unread.items(), *((name, text) for name, text in _errors(form) if name not in unread)]

    def written(self, row: Mapping[str, Input], instance: models.Model | None = None) -> models.Model | None:
        """The row that its inputs make, new or of an instance, not saved; None where the form refuses it."""
        form = self._form(dict(row), instance)
        return form.instance if form.is_valid() else None

    def _form(self, data: dict[str, Input] | None = None, instance: models.Model | None = None) -> Any:
        form = self._form_class(data, instance=instance, **self._form_kwargs)
        for name, objects in getattr(self, "_objects", {}).items():
            form.fields[name].to_python = partial(_chosen, objects)  # which would ask the database for each row
        return form

    def _inputs(
        self, cells: Mapping[str, Cell], instance: models.Model | None
    ) -> tuple[dict[str, Input], dict[str, str]]:
        row = dict(self._initial) if instance is None else self._inputs_of(instance)
        unread: dict[str, str] = {}
        for name, cell in cells.items():
            column = self.column(name)
            fields = self._form_class.base_fields
            try:
                value = read_cell(column.field, cell, names=self._names.get(name))
                row[name] = input_of(fields[name], value)
            except Unreadable as problem:
                unread[name] = str(problem)
                row[name] = "" if _is_chosen(column.field) else as_typed(cell)
        return row, unread

    def _inputs_of(self, instance: models.Model) -> dict[str, Input]:
        form = self._form(instance=instance)
        return {name: input_of(form.fields[name], form[name].initial) for name in form.fields}

    def _are_heads(self, cells: Sequence[Cell], names: Sequence[str]) -> bool:
        """Whether cells repeat the labels of their columns, two at least where there are as many."""
        same = [
            _same(as_typed(cell), self.column(name).label)
            for cell, name in zip(cells, names, strict=False)
            if as_typed(cell).strip()
        ]
        return bool(same) and all(same) and len(same) >= min(2, len(names))


def input_of(form_field: forms.Field, value: Any) -> Input:
    """A value as the input of a form's field takes it: “1 ตุลาคม 2568”, “245000.50”, the key of what was chosen."""
    if isinstance(form_field.widget, forms.CheckboxInput):
        return bool(value)
    shown = form_field.widget.format_value(form_field.prepare_value(value))
    if isinstance(shown, list):
        shown = next((each for each in shown if each), "")
    return "" if shown is None else str(shown)


def edit_handler_of(model: Any) -> Any:
    """The editor of a type: a page class has it, for a snippet its viewset."""
    if hasattr(model, "get_edit_handler"):
        return model.get_edit_handler()
    return model.snippet_viewset.get_edit_handler()


def _same(text: str, label: str) -> bool:
    return search_key(text).rstrip("* ") == search_key(label)


def _is_chosen(model_field: Any) -> bool:
    return bool(model_field.choices) or isinstance(model_field, models.ForeignKey)


def _offered(form_field: Any) -> dict[str, models.Model] | None:
    """The objects that a field offers, by key; none where they are too many, None where it offers no objects."""
    if not isinstance(form_field, forms.ModelChoiceField):
        return None
    offered = list(form_field.queryset.all()[: MOST_OFFERED + 1]) if form_field.queryset is not None else []
    return {str(form_field.prepare_value(each)): each for each in offered} if len(offered) <= MOST_OFFERED else {}


def names_of_objects(form_field: Any, objects: Mapping[str, Any]) -> Names:
    """The objects that a field offers by name; those of one name are told apart by their fiscal year."""
    labels = {key: str(form_field.label_from_instance(each)) for key, each in objects.items()}
    often = Counter(labels.values())
    return Names(
        [(key, _told_apart(label, objects[key]) if often[label] > 1 else label) for key, label in labels.items()]
    )


def _told_apart(label: str, named: Any) -> str:
    year = getattr(named, "fiscal_year", None)
    return f"{label} (ปี {year})" if year else label


def _chosen(objects: Mapping[str, models.Model], value: Any) -> models.Model | None:
    """The object of a key. Raises ValidationError where the field does not offer it."""
    if value in (None, ""):
        return None
    if str(value) not in objects:
        raise ValidationError(_("เลือกจากรายการที่มีให้"), code="invalid_choice")
    return objects[str(value)]


def _errors(form: Any) -> Iterator[tuple[str, str]]:
    for name, problems in form.errors.as_data().items():
        for message in _messages(problems):
            yield ("" if name == NON_FIELD_ERRORS else name), message


def _messages(problems: Iterable[Any]) -> Iterator[str]:
    for problem in problems:
        if problem.code == "required":
            yield _("ยังไม่ได้กรอก")
        else:
            yield from problem.messages
