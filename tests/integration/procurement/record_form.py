"""What the form of a procurement record posts."""

from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data

COMPANY = "0105536112014"


def record_form(division: Any, *, bidders=None, winners=None, of=None, **changes: Any) -> dict[str, Any]:
    """A complete record, about which nothing is odd; bidders and winners are dictionaries of their cells.

    The rows take the place of those of the draft `of`, which has as many.
    """
    party = {"name": "บริษัท แสงทอง จำกัด", "tax_id": COMPANY, "price": "12500.50"}
    facts = {
        "title": "ซื้อกระดาษ",
        "division": division.pk,
        "kind": "01",
        "field-method": "19",
        "step": "5",
        "legal_basis": "ม.56(2)(ข)",
        "budget": "12,500.50",
        "reference_price": "12500.50",
        "reason": "เสนอราคาต่ำสุด",
        "contract_date": "๑๕ ต.ค. ๒๕๖๙",
        "contract_number": "",
        "bidders": _rows([party] if bidders is None else bidders, of and of.bidders),
        "winners": _rows([party] if winners is None else winners, of and of.winners),
        **changes,
    }
    return nested_form_data(facts)


def _rows(rows: list[dict[str, Any]], of: Any) -> Any:
    keys = [each.pk for each in of.all()] if of else []
    known = [{**row, "id": key} for row, key in zip(rows, keys, strict=False)]
    return inline_formset([*known, *rows[len(keys) :]], initial=len(known))
