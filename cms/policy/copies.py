"""Whether a draft may begin with what a record of an earlier year says. Plain values, the reason why not or None."""

from collections.abc import Sequence

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


def refusal_to_carry_over(
    *, holds_for_years: bool, is_public: bool, from_year: int, to_year: int, newer_year: int | None
) -> str | None:
    """Why what a record says may not be submitted for a later year as it is, or None.

    `newer_year`: a year between the two of which the public reads the same already, else None.
    """
    if not holds_for_years:
        return "เรื่องประเภทนี้เขียนใหม่ทุกปี จึงใช้ต่อทั้งเรื่องไม่ได้ ทำสำเนาแล้วแก้ก่อนส่งขออนุมัติ"
    if not is_public:
        return "ใช้ต่อได้เฉพาะเรื่องที่เผยแพร่อยู่"
    if to_year <= from_year:
        return f"เรื่องของปี {from_year} ใช้ต่อได้ในปีหลังจากนั้น"
    if newer_year is not None:
        return f"ของปี {newer_year} เผยแพร่แล้วและใหม่กว่า ใช้ต่อจากเรื่องนั้น"
    return None


def refusal_of_files_left(titles: Sequence[str]) -> str | None:
    """Why a copy is not submitted before somebody looked at it, or None: files of the record could not come along."""
    if not titles:
        return None
    names = " ".join(f"“{title}”" for title in titles)
    return f"เอกสารแนบ {names} ยกมาไม่ได้ ตรวจเอกสารแนบก่อนส่งขออนุมัติ"
