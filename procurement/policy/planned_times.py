"""When a procurement is planned: a quarter or a month of the fiscal year, in the order of the year. Plain values."""

from collections.abc import Iterator

from cms.policy.lifecycle import period_without_year
from cms.policy.periods import QUARTERS, months_of

__all__ = ["PLANNED_TIMES"]


def _times() -> Iterator[tuple[str, str]]:
    for quarter in QUARTERS:
        months = months_of(quarter)
        first, last = (period_without_year(month) for month in (months[0], months[-1]))
        yield quarter.value, f"{period_without_year(quarter)} ({first}–{last})"
        yield from ((month.value, period_without_year(month)) for month in months)


PLANNED_TIMES: tuple[tuple[str, str], ...] = tuple(_times())
