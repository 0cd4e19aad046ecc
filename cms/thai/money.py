"""Amounts in baht, in figures and in words as contracts and receipts write them."""

from decimal import ROUND_HALF_UP, Decimal

_DIGITS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_MILLION = 1_000_000


def format_amount(amount: Decimal) -> str:
    """The amount in figures with two decimals: 12,500.00."""
    return f"{_to_satang(amount):,.2f}"


def in_short(amount: Decimal) -> str:
    """The amount as a sentence says it: 450,000 บาท, from a million on 4.26 ล้านบาท."""
    if amount < _MILLION:
        return f"{amount.quantize(Decimal(1), rounding=ROUND_HALF_UP):,} บาท"
    millions = (amount / _MILLION).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"{millions:,} ล้านบาท"


def baht_text(amount: Decimal) -> str:
    """The amount in words: 12500 is หนึ่งหมื่นสองพันห้าร้อยบาทถ้วน, 0.25 is ยี่สิบห้าสตางค์."""
    exact = _to_satang(amount)
    baht, satang = divmod(int(abs(exact) * 100), 100)
    sign = "ลบ" if exact < 0 else ""
    if not satang:
        return f"{sign}{_words(baht)}บาทถ้วน"
    whole = f"{_words(baht)}บาท" if baht else ""
    return f"{sign}{whole}{_words(satang)}สตางค์"


def _to_satang(amount: Decimal) -> Decimal:
    """The amount rounded to the satang, halves away from zero; never minus zero."""
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP) + Decimal(0)


def _words(number: int) -> str:
    """A whole number in words. Above a million the words repeat: 10**12 is หนึ่งล้านล้าน."""
    if number == 0:
        return "ศูนย์"
    millions, rest = divmod(number, _MILLION)
    if not millions:
        return _below_million(rest, follows=False)
    return f"{_words(millions)}ล้าน{_below_million(rest, follows=True)}"


def _below_million(number: int, *, follows: bool) -> str:
    """Words of up to six digits; a last 1 is เอ็ด after any other digit, as in หนึ่งร้อยเอ็ด."""
    words = ""
    for place in range(len(_PLACES) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            words += _digit(digit, place, follows=follows or bool(words)) + _PLACES[place]
    return words


def _digit(digit: int, place: int, *, follows: bool) -> str:
    if place == 1 and digit <= 2:
        return "" if digit == 1 else "ยี่"
    if place == 0 and digit == 1 and follows:
        return "เอ็ด"
    return _DIGITS[digit]
