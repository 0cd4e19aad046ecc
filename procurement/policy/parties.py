"""Bidders and winners as a month's rows name them: `{"name": …, "tax_id": …, "price": "12500.00"}`. Plain values."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from cms.thai.money import format_amount

__all__ = ["Party", "Row", "parties_in_words", "sum_of_prices"]

# What is empty is left out of both; a row has the columns of `procurement.models.MonthRow`.
Party = Mapping[str, Any]
Row = Mapping[str, Any]


def sum_of_prices(parties: Iterable[Party]) -> str:
    """What was agreed with all winners together: "12500.00"."""
    return str(sum((Decimal(party.get("price") or 0) for party in parties), Decimal("0.00")))


def parties_in_words(parties: Iterable[Party]) -> str:
    """Each with its price on a line: `ร้านแสงทอง 12,500.00 บาท`."""
    return "\n".join(_in_words(party) for party in parties)


def _in_words(party: Party) -> str:
    price = party.get("price")
    return f"{party['name']} {format_amount(Decimal(price))} บาท" if price else str(party["name"])
