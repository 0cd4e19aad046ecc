"""Creating drafts of the register, by officers or by the system in their name."""

from typing import TypeVar

from django.db import transaction

from cms.models import User
from cms.models.approved_content import child_rows
from cms.pages import RecordPage, ReportPage, YearPage
from cms.policy.progress import refusal_to_report
from cms.policy.refusal import Refused

R = TypeVar("R", bound=RecordPage)
P = TypeVar("P", bound=ReportPage)


@transaction.atomic
def draft(page: R, year_page: YearPage, *, by: User) -> R:
    """Add a new record below its year as a draft with its first revision, numbered by the year page.

    Raises `Refused` where it may not stand for its period.
    """
    page.inherit_from_year_page(year_page)
    page.slug = page.slug_of_number(year_page.take_number())
    page.period_key = page.key_of_period()
    if reason := page.refusal_of_period():  # asked when the number is taken, so that of two at once one waits
        raise Refused(reason)
    page.live = False
    page.owner = by
    number_rows(page)
    year_page.add_child(instance=page)
    page.save_revision(user=by, log_action=True)
    return page


@transaction.atomic
def draft_report(report: P, year_page: YearPage, *, by: User) -> P:
    """Add a report as a draft that begins with the rows of its plan. Raises `Refused` where the plan is not public."""
    if reason := refusal_to_report(plan_is_public=report.plan.live):
        raise Refused(reason)
    report.begin_with_plan()
    return draft(report, year_page, by=by)


def number_rows(page: RecordPage) -> None:
    """Set the `sort_order` of the child rows to their order in memory."""
    for relation in child_rows(type(page)):
        for index, row in enumerate(getattr(page, relation).all()):
            row.sort_order = index
