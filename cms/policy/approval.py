"""Who may decide about drafts, and what an approval covers. Plain values in, a reason or None out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cms.thai.invisible import is_blank


@dataclass(frozen=True)
class DecisionContext:
    """What a decision depends on: a waiting item and the person who would decide. No field has a default on purpose."""

    task_matches: bool
    task_active: bool
    waiting: bool
    may_decide: bool
    is_requester: bool
    is_author: bool


@dataclass(frozen=True)
class PendingContent:
    """What an approval must cover: revision and digest as they were submitted, and as they are now.

    `is_opened` is whether the approver has a receipt of opening for the waiting revision and digest; `withheld` is why
    its content may not become public (citizen numbers, a file still being read), or None.
    """

    waiting_revision: int | None
    latest_revision: int | None
    waiting_digest: str | None
    latest_digest: str | None
    is_opened: bool
    withheld: str | None


@dataclass(frozen=True)
class ReviewedContent:
    """What the approver's screen showed: the revision and the digest of its content."""

    revision: int | None
    digest: str | None


DECIDED = "เรื่องนี้มีผู้พิจารณาหรือเรียกคืนไปแล้ว เปิดรายการรอพิจารณาใหม่เพื่อดูผล"
NO_WORKFLOW = "ยังไม่ได้กำหนดขั้นตอนอนุมัติสำหรับเรื่องนี้ แจ้งผู้ดูแลระบบ"
NOT_THEIRS = "ส่งขออนุมัติได้เฉพาะเจ้าหน้าที่ของกองเจ้าของเรื่อง"
NOT_APPROVED = "ยังไม่มีผู้พิจารณาอนุมัติครบทุกขั้นตอน จึงเผยแพร่ไม่ได้"
WAITS = "ส่งขออนุมัติแล้ว จึงแก้ไขไม่ได้ เรียกคืนก่อนถ้าต้องการแก้ไข"
SENT_BACK = "เรื่องนี้ถูกส่งกลับแล้ว แก้ไขแล้วกดส่งขออนุมัติอีกครั้งได้เลย"
KEPT_AS_SUBMITTED = "ฉบับที่ส่งขออนุมัติหรือเผยแพร่แล้วเก็บไว้ตามเดิม แก้ไขแล้วบันทึกเป็นฉบับร่างใหม่"
DECIDE_IN_QUEUE = "อนุมัติหรือส่งกลับได้จากหน้ารายการรอพิจารณาเท่านั้น"
STAGE_IN_USE = "ยังมีเรื่องรอพิจารณาอยู่ที่ขั้นตอนนี้ พิจารณาหรือเรียกคืนให้หมดก่อนปิดขั้นตอน"
NOT_AS_APPROVED = "เนื้อหาของฉบับนี้ไม่ตรงกับที่อนุมัติไว้ จึงไม่เผยแพร่ แจ้งผู้ดูแลระบบให้ตรวจบันทึก"
SUSPENDED = "เรื่องนี้ถูกระงับการเผยแพร่อยู่ ให้ผู้บริหารตัดสินการระงับก่อน แล้วจึงอนุมัติฉบับใหม่"
HELD = "ถึงเวลาเผยแพร่แล้ว แต่เรื่องนี้ถูกระงับการเผยแพร่อยู่ จะเผยแพร่เมื่อผู้บริหารให้เผยแพร่ต่อ"
TIME_IS_OVER = "ครบกำหนดเวลาเผยแพร่ตามที่อนุมัติไว้"
UNKNOWN_ACTION = "ไม่รู้จักคำสั่งนี้ จึงยังไม่ได้ทำอะไร เปิดหน้านี้ใหม่แล้วใช้ปุ่มบนหน้าจอ"
NOT_OPENED = "ท่านยังไม่ได้เปิดอ่านฉบับนี้ เปิดอ่านก่อนอนุมัติ"
CHANGED = "เนื้อหาเปลี่ยนไปจากที่ท่านเปิดดู เปิดเรื่องนี้ใหม่และตรวจอีกครั้งก่อนอนุมัติ"


