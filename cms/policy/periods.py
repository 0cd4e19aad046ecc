"""The periods that a type of record has, and whether a record may stand for one of them. Plain values."""

from collections.abc import Collection

from cms.policy.lifecycle import Period, period_label, period_without_year
from cms.thai.dates import fiscal_month_name

EVERY_YEAR = (Period.YEAR,)
HALF_YEARS = (Period.H1, Period.H2)
QUARTERS = (Period.Q1, Period.Q2, Period.Q3, Period.Q4)
EVERY_MONTH = tuple(period for period in Period if period.startswith("m"))
# The months as a field or a filter offers them, by their names alone.
MONTH_CHOICES = [(month.value, fiscal_month_name(place)) for place, month in enumerate(EVERY_MONTH, start=1)]


def months_of(period: Period) -> tuple[Period, ...]:
    """The months of a period in the order of the fiscal year: q2 is January to March, m04 to m06."""
    if period in EVERY_MONTH:
        return (period,)
    whole: dict[str, int] = {"y": 12, "h": 6, "q": 3}
    length = whole[period[0]]
    opening = 0 if period is Period.YEAR else (int(period[1:]) - 1) * length
    return EVERY_MONTH[opening : opening + length]


def refusal_of_period(period: str, allowed: Collection[Period], fiscal_year: int, *, is_taken: bool) -> str | None:
    """Why a record may not stand for a period: its type has no such one, or another record has it already; or None."""
    if period not in allowed:
        labels = " · ".join(map(period_without_year, allowed))
        return f"เลือกรอบของเรื่องนี้: {labels}"
    if is_taken:
        label = period_label(Period(period), fiscal_year)
        return f"มีเรื่องของ{label} อยู่แล้ว เปิดเรื่องเดิมเพื่อแก้ไขแทนการสร้างใหม่ หรือเลือกรอบอื่น"
    return None
