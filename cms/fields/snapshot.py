"""Rows that a program draws up and an approval covers as they were then: one JSON column instead of child rows."""

from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

if TYPE_CHECKING:  # generic for the type checker alone
    JSONField = models.JSONField[Any, Any]
else:
    JSONField = models.JSONField


class SnapshotField(JSONField):
    """Rows as a list of `{column: value}`, values written as in a canonical content; `row_model` has their columns.

    The model of the rows is abstract: its fields name, word and compare the values, there is no table. To an approval,
    a page, a difference and an export they are rows like any others; no form edits them. Hundreds of child rows cost
    thousands of queries, and a row whose object was deleted since would be missing from an approved revision.
    """

    def __init__(self, *args: Any, row_model: type[models.Model] | None = None, **kwargs: Any) -> None:
        self.row_model: Any = row_model
        preset = {"default": list, "blank": True, "editable": False, "encoder": DjangoJSONEncoder}
        super().__init__(*args, **{**preset, **kwargs})

    def clone(self) -> "SnapshotField":
        """As Django does for an inherited field; the columns are no part of a migration, so they are handed on here."""
        copy = super().clone()
        copy.row_model = self.row_model
        return copy
