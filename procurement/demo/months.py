"""The months of the sample data, each as far as its place from today says."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from cms import demo
from cms.actions import takedown
from cms.models import Authority, Publication, User
from cms.policy.lifecycle import Period
from cms.policy.periods import EVERY_MONTH
from cms.policy.takedown import Decision, ReviewedTakedown
from procurement.actions.months import refresh_and_correct, refresh_month, state_none, submit_month
from procurement.models import ProcurementRecord
from procurement.pages import MonthlyProcurementPage
from procurement.policy.month_states import is_over

Month = tuple[int, Period]


def ended(years: Sequence[int], today: date) -> list[Month]:
    """The months of these fiscal years that are over, the latest first."""
    months = [(year, period) for year in years for period in EVERY_MONTH if is_over(year, period, today)]
    return months[::-1]


@transaction.atomic
def bring(page: MonthlyProcurementPage, place: int, *, by: User) -> None:
    """Take a month as far as its place among the ended ones says: 0 is the one that ended last."""
    STORIES.get(place, approved)(page, by)


def drafted(page: MonthlyProcurementPage, by: User) -> None:
    """Drawn up and not submitted: that which ended last is in time, the one before is late."""
    refresh_month(page)


def waiting(page: MonthlyProcurementPage, by: User) -> None:
    """Submitted; its review is pending."""
    submit_month(page, by=by)


def approved(page: MonthlyProcurementPage, by: User) -> None:
    """Submitted and approved; of a month without a procurement, that there was none."""
    refresh_month(page)
    rows = demo.fresh(page).get_latest_revision_as_object().procurements
    (submit_month if rows else state_none)(page, by=by)
    _approve(page)


def corrected(page: MonthlyProcurementPage, by: User) -> None:
    """Approved; later the price of one procurement was corrected and the month approved anew."""
    approved(page, by)
    record = _first_of(page)
    draft = demo.fresh(record).get_latest_revision_as_object()
    for relation in ("bidders", "winners"):
        rows = list(getattr(draft, relation).all())
        for row in rows:
            row.price -= Decimal(500)
        setattr(draft, relation, rows)
    draft.save_revision(user=by, log_action=True)
    demo.publish(record, by=by, approver=demo.user("executive"))
    _correct(page)


def with_withdrawal(page: MonthlyProcurementPage, by: User) -> None:
    """Approved; later one procurement was withdrawn, and its row is struck through."""
    approved(page, by)
    publication = Publication.objects.of(_first_of(page)).first()
    assert publication is not None  # noqa: S101 an approved month has only rows of published records
    request = takedown.request_withdrawal(publication, by=by, reason=_("บันทึกซ้ำกับรายการอื่น"))
    reviewed = ReviewedTakedown(publication.pk, publication.digest)
    takedown.settle(request, Decision.WITHDRAW, by=demo.user("clerk"), reviewed=reviewed)
    _correct(page)


def _correct(page: MonthlyProcurementPage) -> None:
    refresh_and_correct(page)
    _approve(page)


def _approve(page: MonthlyProcurementPage) -> None:
    demo.approve(demo.fresh(page).current_workflow_task_state, approver=demo.user("executive"))


def _first_of(page: MonthlyProcurementPage) -> ProcurementRecord:
    return ProcurementRecord.objects.get(pk=demo.fresh(page).procurements[0]["record"])


def page_of(authority: Authority, month: Month) -> MonthlyProcurementPage:
    """The page of a month."""
    year, period = month
    found: MonthlyProcurementPage = MonthlyProcurementPage.objects.get(
        authority=authority, fiscal_year=year, period=period
    )
    return found


# By the place of the month among the ended ones; all others are approved.
LATEST, LATE, WAITING, CORRECTED, WITHDRAWN, NONE = range(6)
STORIES: dict[int, Callable[[MonthlyProcurementPage, User], None]] = {
    LATEST: drafted,
    LATE: drafted,
    WAITING: waiting,
    CORRECTED: corrected,
    WITHDRAWN: with_withdrawal,
}
