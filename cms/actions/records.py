"""Creating drafts of the register, by officers or by the system in their name."""

from typing import TypeVar

from django.db import transaction

from cms.models import User
from cms.models.approved_content import approved_rows
from cms.pages import RecordPage, YearPage

R = TypeVar("R", bound=RecordPage)


@transaction.atomic
def draft(page: R, year_page: YearPage, *, by: User) -> R:
    """Add a new record below its year as a draft with its first revision, numbered by the year page."""
    page.inherit_from_year_page(year_page)
    page.slug = str(year_page.take_number())
    page.period_key = page.key_of_period()
    page.live = False
    page.owner = by
    number_rows(page)
    year_page.add_child(instance=page)
    page.save_revision(user=by, log_action=True)
    return page


def number_rows(page: RecordPage) -> None:
    """Set the `sort_order` of the child rows to their order in memory."""
    for relation in approved_rows(type(page)):
        for index, row in enumerate(getattr(page, relation).all()):
            row.sort_order = index
