"""A month's summary on paper: the data for `templates/pdf/procurement_month.typ`, which is แบบ สขร.1."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from cms.exports.record import head_of
from cms.models import Publication
from cms.policy.lifecycle import Period, period_label
from cms.records.document import document_of
from cms.thai.dates import thai_date
from cms.thai.money import format_amount
from procurement.models import MonthRow, ProcurementSettings
from procurement.policy.codes import METHODS
from procurement.policy.month_sums import Sums, sums_of

TEMPLATE = "procurement_month"
ROWS = "procurements"
EMPTY = "–"
Row = Mapping[str, Any]


def paper(publication: Publication) -> tuple[str, Mapping[str, object]]:
    """The template and its data. The name below the signature is that of the settings on the day of printing."""
    document = document_of(publication)
    content = document.content
    rows = content.get(ROWS) or []
    return TEMPLATE, {
        **head_of(publication, document),
        "month": period_label(Period(content["period"]), content["fiscal_year"]),
        "reported_on": thai_date(publication.approved_at),
        "rows": [_cells(row) for row in rows],
        "totals": _totals(sums_of(rows)) if rows else [],
        "none": str(MonthRow.table.none) if not rows else None,
        **_signature(publication),
    }


def _cells(row: Row) -> list[object]:
    """The nine cells of a row; parties are lists of name and price. Of a withdrawn one number, title and reason."""
    if row.get("withdrawn"):
        return [str(row["number"]), row["title"], f"ถอนการเผยแพร่: {row['withdrawn']}"]
    return [
        str(row["number"]),
        row["title"],
        _amount(row.get("budget")),
        _amount(row.get("reference_price")),
        METHODS.get(row.get("method", ""), EMPTY),
        _parties(row.get("bidders")),
        _parties(row.get("winners")),
        row.get("reason") or EMPTY,
        _contract(row),
    ]


def _parties(parties: Sequence[Row] | None) -> list[list[str]]:
    return [[party["name"], _amount(party.get("price"))] for party in parties or ()]


def _contract(row: Row) -> str:
    signed = row.get("contract_date")
    day = f"ลงวันที่ {thai_date(date.fromisoformat(signed), 'short')}" if signed else ""
    return "\n".join(filter(None, [row.get("contract_number"), day])) or EMPTY


def _totals(sums: Sums) -> list[str]:
    """What the last row says: how many, budget, reference price and agreed price together."""
    amounts = [format_amount(each) for each in (sums.budget, sums.reference_price, sums.agreed)]
    return [f"รวม {sums.count:,} รายการ", *amounts]


def _amount(value: str | None) -> str:
    return format_amount(Decimal(value)) if value else EMPTY


def _signature(publication: Publication) -> dict[str, str]:
    settings = ProcurementSettings.objects.filter(authority=publication.authority).first()
    return {
        "reported_by": settings.reported_by if settings else "",
        "reporter_position": settings.reporter_position if settings else "",
    }
