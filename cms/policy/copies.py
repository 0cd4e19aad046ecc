"""Whether a draft may begin with what a record of an earlier year says. Plain values, the reason why not or None."""

NO_LATER_YEAR = "ยังไม่มีปีงบประมาณถัดไปในหมวดนี้ ผู้ดูแลระบบหรือเจ้าหน้าที่ข้อมูลข่าวสารเป็นผู้เปิดปี"


def no_such_year(year: int) -> str:
    """Why nothing is copied into a year that the section does not have."""
    return f"หมวดนี้ยังไม่ได้เปิดปีงบประมาณ {year} ผู้ดูแลระบบหรือเจ้าหน้าที่ข้อมูลข่าวสารเป็นผู้เปิดปี"


def refusal_to_copy(
    *, is_copied: bool, may_read: bool, may_draft: bool, same_section: bool, from_year: int, to_year: int
) -> str | None:
    """Why a person may not make a draft of another year from a record, or None. `is_copied`: its type allows it."""
    if not (may_read and may_draft):
        return "ท่านไม่ได้จัดทำเรื่องของกองนี้ จึงทำสำเนาไม่ได้"
    if not is_copied:
        return "เรื่องประเภทนี้เป็นข้อเท็จจริงของแต่ละปี จึงทำสำเนาไม่ได้ สร้างเรื่องใหม่แทน"
    if not same_section:
        return "ทำสำเนาได้ในหมวดเดียวกันเท่านั้น"
    if to_year < from_year:
        return f"เรื่องของปี {from_year} ทำสำเนาเป็นของปี {to_year} ซึ่งผ่านมาแล้วไม่ได้"
    return None
