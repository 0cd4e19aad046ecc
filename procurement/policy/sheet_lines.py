"""What a row of a procurement sheet is beside a procurement: a sum, a signature, a note, a head of a part."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from cms.tabular.sheets import Cell, Row, as_typed
from cms.thai.dates import MONTHS, MONTHS_SHORT
from cms.thai.numerals import to_arabic
from cms.thai.parsing import Unreadable, parse_month
from procurement.policy.sheet_values import is_nothing

__all__ = [
    "has_amount",
    "is_closing",
    "is_ditto",
    "is_part",
    "is_sum",
    "month_in",
    "says_figures",
    "says_none",
    "serial_of",
    "texts_of",
]

_NONE_WORDS = r"จัดซื้อ|จัดจ้าง|จัดหา|การซื้อ|การจ้าง|ซื้อ|จ้าง|รายการ|ข้อมูล|การดำเนินการ|ดำเนินการ|การทำสัญญา|ผลการ|สัญญา|ก่อหนี้"
_NONE = re.compile(rf"(?:ไม่มี|ไม่ได้|ไม่ปรากฏ|มิได้|ไม่พบ)[ก-๎/]{{0,30}}?(?:{_NONE_WORDS})")  # without its blanks
_NONE_ALONE = re.compile(
    r"[\s\-–—=*.(\"'“]*(?:(?:ใน)?เดือนนี้\s*)?"
    r"(?:ไม่มี|ไม่มีรายการ|none|no (?:procurements?|purchases?)|งด(?:การ)?จัดซื้อจัดจ้าง)[\s\-–—=*.)\"'”]*",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"(?:ยอด|ผล|สรุป)?รวม(?:ยอด|เป็น|เงิน|ทั้งสิ้น|ทั้งหมด|ทั้งปี|ทั้ง|หน้า|แผ่น|จำนวน|งบ|วงเงิน|เดือน|ไตรมาส|วิธี|กอง|สำนัก|หมวด|การจัด|การซื้อ|การจ้าง"
    r"|จัดซื้อ|จัดจ้าง|ซื้อ|จ้าง|ราคา|สุทธิ|สะสม|ประจำ|นี้|ทุก|ประเภท|รายการ|โครงการ|มูลค่า|ปี|ตั้งแต่|ย่อย|\s|\d|[:：=().\-]|$)"
    r"|ยอด(?:ยกมา|ยกไป|สะสม|สุทธิ|เงิน)|(?:grand\s?|sub\s?-?)?total\b|sum\b|คงเหลือ|จำนวนทั้งสิ้น|จำนวน\s*\d+\s*(?:รายการ|โครงการ|สัญญา)\s*$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\(?\s*(?:ลง\s?ชื่อ|หมายเหตุ|ตำแหน่ง|ผู้จัดทำ|ผู้รายงาน|ผู้ตรวจสอบ|ผู้ตรวจ|ผู้รับรอง|ผู้อนุมัติ|ผู้สรุป|ผู้บันทึก|ข้อมูล\s?ณ|ณ\s?วันที่|วันที่รายงาน|พิมพ์เมื่อ|พิมพ์วันที่|หน้า(?:ที่)?\s*\d"
    r"|แบบ\s*สขร|สขร\.?\s*1|สรุปผลการ(?:ดำเนินการ)?\s*(?:จัดซื้อ|จัดหา)|รายงานผลการ|องค์การบริหารส่วน|เทศบาล(?:ตำบล|เมือง|นคร)|อบต\.|อำเภอ\S+\s+จังหวัด|ประจำเดือน|ประจำปีงบประมาณ"
    r"|นายกองค์การ|นายก\s?อบต|ปลัดองค์การ|ปลัด\s?อบต|ปลัดเทศบาล|นายกเทศมนตรี|หัวหน้าเจ้าหน้าที่|เจ้าหน้าที่พัสดุ|นักวิชาการ|เจ้าพนักงาน|ผู้อำนวยการกอง|หัวหน้าหน่วยงาน|ตรวจแล้ว|ทราบ\s*$|\(?ตัวอักษร"
    r"|อ้างอิง\s*:|ที่มา\s*:|\*|ขอรับรอง|รับรองว่า|ตรวจสอบแล้ว)"
)
_DOTS = re.compile(r"[\s._…\-–—=*()/]{4,}")
_SIGNED = re.compile(
    r"\(\s*(?:นาย|นาง|นางสาว|น\.\s?ส\.|ว่าที่|พ\.|จ\.|ส\.)[^()]*\)|\(\s*[.…_\s]{4,}\s*\)|[^()]*(?:\.{4,}|…{2,}|_{4,}).*"
)
_MONTH_NAMES = "|".join([*MONTHS, *(re.escape(name).replace("\\.", "\\.?") for name in MONTHS_SHORT)])
_PART = re.compile(
    r"(?:\d{1,2}[.)]\s*|[ก-ฮ][.)]\s*)?(?:กอง(?!ทุน)|สำนัก(?:ปลัด|งานปลัด|ช่าง|การ)|หน่วยตรวจสอบ|หมวด|วิธี|โดยวิธี|ประเภท"
    r"|(?:งาน|การ|รายการ)?(?:จัดซื้อ|จัดจ้าง|ซื้อ|จ้าง)\s*$|รายการ(?:จัดซื้อ|จัดจ้าง)|เดือน|ไตรมาส|ส่วนที่|แผนงาน|ประจำ"
    rf"|(?:{_MONTH_NAMES})(?:\s|$|\d)|งบ(?:ลงทุน|ดำเนินงาน|กลาง)\s*$)"
)
_MONTH = re.compile(
    rf"(?P<day>(?<!\d)\d{{1,2}}\s*(?:เดือน\s*)?)?(?P<month>(?:{_MONTH_NAMES})"
    r"\s*(?:พ\.?\s?ศ\.?|พุทธศักราช)?\s*(?:25\d{2}|20\d{2}|\d{2})(?!\d))"
)
_DITTOS = frozenset({'"', "''", "”", "“", "″", "〃", ",,", "„", '" "', "””", '-"-', "-”-", "เหมือนข้างบน", "เช่นเดียวกัน"})
_SERIAL = re.compile(r"\(?(?:ข้อ|ที่|ลำดับ)?\s*\d{1,5}(?:[./\-]\d{1,4})*\s*[.)]?")
_LONGEST_SERIAL = 12
_FIGURES = re.compile(r"\d,\d{3}|\d\.\d\d|\d{1,2}[/-]\d{1,2}[/-]\d|\d{5}|^\W*\d+\W*$")


@dataclass(frozen=True)
class Texts:
    """The texts of a row from the left, without those that say nothing."""

    texts: tuple[str, ...]

    @property
    def first(self) -> str:
        return self.texts[0] if self.texts else ""

    @property
    def whole(self) -> str:
        return " ".join(self.texts)


def texts_of(row: Row) -> Texts:
    """What stands in the cells of texts of a row, Thai digits as Arabic ones."""
    found = (" ".join(to_arabic(cell).split()) for cell in row.cells if isinstance(cell, str))
    return Texts(tuple(text for text in found if text))


def has_amount(cells: Sequence[Cell]) -> bool:
    """Whether one of the cells says an amount, well written or not."""
    return any(
        not is_nothing(cell)
        and not isinstance(cell, date | time)
        and any(letter.isdigit() for letter in as_typed(cell))
        for cell in cells
    )


def says_none(texts: Texts) -> bool:
    """Whether a row says that nothing was bought or hired: “ไม่มีการจัดซื้อจัดจ้าง”, “- ไม่มี -”."""
    if any(_NONE.search(re.sub(r"\s", "", text)) for text in texts.texts):
        return True
    return bool(texts.texts) and any(_NONE_ALONE.fullmatch(text) for text in texts.texts)


def is_sum(texts: Texts) -> bool:
    """Whether a row adds up others: “รวมทั้งสิ้น”, “รวมเงิน 5 รายการ”, “ยอดยกมา”."""
    return any(_SUM.match(text.lstrip("-=*( ")) for text in texts.texts[:2])


def is_closing(texts: Texts) -> bool:
    """Whether a row stands around a table: a signature, a note, a title of the next page."""
    if not texts.texts:
        return False
    if _CLOSING.match(texts.first) or all(_DOTS.fullmatch(text) for text in texts.texts):
        return True
    return all(_SIGNED.fullmatch(text) or _CLOSING.match(text) or _DOTS.fullmatch(text) for text in texts.texts)


def is_part(texts: Texts) -> bool:
    """Whether a row with one text heads a part of the table: “กองคลัง”, “วิธีเฉพาะเจาะจง”, “เดือนตุลาคม 2568”."""
    return len(texts.texts) == 1 and bool(_PART.match(texts.first)) and len(texts.first) <= 60


def says_figures(text: str) -> bool:
    """Whether an amount, a day or a number alone stands in a text, as in none of the heads of a table."""
    return bool(_FIGURES.search(to_arabic(text)))


def is_ditto(cell: Cell) -> bool:
    """Whether a cell says that it is as the one above."""
    return isinstance(cell, str) and cell.strip() in _DITTOS


def serial_of(cell: Cell) -> str:
    """The running number in a cell, or "": 1, “1.”, “๑)”, “1.1”."""
    if cell is None or isinstance(cell, bool | date | time):
        return ""
    text = to_arabic(as_typed(cell)).strip()
    if len(text) <= _LONGEST_SERIAL and _SERIAL.fullmatch(text):
        return re.sub(r"[^\d./\-]", "", text).strip(".")
    return ""


def month_in(text: str, *, today: date | None = None) -> tuple[int, int] | None:
    """The month that a title names, as (Gregorian year, month), or None; that of a day is none."""
    found = next((found for found in _MONTH.finditer(to_arabic(text)) if not found["day"]), None)
    if found is None:
        return None
    try:
        return parse_month(found["month"], today=today)
    except Unreadable:
        return None
