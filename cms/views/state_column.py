"""The column of a list that says the state of each row, looked up for all rows of a page together."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column


class StateColumn(Column):
    """In the place of Wagtail's `LiveStatusTagColumn`; sorts by what is public."""

    cell_template_name = "cms/admin/state_cell.html"

    def __init__(self, sort_key: str | None = "live") -> None:
        super().__init__("state", label=_("สถานะ"), accessor="pk", sort_key=sort_key)
