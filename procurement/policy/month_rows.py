"""The rows of a month, drawn up from what was approved of its procurements. Plain values.

A record comes in by the day on which it counts, then by its key, and the rows are numbered in that order. What may not
be read any more keeps its place without its content, so that the numbers of the others stay.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from cms.policy.canonical import digest, is_empty
from procurement.policy.months import counting_day

Row = dict[str, Any]

# What a row says as the record said it.
COPIED = (
    *("title", "budget", "reference_price", "method", "reason", "contract_number", "contract_date", "end_date"),
    *("kind", "step", "legal_basis", "budget_source", "egp_number"),
)
OF_A_PARTY = ("name", "tax_id", "price")
WITHDRAWN = "ถอนการเผยแพร่"
SUSPENDED = "ระงับการเผยแพร่ชั่วคราว"


class Standing(StrEnum):
    """Whether the public may read a record: now, not until it is decided, or no more (withdrawn, expired)."""

    LIVE = "live"
    SUSPENDED = "suspended"
    ENDED = "ended"


@dataclass(frozen=True)
class Edition:
    """The newest edition of a record that was public: its content, and why it ended where it did."""

    record: int
    publication: int
    content: Mapping[str, Any]
    standing: Standing
    reason: str = ""

    @property
    def counts_in(self) -> tuple[int, str]:
        """Fiscal year and month."""
        return self.content.get("fiscal_year", 0), self.content.get("month", "")

    @property
    def day(self) -> date:
        """The day on which it counts."""
        contract, order, request, chosen = (
            _day(self.content.get(name)) for name in ("contract_date", "order_date", "request_date", "counted_on")
        )
        return counting_day(contract=contract, order=order, request=request, chosen=chosen) or date.min


def rows_of_month(editions: Iterable[Edition], month: tuple[int, str], *, approved: Iterable[Row]) -> list[Row]:
    """The rows of a month (fiscal year, month); `approved` are those that were approved of it last.

    A record that is not public any more has a row only where it stands among those; one that counts in another month
    has none.
    """
    known = {row["record"] for row in approved}
    of_the_month = (each for each in editions if each.counts_in == month)
    shown = [each for each in of_the_month if each.standing is Standing.LIVE or each.record in known]
    shown.sort(key=lambda each: (each.day, each.record))
    return [{"number": number, **row_of(each)} for number, each in enumerate(shown, start=1)]


def row_of(edition: Edition) -> Row:
    """A record as a row without its number; empty values are left out."""
    if edition.standing is Standing.SUSPENDED:  # its title may be what must not be read
        return {"record": edition.record, "title": SUSPENDED, "withdrawn": SUSPENDED}
    if edition.standing is Standing.ENDED:
        title, reason = edition.content.get("title", ""), edition.reason or WITHDRAWN
        return {"record": edition.record, "title": title, "withdrawn": reason}
    content = edition.content
    row = {
        "record": edition.record,
        "publication": edition.publication,
        **{name: content.get(name) for name in COPIED},
        **{name: [_party(each) for each in content.get(name, ())] for name in ("bidders", "winners")},
        "division": content.get("division", {}).get("words", ""),
    }
    return {name: value for name, value in row.items() if not is_empty(value)}


def without_hidden(rows: Iterable[Row], hidden: Collection[int]) -> list[Row]:
    """The rows of an earlier edition as they may be told now: of the hidden records only that they stood there."""
    return [_hidden(row["record"]) if row["record"] in hidden else row for row in rows]


def _hidden(record: int) -> Row:
    return {"record": record, "title": WITHDRAWN, "withdrawn": WITHDRAWN}


def keep_editions(rows: Iterable[Row], earlier: Iterable[Row]) -> list[Row]:
    """The rows, each naming the edition that it named before where the newer one says nothing else in it."""
    before = {row["record"]: row for row in earlier}
    return [_with_edition_of(row, before.get(row["record"], {})) for row in rows]


def digest_of_rows(rows: list[Row]) -> str:
    """SHA-256 of the canonical JSON of the rows, "" where there are none."""
    return digest({"procurements": rows}) if rows else ""


def says_the_same(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two rows differ in nothing but their number and the edition that they name."""
    return {**row, "publication": 0, "number": 0} == {**other, "publication": 0, "number": 0}


def _with_edition_of(row: Row, earlier: Row) -> Row:
    kept = "publication" in earlier and says_the_same(row, earlier)
    return {**row, "publication": earlier["publication"]} if kept else row


def _party(party: Mapping[str, Any]) -> Row:
    return {name: party[name] for name in OF_A_PARTY if not is_empty(party.get(name))}


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
