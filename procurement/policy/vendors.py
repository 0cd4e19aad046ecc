"""By what vendors are told apart: the number of a company, else the name without what is written in several ways."""

import re
from collections.abc import Sequence

from cms.thai.repair import search_key

__all__ = ["name_key", "refusal_to_merge"]

# One kind of firm is written in several ways; a shop, a person and a cooperative keep their word before the name.
_COMPANY = re.compile(r"^(?:บริษัท|บมจ\.?|บจก\.?|บจ\.|บ\.)|(?:\(มหาชน\)|จํากัด|จำกัด|จก\.?)$")
_PARTNERSHIP = re.compile(r"^(?:ห้างหุ้นส่วนจํากัด|ห้างหุ้นส่วนจำกัด|หจก\.?)")
_SPACES = re.compile(r"[\s\u200b]+")


def name_key(name: str) -> str:
    """The name by which two spellings are one vendor: “บจก. แสงทอง” and “บริษัท แสงทอง จำกัด” are `บริษัทแสงทอง`.

    “ร้านแสงทอง” and “หจก. แสงทอง” are others.
    """
    plain = _SPACES.sub("", search_key(name))
    if _PARTNERSHIP.match(plain):
        return f"หจก{_PARTNERSHIP.sub('', plain)}"
    bare = plain
    while (shorter := _COMPANY.sub("", bare)) != bare:
        bare = shorter
    return f"บริษัท{bare}" if bare != plain and bare else plain


def refusal_to_merge(*, same: bool, same_authority: bool, numbers: Sequence[str]) -> str | None:
    """Why two vendors cannot become one, or None: companies with different numbers are two."""
    if same:
        return "เลือกผู้ประกอบการอีกรายหนึ่งที่จะรวมเข้าด้วยกัน"
    if not same_authority:
        return "รวมได้เฉพาะผู้ประกอบการของหน่วยงานเดียวกัน"
    if len({number for number in numbers if number}) > 1:
        return "สองรายนี้มีเลขประจำตัวผู้เสียภาษีต่างกัน จึงเป็นคนละราย รวมกันไม่ได้"
    return None
