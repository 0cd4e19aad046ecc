"""The values of cells of procurement sheets: texts, amounts, days, numbers of e-GP and of taxpayers. Plain values.

What is doubtful raises `Unreadable` with a Thai sentence that says how to write it. The number of a natural person is
masked before anything else is done with a text, so that no message and no value has it.
"""

import re
from datetime import date, datetime, time
from decimal import Decimal

from cms.tabular.sheets import Cell, as_typed
from cms.thai.citizen import kind, mask, mask_citizen_numbers
from cms.thai.dates import BANGKOK, ERA_OFFSET, thai_date
from cms.thai.invisible import hidden_kind, without_zero_width
from cms.thai.numerals import to_arabic
from cms.thai.parsing import Unreadable, parse_amount, parse_date
from cms.thai.repair import clean
from procurement.policy import tax_ids
from procurement.policy.sheet_baht_words import WORDS, amount_in_words, amount_with_scale
from procurement.policy.sheet_day_texts import usual_day

__all__ = [
    "MOST",
    "amount_of",
    "day_of",
    "egp_number_of",
    "is_nothing",
    "line_of",
    "masked",
    "tax_ids_of",
    "text_of",
]

IS_NEGATIVE = "จำนวนเงินติดลบไม่ได้ ให้ใส่จำนวนเงินที่ไม่ติดลบ เช่น 12,500.00"
MOST = Decimal(10) ** 12  # what a field of money holds is less
FIRST_YEAR, YEARS_AHEAD = 2540, 15  # the years, of the Buddhist era, in which a procurement may be

_NOTHING = frozenset({"", "ไม่มี", "ไม่ระบุ", "ไม่ปรากฏ", "n/a", "na", "null", "none", "nil"})
_LONGEST_NOTHING = 40
_NO_SIGN = re.compile(r"[\s\-‐‑‒–—−_.…*]*")
_NOT_YET = re.compile(r"\(?(?:อยู่ระหว่าง|ยังไม่|รอ(?:ลงนาม|ดำเนินการ|ทำสัญญา|จัดทำ|ผล)|ไม่ได้ทำสัญญา)")
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|^#{3,}$", re.IGNORECASE)
# An apostrophe by which a spreadsheet program is told that the cell is a text.
_APOSTROPHE = re.compile(r"^'(?=[^'\s][^']*$)")
_PERSON_IN_ONE_PIECE = re.compile(r"(?<!\d)[1-8๑-๘]\d{12}(?!\d)")
_PERSON_IN_FORM = re.compile(r"(?<!\d)[1-8๑-๘](?P<gap> ?[ \-‐‑‒–—−] ?)\d{4}(?P=gap)\d{5}(?P=gap)\d{2}(?P=gap)\d(?!\d)")
_FEWEST_DIGITS = 6
_AMOUNT_WORDS = re.compile(
    r"^(?:เสนอราคา|ราคาที่เสนอ|ราคาที่ตกลง|ราคากลาง|ราคา|เป็นเงินทั้งสิ้น|เป็นเงิน|จำนวนเงิน|จำนวน|วงเงิน|เงิน|เสนอ)(?:\s*[:=]\s*|\s+|(?=\d))"
)
_IN_WORDS = re.compile(rf"\(?\s*(?P<words>{WORDS})\s*\)?$")
_WITH_TAX = re.compile(r"\s*\(?\s*(?:ราคา)?รวม\s*(?:ภาษี(?:มูลค่าเพิ่ม)?|vat)\s*(?:7\s?%)?(?:แล้ว)?\s*\)?$", re.IGNORECASE)
_CURRENCY = re.compile(r"^(?:THB|฿|บาท)\s*(?=\d)|(?<=[\d.\-])\s*(?:THB|฿|Baht|บาท)$", re.IGNORECASE)
_NEGATIVE = re.compile(r"[-–—−]\s*[\d,]+(?:\.\d+)?")
_WIDE = str.maketrans("０１２３４５６７８９，．", "0123456789,.")
_DAY_WORDS = re.compile(r"^(?:ลงวันที่|ลงวัน\s?ที่|ลว\.?|ลง|เมื่อวันที่|ณ\s?วันที่|วันที่)\s*[:.]?\s*(?=\d)")
_EGP = re.compile(r"(?<!\d)\d{11}(?!\d)")
_TAX_IDS = re.compile(r"\d(?:[\s\-]?\d){11,12}")


