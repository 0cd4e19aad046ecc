"""The stages of a publication, and the periods that a record may cover. Plain values."""

from collections.abc import Mapping
from enum import StrEnum

from cms.thai.dates import fiscal_month_name


class Stage(StrEnum):
    """The stage of a publication: whether it is public, will be, or was."""

    SCHEDULED = "scheduled"
    LIVE = "live"
    SUSPENDED = "suspended"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


LABEL: Mapping[Stage, str] = {
    Stage.SCHEDULED: "อนุมัติแล้ว รอถึงกำหนดเผยแพร่",
    Stage.LIVE: "เผยแพร่อยู่",
    Stage.SUSPENDED: "ระงับการเผยแพร่ชั่วคราว",
    Stage.SUPERSEDED: "มีฉบับใหม่แทนแล้ว",
    Stage.WITHDRAWN: "ถอนการเผยแพร่แล้ว",
    Stage.EXPIRED: "สิ้นสุดกำหนดเผยแพร่",
    Stage.CANCELLED: "ยกเลิกก่อนเผยแพร่",
}

# Approved for later, or public at once.
FIRST = frozenset({Stage.SCHEDULED, Stage.LIVE})
# What can be suspended; a lift returns it to the stage in which it was.
SUSPENDABLE = (Stage.SCHEDULED, Stage.LIVE, Stage.SUPERSEDED)
NEXT: Mapping[Stage, frozenset[Stage]] = {
    Stage.SCHEDULED: frozenset({Stage.LIVE, Stage.CANCELLED, Stage.SUSPENDED}),
    Stage.LIVE: frozenset({Stage.SUPERSEDED, Stage.WITHDRAWN, Stage.EXPIRED, Stage.SUSPENDED}),
    # Expired: its time ended while it was suspended. Cancelled: it was suspended before its time had come.
    Stage.SUSPENDED: frozenset({*SUSPENDABLE, Stage.WITHDRAWN, Stage.EXPIRED, Stage.CANCELLED}),
    # Alone (a leak in an older edition), or with its record.
    Stage.SUPERSEDED: frozenset({Stage.WITHDRAWN, Stage.EXPIRED, Stage.SUSPENDED}),
    Stage.WITHDRAWN: frozenset(),
    Stage.EXPIRED: frozenset(),
    Stage.CANCELLED: frozenset(),
}

# The public may read a file that a publication in one of these stages carried; a superseded one says that it is, and
# links to the current one.
OPEN_TO_THE_PUBLIC = frozenset({Stage.LIVE, Stage.SUPERSEDED})
# Was public and is no longer: its address answers 410 with the day and the reason.
GONE = frozenset({Stage.WITHDRAWN, Stage.EXPIRED})


def refusal_to_move(stage: Stage, to: Stage) -> str | None:
    """Why a publication may not go from one stage to another, or None where it may."""
    if to in NEXT[stage]:
        return None
    return f"ฉบับที่อยู่ในสถานะ “{LABEL[stage]}” เปลี่ยนเป็น “{LABEL[to]}” ไม่ได้"


class Period(StrEnum):
    """The part of a fiscal year that a record covers; the fiscal year opens in October, so m01 is October."""

    YEAR = "year"
    H1 = "h1"
    H2 = "h2"
    Q1 = "q1"
    Q2 = "q2"
    Q3 = "q3"
    Q4 = "q4"
    M01 = "m01"
    M02 = "m02"
    M03 = "m03"
    M04 = "m04"
    M05 = "m05"
    M06 = "m06"
    M07 = "m07"
    M08 = "m08"
    M09 = "m09"
    M10 = "m10"
    M11 = "m11"
    M12 = "m12"


def period_label(period: Period, fiscal_year: int) -> str:
    """A period as people say it: m01 of 2568 is “ตุลาคม 2567”, h1 “รอบ 6 เดือนแรก (ตุลาคม–มีนาคม) ปีงบประมาณ 2568”."""
    if period is Period.YEAR:
        return f"ปีงบประมาณ {fiscal_year}"
    name = period_without_year(period)
    if period[0] != "m":
        return f"{name} ปีงบประมาณ {fiscal_year}"
    return f"{name} {fiscal_year - 1 if int(period[1:]) <= 3 else fiscal_year}"


def period_without_year(period: Period) -> str:
    """A period where its fiscal year is known: “ตุลาคม”, “ไตรมาสที่ 1”, “รอบ 6 เดือนแรก (ตุลาคม–มีนาคม)”, “ทั้งปี”."""
    if period is Period.YEAR:
        return "ทั้งปี"
    number = int(period[1:])
    if period[0] == "m":
        return fiscal_month_name(number)
    if period[0] == "q":
        return f"ไตรมาสที่ {number}"
    return {1: "รอบ 6 เดือนแรก (ตุลาคม–มีนาคม)", 2: "รอบ 6 เดือนหลัง (เมษายน–กันยายน)"}[number]
