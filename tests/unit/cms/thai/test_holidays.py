from datetime import UTC, date, datetime

import pytest

from cms.thai.holidays import add_working_days, holiday_name, is_working_day, next_working_day


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 1, 1), "วันขึ้นปีใหม่"),
        (date(2025, 4, 14), "วันสงกรานต์"),
        (date(2025, 4, 7), "ชดเชยวันพระบาทสมเด็จพระพุทธยอดฟ้าจุฬาโลกมหาราช และวันที่ระลึกมหาจักรีบรมราชวงศ์"),
        (date(2025, 5, 9), "วันพืชมงคล"),
        (date(2025, 10, 23), "วันปิยมหาราช"),
        (date(2025, 12, 10), "วันรัฐธรรมนูญ"),
        (date(2025, 5, 1), None),  # Labour Day: offices are open
        (date(2027, 5, 3), None),  # and so on the day given for it
        (date(2025, 1, 16), None),  # Teachers' Day
        (date(2025, 6, 17), None),
    ],
)
def test_holidays_are_those_of_offices(day, name):
    assert holiday_name(day) == name


def test_a_day_with_several_names_bears_them_all():
    name = holiday_name(date(2025, 12, 5))

    assert "วันชาติ" in name
    assert "วันพ่อแห่งชาติ" in name
    assert ";" not in name


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (date(2025, 6, 17), True),
        (date(2025, 6, 14), False),  # Saturday
        (date(2025, 6, 15), False),  # Sunday
        (date(2025, 5, 1), True),
        (date(2025, 5, 5), False),  # in place of a Sunday
        (datetime(2025, 6, 13, 16, 59, tzinfo=UTC), True),  # still Friday in Bangkok
        (datetime(2025, 6, 13, 17, 0, tzinfo=UTC), False),  # Saturday there
    ],
)
def test_offices_are_open_on_working_days(day, open_):
    assert is_working_day(day) is open_


def test_extra_days_off_are_heeded():
    extra = [date(2025, 6, 17)]

    assert not is_working_day(date(2025, 6, 17), extra)
    assert next_working_day(date(2025, 6, 17), extra) == date(2025, 6, 18)
    assert add_working_days(date(2025, 6, 16), 1, extra) == date(2025, 6, 18)


@pytest.mark.parametrize(
    ("day", "next_"),
    [
        (date(2025, 6, 17), date(2025, 6, 17)),
        (date(2025, 6, 14), date(2025, 6, 16)),
        (date(2025, 4, 12), date(2025, 4, 17)),  # Songkran and the day in its place
        (date(2024, 12, 28), date(2025, 1, 2)),
    ],
)
def test_a_deadline_on_a_holiday_moves_to_the_next_working_day(day, next_):
    assert next_working_day(day) == next_


@pytest.mark.parametrize(
    ("day", "n", "result"),
    [
        (date(2025, 6, 13), 1, date(2025, 6, 16)),
        (date(2025, 6, 14), 1, date(2025, 6, 16)),
        (date(2025, 6, 16), 5, date(2025, 6, 23)),
        (date(2025, 4, 11), 1, date(2025, 4, 17)),
        (date(2024, 12, 27), 2, date(2025, 1, 3)),
        (date(2025, 6, 16), 0, date(2025, 6, 16)),
        (date(2025, 6, 14), 0, date(2025, 6, 14)),
        (date(2025, 6, 16), -1, date(2025, 6, 13)),
        (date(2025, 4, 17), -1, date(2025, 4, 11)),
        (datetime(2025, 6, 12, 18, 0, tzinfo=UTC), 1, date(2025, 6, 16)),
    ],
)
def test_working_days_are_counted_from_the_day_after(day, n, result):
    assert add_working_days(day, n) == result
