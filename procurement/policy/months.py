"""To which month of which fiscal year a procurement belongs. Plain values."""

from datetime import date

from cms.policy.lifecycle import Period
from cms.policy.periods import EVERY_MONTH
from cms.thai.dates import MONTHS_SHORT, fiscal_months, fiscal_year
from cms.thai.invisible import is_blank

__all__ = [
    "COUNTING_DATES",
    "calendar_month",
    "counting_day",
    "month_of",
    "month_slug",
    "period_of_calendar_month",
    "refusal_to_count_elsewhere",
    "short_name",
]

# The fields of a procurement from which its `counting_day` follows: the first that is filled.
COUNTING_DATES = ("counted_on", "contract_date", "order_date", "request_date")


def counting_day(
    *, contract: date | None, order: date | None, request: date | None, chosen: date | None = None
) -> date | None:
    """The day by which a procurement counts: the officer's choice, else contract, order or request; None without any.

    The form does not say which; this is the order in which authorities that publish it use them.
    """
    return chosen or contract or order or request


def month_of(day: date) -> tuple[int, Period]:
    """Fiscal year (Buddhist era) and month of a day: 15 October 2025 is (2569, m01)."""
    year = fiscal_year(day)
    return year, EVERY_MONTH[fiscal_months(year).index((day.year, day.month))]


def calendar_month(period: Period) -> int:
    """The calendar month 1 to 12 of a month of the fiscal year: that of m01 is 10."""
    return (int(period[1:]) + 8) % 12 + 1


def period_of_calendar_month(month: int) -> Period:
    """The month of the fiscal year of a calendar month 1 to 12: that of 10 is m01."""
    return EVERY_MONTH[(month - 10) % 12]


def month_slug(period: Period) -> str:
    """The last part of the address of a month: its calendar month, “10” for m01."""
    return f"{calendar_month(period):02d}"


def short_name(period: Period) -> str:
    """`ต.ค.` for m01."""
    return MONTHS_SHORT[calendar_month(period) - 1]


def refusal_to_count_elsewhere(*, chosen: date | None, usual: date | None, reason: str) -> str | None:
    """Why a procurement may not count in the month of a chosen day, or None.

    The choice needs a reason, and is none where the dates lead to the same month.
    """
    if chosen is None:
        return "เลือกวันที่ของเดือนที่ให้นับด้วย หรือลบเหตุผลออก" if not is_blank(reason) else None
    if usual is not None and month_of(chosen) == month_of(usual):
        return "วันที่ที่เลือกอยู่ในเดือนเดียวกับวันที่ของสัญญา คำสั่ง หรือคำขออยู่แล้ว เว้นช่องนี้ว่างไว้"
    if is_blank(reason):
        return "เขียนเหตุผลที่ให้นับในเดือนอื่น"
    return None
