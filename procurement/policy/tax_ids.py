"""The thirteen-digit number of a bidder: a company's is kept and shown in full, a person's masked. Plain values."""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from cms.thai.citizen import kind, mask
from cms.thai.numerals import to_arabic

__all__ = ["is_juristic", "kept", "of_certificate", "public_number", "refusal_of_tax_id"]

WRONG = "เลขประจำตัวผู้เสียภาษีไม่ถูกต้อง ตรวจเลข 13 หลักกับเอกสารแล้วพิมพ์ใหม่"
MASKED = re.compile(r"[1-9]-xxxx-xxxxx-xx-\d")
_GAPS = re.compile(r"[\s\-.–—\u200b]+")
_AS_OF_A_PERSON = (1, 4, 5, 2, 1)  # 3-1006-00445-63-5
_AS_OF_A_COMPANY = (1, 2, 1, 3, 5, 1)  # 0-10-5-536-11201-4
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
    return digits if digits.startswith("0") else mask(_in_groups(digits, _AS_OF_A_PERSON))


def refusal_of_tax_id(text: str) -> str | None:
    """Why a number as it was written is refused, or None. The reason never repeats the number."""
    digits = _GAPS.sub("", to_arabic(text))
    if not digits or MASKED.fullmatch(text.strip().lower()) or kind(digits) is not None:
        return None
    return WRONG


def is_juristic(number: str) -> bool:
    """Whether a stored number is that of a company or an authority."""
    return kind(number) == "juristic_id"


def public_number(text: str) -> str:
    """The thirteen digits of a company or an authority, however written; "" for every other, a person's above all."""
    digits = _GAPS.sub("", to_arabic(text))
    return digits if is_juristic(digits) else ""


def of_certificate(number: str) -> str:
    """A company's number as its certificate writes it, 0-10-5-536-11201-4; "" for every other."""
    digits = public_number(number)
    return _in_groups(digits, _AS_OF_A_COMPANY) if digits else ""


def _in_groups(digits: str, sizes: Sequence[int]) -> str:
    return "-".join(digits[start:end] for start, end in pairwise(accumulate(sizes, initial=0)))
