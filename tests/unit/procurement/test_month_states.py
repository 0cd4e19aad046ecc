"""The state of a month, for the public and for its officers, over the whole table."""

from datetime import date
from itertools import product

import pytest

from cms.policy.lifecycle import Period
from cms.policy.periods import EVERY_MONTH
from procurement.policy.month_states import (
    LABEL,
    WORK_LABEL,
    MonthState,
    MonthWork,
    due_day,
    is_over,
    last_day,
    month_in_words,
    month_state,
    month_work,
)

OCTOBER = {"fiscal_year": 2569, "period": Period.M01}
RUNNING, OVER, DUE, LATE = date(2025, 10, 15), date(2025, 11, 1), date(2025, 11, 30), date(2025, 12, 1)


@pytest.mark.parametrize(
    ("period", "last", "due"),
    [
        (Period.M01, date(2025, 10, 31), date(2025, 11, 30)),
        (Period.M03, date(2025, 12, 31), date(2026, 1, 31)),
        (Period.M04, date(2026, 1, 31), date(2026, 2, 28)),
        (Period.M12, date(2026, 9, 30), date(2026, 10, 31)),
    ],
)
def test_a_month_is_due_when_the_next_one_is_over(period, last, due):
    assert (last_day(2569, period), due_day(2569, period)) == (last, due)


def test_every_month_of_a_leap_year_is_due_after_its_last_day():
    assert all(due_day(2567, period) > last_day(2567, period) for period in EVERY_MONTH)
    assert last_day(2567, Period.M05) == date(2024, 2, 29)


def test_a_month_is_over_on_the_day_after_its_last():
    assert not is_over(2569, Period.M01, date(2025, 10, 31))
    assert is_over(2569, Period.M01, OVER)


@pytest.mark.parametrize(
    ("rows", "today", "state"),
    [
        (None, RUNNING, MonthState.NOT_DUE),
        (None, OVER, MonthState.NOT_DUE),
        (None, DUE, MonthState.NOT_DUE),
        (None, LATE, MonthState.LATE),
        *((0, day, MonthState.NONE) for day in (RUNNING, OVER, DUE, LATE)),
        *((3, day, MonthState.ROWS) for day in (RUNNING, OVER, DUE, LATE)),
    ],
)
def test_what_was_approved_says_the_state_else_the_day_does(rows, today, state):
    assert month_state(**OCTOBER, rows=rows, today=today) is state


@pytest.mark.parametrize(
    ("state", "rows", "words"),
    [
        (MonthState.ROWS, 1200, "1,200 รายการ"),
        (MonthState.NONE, 0, "ไม่มีการจัดซื้อจัดจ้าง"),
        (MonthState.NOT_DUE, None, "ยังไม่ถึงกำหนด (ภายใน 30 พ.ย. 2568)"),
        (MonthState.LATE, None, "เลยกำหนด (ภายใน 30 พ.ย. 2568)"),
    ],
)
def test_the_state_in_words(state, rows, words):
    assert month_in_words(state, **OCTOBER, rows=rows) == words


def expected_work(rows, is_public, is_waiting, is_returned, is_changed, today):
    if is_waiting:
        return MonthWork.CORRECTION_WAITING if is_public else MonthWork.WAITING
    if is_returned:
        return MonthWork.CORRECTION_RETURNED if is_public else MonthWork.RETURNED
    if is_public:
        return MonthWork.CORRECTION if is_changed else MonthWork.PUBLISHED
    by_day = {RUNNING: MonthWork.NOT_DUE, LATE: MonthWork.LATE}
    return by_day.get(today) or (MonthWork.ROWS if rows else MonthWork.EMPTY)


@pytest.mark.parametrize("facts", list(product((0, 5), *[(False, True)] * 4, (RUNNING, OVER, DUE, LATE))))
def test_the_work_on_a_month_over_the_whole_table(facts):
    names = ("rows", "is_public", "is_waiting", "is_returned", "is_changed", "today")

    assert month_work(**OCTOBER, **dict(zip(names, facts, strict=True))) is expected_work(*facts)


def test_every_state_has_its_words():
    assert set(LABEL) == set(MonthState)
    assert set(WORK_LABEL) == set(MonthWork)
