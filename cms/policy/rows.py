"""Whether rows may come from a file into a record. Plain values in, a reason or None out."""

from cms.policy.approval import WAITS


def refusal_to_bring_in(*, may_draft: bool, waits: bool) -> str | None:
    """Why a person may not bring rows into a draft, or None. `waits`: it waits for a decision."""
    if not may_draft:
        return "ท่านไม่ได้จัดทำเรื่องของกองนี้ จึงนำเข้ารายการไม่ได้"
    return WAITS if waits else None


def refusal_of_these_rows(*, is_current: bool, fit: bool, rows: int, most: int) -> str | None:
    """Why rows that were looked at may not come in, or None.

    `is_current`: nobody has saved the draft since; `fit`: the editor would take each of them. `rows` would stand there.
    """
    if not is_current:
        return "มีผู้แก้ไขร่างนี้หลังจากที่ตรวจไฟล์ เลือกไฟล์เพื่อตรวจอีกครั้ง"
    if not fit:
        return "รายการที่ตรวจไว้ใช้ไม่ได้แล้ว เช่น กองถูกเปลี่ยนชื่อหรือปิด เลือกไฟล์เพื่อตรวจอีกครั้ง"
    if rows > most:
        return f"จะมี {rows:,} แถว ซึ่งเกิน {most:,} แถวที่ตารางนี้รับได้ แบ่งเป็นหลายเรื่อง หรือแทนรายการเดิมแทนการเพิ่ม"
    return None
