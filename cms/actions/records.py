"""Drafts of the register: made, changed and submitted by officers or by the system in their name."""

from typing import Any

from django.db import transaction

from cms.models import User
from cms.pages import RecordPage, YearPage


@transaction.atomic
def draft(page: RecordPage, year_page: YearPage, *, by: User) -> Any:
    """Put a new record under its year as a draft with its first revision."""
    page.take_place_under(year_page)
    page.slug = str(year_page.take_number())
    page.period_key = page.key_of_period()
    page.live = False
    page.owner = by
    number_rows(page)
    year_page.add_child(instance=page)
    page.save_revision(user=by, log_action=True)
    return page


def number_rows(page: Any) -> None:
    """Give the typed rows the order in which they stand."""
    for relation in page.approved_rows:
        for index, row in enumerate(getattr(page, relation).all()):
            row.sort_order = index
