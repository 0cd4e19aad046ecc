"""The child rows of a record: the cells of its tables."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from wagtail.models import Orderable

from cms.editor.page_forms import RowForm
from cms.fields import Table
from cms.models.people import AnyUser
from cms.models.pictures import Picture
from cms.permissions.pictures import refusal_to_place


class Row(Orderable):
    """Base of a record's child rows. `table` says what of their table the fields do not say."""

    base_form_class = RowForm
    table: ClassVar[Table] = Table()

    class Meta(Orderable.Meta):
        abstract = True
        ordering = ["sort_order", "id"]

    def full_clean(self, exclude: Iterable[str] | None = None, *args: object, **kwargs: object) -> None:
        """Django's, without its query for each set foreign key whether the row exists, as forms and database check."""
        keys = (each for each in self._meta.concrete_fields if isinstance(each, models.ForeignKey))
        named = {key.name for key in keys if getattr(self, key.attname) is not None}
        super().full_clean({*(exclude or ()), *named}, *args, **kwargs)

    def copy_columns(self, row: models.Model, names: Iterable[str]) -> None:
        """Set these columns to what they are in another row, of whichever model."""
        for name in names:
            attname = self._meta.get_field(name).attname
            setattr(self, attname, getattr(row, attname))

    def refusal_to_place(self, picture: Picture, *, by: AnyUser) -> str | None:
        """Why a person may not place a picture in the row, or None. The record's division counts at submission."""
        return refusal_to_place(picture, by=by, division_id=None)
