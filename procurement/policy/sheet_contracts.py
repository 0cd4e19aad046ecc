"""Number and day of a contract, as they stand in one cell or in two of a procurement sheet. Plain values."""

import re
from datetime import date

from cms.tabular.sheets import Cell
from cms.thai.numerals import to_arabic
from cms.thai.parsing import Unreadable
from procurement.policy.sheet_values import day_of, is_nothing, line_of, text_of

__all__ = ["contract_of", "end_of", "number_of"]

LONGEST_NUMBER, LONGEST_CELL = 60, 500

_MONTH = (
    r"(?!ลว|ลง|วัน|เมื่อ|เลข)(?:[ก-ฮเ][ก-๎]{2,12}|[ก-ฮเ][ก-๎]{0,2}\.\s?[ก-ฮ]{1,2}\.?|[ก-ฮ][ก-๎]{1,3}\.?|[A-Za-z]{3,9}\.?)"
)
_ERA = r"(?:พุทธศักราช|พ\.?\s?ศ\.?|คริสต์ศักราช|ค\.?\s?ศ\.?)?"
_TIME = r"(?:\s*เวลา\s*\d{1,2}[.:]\d{2}(?:\s*น\.?)?)?"
_DAY = (
    r"(?:(?<![\d/.\-])\d{4}-\d{1,2}-\d{1,2}(?![\d/])(?:[T ]\d{2}:\d{2}(?::\d{2})?)?"
    r"|(?<![\d/.\-])\d{1,2}\s?(?P<sep>[-/.])\s?\d{1,2}\s?(?P=sep)\s?(?:\d{4}|\d{2})(?![\d/\-])"
    r"|(?<![A-Za-z])[A-Za-z]{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}(?!\d)"
    rf"|(?<!\d)\d{{1,2}}[\s/\-]*(?:เดือน\s*)?{_MONTH}[\s/\-]*{_ERA}\s*(?:\d{{4}}|\d{{2}})(?![\d/])){_TIME}"
)
_DAYS = re.compile(_DAY)
_OF_CONTRACT = r"(?:ทำ|ลงนาม|ลงนามใน|ใน)?(?:สัญญา|ข้อตกลง|ใบสั่ง(?:ซื้อ|จ้าง)?)?"
_DAY_WORDS = (
    r"(?:ลงวัน\s?ที่|ลว\.?|เมื่อวัน\s?ที่|ณ\s?วัน\s?ที่|ตั้งแต่วัน\s?ที่"
    rf"|วัน[ก-๎]{{0,12}}ที่{_OF_CONTRACT}|dated)"
)
_SAID_DAY = re.compile(rf"{_DAY_WORDS}\s*[:.]?\s*(?P<day>\S.*)$", re.IGNORECASE)
_DOCUMENT = (
    r"(?:(?:บันทึก|หนังสือ|ใบ)?(?:ข้อ)?ตกลง(?:ซื้อขาย|ซื้อ|จ้าง)?|สัญญา(?:จะซื้อจะขาย|ซื้อขาย|จ้าง(?:ก่อสร้าง|เหมา(?:บริการ)?|ทำของ)?|เช่า)?"
    r"|ใบสั่ง(?:ซื้อ|จ้าง)?\s?(?:/\s?|หรือ|และ)?(?:ใบ)?(?:สั่ง)?(?:จ้าง)?|(?:หนังสือ)?(?:สั่งซื้อ|สั่งจ้าง)|P\.?O\.?)"
)
_LABEL = re.compile(
    rf"^(?:{_DOCUMENT}\s*)?(?:เลข(?:\s?ที่|\s?คุม)?\s?(?:{_DOCUMENT})(?:\s?เลขที่)?|เลข\s?ที่|ที่|เลข|No\.?)\s*[:.]?\s*(?=\S)",
    re.IGNORECASE,
)
_DOCUMENT_AND_DIGITS = re.compile(rf"^{_DOCUMENT}\s*[:.]?\s*(?=[\d(])", re.IGNORECASE)
_END_DAY = re.compile(
    rf"[\s,;/(]*(?:วัน)?(?:สิ้นสุด|ครบกำหนด|กำหนดส่ง|ส่งมอบ|แล้วเสร็จ)[ก-๎]*\s*(?:(?:ภายใน)?วัน\s?ที่)?\s*[:.]?\s*(?P<day>{_DAY})\)?"
)
_NO_CONTRACT = re.compile(r"\(?(?:ไม่มี|ไม่ได้ทำ|ยังไม่|อยู่ระหว่าง|รอ(?:ลงนาม|จัดทำ|ทำ))[^\d]*\)?")
_JOINS = re.compile(rf"(?:\s|^)*(?:{_DAY_WORDS}|ลง|/|,|-|:|\(|\))*\s*$", re.IGNORECASE)


