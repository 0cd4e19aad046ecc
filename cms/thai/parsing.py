"""Dates, months, fiscal years and amounts as officers write them in forms and sheets.

An ambiguous value raises Unreadable with a sentence that says how to write it: a wrong date in a public register costs
more than a cell that has to be typed again. Months have Thai or English names. The range of a year gives its era: 1900
to 2100 is Gregorian, 2443 to 2643 Buddhist, all else is refused. Two digits are a Buddhist year near today.
"""

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from cms.thai.dates import BANGKOK, ERA_OFFSET, MONTHS, MONTHS_SHORT, local_day, local_moment
from cms.thai.numerals import to_arabic
from cms.thai.repair import clean

_GREGORIAN_YEARS = range(1900, 2101)
_BUDDHIST_YEARS = range(1900 + ERA_OFFSET, 2101 + ERA_OFFSET)
_YEARS_BACK, _YEARS_AHEAD = 30, 15  # the most years between a year of two digits and today

_SHEET_EPOCH = date(1899, 12, 30)
_FIRST_DAY_OF_SERIALS = date(1950, 1, 1)  # smaller numbers are days, years or counts, not dates
_LAST_SERIAL = (date(2644, 1, 1) - _SHEET_EPOCH).days

_DATE_HINT = "ให้เขียนเป็น วัน/เดือน/ปี พ.ศ. สี่หลัก เช่น 15/10/2569 หรือ 15 ตุลาคม 2569"
_MONTH_HINT = "ให้เขียนเป็น เดือน ปี พ.ศ. เช่น ตุลาคม 2569 หรือ 10/2569"
_YEAR_HINT = "ให้เขียนปี พ.ศ. ให้ครบสี่หลัก เช่น 2569"
_AMOUNT_HINT = "ให้เขียนเป็นตัวเลขบาท เช่น 12,500.00"
_NUMBER_HINT = "ให้เขียนเป็นตัวเลข เช่น 1,266 หรือ 85.5"
_COUNT_HINT = "ให้เขียนเป็นจำนวนเต็ม เช่น 1,266"
_TIME_HINT = "เวลาต้องอยู่ระหว่าง 00.00 ถึง 23.59 น."

_ERA = r"(?P<era>พุทธศักราช|พ\. ?ศ\.?|พศ\.?|คริสต์ศักราช|ค\. ?ศ\.?|คศ\.?)?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_NAME = r"(?P<name>[ก-ฮเ][ก-๎. ]{1,16}?|[A-Za-z]{3,9}\.?)"
_CLOCK = r"\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?"
_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?:[T ]{_CLOCK})?"
)
_MOMENT = re.compile(rf"\d{{4}}-\d{{2}}-\d{{2}}[T ]{_CLOCK}(?:Z|[+-]\d{{2}}:\d{{2}})")
_DAY_FIRST = re.compile(rf"(?P<day>\d{{1,2}}) ?(?P<sep>[-/.]) ?(?P<month>\d{{1,2}}) ?(?P=sep) ?{_ERA} ?{_YEAR}")
_NAMED_DAY = re.compile(
    rf"(?:ณ ?)?(?:วัน(?P<weekday>[ก-๎]{{0,12}}?)ที่ ?)?(?P<day>\d{{1,2}})[ /-]*(?:เดือน ?)?{_NAME}[ /-]*{_ERA} ?{_YEAR}"
)
_ENGLISH_DAY = re.compile(rf"(?P<name>[A-Za-z]{{3,9}})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}")
_NAMED_MONTH = re.compile(rf"(?:ประจำ)?(?:เดือน ?)?{_NAME}[ /-]*{_ERA} ?{_YEAR}")
_MONTH_FIRST = re.compile(rf"(?P<month>\d{{1,2}}) ?[-/] ?{_ERA} ?{_YEAR}")
_YEAR_AND_MONTH = re.compile(r"(?P<year>\d{4})[-/](?P<month>\d{1,2})")
_FISCAL_YEAR = re.compile(rf"(?:ประจำ)?(?:ปี)? ?(?:งบประมาณ)? ?{_ERA} ?{_YEAR}")
_AMOUNT = re.compile(
    r"(?:฿ ?|จำนวน ?)?(?P<sign>-?)(?P<whole>0|[1-9]\d{0,2}(?:,\d{3}){1,5}|[1-9]\d{0,14})"
    r"(?:(?P<point>\.\d{1,2})|\.?-)?"
    r"(?: ?(?:บาทถ้วน|บาท(?: ?(?P<satang>\d{1,2}) ?สตางค์)?|THB))?"
)
_UNITS = "รายการ|ราย|โครงการ|ครัวเรือน|ครั้ง|คน|เรื่อง|แห่ง|ฉบับ|วัน"
_NUMBER = re.compile(
    rf"(?P<sign>-?)(?P<whole>\d{{1,3}}(?:,\d{{3}}){{1,5}}|\d{{1,18}})(?P<point>\.\d{{1,12}})?(?: ?(?:%|{_UNITS}))?"
)
_WITH_TIME = re.compile(
    r"(?P<day>.+?)(?:[T ] ?|, ?)(?:เวลา ?)?(?P<hour>\d{1,2})[.:](?P<minute>\d{2})(?::\d{2}(?:\.\d{1,6})?)?(?: ?น\.?)?"
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))

