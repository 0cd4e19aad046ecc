"""Periods of a type, and the months of a period."""

import itertools

import pytest

from cms.policy.lifecycle import Period
from cms.policy.periods import EVERY_MONTH, EVERY_YEAR, HALF_YEARS, QUARTERS, months_of, refusal_of_period


@pytest.mark.parametrize(
    ("period", "first", "last", "count"),
    [
        (Period.YEAR, "m01", "m12", 12),
        (Period.H1, "m01", "m06", 6),
        (Period.H2, "m07", "m12", 6),
        (Period.Q1, "m01", "m03", 3),
        (Period.Q4, "m10", "m12", 3),
        (Period.M05, "m05", "m05", 1),
    ],
)
def test_the_months_of_a_period(period, first, last, count):
    months = months_of(period)

    assert (months[0], months[-1], len(months)) == (first, last, count)


@pytest.mark.parametrize("periods", [HALF_YEARS, QUARTERS, EVERY_MONTH])
def test_the_periods_of_a_year_have_each_month_once(periods):
    assert tuple(itertools.chain(*map(months_of, periods))) == months_of(Period.YEAR)


@pytest.mark.parametrize("allowed", [EVERY_YEAR, HALF_YEARS, QUARTERS, EVERY_MONTH])
@pytest.mark.parametrize("period", [*Period, "", "m13"])
@pytest.mark.parametrize("is_taken", [True, False])
def test_a_record_stands_for_a_free_period_of_its_type(allowed, period, is_taken):
    refusal = refusal_of_period(period, allowed, 2570, is_taken=is_taken)

    assert (refusal is None) == (period in allowed and not is_taken)
