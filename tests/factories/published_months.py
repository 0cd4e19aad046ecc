"""Months of procurement as the public has them: rows that went through the approval."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cms.actions.fiscal_years import open_year
from cms.actions.records import draft
from cms.pages import SectionPage
from procurement.pages import MonthlyProcurementPage
from procurement.policy.months import month_of
from tests.factories.publications import publish

DAY = date(2025, 10, 3)  # in the month m01 of 2569


def publish_month(
    rows: Sequence[dict[str, Any]], *, by: Any, approver: Any, division: Any, day: date = DAY
) -> MonthlyProcurementPage:
    """The month of a day with these rows, approved; without any it says that there was none."""
    fiscal_year, period = month_of(day)
    page = MonthlyProcurementPage(
        title=f"สรุปผลการจัดซื้อจัดจ้าง {day:%m/%Y}",
        division=division,
        period=period.value,
        procurements=list(rows),
        stated_none=[] if rows else ["procurements"],
    )
    year = open_year(SectionPage.objects.get(slug="procurement"), fiscal_year)
    return publish(draft(page, year, by=by), by=by, approver=approver)


def correct_month(page: MonthlyProcurementPage, rows: Sequence[dict[str, Any]], *, by: Any, approver: Any) -> Any:
    """The next edition of a month, approved."""
    again = page.get_latest_revision_as_object()
    again.procurements = list(rows)
    again.save_revision(user=by)
    return publish(again, by=by, approver=approver)