_ENGLISH_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH_NUMBERS = {
    re.sub(r"[. ]", "", name): number
    for names in (MONTHS, MONTHS_SHORT, _ENGLISH_MONTHS, [name[:3] for name in _ENGLISH_MONTHS])
    for number, name in enumerate(names, start=1)
} | {"sept": 9}
_WEEKDAYS = {"จันทร์": 0, "อังคาร": 1, "พุธ": 2, "พฤหัสบดี": 3, "พฤหัส": 3, "ศุกร์": 4, "เสาร์": 5, "อาทิตย์": 6}


class Unreadable(ValueError):
    """Raised for a value that is ambiguous or unreadable. Its message is a Thai sentence that says how to write it."""


def parse_date(text: str | float | date, *, today: date | None = None) -> date:
    """The date: “๑๕ ต.ค. ๖๙”, “15/10/2569”, “2026-10-15” and the sheet's 46310 are all 15 October 2026."""
    if isinstance(text, date):
        return _day_of_cell(local_day(text))
    if isinstance(text, int | float):
        return _day_of_serial(text)
    plain = _plain(text)
    if re.fullmatch(r"\d{5}", plain):
        return _day_of_serial(int(plain))
    if found := _YEAR_FIRST.fullmatch(plain):
        return _day(_year(found, today), int(found["month"]), int(found["day"]))
    if found := _DAY_FIRST.fullmatch(plain):
        return _day_first(found, today)
    if found := _NAMED_DAY.fullmatch(plain) or _ENGLISH_DAY.fullmatch(plain):
        return _named_day(found, today)
    if _MOMENT.fullmatch(plain):
        return _day_of_moment(plain)
    if found := _WITH_TIME.fullmatch(plain):
        return parse_moment(plain, today=today).date()
    raise _unreadable("วันที่", text, _DATE_HINT)


def parse_moment(text: str | float | date, *, today: date | None = None) -> datetime:
    """The moment in Thai time, without a zone: “15 ต.ค. 2569 9.30 น.”; a day alone is its beginning."""
    if isinstance(text, datetime):
        return datetime.combine(_day_of_cell(local_day(text)), local_moment(text).time())
    plain = _plain(text) if isinstance(text, str) else ""
    if _MOMENT.fullmatch(plain):
        return datetime.combine(_day_of_moment(plain), local_moment(datetime.fromisoformat(plain)).time())
    found = _WITH_TIME.fullmatch(plain)
    if found is None:
        return datetime.combine(parse_date(text, today=today), time())
    hour, minute = int(found["hour"]), int(found["minute"])
    if hour > 23 or minute > 59:
        raise Unreadable(_TIME_HINT)
    return datetime.combine(parse_date(found["day"], today=today), time(hour, minute))


def parse_month(text: str | date, *, today: date | None = None) -> tuple[int, int]:
    """The month as (Gregorian year, month): “ต.ค. ๖๗” and “10/2567” are (2024, 10)."""
    if isinstance(text, date):
        day = _day_of_cell(local_day(text))
        return day.year, day.month
    plain = _plain(text)
    for form in (_MONTH_FIRST, _YEAR_AND_MONTH):
        if found := form.fullmatch(plain):
            return _year(found, today), _month(int(found["month"]))
    if found := _NAMED_MONTH.fullmatch(plain):
        return _year(found, today), _named_month(found["name"])
    raise _unreadable("เดือน", text, _MONTH_HINT)


