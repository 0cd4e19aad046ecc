"""What the page of a procurement shows beside its approval: its parties together, its sums, the month that has it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from cms.policy.lifecycle import Period, period_label
from cms.records.document import Document
from procurement.models import ProcurementRecord
from procurement.policy.month_sums import sums_of
from procurement.selectors.calendar import MONTHLY

IN_THE_SUMS = frozenset({"budget", "reference_price", "month"})
Row = Mapping[str, Any]


@dataclass(frozen=True)
class ShownParty:
    """A bidder or winner: the offered and the agreed price, "" where there is none; `vendor` is a primary key."""

    name: str
    tax_id: str
    offered: str
    agreed: str
    is_winner: bool
    vendor: int | None


def record_context(record: ProcurementRecord, context: Mapping[str, Any]) -> Mapping[str, object]:
    """The parties, sums and month of a record whose approved content is in the context."""
    document: Document = context["document"]
    content = document.content
    return {
        "sums": sums_of([content]),
        "parties": [*_parties(record, content.get("bidders") or (), content.get("winners") or ())],
        "facts": [fact for fact in document.facts if fact.name not in IN_THE_SUMS],
        **_month(record, content),
    }


def _parties(record: ProcurementRecord, bidders: Iterable[Row], winners: Iterable[Row]) -> Iterator[ShownParty]:
    """The bidders, winners among them marked, then winners that offered nothing."""
    vendors = _vendors(record)
    won = {_key(row): row for row in winners}
    for row in bidders:
        winner = won.pop(_key(row), None)
        yield _party(row, vendors, offered=row.get("price"), winner=winner)
    for row in won.values():
        yield _party(row, vendors, offered=None, winner=row)


def _party(row: Row, vendors: Mapping[tuple[str, str], int], *, offered: str | None, winner: Row | None) -> ShownParty:
    agreed = (winner or {}).get("price") or ""
    return ShownParty(
        row["name"], row.get("tax_id", ""), offered or "", agreed, winner is not None, vendors.get(_key(row))
    )


def _key(row: Row) -> tuple[str, str]:
    return row["name"], row.get("tax_id", "")


def _vendors(record: ProcurementRecord) -> Mapping[tuple[str, str], int]:
    """The vendors of its rows by name and number."""
    rows: Iterator[tuple[str, str, int | None]] = (
        row for relation in (record.bidders, record.winners) for row in relation.values_list("name", "tax_id", "vendor")
    )
    return {(name, tax_id): vendor for name, tax_id, vendor in rows if vendor is not None}


def _month(record: ProcurementRecord, content: Row) -> Mapping[str, object]:
    """The name and address of the month in which it counts, where that month has a page."""
    if not content.get("month"):
        return {}
    period, year = Period(content["month"]), content["fiscal_year"]
    pages = apps.get_model(*MONTHLY)._default_manager.filter(authority=record.authority_id, fiscal_year=year)
    page = pages.filter(period=period).first()
    return {"month_name": period_label(period, year), "month_url": page.get_url() if page else ""}
