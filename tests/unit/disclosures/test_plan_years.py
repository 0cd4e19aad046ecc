"""Which years a plan of several years covers."""

import pytest

from disclosures.policy.plan_years import refusal_of_years


@pytest.mark.parametrize(
    ("first", "last", "year", "reason"),
    [
        (2566, 2570, 2566, None),
        (2566, 2570, 2570, None),
        (2566, 2570, 2565, "ไม่ได้ใช้"),
        (2566, 2570, 2571, "ไม่ได้ใช้"),
        (2566, 2566, 2566, "มากกว่าหนึ่งปี"),
        (2570, 2566, 2568, "มากกว่าหนึ่งปี"),
        (None, 2566, 2568, None),
        (2566, None, 2568, None),
    ],
)
def test_a_plan_of_several_years_stands_in_a_year_that_it_covers(first, last, year, reason):
    told = refusal_of_years(first, last, year)

    assert told is None if reason is None else reason in told