def parse_fiscal_year(text: str | float, *, today: date | None = None) -> int:
    """The fiscal year (Buddhist era): “ปีงบประมาณ พ.ศ. ๒๕๖๘” and “68” are 2568; 2025 is refused."""
    whole = str(int(text)) if isinstance(text, int | float) and math.isfinite(text) and text == int(text) else str(text)
    found = _FISCAL_YEAR.fullmatch(_plain(whole))
    if found is None:
        raise _unreadable("ปีงบประมาณ", text, _YEAR_HINT)
    if len(found["year"]) == 4 and int(found["year"]) not in _BUDDHIST_YEARS:
        raise _unreadable("ปีงบประมาณ", text, "ปีงบประมาณต้องเป็นปี พ.ศ. สี่หลัก เช่น 2569")
    return _year(found, today) + ERA_OFFSET


def parse_amount(text: str | float | Decimal) -> Decimal:
    """The amount in baht with two decimals: “12,500.-” and “๑๒,๕๐๐.๐๐ บาท” are 12500.00."""
    if isinstance(text, int | float | Decimal):
        return _amount_of_cell(text)
    found = _AMOUNT.fullmatch(_plain(text))
    if found is None or (found["satang"] and found["point"]):
        raise _unreadable("จำนวนเงิน", text, _AMOUNT_HINT)
    amount = Decimal(found["whole"].replace(",", "") + (found["point"] or "")) + Decimal(found["satang"] or 0) / 100
    return (-amount if found["sign"] else amount).quantize(Decimal("0.01"))


def parse_number(text: str | float | Decimal) -> Decimal:
    """The number: “๑,๒๖๖ คน” is 1266, “85.5%” is 85.5. Rounding errors of a cell are left to the caller."""
    if isinstance(text, int | float | Decimal):
        number = Decimal("NaN") if isinstance(text, bool) else Decimal(str(text))
        if number.is_finite():
            return number
        raise _unreadable("ตัวเลข", text, _NUMBER_HINT)
    found = _NUMBER.fullmatch(_plain(text))
    if found is None:
        raise _unreadable("ตัวเลข", text, _NUMBER_HINT)
    number = Decimal(found["whole"].replace(",", "") + (found["point"] or ""))
    return -number if found["sign"] else number


def parse_count(text: str | float | Decimal) -> int:
    """A whole number: “1,266 ราย” and the sheet's 1266.0 are 1266; 12.5 is refused."""
    try:
        number = parse_number(text)
    except Unreadable as error:
        raise _unreadable("จำนวน", text, _COUNT_HINT) from error
    if number != number.to_integral_value():
        raise _unreadable("จำนวน", text, _COUNT_HINT)
    return int(number)


def _plain(text: str) -> str:
    """The text repaired, with Arabic digits, ASCII dashes and single spaces."""
    return " ".join(to_arabic(clean(text)).translate(_DASHES).split())


def _unreadable(what: str, text: object, hint: str) -> Unreadable:
    shown = " ".join(str(text).split())
    shown = shown if len(shown) <= 40 else shown[:39] + "…"
    if not shown:
        return Unreadable(f"ยังไม่ได้ใส่{what} {hint}")
    return Unreadable(f"อ่าน{what} “{shown}” ไม่ได้ {hint}")


def _day(year: int, month: int, day: int) -> date:
    """The date in a Gregorian year. Raises Unreadable where it does not exist, such as 29 February 2566."""
    _month(month)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unreadable(f"ไม่มีวันที่ {day} {MONTHS[month - 1]} {year + ERA_OFFSET} ในปฏิทิน {_DATE_HINT}") from error


def _month(month: int) -> int:
    if not 1 <= month <= 12:
        raise Unreadable(f"ไม่มีเดือนที่ {month} ให้ใส่เดือนเป็นเลข 1 ถึง 12 โดยเขียนวันไว้ก่อนเดือน")
    return month


def _named_month(name: str) -> int:
    number = _MONTH_NUMBERS.get(re.sub(r"[. ]", "", name).lower())
    if number is None:
        raise Unreadable(f"ไม่รู้จักเดือน “{name}” ให้ใช้ชื่อเดือนเต็มหรือชื่อย่อ เช่น ตุลาคม หรือ ต.ค.")
    return number


