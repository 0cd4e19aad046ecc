"""What became of something that was planned, and of which plans a report may tell. Plain values."""

from collections.abc import Mapping
from enum import StrEnum


class Progress(StrEnum):
    """How far a planned thing is."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    DONE = "done"
    CANCELLED = "cancelled"


LABEL: Mapping[Progress, str] = {
    Progress.NOT_BEGUN: "ยังไม่เริ่ม",
    Progress.UNDER_WAY: "กำลังดำเนินการ",
    Progress.DONE: "แล้วเสร็จ",
    Progress.CANCELLED: "ยกเลิก",
}


NOT_HIS_DIVISION = "ท่านไม่ได้จัดทำเรื่องของกองนี้ จึงเขียนรายงานไม่ได้"


def refusal_to_take_over(*, may_draft: bool, plan_is_public: bool, plan_differs: bool) -> str | None:
    """Why the draft of a report may not take its plan's rows anew, or None."""
    if not may_draft:
        return NOT_HIS_DIVISION
    if not plan_is_public:
        return "แผนไม่ได้เผยแพร่อยู่ จึงปรับรายการตามแผนไม่ได้"
    if not plan_differs:
        return "ทุกรายการตรงกับแผนฉบับปัจจุบันแล้ว"
    return None


def refusal_to_report(*, plan_is_public: bool) -> str | None:
    """Why no report may begin with the rows of a plan, or None."""
    return None if plan_is_public else "แผนยังไม่เผยแพร่ จึงยังรายงานผลตามแผนไม่ได้ เผยแพร่แผนก่อน"