def contract_of(lines: list[Cell], *, today: date | None = None) -> tuple[str, date | None]:
    """Number and day in a column of both: “สัญญาเลขที่ 12/2569 ลว. 15 ต.ค. 68”. Raises `Unreadable`."""
    numbers: dict[str, None] = {}
    days: dict[date, None] = {}
    for cell in lines:
        if isinstance(cell, date):
            day = day_of(cell, today=today)
            days |= {day: None} if day else {}
        elif not is_nothing(cell) and not _NO_CONTRACT.fullmatch(line_of(cell)):
            text = _END_DAY.sub(" ", to_arabic(text_of(cell, most=LONGEST_CELL)))
            for number, day in _parts(text.strip(), today):
                numbers |= {number: None} if number else {}
                days |= {day: None} if day else {}
    if len(days) > 1:
        raise Unreadable("มีสัญญาหลายฉบับที่ลงวันที่ต่างกันในรายการเดียว แยกเป็นคนละรายการ แต่ละรายการมีสัญญาเดียว")
    return _whole(numbers), next(iter(days), None)


def end_of(lines: list[Cell], *, today: date | None = None) -> date | None:
    """The day on which a contract ends, where its cell says so: “12/2569 ลว. 5 ต.ค. 68 สิ้นสุด 30 ต.ค. 68”."""
    texts = [to_arabic(line_of(cell)) for cell in lines if isinstance(cell, str)]
    found = next((found for text in texts if (found := _END_DAY.search(text))), None)
    return day_of(found["day"], today=today) if found else None


def number_of(lines: list[Cell], *, verbatim: bool = False) -> str:
    """Number in a column of its own; `verbatim` leaves the words before it. Raises `Unreadable`."""
    numbers: dict[str, None] = {}
    for cell in lines:
        if isinstance(cell, date):
            raise Unreadable("โปรแกรมตารางเปลี่ยนเลขที่สัญญาในช่องนี้เป็นวันที่ ตั้งรูปแบบช่องเป็นข้อความ แล้วพิมพ์เลขที่ใหม่ เช่น 12/2569")
        if not is_nothing(cell):
            if verbatim:
                numbers[text_of(cell, most=LONGEST_CELL, verbatim=True)] = None
                continue
            text = " ".join(to_arabic(text_of(cell, most=LONGEST_CELL)).split())
            if not _NO_CONTRACT.fullmatch(text):
                numbers[_LABEL.sub("", text)] = None
    return _whole(numbers)


def _parts(text: str, today: date | None) -> list[tuple[str, date | None]]:
    """Number and day of each contract in a text; lines with one of them alone are parts of one contract."""
    lines = [line for line in re.split(r"\s*[\n;]\s*", text) if line]
    whole = " ".join(lines)
    if len(_DAYS.findall(whole)) > 1 and len(lines) > 1:
        return [_number_and_day(line, today) for line in lines]
    return [_number_and_day(whole, today)]


def _number_and_day(text: str, today: date | None) -> tuple[str, date | None]:
    if said := _SAID_DAY.search(text):
        rest = said["day"]
        found_day = _DAYS.match(rest)
        day = day_of(
            found_day.group() if found_day else rest.strip(" ()"), today=today
        )  # these words say that one follows
        more = rest[found_day.end() :].strip(" ,/-:()") if found_day else ""
        return f"{_plain_number(_JOINS.sub('', text[: said.start()]))} {more}".strip(), day
    found = list(_DAYS.finditer(text))
    if len(found) > 1:
        raise Unreadable("มีวันที่มากกว่าหนึ่งวันในช่องสัญญา ให้เหลือเลขที่และวันที่ทำสัญญา เช่น 12/2569 ลงวันที่ 15 ตุลาคม 2568")
    if found:
        before, after = text[: found[0].start()], text[found[0].end() :]
        rest = f"{_JOINS.sub('', before)} {after.strip(' ,/-:()')}".strip()
        return _plain_number(rest), day_of(found[0].group(), today=today)
    return _plain_number(text), None


def _plain_number(text: str) -> str:
    """A number without the words for what it is the number of."""
    text = text.strip(" ,/:-")
    return (_LABEL.sub("", text) if _LABEL.match(text) else _DOCUMENT_AND_DIGITS.sub("", text)).strip(" ,/:-")


def _whole(numbers: dict[str, None]) -> str:
    number = ", ".join(number for number in numbers if any(letter.isalnum() for letter in number))
    if len(number) > LONGEST_NUMBER:
        raise Unreadable(f"เลขที่สัญญายาว {len(number)} ตัวอักษร รับได้ไม่เกิน {LONGEST_NUMBER} ตัวอักษร ใส่เฉพาะเลขที่")
    return number
