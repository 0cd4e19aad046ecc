from datetime import UTC, date, datetime, timedelta

import pytest

from cms.thai import dates


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2024, 9, 30), 2567),
        (date(2024, 10, 1), 2568),
        (date(2024, 12, 31), 2568),
        (date(2025, 1, 1), 2568),
        (date(2025, 9, 30), 2568),
        (date(2025, 10, 1), 2569),
    ],
)
def test_fiscal_year_opens_in_october(day, year):
    assert dates.fiscal_year(day) == year


@pytest.mark.parametrize(
    ("moment", "fiscal", "calendar"),
    [
        (datetime(2024, 9, 30, 16, 59, 59, tzinfo=UTC), 2567, 2567),
        (datetime(2024, 9, 30, 17, 0, 0, tzinfo=UTC), 2568, 2567),
        (datetime(2024, 9, 30, 23, 59, tzinfo=dates.BANGKOK), 2567, 2567),
        (datetime(2024, 10, 1, 0, 0, tzinfo=dates.BANGKOK), 2568, 2567),
        (datetime(2024, 9, 30, 23, 59), 2567, 2567),
        (datetime(2024, 12, 31, 16, 59, tzinfo=UTC), 2568, 2567),
        (datetime(2024, 12, 31, 17, 0, tzinfo=UTC), 2568, 2568),
    ],
)
def test_years_turn_at_midnight_in_bangkok(moment, fiscal, calendar):
    assert dates.fiscal_year(moment) == fiscal
    assert dates.buddhist_year(moment) == calendar


@pytest.mark.parametrize("year", [2560, 2567, 2568, 2570])
def test_bounds_and_months_of_a_fiscal_year_agree_with_the_days_in_it(year):
    first, last = dates.fiscal_year_bounds(year)
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]

    assert {dates.fiscal_year(day) for day in days} == {year}
    assert dates.fiscal_year(first - timedelta(days=1)) == year - 1
    assert dates.fiscal_year(last + timedelta(days=1)) == year + 1
    assert dates.fiscal_months(year) == list(dict.fromkeys((day.year, day.month) for day in days))


def test_a_fiscal_year_runs_from_october_to_september():
    assert dates.fiscal_year_bounds(2568) == (date(2024, 10, 1), date(2025, 9, 30))
    assert dates.fiscal_months(2568)[0] == (2024, 10)
    assert dates.fiscal_months(2568)[3] == (2025, 1)
    assert dates.fiscal_months(2568)[-1] == (2025, 9)


@pytest.mark.parametrize(
    ("month", "quarter", "half"),
    [(10, 1, 1), (11, 1, 1), (12, 1, 1), (1, 2, 1), (2, 2, 1), (3, 2, 1)]
    + [(4, 3, 2), (5, 3, 2), (6, 3, 2), (7, 4, 2), (8, 4, 2), (9, 4, 2)],
)
def test_quarters_and_halves_count_from_october(month, quarter, half):
    day = date(2025, month, 15)

    assert dates.fiscal_quarter(day) == quarter
    assert dates.fiscal_half(day) == half


def test_the_quarter_of_a_moment_is_that_of_bangkok():
    assert dates.fiscal_quarter(datetime(2024, 9, 30, 17, 0, tzinfo=UTC)) == 1
    assert dates.fiscal_half(datetime(2025, 3, 31, 17, 0, tzinfo=UTC)) == 2


@pytest.mark.parametrize(
    ("style", "text"),
    [("long", "1 ตุลาคม 2567"), ("short", "1 ต.ค. 2567"), ("numeric", "01/10/2567")],
)
def test_a_day_is_written_in_three_styles(style, text):
    assert dates.thai_date(date(2024, 10, 1), style) == text


def test_a_moment_is_dated_by_the_clock_of_bangkok():
    assert dates.thai_date(datetime(2024, 9, 30, 17, 30, tzinfo=UTC)) == "1 ตุลาคม 2567"
    assert dates.thai_date(datetime(2024, 9, 30, 17, 30)) == "30 กันยายน 2567"


def test_the_leap_day_is_written_with_its_buddhist_year():
    assert dates.thai_date(date(2024, 2, 29), "short") == "29 ก.พ. 2567"


def test_each_month_has_one_full_and_one_short_name():
    assert len(set(dates.MONTHS)) == len(set(dates.MONTHS_SHORT)) == 12
    assert (dates.MONTHS[0], dates.MONTHS[11]) == ("มกราคม", "ธันวาคม")
    assert [short[0] for short in dates.MONTHS_SHORT] == [name[0] for name in dates.MONTHS]


@pytest.mark.parametrize(("year", "month", "text"), [(2024, 10, "ตุลาคม 2567"), (2025, 1, "มกราคม 2568")])
def test_a_month_is_written_with_its_buddhist_year(year, month, text):
    assert dates.thai_month(year, month) == text


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2024, 10, 1, 14, 5), "14.05 น."),
        (datetime(2024, 10, 1, 7, 5, tzinfo=UTC), "14.05 น."),
        (datetime(2024, 10, 1, 0, 0), "00.00 น."),
    ],
)
def test_time_is_written_with_a_full_stop(moment, text):
    assert dates.thai_time(moment) == text


def test_a_moment_from_before_the_standard_clock_is_still_dated():
    before_1920 = datetime(1900, 1, 1, 0, 0, tzinfo=UTC)

    assert dates.thai_date(before_1920) == "1 มกราคม 2443"
    assert dates.thai_time(before_1920) == "06.42 น."
    assert dates.thai_date(datetime(1900, 1, 1, tzinfo=dates.BANGKOK)) == "1 มกราคม 2443"


@pytest.mark.parametrize(
    ("day", "words"), [(date(2026, 12, 3), "3 ธ.ค."), (date(2027, 1, 4), "4 ม.ค. 2570"), (date(2026, 1, 2), "2 ม.ค.")]
)
def test_a_day_in_sight_is_said_without_its_year_unless_it_is_another(day, words):
    assert dates.day_in_sight(day, today=date(2026, 11, 27)) == words
