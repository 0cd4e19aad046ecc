"""The state of a month of procurement: what the public is told of it, and where the work on it stands. Plain values.

No law names a day by which the summary of a month is published; it is a duty of every month. A month can be summed up
once it is over, and is late when the next one is over too: October is due on 30 November.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from cms.policy.lifecycle import Period
from cms.thai.dates import fiscal_months, thai_date


class MonthState(StrEnum):
    """What the public is told of a month; only an approval makes it `NONE` or `ROWS`."""

    NOT_DUE = "not_due"
    NONE = "none"
    ROWS = "rows"
    LATE = "late"


LABEL: Mapping[MonthState, str] = {
    MonthState.NOT_DUE: "ยังไม่ถึงกำหนด",
    MonthState.NONE: "ไม่มีการจัดซื้อจัดจ้าง",
    MonthState.ROWS: "เผยแพร่แล้ว",
    MonthState.LATE: "เลยกำหนด",
}


class MonthWork(StrEnum):
    """Where the work on a month stands, as its officers see it."""

    NOT_DUE = "not_due"
    EMPTY = "empty"
    ROWS = "rows"
    LATE = "late"
    RETURNED = "returned"
    WAITING = "waiting"
    PUBLISHED = "published"
    CORRECTION = "correction"
    CORRECTION_RETURNED = "correction_returned"
    CORRECTION_WAITING = "correction_waiting"


WORK_LABEL: Mapping[MonthWork, str] = {
    MonthWork.NOT_DUE: "ยังไม่ถึงกำหนด",
    MonthWork.EMPTY: "ไม่มีรายการ",
    MonthWork.ROWS: "ยังไม่ได้ส่งขออนุมัติ",
    MonthWork.LATE: "เลยกำหนด",
    MonthWork.RETURNED: "ส่งกลับแก้ไข",
    MonthWork.WAITING: "รออนุมัติ",
    MonthWork.PUBLISHED: "เผยแพร่แล้ว",
    MonthWork.CORRECTION: "มีการแก้ไขที่ยังไม่ได้ส่ง",
    MonthWork.CORRECTION_RETURNED: "การแก้ไขถูกส่งกลับ",
    MonthWork.CORRECTION_WAITING: "มีการแก้ไขรออนุมัติ",
}

WORK_IN_SHORT: Mapping[MonthWork, str] = {
    MonthWork.NOT_DUE: "ยังไม่ถึง",
    MonthWork.EMPTY: "ไม่มีรายการ",
    MonthWork.ROWS: "ยังไม่ส่ง",
    MonthWork.LATE: "เลยกำหนด",
    MonthWork.RETURNED: "ส่งกลับ",
    MonthWork.WAITING: "รออนุมัติ",
    MonthWork.PUBLISHED: "เผยแพร่",
    MonthWork.CORRECTION: "ยังไม่ส่ง",
    MonthWork.CORRECTION_RETURNED: "ส่งกลับ",
    MonthWork.CORRECTION_WAITING: "รออนุมัติ",
}
# What an officer has to do something about.
TO_DO = frozenset(
    {
        MonthWork.EMPTY,
        MonthWork.ROWS,
        MonthWork.LATE,
        MonthWork.RETURNED,
        MonthWork.CORRECTION,
        MonthWork.CORRECTION_RETURNED,
    }
)
WAITS_FOR_APPROVAL = frozenset({MonthWork.WAITING, MonthWork.CORRECTION_WAITING})


def last_day(fiscal_year: int, period: Period) -> date:
    """The last day of a month of a fiscal year: that of m01 of 2569 is 31 October 2025."""
    year, month = fiscal_months(fiscal_year)[int(period[1:]) - 1]
    return date(year, month, monthrange(year, month)[1])


def due_day(fiscal_year: int, period: Period) -> date:
    """The last day on which the summary of a month is in time: that of m01 of 2569 is 30 November 2025."""
    opening = last_day(fiscal_year, period) + timedelta(days=1)
    return opening.replace(day=monthrange(opening.year, opening.month)[1])


def is_over(fiscal_year: int, period: Period, today: date) -> bool:
    """Whether a month has ended."""
    return today > last_day(fiscal_year, period)


def month_state(*, fiscal_year: int, period: Period, rows: int | None, today: date) -> MonthState:
    """What the public is told of a month; `rows` is the number of its rows that are public, None where none is.

    0 rows are public only where an officer stated that there were none.
    """
    if rows is not None:
        return MonthState.ROWS if rows else MonthState.NONE
    return MonthState.LATE if today > due_day(fiscal_year, period) else MonthState.NOT_DUE


def month_in_words(state: MonthState, *, fiscal_year: int, period: Period, rows: int | None = None) -> str:
    """The state in words: “12 รายการ”, “ยังไม่ถึงกำหนด (ภายใน 30 พ.ย. 2568)”."""
    if state is MonthState.ROWS:
        return f"{rows:,} รายการ"
    if state is MonthState.NONE:
        return LABEL[state]
    return f"{LABEL[state]} (ภายใน {thai_date(due_day(fiscal_year, period), 'short')})"


def month_work(
    *,
    fiscal_year: int,
    period: Period,
    rows: int,
    is_public: bool,
    is_waiting: bool,
    is_returned: bool,
    is_changed: bool,
    today: date,
) -> MonthWork:
    """Where the work on a month stands. `rows` of its draft; `is_changed`: the draft says other than what is public."""
    if is_public:
        decided, otherwise = (MonthWork.CORRECTION_WAITING, MonthWork.CORRECTION_RETURNED), MonthWork.PUBLISHED
    else:
        decided, otherwise = (MonthWork.WAITING, MonthWork.RETURNED), MonthWork.ROWS if rows else MonthWork.EMPTY
    answers = (
        (is_waiting, decided[0]),
        (is_returned, decided[1]),
        (is_public and is_changed, MonthWork.CORRECTION),
        (not is_public and today > due_day(fiscal_year, period), MonthWork.LATE),
        (not is_public and not is_over(fiscal_year, period, today), MonthWork.NOT_DUE),
    )
    return next((work for holds, work in answers if holds), otherwise)
