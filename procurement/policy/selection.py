"""What a visitor asks of the public procurements, read from the query of an address. Plain values.

What cannot be read is told in a Thai sentence and asks for nothing; it stays in its field as it was typed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from cms.policy.lifecycle import Period
from cms.thai.dates import MONTHS as MONTH_NAMES
from cms.thai.money import format_amount
from cms.thai.numerals import to_arabic
from cms.thai.parsing import Unreadable, parse_amount, parse_fiscal_year
from cms.thai.repair import clean
from procurement.policy.codes import KINDS, METHODS
from procurement.policy.months import period_of_calendar_month

T = TypeVar("T")

LONGEST = 200
MONTHS = range(1, 13)
NAMES = ("q", "year", "month", "method", "kind", "vendor", "from", "to")


class Order(StrEnum):
    """In which order the procurements are listed."""

    NEWEST = "new"
    OLDEST = "old"
    HIGHEST = "high"
    LOWEST = "low"


ORDERS: Mapping[Order, str] = {
    Order.NEWEST: "ล่าสุดก่อน",
    Order.OLDEST: "เก่าสุดก่อน",
    Order.HIGHEST: "จำนวนเงินมากก่อน",
    Order.LOWEST: "จำนวนเงินน้อยก่อน",
}


@dataclass(frozen=True)
class Selection:
    """What is asked for; `typed` is the query as it came, `problems` what of it could not be read, both by field."""

    words: tuple[str, ...] = ()
    vendor: tuple[str, ...] = ()
    fiscal_year: int | None = None
    month: int | None = None
    method: str = ""
    kind: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    order: Order = Order.NEWEST
    typed: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)

    @property
    def period(self) -> Period | None:
        """The month of the fiscal year: that of October is m01."""
        return period_of_calendar_month(self.month) if self.month else None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything beside the order is asked for."""
        return bool(self.words or self.filters)

    @property
    def filters(self) -> dict[str, str]:
        """What is asked for beside the words, in words, by the field that asks for it."""
        asked = {
            "year": f"ปี {self.fiscal_year}" if self.fiscal_year else "",
            "month": MONTH_NAMES[self.month - 1] if self.month else "",
            "method": METHODS.get(self.method, ""),
            "kind": KINDS.get(self.kind, ""),
            "vendor": self.typed.get("vendor", "") if self.vendor else "",
            "from": f"ตั้งแต่ {format_amount(self.least)} บาท" if self.least is not None else "",
            "to": f"ถึง {format_amount(self.most)} บาท" if self.most is not None else "",
        }
        return {name: words for name, words in asked.items() if words}

    @property
    def by_amount(self) -> bool:
        """Whether it asks for amounts or an order of amounts."""
        return self.least is not None or self.most is not None or self.order in {Order.HIGHEST, Order.LOWEST}


def read_selection(query: Mapping[str, str]) -> Selection:
    """The selection of a query with `q`, `year`, `month`, `method`, `kind`, `vendor`, `from`, `to` and `sort`."""
    typed = {name: _text(query.get(name, "")) for name in NAMES}
    problems: dict[str, str] = {}

    def read(name: str, reader: Callable[[str], T]) -> T | None:
        try:
            return reader(typed[name]) if typed[name] else None
        except Unreadable as problem:
            problems[name] = str(problem)
            return None

    least, most = read("from", _amount), read("to", _amount)
    if least is not None and most is not None and least > most:
        problems["to"] = "จำนวนเงินสูงสุดน้อยกว่าจำนวนเงินต่ำสุด"
        least = most = None
    return Selection(
        words=_words(typed["q"]),
        vendor=_words(typed["vendor"]),
        fiscal_year=read("year", parse_fiscal_year),
        month=read("month", _month),
        method=read("method", _one_of(METHODS, "วิธีซื้อหรือจ้าง")) or "",
        kind=read("kind", _one_of(KINDS, "ประเภทการจัดหา")) or "",
        least=least,
        most=most,
        order=_order(query.get("sort", "")),
        typed=typed,
        problems=problems,
    )


def _text(value: str) -> str:
    """What was typed without control characters, on one line."""
    return " ".join("".join(each if each.isprintable() else " " for each in value[:LONGEST]).split())


def _words(text: str) -> tuple[str, ...]:
    """The words of a text, which must all occur; digits are Arabic."""
    return tuple(dict.fromkeys(to_arabic(clean(text)).split()))


def _amount(text: str) -> Decimal:
    amount = parse_amount(text)
    if amount < 0:
        raise Unreadable("จำนวนเงินติดลบไม่ได้ เขียนเป็นตัวเลขบาท เช่น 12,500")
    return amount


def _month(text: str) -> int:
    digits = to_arabic(text)
    month = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= len("12") else 0
    if month not in MONTHS:
        raise Unreadable(f"ไม่มีเดือน “{text}” เลือกจากรายการ หรือเขียนเลขเดือน 1 ถึง 12")
    return month


def _one_of(known: Mapping[str, str], what: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        code = to_arabic(text)
        if code not in known:
            raise Unreadable(f"ไม่มี{what} “{text}” เลือกจากรายการ")
        return code

    return read


def _order(text: str) -> Order:
    return next((order for order in Order if order == text), Order.NEWEST)
