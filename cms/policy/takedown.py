"""What of a record can be taken down by whom, and how far it goes. Plain values in, a reason or None out."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cms.policy.approval import DECIDED, UNKNOWN_ACTION
from cms.policy.characters import refusal_of_text
from cms.policy.lifecycle import SUSPENDABLE, Stage
from cms.thai.invisible import is_blank


class Act(StrEnum):
    """How somebody takes a publication down: by a request to withdraw it, or by a suspension at once."""

    WITHDRAW = "withdraw"
    SUSPEND = "suspend"


class Decision(StrEnum):
    """How an executive decides about a takedown."""

    WITHDRAW = "withdraw"
    KEEP = "keep"


class Extent(StrEnum):
    """What is taken down: the whole record, or one edition of it (the values are those of `Takedown.Extent`)."""

    RECORD = "record"
    EDITION = "edition"


# What is approved for later is held back by a suspension, or recalled by those who drafted it.
STAGES: Mapping[Act, frozenset[Stage]] = {
    Act.WITHDRAW: frozenset({Stage.LIVE, Stage.SUPERSEDED}),
    Act.SUSPEND: frozenset(SUSPENDABLE),
}
MAY_BE_WITHDRAWN = frozenset({Stage.LIVE, Stage.SUPERSEDED, Stage.SUSPENDED})
NEWER_EXISTS = "เรื่องนี้เปลี่ยนสถานะหรือมีฉบับใหม่กว่าที่ท่านเปิดดู เปิดใหม่แล้วตรวจอีกครั้ง"


@dataclass(frozen=True)
class ReviewedTakedown:
    """What the decider's screen showed: the primary key of the publication and its digest."""

    publication: int | None
    digest: str | None


def extent_of(stage: Stage, stage_before: str = "") -> Extent:
    """What a takedown is about: the whole record where the publication is its current edition."""
    return Extent.RECORD if Stage.LIVE in (stage, stage_before) else Extent.EDITION


def refusal_to_take_down(
    act: Act, *, stage: Stage, has_open_request: bool, may_ask: bool, extent: str | None, reason: str
) -> str | None:
    """Why a withdrawal or suspension cannot be requested, or None. `extent` is that of the screen, None without one."""
    if stage not in STAGES[act]:
        return "เรื่องนี้ไม่ได้เผยแพร่อยู่ จึงไม่มีอะไรให้ถอน"
    if has_open_request:
        return "มีคำขอถอนหรือระงับเรื่องนี้ค้างพิจารณาอยู่แล้ว"
    if not may_ask:
        return "ท่านไม่มีหน้าที่ขอถอนหรือระงับเรื่องของกองนี้"
    if extent not in (None, extent_of(stage)):
        return NEWER_EXISTS
    if is_blank(reason):
        return "เขียนเหตุผล เพราะประชาชนจะเห็นเหตุผลนี้แทนเนื้อหา"
    return refusal_of_text("เหตุผล", reason)


def refusal_to_settle(
    decision: str, *, is_open: bool, is_executive: bool, is_requester: bool, is_as_reviewed: bool
) -> str | None:
    """Why somebody may not decide about a takedown, or None: only an executive who did not request it may."""
    if decision not in tuple(Decision):
        return UNKNOWN_ACTION
    if not is_open:
        return DECIDED
    if is_requester:
        return "ท่านเป็นผู้ขอเรื่องนี้ ต้องให้ผู้บริหารอีกคนเป็นผู้พิจารณา"
    if not is_executive:
        return "เฉพาะผู้บริหารพิจารณาคำขอถอนหรือระงับการเผยแพร่ได้"
    if not is_as_reviewed:
        return NEWER_EXISTS
    return None
