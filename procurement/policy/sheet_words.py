"""How officers write a method, a kind or a step of procurement, as the codes of e-GP. Plain values.

A code, its name, a part of it and small slips of the pen are read. What may mean several codes is refused, with a
sentence that names them.
"""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from cms.tabular.sheets import Cell
from cms.thai.parsing import Unreadable
from cms.thai.repair import search_key
from procurement.policy.codes import E_BIDDING, E_MARKET, KINDS, METHODS, SELECTION, SPECIFIC, STEPS

__all__ = ["fold", "kind_of", "method_of", "step_of"]

_NOT_COMPARED = re.compile("[^\u0e01-\u0e46a-z0-9]|[\u0e47]")
_TONES = re.compile("[\u0e48-\u0e4e]")
_NEAR_ENOUGH = 0.8
# “อิเล็กทรอนิกส์” as it is misspelt, after `fold`.
_ELECTRONIC = re.compile("อ[ิี]เล[กค]โ?ทรอ?นิ[กค]ส?")

# What is meant by a word in the cell; of the first line whose word is there.
_CONSULTANT = (("คัดเลือก", "21"), ("เจาะจง", "22"), ("เชิญชวน", "20"), ("ทั่วไป", "20"))
_DESIGN = (("ประกวดแบบ", "26"), ("คัดเลือก", "24"), ("เจาะจง", "25"), ("เชิญชวน", "23"), ("ทั่วไป", "23"))
_METHODS = (
    ("นานาชาติ", "28"),
    ("บัตรพัสดุ", "17"),
    ("e-bidding", E_BIDDING),
    ("ebiding", E_BIDDING),
    ("อีบิดดิ้ง", E_BIDDING),
    ("ประกวดราคาอิเล็กทรอนิกส์", E_BIDDING),
    ("ประกวดราคาด้วยวิธีการทางอิเล็กทรอนิกส์", E_BIDDING),
    ("e-market", E_MARKET),
    ("ตลาดอิเล็กทรอนิกส์", E_MARKET),
    ("อีมาร์เก็ต", E_MARKET),
    ("e-auction", "06"),
    ("ประมูล", "06"),
    ("เจาะจง", SPECIFIC),
    ("คัดเลือก", SELECTION),
    ("สอบราคา", "02"),
    ("ตกลงราคา", "01"),
    ("กรณีพิเศษ", "05"),
    ("วิธีพิเศษ", "04"),
    ("ประกวดราคา", "03"),
    ("specific", SPECIFIC),
    ("selection", SELECTION),
    ("selective", SELECTION),
    ("priceagreement", "01"),
)
# What officers write for short, where it is the whole cell.
_SHORT: Mapping[str, str] = {
    "เฉพาะ": SPECIFIC,
    "ฉพ": SPECIFIC,
    "ฉจ": SPECIFIC,
    "ฉพจ": SPECIFIC,
    "ฉ": SPECIFIC,
    "คล": SELECTION,
    "ค": SELECTION,
    "ตกลง": "01",
    "สอบ": "02",
    "พิเศษ": "04",
    "eb": E_BIDDING,
    "ebid": E_BIDDING,
    "bidding": E_BIDDING,
    "em": E_MARKET,
    "market": E_MARKET,
}
# The word on the left stands within the words on the right, which say more.
_SAID_BY_MORE: Mapping[str, frozenset[str]] = {
    "03": frozenset({E_BIDDING, E_MARKET, "06", "28"}),
    SPECIFIC: frozenset({"17"}),
    E_BIDDING: frozenset({"28"}),
}
_KINDS = (
    ("ควบคุมงาน", "07"),
    ("ออกแบบ", "06"),
    ("ที่ปรึกษา", "05"),
    ("เช่า", "04"),
    ("ก่อสร้าง", "02"),
    ("จ้างเหมา", "03"),
    ("จ้างทำของ", "03"),
    ("บริการ", "03"),
    ("ซื้อ", "01"),
    ("วัสดุ", "01"),
    ("ครุภัณฑ์", "01"),
    ("สินค้า", "01"),
)
_HIRES = ("จ้าง", "จัดจ้าง", "งานจ้าง", "การจ้าง")
_STEPS = (
    ("ยังไม่", ""),
    ("ยกเลิก", ""),
    ("tor", "1"),
    ("ขอบเขต", "1"),
    ("ขอซื้อ", "2"),
    ("ขอจ้าง", "2"),
    ("เชิญชวน", "3"),
    ("สั่งซื้อสั่งจ้าง", "4"),
    ("ผู้ชนะ", "4"),
    ("สัญญา", "5"),
    ("ส่งมอบ", "5"),
    ("ตรวจรับ", "5"),
    ("เบิกจ่าย", "5"),
    ("แล้วเสร็จ", "5"),
    ("เสร็จสิ้น", "5"),
)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A text for comparing as people write it: without blanks, signs and tone marks, “e - Bidding” is “ebidding”."""
    return _TONES.sub("", _NOT_COMPARED.sub("", search_key(text)))


@lru_cache(maxsize=1024, typed=True)
def method_of(cell: Cell) -> str:
    """The code of a method: “เฉพาะเจาะจง”, “วิธีเฉพาะเจาะจง (ข)” and 19 are "19". Raises `Unreadable`."""
    if code := _code(cell, METHODS):
        return code
    key = _ELECTRONIC.sub(fold("อิเล็กทรอนิกส์"), fold(str(cell)))
    if short := _SHORT.get(key.removeprefix("วิธี").rstrip("ฯ")):
        return short
    if "ปรึกษา" in key:
        found = _first(key, _CONSULTANT)
    elif "ออกแบบ" in key or "ควบคุมงาน" in key:
        found = _first(key, _DESIGN)
    else:
        found = _one_method(key, cell)
    if found:
        return found
    if "เชิญชวน" in key or "ทัวไป" in key:
        raise Unreadable(
            f"“{_shown(cell)}” มีหลายวิธี ให้ระบุว่าเป็น {METHODS[E_BIDDING]} · {METHODS[E_MARKET]} · {METHODS['02']}"
        )
    if key.removeprefix("วิธี") != fold("อิเล็กทรอนิกส์") and (near := _near(key, METHODS)):
        return near
    raise Unreadable(f"ไม่รู้จักวิธีซื้อหรือจ้าง “{_shown(cell)}” ให้เขียน เช่น เฉพาะเจาะจง · คัดเลือก · e-bidding หรือรหัส e-GP เช่น 19")


@lru_cache(maxsize=1024, typed=True)
def kind_of(cell: Cell) -> str:
    """The code of a kind: “จัดซื้อ” is "01"; “จ้าง” alone may be several kinds and says none. Raises `Unreadable`."""
    if code := _code(cell, KINDS):
        return code
    key = fold(str(cell))
    if key in {fold(word) for word in _HIRES}:
        return ""
    if "ออกแบบ" in key and "ควบคุมงาน" in key:
        return "08"
    hires, buys = "จ้าง" in key, "ซือ" in key
    if not (hires and buys) and (found := _first(key, _KINDS)):
        return found
    if near := _near(key, KINDS):
        return near
    raise Unreadable(f"ไม่รู้จักประเภทการจัดหา “{_shown(cell)}” ให้เขียนอย่างใดอย่างหนึ่ง: {' · '.join(KINDS.values())}")


def step_of(cell: Cell) -> str:
    """The code of a step; "" for a state that none of the steps names."""
    return _code(cell, STEPS) or _first(fold(str(cell)), _STEPS)


def _code(cell: Cell, codes: Mapping[str, str]) -> str:
    """The code that a cell begins with: “19”, 19, “19 - เฉพาะเจาะจง”; or whose name it is."""
    if isinstance(cell, bool):
        return ""
    text = re.sub(r"(?<=\d)\.0+$", "", search_key(str(cell)).strip(" ()[]'"))
    width = len(next(iter(codes)))
    found = re.fullmatch(r"(\d{1,2})(?:\s*[-:.)]\s*\D.*|\s+\D.*)?", text)
    if found and found[1].zfill(width) in codes:
        return found[1].zfill(width)
    return next((code for code, name in codes.items() if fold(name) == fold(text)), "")


def _one_method(key: str, cell: Cell) -> str:
    """The method whose word is in the text, or "". Raises `Unreadable` where words of several are."""
    found = {code for word, code in _METHODS if fold(word) in key}
    found -= {less for less, more in _SAID_BY_MORE.items() if found & more}
    if len(found) > 1:
        names = " · ".join(METHODS[code] for code in sorted(found))
        raise Unreadable(f"“{_shown(cell)}” อาจหมายถึงหลายวิธี ({names}) ให้เขียนวิธีเดียว")
    return next(iter(found), "")


def _first(key: str, words: Iterable[tuple[str, str]]) -> str:
    return next((code for word, code in words if fold(word) in key), "")


def _near(key: str, codes: Mapping[str, str]) -> str:
    """The code whose name, or word, the text nearly is."""
    words: Sequence[tuple[str, str]] = [(name, code) for code, name in codes.items()]
    if codes is METHODS:
        words = [*words, ("เฉพาะเจาะจง", SPECIFIC), ("วิธีเฉพาะเจาะจง", SPECIFIC), ("ประกวดราคาอิเล็กทรอนิกส์", E_BIDDING)]
        words += [(word, code) for word, code in _METHODS if len(word) > 6]
    folded = {fold(word): code for word, code in words}
    near = difflib.get_close_matches(key, folded, n=1, cutoff=_NEAR_ENOUGH)
    return folded[near[0]] if near else ""


def _shown(cell: Cell) -> str:
    text = " ".join(str(cell).split())
    return text if len(text) <= 40 else text[:39] + "…"
