"""What may be done with a month, and what the program does by itself. Plain values in, a reason or a value out."""

NOTHING_APPROVED = "เดือนนี้ยังไม่มีรายการที่อนุมัติแล้ว ส่งสรุปผลได้เมื่อมีรายการ หรือเมื่อแจ้งว่าเดือนนี้ไม่มีการจัดซื้อจัดจ้าง"
NOTHING_NEW = "สรุปผลของเดือนนี้เหมือนที่เผยแพร่อยู่ ไม่มีอะไรต้องส่งขออนุมัติ"
HAS_ROWS = "เดือนนี้มีรายการจัดซื้อจัดจ้างที่อนุมัติแล้ว จึงแจ้งว่าไม่มีไม่ได้"
NOT_OVER = "เดือนนี้ยังไม่สิ้นสุด แจ้งว่าไม่มีการจัดซื้อจัดจ้างได้เมื่อสิ้นเดือน"
NOT_READABLE = (
    "สรุปผลนี้มีรายการที่ถูกถอนหรือระงับการเผยแพร่แล้ว จึงเผยแพร่ไม่ได้ ถ้ารอพิจารณาอยู่ให้ส่งกลับ ถ้าถูกระงับอยู่ให้ถอน ระบบจะจัดทำสรุปผลให้ใหม่"
)
NOT_NONE = (
    "เดือนนี้มีรายการที่อนุมัติแล้วหลังจากแจ้งว่าไม่มีการจัดซื้อจัดจ้าง จึงเผยแพร่ไม่ได้ ถ้ารอพิจารณาอยู่ให้ส่งกลับ ถ้าถูกระงับอยู่ให้ถอน "
    "ระบบจะจัดทำสรุปผลให้ใหม่"
)
NEVER_DELETED = "หน้าสรุปผลรายเดือนมีครบทุกเดือนเสมอ จึงลบไม่ได้"


def refusal_to_submit(*, has_draft: bool, is_public: bool, is_changed: bool) -> str | None:
    """Why the summary of a month may not be submitted, or None: there is nothing in it, or nothing new."""
    if not has_draft:
        return NOTHING_APPROVED
    if is_public and not is_changed:
        return NOTHING_NEW
    return None


def refusal_to_state_none(*, rows: int, unapproved: int, is_over: bool) -> str | None:
    """Why an officer may not state that nothing was bought in a month, or None."""
    if rows:
        return HAS_ROWS
    if unapproved:
        return f"เดือนนี้มีรายการที่ยังไม่อนุมัติ {unapproved} รายการ อนุมัติ หรือลบร่างที่ไม่ใช้ ก่อนแจ้งว่าไม่มี"
    return None if is_over else NOT_OVER


def refusal_to_publish(*, rows: int, hidden: int, approved: int) -> str | None:
    """Why the summary of a month may not become public, or None: `hidden` of its rows are of what nobody may read, or
    it states that nothing was bought where `approved` procurements are public by now.
    """
    if hidden:
        return NOT_READABLE
    return NOT_NONE if approved and not rows else None


def submits_correction(*, is_public: bool, is_waiting: bool, is_changed: bool, was_submitted: bool) -> bool:
    """Whether the program submits a month that is public: what it has drawn up anew, each once.

    What was sent back or recalled is left to the officers until a record changes again.
    """
    return is_public and is_changed and not is_waiting and not was_submitted


def submits_ended_month(
    *, is_over: bool, rows: int, was_published: bool, is_waiting: bool, is_returned: bool, was_submitted: bool
) -> bool:
    """Whether the program submits a month after its end: one that has rows and that nobody has submitted."""
    return is_over and rows > 0 and not (was_published or is_waiting or is_returned or was_submitted)