def _year(found: re.Match[str], today: date | None) -> int:
    """The Gregorian year of a matched year, with or without the word for its era."""
    year = int(found["year"])
    era = (found.groupdict().get("era") or "")[:1]
    if len(found["year"]) == 2:
        return _short_year(year, era, today)
    if year in _BUDDHIST_YEARS and era != "ค":
        return year - ERA_OFFSET
    if year in _GREGORIAN_YEARS and era != "พ":
        return year
    raise Unreadable(f"ปี {year} ไม่น่าจะถูกต้อง {_YEAR_HINT}")


def _short_year(year: int, era: str, today: date | None) -> int:
    """69 is 2569 while that is near today; 26 might be 2526 or the Gregorian 2026 and is refused."""
    this_year = (today or datetime.now(BANGKOK)).year
    gregorian = 2500 + year - ERA_OFFSET
    if era == "ค" or not this_year - _YEARS_BACK <= gregorian <= this_year + _YEARS_AHEAD:
        raise Unreadable(f"ปี “{year:02d}” อาจหมายถึงได้หลายปี {_YEAR_HINT}")
    return gregorian


def _day_first(found: re.Match[str], today: date | None) -> date:
    """Day before month, as Thais write. With a Gregorian year some programs swap them, so 3/4/2026 is refused."""
    day, month, year = int(found["day"]), int(found["month"]), int(found["year"])
    if year in _GREGORIAN_YEARS and day != month and day <= 12 and month <= 12:
        raise Unreadable(f"“{found.group()}” อาจหมายถึงวันที่ {day} เดือน {month} หรือวันที่ {month} เดือน {day} {_DATE_HINT}")
    return _day(_year(found, today), month, day)


def _named_day(found: re.Match[str], today: date | None) -> date:
    day = _day(_year(found, today), _named_month(found["name"]), int(found["day"]))
    weekday = found.groupdict().get("weekday")
    if weekday and _WEEKDAYS.get(weekday) != day.weekday():
        raise Unreadable(f"วันที่ “{found.group()}” ไม่ตรงกับวัน{weekday} ให้ตรวจวันในสัปดาห์หรือวันที่อีกครั้ง")
    return day


def _day_of_moment(moment: str) -> date:
    """The day in Thailand of an ISO 8601 timestamp with offset: 2026-10-14T17:00:00Z is the 15th."""
    try:
        day = local_day(datetime.fromisoformat(moment))
    except (ValueError, OverflowError) as error:
        raise _unreadable("วันที่", moment, _DATE_HINT) from error
    return _day_of_cell(day)


def _day_of_cell(day: date) -> date:
    """The date of a date cell. Officers type Buddhist years, which spreadsheets take for far future Gregorian ones."""
    if day.year in _BUDDHIST_YEARS:
        return _day(day.year - ERA_OFFSET, day.month, day.day)
    if day.year in _GREGORIAN_YEARS:
        return day
    raise Unreadable(f"ปี {day.year} ไม่น่าจะถูกต้อง {_YEAR_HINT}")


def _day_of_serial(serial: float) -> date:
    """The date of a spreadsheet's serial number: days since 30 December 1899; the fraction is the time of day."""
    if not isinstance(serial, bool) and 0 < serial < _LAST_SERIAL:
        day = _day_of_cell(_SHEET_EPOCH + timedelta(days=int(serial)))
        if day >= _FIRST_DAY_OF_SERIALS:
            return day
    raise _unreadable("วันที่", serial, _DATE_HINT)


def _amount_of_cell(number: float | Decimal) -> Decimal:
    """The amount in a number cell; rounding errors of floats are dropped, a fraction of a satang is refused."""
    amount = Decimal("NaN") if isinstance(number, bool) else Decimal(str(number))
    if not amount.is_finite() or abs(amount) >= 10**15:
        raise _unreadable("จำนวนเงิน", number, _AMOUNT_HINT)
    rounded = amount.quantize(Decimal("0.01"))
    if abs(rounded - amount) > Decimal("0.000001"):
        raise _unreadable("จำนวนเงิน", number, "สตางค์มีได้ไม่เกินสองตำแหน่ง เช่น 12,500.50")
    return rounded
