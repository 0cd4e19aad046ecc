"""A procurement that was read from a sheet as the values of a draft, or what the draft needs and the sheet lacks."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from procurement.policy.months import counting_day, month_of, period_of_calendar_month
from procurement.policy.sheet_heads import Field
from procurement.policy.sheet_parties import ReadParty
from procurement.policy.sheet_reading import ReadRecord

__all__ = ["agreed_of", "lacking", "period_of", "values_of"]

NO_BUDGET = "ไม่มีวงเงินที่จะซื้อหรือจ้าง ใส่วงเงินของรายการนี้ หรือเลือกคอลัมน์ที่เป็นวงเงิน"
NO_PRICE = "ไม่มีราคาที่ตกลงของ “{name}” ใส่ราคาที่ตกลงของผู้ได้รับการคัดเลือกทุกราย"


def lacking(read: ReadRecord) -> Iterator[tuple[Field, str]]:
    """What no draft can be without, each with its field."""
    if read.budget is None:
        yield Field.BUDGET, NO_BUDGET
    for party in _winners(read):
        if party.price is None:
            yield Field.WINNER_PRICES, NO_PRICE.format(name=party.name)


def values_of(read: ReadRecord) -> dict[str, Any]:
    """The values of the draft as JSON knows them: amounts and days as text; its parties as [name, price, number].

    The number is that of the one winner, or of the one bidder where nobody has won yet.
    """
    winners = _winners(read)
    days = {"request_date": read.request_date, "order_date": read.order_date}
    days |= {"contract_date": read.contract_date, "end_date": read.end_date}
    return {
        "title": read.title,
        "kind": read.kind_code,
        "method": read.method_code,
        "step": read.step_code,
        "legal_basis": read.legal_basis,
        "budget": _amount(read.budget),
        "budget_source": read.budget_source,
        "reference_price": _amount(read.reference_price),
        "reason": read.reason,
        "contract_number": read.contract_number,
        "egp_number": read.egp_number,
        "fiscal_year": period_of(read)[0],
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "bidders": [_party(party, "" if winners else read.vendor_tax_id) for party in read.bidders],
        "winners": [_party(party, read.vendor_tax_id) for party in winners],
    }


def period_of(read: ReadRecord) -> tuple[int | None, str]:
    """The fiscal year and the month in which it counts; without a day the year that the sheet names, and no month."""
    if day := counting_day(contract=read.contract_date, order=read.order_date, request=read.request_date):
        return month_of(day)
    if read.fiscal_year or read.month is None:
        return read.fiscal_year, ""
    year, month = read.month
    return year + 543 + (period_of_calendar_month(month) <= "m03"), ""


def agreed_of(read: ReadRecord) -> Decimal | None:
    """What was agreed with all its winners, or None."""
    prices = [party.price for party in _winners(read)]
    return sum((price for price in prices if price is not None), Decimal(0)) if prices else None


def _winners(read: ReadRecord) -> list[ReadParty]:
    """The winners; the price of a sheet with one price alone is that of its one winner."""
    if len(read.winners) == 1 and read.winners[0].price is None and read.agreed_price is not None:
        return [ReadParty(read.winners[0].name, read.agreed_price)]
    return list(read.winners)


def _party(party: ReadParty, number: str) -> list[str | None]:
    return [party.name, _amount(party.price), number]


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"
