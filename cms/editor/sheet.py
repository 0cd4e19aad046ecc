"""The rows of a record as a sheet of the editor: a table whose cells are the inputs of the form set, a line a row.

The inputs stay what is posted, with and without JavaScript; `cms/js/sheet` moves between them, pastes and undoes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import ForeignKey, TextField, prefetch_related_objects
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cms.editor.numbers import AmountInput
from cms.editor.widgets import ThaiDateInput
from cms.fields import Table
from cms.records.tables import Column

# Widgets that fit in a cell; one with buttons and a hidden input does not.
PLAIN = (forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.Textarea, forms.CheckboxInput)
DATE, CHOICE, TICK, NUMBER, LONG, TEXT = "date", "choice", "tick", "number", "long", "text"
HINT = {DATE: _("เช่น 15 ต.ค. 2569"), CHOICE: _("เลือกจากรายการ"), TICK: _("ทำเครื่องหมายถ้าใช่")}
BLANK_ROWS = 3  # that a browser without JavaScript offers


@dataclass(frozen=True)
class SheetColumn:
    """A column: its field, what is typed into it, and whether it is only read, required, added up (to the satang).

    `zero` are the words that stand for no money, or "".
    """

    name: str
    label: str
    kind: str
    hint: str
    id: str
    is_read_only: bool
    is_required: bool
    is_total: bool
    is_exact: bool
    has_lines: bool
    zero: str

    @property
    def is_number(self) -> bool:
        """Whether its cells are aligned to the right."""
        return self.kind == NUMBER


@dataclass(frozen=True)
class SheetCell:
    """A cell: its input or words, and what the server found wrong with it."""

    column: SheetColumn
    input: SafeString | str
    id: str
    errors: tuple[str, ...]


class Sheet:
    """The table of a bound panel of rows."""

    def __init__(self, panel: Any) -> None:
        self.panel = panel
        self.formset = panel.formset
        self.prefix = f"id_{self.formset.prefix}"
        self.model = panel.panel.db_field.related_model

    @property
    def fits(self) -> bool:
        """Whether each input fits in a cell."""
        return all(_fits(each) for each in self._panels(self.panel.empty_child))

    @property
    def can_add(self) -> bool:
        """Whether rows may be added, removed and moved; those of a plan stay."""
        return bool(self.panel.panel.can_add)

    @property
    def most_rows(self) -> int:
        """How many rows it may have."""
        return int(self.formset.max_num)

    @property
    def read_url(self) -> str:
        """Where pasted and typed texts are read."""
        parent = self.panel.panel.model._meta
        try:
            return reverse("cms_read_rows", args=[parent.label_lower, self.panel.panel.relation_name])
        except NoReverseMatch:
            return ""

    @cached_property
    def columns(self) -> list[SheetColumn]:
        """The columns, in the order of the panels."""
        return [self._column(each) for each in self._panels(self.panel.empty_child)]

    @property
    def totals(self) -> bool:
        """Whether any column is added up."""
        return any(each.is_total for each in self.columns)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each row with its cells."""
        self._read_what_is_named()
        for child in self.panel.children:
            yield self._row(child)

    def empty_row(self) -> dict[str, Any]:
        """The row that the script copies."""
        return self._row(self.panel.empty_child)

    def blank_rows(self) -> list[dict[str, Any]]:
        """Rows to write into without JavaScript."""
        if not self.can_add:
            return []
        there = self.formset.total_form_count()
        edit_handler = self.panel.child_edit_handler
        forms_ = [self._blank_form(there + place) for place in range(BLANK_ROWS)]
        return [
            self._row(edit_handler.get_bound_panel(instance=form.instance, request=self.panel.request, form=form))
            for form in forms_
        ]

    def total_with_blank_rows(self) -> int:
        """How many forms are posted without JavaScript."""
        return int(self.formset.total_form_count()) + BLANK_ROWS

    def _blank_form(self, index: int) -> Any:
        form = self.formset.form(
            auto_id=self.formset.auto_id,
            prefix=self.formset.add_prefix(index),
            empty_permitted=True,
            use_required_attribute=False,
            **self.formset.get_form_kwargs(None),
        )
        self.formset.add_fields(form, None)
        for name in (DELETION_FIELD_NAME, ORDERING_FIELD_NAME):
            if name in form.fields:
                form.fields[name].widget = forms.HiddenInput()
        return form

    def _panels(self, child: Any) -> list[Any]:
        return [each for each in child.children if each.is_shown()]

    def _column(self, panel: Any) -> SheetColumn:
        field = self.model._meta.get_field(panel.field_name)
        kind = _kind(panel, Column(field))
        table: Table = getattr(self.model, "table", Table())
        return SheetColumn(
            name=panel.field_name,
            label=str(panel.heading),
            kind=kind,
            hint=str(panel.help_text or HINT.get(kind, "")),
            id=f"{self.prefix}-head-{panel.field_name}",
            is_read_only=panel.read_only,
            is_required=not panel.read_only and panel.bound_field.field.required,
            is_total=panel.field_name in table.total,
            is_exact=isinstance(getattr(getattr(panel.bound_field, "field", None), "widget", None), AmountInput)
            or bool(getattr(field, "decimal_places", 0)),
            has_lines=isinstance(field, TextField),
            zero=str(getattr(field, "zero", "")),
        )

    def _row(self, child: Any) -> dict[str, Any]:
        form = child.form
        columns = zip(self.columns, self._panels(child), strict=True)
        hidden = [form[each] for each in form.fields if form.fields[each].widget.is_hidden]
        return {
            "id": f"id_{form.prefix}",
            "prefix": form.prefix,
            "hidden": hidden,
            "errors": form.non_field_errors(),
            "order": form[ORDERING_FIELD_NAME].value() if ORDERING_FIELD_NAME in form.fields else None,
            "cells": [self._cell(column, panel, form) for column, panel in columns],
        }

    def _cell(self, column: SheetColumn, panel: Any, form: Any) -> SheetCell:
        if panel.read_only:
            words = panel.panel.format_value_for_display(panel.value_from_instance)
            return SheetCell(column, words, f"id_{form.prefix}-{column.name}", ())
        bound = panel.bound_field
        attrs: dict[str, Any] = {"aria-labelledby": f"{column.id} id_{form.prefix}-row", "placeholder": False}
        described = [f"{column.id}-hint"] if column.hint else []
        if bound.errors:
            attrs["aria-invalid"] = "true"
            described.append(f"{bound.auto_id}-error")
        attrs["aria-describedby"] = " ".join(described) or False
        shown = bound.as_widget(widget=_widget(bound.field, column), attrs=attrs)
        return SheetCell(column, shown, bound.auto_id, tuple(bound.errors))

    def _read_what_is_named(self) -> None:
        """Read the objects that columns without an input name, in one query each."""
        fields = [self.model._meta.get_field(each.name) for each in self.columns if each.is_read_only]
        names = [each.name for each in fields if isinstance(each, ForeignKey)]
        rows = [child.instance for child in self.panel.children]
        if names and rows:
            prefetch_related_objects(rows, *names)


def _fits(panel: Any) -> bool:
    if panel.read_only:
        return True
    if panel.bound_field is None:
        return False
    widget = panel.bound_field.field.widget
    return type(widget) is forms.Select or (isinstance(widget, PLAIN) and not isinstance(widget, forms.MultiWidget))


def _kind(panel: Any, column: Column) -> str:
    widget = None if panel.read_only else panel.bound_field.field.widget
    if isinstance(widget, ThaiDateInput):
        return DATE
    if isinstance(widget, forms.Select):
        return CHOICE
    if isinstance(widget, forms.CheckboxInput):
        return TICK
    if column.is_number:
        return NUMBER
    return LONG if column.is_text else TEXT


def _widget(field: Any, column: SheetColumn) -> forms.Widget:
    """The input of a cell: a text of several lines grows where it is written, a number takes what officers write."""
    widget: forms.Widget = field.widget
    if column.kind == LONG:
        kept = {name: value for name, value in widget.attrs.items() if name == "maxlength"}
        return forms.Textarea({**kept, "rows": 1, "cols": False})
    if isinstance(widget, forms.NumberInput):
        return forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
    return widget
