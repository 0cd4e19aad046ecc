"""The Buddhist era, the fiscal year that opens on 1 October, and dates as Thai offices write them.

Years are always converted as today: Buddhist = Gregorian + 543. Before 1941 the Thai year began in April; that is not
taken into account, so January 1930 is 2473.
"""

from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

ERA_OFFSET = 543
BANGKOK = ZoneInfo("Asia/Bangkok")

MONTHS: tuple[str, ...] = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
MONTHS_SHORT: tuple[str, ...] = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)

_OPENING_MONTH = 10

DateStyle = Literal["long", "short", "numeric"]


def local_day(day: date) -> date:
    """The calendar day in Thailand: an aware datetime is converted to Bangkok time, a naive one is taken unchanged."""
    if isinstance(day, datetime):
        return local_moment(day).date()
    return day


def local_moment(moment: datetime) -> datetime:
    """The datetime in Bangkok time; a naive one is taken to be Thai time already."""
    return moment if moment.tzinfo is None else moment.astimezone(BANGKOK)


def buddhist_year(day: date) -> int:
    """The calendar year in the Buddhist era: 1 October 2024 is in 2567."""
    return local_day(day).year + ERA_OFFSET


def fiscal_year(day: date) -> int:
    """The fiscal year (Buddhist era) of a day: 1 October 2024 opens 2568."""
    local = local_day(day)
    return local.year + ERA_OFFSET + (local.month >= _OPENING_MONTH)


def fiscal_year_bounds(year: int) -> tuple[date, date]:
    """First and last day of a fiscal year: 2568 runs from 1 October 2024 to 30 September 2025."""
    closing = year - ERA_OFFSET
    return date(closing - 1, _OPENING_MONTH, 1), date(closing, 9, 30)


def fiscal_months(year: int) -> list[tuple[int, int]]:
    """The twelve months of a fiscal year in order, as (Gregorian year, month): 2568 is (2024, 10) to (2025, 9)."""
    closing = year - ERA_OFFSET
    opening = [(closing - 1, month) for month in range(_OPENING_MONTH, 13)]
    return opening + [(closing, month) for month in range(1, _OPENING_MONTH)]


def fiscal_quarter(day: date) -> int:
    """Quarter of the fiscal year: October to December is 1, July to September is 4."""
    return _months_since_opening(day) // 3 + 1


def fiscal_half(day: date) -> int:
    """Half of the fiscal year: October to March is 1, April to September is 2."""
    return _months_since_opening(day) // 6 + 1


def thai_date(day: date, style: DateStyle = "long") -> str:
    """A day in words: long “1 ตุลาคม 2567”, short “1 ต.ค. 2567”, numeric “01/10/2567”."""
    local = local_day(day)
    year = buddhist_year(local)
    if style == "numeric":
        return f"{local.day:02d}/{local.month:02d}/{year}"
    names = MONTHS if style == "long" else MONTHS_SHORT
    return f"{local.day} {names[local.month - 1]} {year}"


def day_in_sight(day: date, *, today: date) -> str:
    """A day soon to come: “3 ธ.ค.”, with its year only where that is not this one."""
    words = thai_date(day, "short")
    return words if buddhist_year(day) != buddhist_year(today) else words.rpartition(" ")[0]


def thai_month(year_ce: int, month: int) -> str:
    """A month of a Gregorian year in words: (2024, 10) is “ตุลาคม 2567”."""
    return f"{MONTHS[month - 1]} {year_ce + ERA_OFFSET}"


def fiscal_month_name(number: int) -> str:
    """A month by its place in the fiscal year: 1 is “ตุลาคม”, 12 “กันยายน”."""
    return MONTHS[(number + _OPENING_MONTH - 2) % 12]


def thai_time(moment: datetime) -> str:
    """The time of day as offices write it: “14.05 น.”."""
    local = local_moment(moment)
    return f"{local.hour:02d}.{local.minute:02d} น."


def _months_since_opening(day: date) -> int:
    return (local_day(day).month - _OPENING_MONTH) % 12
