"""What a notice of each kind must say, and whether an invitation is still open. Plain values."""

from collections.abc import Iterable, Mapping
from datetime import date

from procurement.policy.codes import NoticeKind

# The fields that a kind asks for beside the day of the announcement, by their names.
ASKED: Mapping[NoticeKind, tuple[str, ...]] = {
    NoticeKind.REFERENCE_PRICE: ("reference_price",),
    NoticeKind.INVITATION: ("closes",),
    NoticeKind.CANCELLATION: ("changes",),
    NoticeKind.CHANGE: ("changes",),
    NoticeKind.WINNER: ("winner", "agreed_price"),
}
LONGEST_CHAIN = 50


def asked_of(kind: str) -> tuple[str, ...]:
    """The fields that a notice of this kind must fill; none for a kind that is not known."""
    return next((names for each, names in ASKED.items() if each == kind), ())


def refusal_to_change(kind: str, *, has_changed: bool, is_itself: bool) -> str | None:
    """Why a notice may not name another as the one that it changes, or None."""
    if not has_changed:
        return None
    if is_itself:
        return "ประกาศเปลี่ยนแปลงตัวเองไม่ได้ เลือกประกาศเดิม"
    if kind not in (NoticeKind.CHANGE, NoticeKind.CANCELLATION):
        return "เลือกประกาศเดิมได้เฉพาะประกาศเปลี่ยนแปลงหรือยกเลิก"
    return None


def last_day(closes: date | None, changes: Iterable[tuple[str, date | None]]) -> date | None:
    """Until when an invitation is open: its day, or that of the last change that says one; None once it is cancelled.

    `changes` are the kinds and days of the notices that changed it, in their order.
    """
    day = closes
    for kind, changed in changes:
        if kind == NoticeKind.CANCELLATION:
            return None
        day = changed or day
    return day
