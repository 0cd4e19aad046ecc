"""The twelve pages of the months of a fiscal year, which are there from the day on which it opens."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from cms.models import Authority, Division, User
from cms.pages import YearPage
from cms.pages.record import RecordQuerySet
from cms.policy.lifecycle import Period
from cms.policy.periods import EVERY_MONTH
from cms.selectors.trees import year_pages_of
from procurement.actions.months import ask_to_refresh
from procurement.models import ProcurementRecord
from procurement.pages import MonthlyProcurementPage
from procurement.policy.calendar import month_title
from procurement.policy.months import month_slug
from procurement.selectors.division import division_in_charge

SECTION = "procurement"


@transaction.atomic
def add_months(authority: Authority, year: int, *, by: User | None) -> list[str]:
    """Add the pages of the months that a fiscal year has not yet; returns what was made, in Thai.

    Without an open division there is nobody whose pages they could be: nothing is made until there is one.
    """
    year_page = lock_year_page(authority, year)
    division = division_in_charge(authority)
    if year_page is None or division is None:
        return []
    present = set(months_of(authority, year).values_list("period", flat=True))
    lacking = [period for period in EVERY_MONTH if period not in present]
    with_records = set(_months_with_records(authority, year)) if lacking else set()
    for period in lacking:
        page = add_month(year_page, period, division, by=by)
        if period in with_records:
            ask_to_refresh(page)
    return [_("หน้าสรุปผลการจัดซื้อจัดจ้าง %(count)s เดือน") % {"count": len(lacking)}] if lacking else []


def months_of(authority: Authority, year: int) -> RecordQuerySet:
    """The pages of the months of a fiscal year."""
    return MonthlyProcurementPage.objects.filter(authority=authority, fiscal_year=year)


def lock_year_page(authority: Authority, year: int) -> YearPage | None:
    """The year page of the section, locked, so that of two who add months one waits; None where there is none."""
    return year_pages_of(authority, SECTION).select_for_update(of=("self",)).filter(fiscal_year=year).first()


def _months_with_records(authority: Authority, year: int) -> Iterable[str]:
    records = ProcurementRecord.objects.filter(authority=authority, fiscal_year=year, live=True).order_by()
    return records.values_list("month", flat=True).distinct()


def add_month(year_page: YearPage, period: Period, division: Division, *, by: User | None) -> MonthlyProcurementPage:
    """Add the page of a month, without rows and without a revision."""
    page = MonthlyProcurementPage(
        title=month_title(year_page.fiscal_year, period),
        slug=month_slug(period),
        period=period,
        division=division,
        live=False,
        owner=by,
    )
    page.inherit_from_year_page(year_page)
    page.period_key = page.key_of_period()
    year_page.add_child(instance=page)
    return page
