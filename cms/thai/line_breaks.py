"""Where no line may end: inside terms, dates, numbers with what they count, and the numbers of papers.

A text keeps its characters; these are places in it, which the screen marks up.
"""

import re
from collections.abc import Iterator

from cms.thai.dates import MONTHS, MONTHS_SHORT
from cms.thai.terms import Terms

__all__ = ["Span", "spans"]

Span = tuple[int, int]

_DIGIT = "[0-9๐-๙]"
_BLANK = "[ \u00a0]"
_MONTH = "(?:" + "|".join(map(re.escape, (*MONTHS, *MONTHS_SHORT))) + ")"
_YEAR = f"(?:พ\\.ศ\\.{_BLANK}?)?{_DIGIT}{{4}}(?!{_DIGIT})"
_LABELS = "เลขที่|ฉบับที่|ครั้งที่|มาตรา|มาตรการที่|หมู่ที่|หมู่|ไตรมาสที่|ไตรมาส|ข้อ|ลำดับที่|หน้า"
_UNITS = "วันทำการ|วัน|เดือน|ปี|คน|ราย|ครั้ง|แห่ง|เรื่อง|รายการ|โครงการ|ไฟล์|หน้า|เปอร์เซ็นต์|KB|MB"

_NUMBER = re.compile(f"{_DIGIT}+(?:[.,/:-]{_DIGIT}+)*")
_OF_A_PAPER = re.compile("[/-]")
_BEFORE_NUMBER = re.compile(f"(?:(?:{_LABELS}|พ\\.ศ\\.){_BLANK}?|{_MONTH}{_BLANK})$")
_BEHIND_NUMBER = re.compile(
    f"(?<!{_DIGIT}{{3}}){_BLANK}{_MONTH}(?:{_BLANK}{_YEAR})?|{_BLANK}(?:ล้านบาท|บาท|น\\.|(?:{_UNITS})(?![ก-๎]))"
)
# Brackets and quotation marks stay with what they enclose, การ and ความ with what they make a noun of.
_BEFORE = re.compile("(?:[(\\[“‘]|การ|ความ)+$")
_BEHIND = re.compile("[)\\]”’ฯๆ]+")
_LONGEST_BEFORE = 12


def spans(text: str, terms: Terms) -> Iterator[Span]:
    """The places that stay on one line, in order and apart: `ร้องเรียน` and `3 ธันวาคม 2569` in a sentence of both."""
    place = 0
    for start, end in sorted([*terms.places(text), *_numbers(text)]):
        if start < place:
            continue
        start = _start(_BEFORE, text, place, start)
        place = _end(_BEHIND, text, end)
        yield start, place


def _numbers(text: str) -> Iterator[Span]:
    """Numbers with their labels, units and months, and numbers of papers; a bare number cannot break."""
    place = 0
    for number in _NUMBER.finditer(text):
        if number.start() >= place:
            start, end = _start(_BEFORE_NUMBER, text, place, number.start()), _end(_BEHIND_NUMBER, text, number.end())
            if (start, end) != number.span() or _OF_A_PAPER.search(number.group()):
                yield start, end
                place = end


def _start(pattern: re.Pattern[str], text: str, first: int, place: int) -> int:
    found = pattern.search(text, max(first, place - _LONGEST_BEFORE), place)
    return found.start() if found else place


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return found.end() if found else place
