"""Which fiscal years may be opened."""

import pytest

from cms.policy.fiscal_years import OPENS_FISCAL_YEARS, refusal_to_open, years_to_choose_from
from cms.policy.roles import Role

CURRENT = 2570


@pytest.mark.parametrize(
    ("year", "says"),
    [
        (2570, None),
        (2571, None),
        (2569, None),
        (2555, None),
        (2554, "ผ่านมานานแล้ว"),
        (0, "ผ่านมานานแล้ว"),
        (2572, "ยังอยู่อีกไกล"),
        (25700, "ยังอยู่อีกไกล"),
        (2027, "ปีงบประมาณใช้ พ.ศ. คือ 2570"),
        (2012, "ปีงบประมาณใช้ พ.ศ. คือ 2555"),
        (2011, "ผ่านมานานแล้ว"),
    ],
)
def test_a_year_to_open_is_near_and_in_our_era(year, says):
    reason = refusal_to_open(year, current=CURRENT)

    assert reason is None if says is None else says in reason


def test_every_year_to_choose_from_may_be_opened():
    years = list(years_to_choose_from(CURRENT))

    assert years == sorted(years, reverse=True)
    assert [year for year in years if refusal_to_open(year, current=CURRENT)] == []


@pytest.mark.parametrize("role", Role)
def test_who_opens_fiscal_years(role):
    assert (role in OPENS_FISCAL_YEARS) == (role in {Role.SITE_ADMIN, Role.DISCLOSURE_OFFICER})