def is_nothing(cell: Cell) -> bool:
    """Whether a cell says that there is nothing: it is blank, or holds a dash or a word for it."""
    if cell is None:
        return True
    if not isinstance(cell, str):
        return False
    if len(cell) > _LONGEST_NOTHING:
        return False
    return bool(_NO_SIGN.fullmatch(cell)) or cell.strip("-–— ").casefold() in _NOTHING


def masked(text: str) -> str:
    """The text without the number of any natural person: 1234545678781 is 1xxxxxxxxxxx1."""
    if sum(letter.isdigit() for letter in text) < _FEWEST_DIGITS:
        return text
    for pattern in (_PERSON_IN_ONE_PIECE, _PERSON_IN_FORM):
        text = pattern.sub(lambda number: mask(number.group()), text)
    return mask_citizen_numbers(text)


def text_of(cell: Cell, *, most: int = 0, verbatim: bool = False) -> str:
    """The text of a cell as it is stored: repaired, masked, its lines kept; `verbatim` masked alone."""
    if verbatim and isinstance(cell, str):
        return _checked(masked(without_zero_width(cell)), most)
    if is_nothing(cell):
        return ""
    text = "\n".join(" ".join(line.split()) for line in clean(as_typed(cell)).splitlines()).strip()
    return _checked(masked(_APOSTROPHE.sub("", text)), most)


def _checked(text: str, most: int) -> str:
    if _ERROR.search(text):
        raise Unreadable("สูตรในช่องนี้ให้ผลผิดหรือยังไม่ได้คำนวณ พิมพ์ค่าแทนสูตร")
    if hidden := hidden_kind(text):
        raise Unreadable(f"มี{hidden[0]} ({hidden[1]}) ในข้อความ ลบช่องแล้วพิมพ์ใหม่")
    if most and len(text) > most:
        raise Unreadable(f"ยาว {len(text):,} ตัวอักษร รับได้ไม่เกิน {most:,} ตัวอักษร ย่อข้อความให้สั้นลง")
    return text


def line_of(cell: Cell, *, most: int = 0) -> str:
    """The text of a cell in one line."""
    return " ".join(text_of(cell, most=most).split())


def amount_of(cell: Cell) -> Decimal | None:
    """The amount in baht, or None for a dash: “12,500.-”, “๑๒,๕๐๐ บาท”. Raises `Unreadable`."""
    if is_nothing(cell):
        return None
    if isinstance(cell, date | time):
        raise Unreadable(f"ช่องนี้เป็นวันที่หรือเวลา ({as_typed(cell)}) ไม่ใช่จำนวนเงิน ตั้งรูปแบบช่องเป็นตัวเลข แล้วพิมพ์จำนวนเงินใหม่")
    amount = _amount_in_text(text_of(cell)) if isinstance(cell, str) or cell is None else parse_amount(cell)
    if amount < 0:
        raise Unreadable(IS_NEGATIVE)
    if amount >= MOST:
        raise Unreadable("จำนวนเงินมากผิดปกติ ตรวจว่าไม่ใช่เลขที่หรือเลขประจำตัว ให้เขียนเป็นตัวเลขบาท เช่น 12,500.00")
    return abs(amount).quantize(Decimal("0.01"))  # minus zero is zero


def day_of(cell: Cell, *, today: date | None = None) -> date | None:
    """The day, or None where the cell says that there is none yet. Raises `Unreadable`."""
    if is_nothing(cell) or (isinstance(cell, str) and _NOT_YET.match(clean(cell).strip())):
        return None
    if isinstance(cell, time):
        raise Unreadable("ช่องนี้มีแต่เวลา ให้เขียนวันที่ เช่น 15/10/2569")
    text = usual_day(_DAY_WORDS.sub("", to_arabic(line_of(cell)))) if isinstance(cell, str) else cell or 0
    day = parse_date(text, today=today)
    now = (today or datetime.now(BANGKOK).date()).year
    if not FIRST_YEAR - ERA_OFFSET <= day.year <= now + YEARS_AHEAD:
        raise Unreadable(
            f"วันที่ {thai_date(day)} ไม่น่าจะถูกต้อง โปรแกรมตารางอาจเปลี่ยนปีสองหลักเป็นปีอื่น ให้เขียนปี พ.ศ. สี่หลัก เช่น 15/10/2569"
        )
    return day


