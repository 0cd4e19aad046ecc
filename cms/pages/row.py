"""The child rows of a record: the cells of its tables."""

from typing import ClassVar

from wagtail.models import Orderable

from cms.editor.page_forms import RowForm
from cms.fields import Table


class Row(Orderable):
    """Base of a record's child rows. `table` says what of their table the fields do not say."""

    base_form_class = RowForm
    table: ClassVar[Table] = Table()

    class Meta(Orderable.Meta):
        abstract = True
        ordering = ["sort_order", "id"]
