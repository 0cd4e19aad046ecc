"""Days as procurement sheets write them, brought to a form that `cms.thai.parsing` reads. Plain values.

Only the writing is changed: months that are misspelt or cut short, ordinals, a day of the week apart from its date.
"""

import difflib
import re
from functools import lru_cache

from cms.thai.dates import MONTHS, MONTHS_SHORT

__all__ = ["MONTHS_CUT_SHORT", "usual_day"]

MONTHS_CUT_SHORT = tuple(re.sub("(?:คม|ยน|พันธ์)$", "", name) for name in MONTHS)
_CUT_SHORT = dict(zip(MONTHS_CUT_SHORT, MONTHS, strict=True))
_PLAIN_SHORT = frozenset(re.sub(r"\.", "", name) for name in MONTHS_SHORT)
_NEAR_ENOUGH, _LEAST_TO_COMPARE = 0.8, 5
_MONTH = re.compile(r"(?<=[\d\s/\-])(?P<name>[ก-ฮเ][ก-๎]{2,12}+)(?=[\s/\-]*(?:พ|ค|\d|[’'‘]))")
_NOT_MONTHS = re.compile("เดือน|พุทธศักราช|คริสต์ศักราช|เวลา")
_BEFORE_YEAR = re.compile(r"[’'‘`](?=\d{2}(?!\d))")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_ENGLISH_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_WEEKDAY_APART = re.compile(r"(วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์))\s+ที่")
_WEEKDAY_BEHIND = re.compile(r"^(?P<day>.+?)\s*\((?P<weekday>วัน[ก-๎]+)\)$")


def usual_day(text: str) -> str:
    """The text of a day with its month in full and its weekday where it belongs: “5 ตุลา ’68” is “5 ตุลาคม 68”."""
    text = _ENGLISH_WEEKDAY.sub("", _BEFORE_YEAR.sub("", text.strip()))
    text = _WEEKDAY_APART.sub(r"\1ที่", _ORDINAL.sub("", text))
    if behind := _WEEKDAY_BEHIND.match(text):
        text = f"{behind['weekday']}ที่ {behind['day']}"
    return _MONTH.sub(lambda found: _month(found["name"]), text)


@lru_cache(maxsize=256)
def _month(name: str) -> str:
    """The name of a month in full where it is nearly that; else the text as it is."""
    if name in MONTHS or name in _PLAIN_SHORT or _NOT_MONTHS.match(name):
        return name
    if name in _CUT_SHORT:
        return _CUT_SHORT[name]
    if len(name) < _LEAST_TO_COMPARE:
        return name
    near = difflib.get_close_matches(name, MONTHS, n=2, cutoff=_NEAR_ENOUGH)
    is_clear = len(near) == 1 or (len(near) == 2 and _likeness(name, near[0]) - _likeness(name, near[1]) > 0.05)
    return near[0] if near and is_clear else name


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()