def egp_number_of(cell: Cell) -> str:
    """The number of a project in e-GP: 11 digits that begin with year and month (YYMM). Raises `Unreadable`."""
    if is_nothing(cell):
        return ""
    text = to_arabic(line_of(cell))
    packed = re.sub(r"[\s\-]", "", text)
    found = {packed} if re.fullmatch(r"\d{11}", packed) else set(_EGP.findall(text))
    if len(found) > 1:
        raise Unreadable("มีเลขที่โครงการมากกว่าหนึ่งเลข แยกเป็นคนละรายการ")
    number = next(iter(found), "")
    if not number:
        raise Unreadable(f"เลขที่โครงการในระบบ e-GP ต้องมีตัวเลข 11 หลัก เช่น 69089649017 ช่องนี้เป็น “{_shown(text)}”")
    if not 1 <= int(number[2:4]) <= 12:
        raise Unreadable(
            f"เลขที่โครงการ {number} ไม่ถูกต้อง หลักที่ 3 และ 4 คือเดือน 01 ถึง 12 เช่น 69089649017 ตรวจกับระบบ e-GP อีกครั้ง"
        )
    return number


def tax_ids_of(cell: Cell) -> tuple[str, ...]:
    """The numbers of taxpayers in a cell: a juristic one in full, that of a person masked. Raises `Unreadable`."""
    if is_nothing(cell):
        return ()
    text = to_arabic(clean(as_typed(cell)))
    if _ALREADY_MASKED.search(text):
        return ()
    numbers = [re.sub(r"\D", "", number) for line in re.split(r"[\n/;,]", text) for number in _TAX_IDS.findall(line)]
    if not isinstance(cell, str):
        numbers = [number.zfill(13) for number in numbers]  # a cell of numbers loses the leading zero
    if not numbers or not all(map(kind, numbers)):
        raise Unreadable("เลขประจำตัวผู้เสียภาษีต้องมี 13 หลัก และหลักสุดท้ายต้องตรงกับหลักตรวจสอบ ตรวจกับเอกสารของผู้ประกอบการอีกครั้ง")
    return tuple(map(tax_ids.kept, numbers))


_ALREADY_MASKED = re.compile("[xX*•]{2}")


def _amount_in_text(text: str) -> Decimal:
    plain = _CURRENCY.sub("", " ".join(to_arabic(text).translate(_WIDE).split()))
    plain = _WITH_TAX.sub("", plain.strip("* ")).removeprefix("+")
    if _NEGATIVE.fullmatch(plain):
        raise Unreadable(IS_NEGATIVE)
    if re.fullmatch(r"\(\s*[\d,]+(?:\.\d+)?\s*\)", plain):
        raise Unreadable("จำนวนเงินในวงเล็บอาจหมายถึงจำนวนติดลบ ให้เขียนเป็นตัวเลขบาทที่ไม่ติดลบ เช่น 12,500.00")
    plain = _AMOUNT_WORDS.sub("", plain.strip("= ")).strip("= ")
    if (scaled := amount_with_scale(plain)) is not None:
        return scaled
    words = _IN_WORDS.search(plain)
    if words and (figures := plain[: words.start()].strip()) and any(letter.isdigit() for letter in figures):
        amount = parse_amount(_without_end(figures))
        if not _says(words["words"], amount):
            raise Unreadable("จำนวนเงินเป็นตัวเลขกับตัวอักษรไม่ตรงกัน แก้ให้ตรงกัน หรือเขียนตัวเลขอย่างเดียว")
        return amount
    if (said := amount_in_words(plain)) is not None:
        return said
    return parse_amount(_without_end(plain))


def _says(words: str, amount: Decimal) -> bool:
    """Whether the words say the amount."""
    return amount_in_words(words) == amount


def _without_end(text: str) -> str:
    """An amount without what stands around its end: “12,500 .--”, “12,500.00.-”, “12,500 บาท.-”."""
    text = re.sub(r"\s*\.\s*[-–—]+", ".-", text)
    text = re.sub(r"(\.\d{1,2})\.-", r"\1", text)
    text = re.sub(r"(บาท|บาทถ้วน)[.\s-]+$", r"\1", text)
    text = re.sub(r"(?<=\d)\s*(?:\.|[-–—])$", "", text)
    return re.sub(r"\s*บ\.?$", " บาท", text)


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
