"""The thirteen-digit number of a bidder: a company's is kept in full, a person's masked. Plain values."""

import re

from cms.thai.citizen import kind, mask
from cms.thai.numerals import to_arabic

__all__ = ["is_juristic", "kept", "refusal_of_tax_id"]

WRONG = "เลขประจำตัวผู้เสียภาษีไม่ถูกต้อง ตรวจเลข 13 หลักกับเอกสารแล้วพิมพ์ใหม่"
MASKED = re.compile(r"[1-9]-xxxx-xxxxx-xx-\d")
_GAPS = re.compile(r"[\s\-.–—\u200b]+")
_GROUPS = (1, 4, 5, 2, 1)
_DIGITS = 13


def kept(text: str) -> str:
    """What is stored of a number: `0105536112014` of a company, `1-xxxx-xxxxx-xx-1` of a person.

    Whatever has thirteen digits and is no company's is masked, a wrong number too: it may be a person's with a slip.
    """
    if MASKED.fullmatch(text.strip().lower()):
        return text.strip().lower()
    digits = _GAPS.sub("", to_arabic(text))
    if len(digits) != _DIGITS or not digits.isdecimal():
        return digits
    return digits if digits.startswith("0") else mask(_in_groups(digits))


def refusal_of_tax_id(text: str) -> str | None:
    """Why a number as it was written is refused, or None. The reason never repeats the number."""
    digits = _GAPS.sub("", to_arabic(text))
    if not digits or MASKED.fullmatch(text.strip().lower()) or kind(digits) is not None:
        return None
    return WRONG


def is_juristic(number: str) -> bool:
    """Whether a stored number is that of a company or an authority."""
    return kind(number) == "juristic_id"


def _in_groups(digits: str) -> str:
    groups, place = [], 0
    for length in _GROUPS:
        groups.append(digits[place : place + length])
        place += length
    return "-".join(groups)
