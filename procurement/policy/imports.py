"""What may happen to a file of procurements that an officer brings in. Plain values in, a reason or None out."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from procurement.policy.sheet_words import fold

__all__ = [
    "LABEL",
    "STAYS",
    "BatchState",
    "Mode",
    "contract_key",
    "heads_key",
    "refusal_to_confirm",
    "refusal_to_map",
    "refusal_to_undo",
    "why_it_stays",
]


class BatchState(StrEnum):
    """Where a file stands, from its upload to its drafts."""

    READING = "reading"
    READ = "read"
    FAILED = "failed"
    MAKING = "making"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"


LABEL: Mapping[BatchState, str] = {
    BatchState.READING: "กำลังตรวจไฟล์",
    BatchState.READ: "ตรวจแล้ว รอยืนยัน",
    BatchState.FAILED: "อ่านไฟล์ไม่ได้",
    BatchState.MAKING: "กำลังสร้างร่าง",
    BatchState.DONE: "สร้างร่างแล้ว",
    BatchState.UNDOING: "กำลังยกเลิกการนำเข้า",
    BatchState.UNDONE: "ยกเลิกการนำเข้าแล้ว",
}
AT_WORK = frozenset({BatchState.READING, BatchState.MAKING, BatchState.UNDOING})


class Mode(StrEnum):
    """What the confirmation asks for."""

    DRAFT = "draft"
    SUBMIT = "submit"


EDITED = "มีผู้แก้ไขหลังนำเข้า"
SUBMITTED = "ส่งขออนุมัติแล้ว"
PUBLISHED = "เผยแพร่แล้ว"
STAYS = (PUBLISHED, SUBMITTED, EDITED)


def refusal_to_map(state: BatchState) -> str | None:
    """Why the columns of a file cannot be given other meanings now, or None."""
    if state is BatchState.READ:
        return None
    return f"เปลี่ยนคอลัมน์ได้เฉพาะไฟล์ที่ตรวจแล้วและยังไม่ยืนยัน ไฟล์นี้{LABEL[state]}"


def refusal_to_confirm(state: BatchState, *, rows: int) -> str | None:
    """Why no drafts can be made of a file, of which so many rows would come in, or None."""
    if state in (BatchState.MAKING, BatchState.DONE):
        return "ยืนยันไฟล์นี้ไปแล้ว ร่างแต่ละรายการสร้างครั้งเดียว"
    if state is not BatchState.READ:
        return f"ยืนยันได้เมื่อตรวจไฟล์เสร็จแล้ว ไฟล์นี้{LABEL[state]}"
    return None if rows else "ไม่มีรายการที่จะนำเข้า"


def refusal_to_undo(state: BatchState) -> str | None:
    """Why the drafts of a file cannot be taken back, or None."""
    if state is BatchState.DONE:
        return None
    return f"ยกเลิกได้เมื่อสร้างร่างเสร็จแล้ว ไฟล์นี้{LABEL[state]}"


def why_it_stays(*, is_published: bool, was_submitted: bool, was_edited: bool) -> str | None:
    """Why a draft of a file is not deleted with the others, or None."""
    if is_published:
        return PUBLISHED
    if was_submitted:
        return SUBMITTED
    return EDITED if was_edited else None


def heads_key(heads: Mapping[str, str]) -> str:
    """By what a mapping is known again: the heads without their spelling, in any order."""
    return sha256("\n".join(sorted({fold(head) for head in heads})).encode()).hexdigest()


def contract_key(year: int, number: str, title: str, budget: Decimal) -> tuple[int, str, str, Decimal] | None:
    """By what a procurement without a number of e-GP is known again; None for one without a contract number."""
    return (year, fold(number), fold(title), budget) if number.strip() else None
