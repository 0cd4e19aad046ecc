"""A month's row as an export may show it: without the number of a natural person. Plain values.

Approval already refuses such numbers and rows keep them masked; an export leaves this machine for good and is searched
once more.
"""

from collections.abc import Iterable
from typing import Any

from cms.thai.citizen import find_citizen_numbers, mask_citizen_numbers
from procurement.policy import tax_ids
from procurement.policy.parties import Party, Row

__all__ = ["shown_row", "shown_text"]

_TEXTS = ("title", "reason", "contract_number", "legal_basis", "budget_source", "division", "withdrawn")


def shown_row(row: Row) -> dict[str, Any]:
    """The row with every citizen number in its texts masked; its parties keep the numbers of juristic persons alone."""
    shown = dict(row)
    shown |= {name: shown_text(row[name]) for name in _TEXTS if row.get(name)}
    shown |= {name: _shown_parties(row[name]) for name in ("bidders", "winners") if row.get(name)}
    return shown


def shown_text(text: str) -> str:
    """The text with every citizen number masked."""
    return mask_citizen_numbers(text) if find_citizen_numbers(text) else text


def _shown_parties(parties: Iterable[Party]) -> list[dict[str, Any]]:
    return [_shown_party(party) for party in parties]


def _shown_party(party: Party) -> dict[str, Any]:
    shown = {
        **party,
        "name": shown_text(str(party.get("name") or "")),
        "tax_id": tax_ids.public_number(str(party.get("tax_id") or "")),
    }
    return {name: value for name, value in shown.items() if value not in ("", None)}
