"""Amounts that a procurement sheet writes in words: “หนึ่งหมื่นสองพันห้าร้อยบาทถ้วน”, “1.2 ล้านบาท”. Plain values."""

import re
from decimal import Decimal

from cms.thai.money import baht_text

__all__ = ["SCALES", "WORDS", "amount_in_words", "amount_with_scale"]

_DIGITS = {
    "ศูนย์": 0,
    "หนึ่ง": 1,
    "เอ็ด": 1,
    "สอง": 2,
    "ยี่": 2,
    "สาม": 3,
    "สี่": 4,
    "ห้า": 5,
    "หก": 6,
    "เจ็ด": 7,
    "แปด": 8,
    "เก้า": 9,
}
_PLACES = {"สิบ": 10, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000}
_MILLION, _MILLIONS = "ล้าน", 1_000_000
_TOKENS = re.compile("|".join([*_DIGITS, *_PLACES, _MILLION]))
# An amount in words, which begins with a word for a digit; and the words by which figures are multiplied.
WORDS = rf"(?:{'|'.join([*_DIGITS, *_PLACES])})(?:{_TOKENS.pattern}|บาท|สตางค์|ถ้วน|\s)*(?:บาทถ้วน|บาท|สตางค์)"
SCALES = "ล้าน|แสน|หมื่น|พัน"
_BAHT = re.compile(r"(?P<baht>[ก-๎]*?)บาท(?:ถ้วน|(?P<satang>[ก-๎]+)สตางค์)?")
_SATANG = re.compile(r"(?P<satang>[ก-๎]+)สตางค์")
_SCALED = re.compile(
    r"(?P<figures>\d{1,3}(?:,\d{3})*(?:\.\d{1,6})?|\d{1,7}(?:\.\d{1,6})?)"
    rf" ?(?P<scale>{SCALES})(?: ?บาท(?:ถ้วน)?)?"
)


def amount_in_words(text: str) -> Decimal | None:
    """The amount that words say, or None where they are not the words of one amount: “สองพันบาทถ้วน” is 2000."""
    plain = re.sub(r"[\s()]", "", text)
    found = _BAHT.fullmatch(plain) or _SATANG.fullmatch(plain)
    if found is None:
        return None
    parts = found.groupdict()
    baht, satang = (_number(parts.get(part) or "") for part in ("baht", "satang"))
    if baht is None or satang is None:
        return None
    amount = Decimal(baht) + Decimal(satang) / 100
    return amount if _same(baht_text(amount), plain) else None


def amount_with_scale(text: str) -> Decimal | None:
    """The amount of figures with a word that multiplies them, or None: “1.2 ล้านบาท” is 1200000."""
    found = _SCALED.fullmatch(text)
    if found is None:
        return None
    factor = _PLACES.get(found["scale"], _MILLIONS)
    amount = Decimal(found["figures"].replace(",", "")) * factor
    return amount if amount == amount.quantize(Decimal("0.01")) else None


def _number(words: str) -> int | None:
    total = below_million = digit = 0
    if _TOKENS.sub("", words):
        return None
    for word in _TOKENS.findall(words):
        if word in _DIGITS:
            digit = _DIGITS[word]
        elif word in _PLACES:
            below_million += (digit or 1) * _PLACES[word]
            digit = 0
        else:
            total = (total + below_million + digit) * _MILLIONS
            below_million = digit = 0
    return total + below_million + digit


def _same(one: str, other: str) -> bool:
    """Whether words are the same but for “หนึ่ง” and “เอ็ด” at the end and “ถ้วน”, which some write and some do not."""
    one, other = (text.replace("เอ็ด", "หนึ่ง").removesuffix("ถ้วน") for text in (one, other))
    return one == other or re.sub("หนึ่งสิบ", "สิบ", other) == one or re.sub("^(?=ร้อย|พัน|หมื่น|แสน|ล้าน)", "หนึ่ง", other) == one