def refusal_to_decide(context: DecisionContext) -> str | None:
    """Why a person may neither approve nor reject an item, or None.

    Four eyes: neither its requester nor an author of any part since the last publication may (design 2.2).
    """
    if not context.task_matches or not context.task_active:
        return "ขั้นตอนอนุมัติไม่ตรงกับเรื่องนี้ เปิดเรื่องจากรายการรอพิจารณา"
    if not context.waiting:
        return DECIDED
    if not context.may_decide:
        return "ท่านไม่ได้ดำรงตำแหน่งผู้พิจารณาของขั้นตอนนี้"
    if context.is_requester:
        return "ท่านเป็นผู้ส่งเรื่องนี้ ต้องให้ผู้อื่นเป็นผู้พิจารณา"
    if context.is_author:
        return "ท่านเป็นผู้เขียนหรือแก้ไขเรื่องนี้ ต้องให้ผู้อื่นเป็นผู้พิจารณา"
    return None


def refusal_to_approve(context: DecisionContext, pending: PendingContent, reviewed: ReviewedContent) -> str | None:
    """Why a person may not approve an item, or None: an approval covers exactly the revision that the screen showed.

    He must have opened it himself: what the screen posts proves nothing, as a crafted request can carry it as well.
    """
    if reason := refusal_to_decide(context):
        return reason
    if reviewed.revision is None or reviewed.digest is None:
        return "อนุมัติได้จากหน้ารายการรอพิจารณาเท่านั้น เพื่อให้ตรวจเนื้อหาก่อน"
    if not (reviewed.revision == pending.waiting_revision == pending.latest_revision):
        return CHANGED
    if not (reviewed.digest == pending.waiting_digest == pending.latest_digest):
        return CHANGED
    if not pending.is_opened:
        return NOT_OPENED
    return pending.withheld


def refusal_to_act(
    action: str, context: DecisionContext, pending: PendingContent, reviewed: ReviewedContent, comment: str
) -> str | None:
    """Why `approve` or `reject` (which needs a comment) is refused, or None; any other action is refused as unknown."""
    if action == "approve":
        return refusal_to_approve(context, pending, reviewed)
    if action == "reject":
        if reason := refusal_to_decide(context):
            return reason
        return "เขียนเหตุผลที่ส่งกลับ เพื่อให้เจ้าหน้าที่รู้ว่าต้องแก้อะไร" if is_blank(comment) else None
    return UNKNOWN_ACTION


def refusal_to_start(*, has_stage: bool, is_waiting: bool) -> str | None:
    """Why a draft cannot be submitted, or None: its workflow has no stage, or it waits already."""
    if not has_stage:
        return NO_WORKFLOW
    if is_waiting:
        return "เรื่องนี้ส่งขออนุมัติแล้ว รอผู้บริหารพิจารณา"
    return None


def skippable_stage(stages: Sequence[int]) -> int | None:
    """The stage that a rule may let a draft skip: the first of several, in their order; never the last."""
    return stages[0] if len(stages) > 1 else None


def stages_skipped(stages: Sequence[int], skips: Mapping[int, str], digest: str | None) -> frozenset[int]:
    """Those of the stages as they are now that need no decision.

    `skips` are the stages that were skipped at the submission of this revision, each with the digest of then.
    """
    stage = skippable_stage(stages)
    if stage is None or digest is None or skips.get(stage) != digest:
        return frozenset()
    return frozenset({stage})


def refusal_to_finish(
    *,
    tasks: frozenset[int],
    approved_tasks: frozenset[int],
    skipped_tasks: frozenset[int],
    digests: frozenset[str | None],
    digest: str | None,
    is_suspended: bool,
) -> str | None:
    """Why a workflow may not publish, or None where every task was approved by a named person for exactly this content.

    `tasks` are those of the workflow now, `skipped_tasks` those of them that need no decision (`stages_skipped`),
    `digests` what was approved at them, `digest` that of the latest revision or None where a newer one exists.
    """
    if not approved_tasks or not tasks or not tasks <= approved_tasks | skipped_tasks:
        return NOT_APPROVED
    if digest is None or digests != {digest}:
        return CHANGED
    if is_suspended:
        return SUSPENDED
    return None


def refusal_to_recall(*, waiting: bool, is_requester: bool, may_edit: bool, sent_back: bool = False) -> str | None:
    """Why a submitted draft cannot be recalled, or None. One that was sent back is edited as it is: nothing waits."""
    if sent_back:
        return SENT_BACK
    if not waiting:
        return DECIDED
    if not (is_requester or may_edit):
        return "เรียกคืนได้เฉพาะผู้ส่งหรือเจ้าหน้าที่ของกองเจ้าของเรื่อง"
    return None
