"""Sums over the approved rows of months by method, kind and month; the winners of a quarter. Plain values.

The rows are those of `MonthlyProcurementPage.procurements`: amounts as "18500.00", what is empty left out. A record
that was withdrawn after its month was approved counts nowhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cms.policy.lifecycle import Period
from cms.thai.dates import thai_date
from procurement.policy import tax_ids
from procurement.policy.month_sums import agreed_price, counted
from procurement.policy.parties import Party
from procurement.policy.winner_reasons import reason_of

MonthRows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class ApprovedMonth:
    """A month as it was approved: in which edition, and its rows."""

    period: Period
    edition: int
    rows: MonthRows


def by_code(months: Iterable[ApprovedMonth], column: str, codes: Iterable[str]) -> list[dict[str, Any]]:
    """A row for each value of a column that occurs, in the order of its codes; rows without a value come last."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for month in months:
        for row in counted(month.rows):
            groups.setdefault(str(row.get(column) or ""), []).append(row)
    known = [*codes]
    order = sorted(groups, key=lambda code: (known.index(code) if code in known else len(known), code))
    return [{**({column: code} if code else {}), **sums(groups[code])} for code in order]


def by_month(months: Iterable[ApprovedMonth]) -> list[dict[str, Any]]:
    """A row for each month, also for one without procurement, with the edition in which it was approved."""
    return [{"month": month.period.value, **sums(counted(month.rows)), "edition": month.edition} for month in months]


def sums(rows: MonthRows) -> dict[str, Any]:
    """How many there are, and the sums of what was planned and what was agreed."""
    return {
        "count": len(rows),
        "budget": amount(Decimal(row.get("budget") or 0) for row in rows),
        "agreed": amount(agreed_price(row) or Decimal(0) for row in rows),
    }


def amount(amounts: Iterable[Decimal]) -> str:
    """The sum as a canonical amount: "12500.00"."""
    return str(sum(amounts, Decimal("0.00")).quantize(Decimal("0.01")))


def saving(budget: str, agreed: str) -> str:
    """By how much less was agreed than was planned; negative where it was more."""
    return str(Decimal(budget) - Decimal(agreed))


@dataclass(frozen=True)
class YearTotal:
    """The figures of a whole year: how many, what was planned and what was agreed."""

    count: int
    budget: Decimal
    agreed: Decimal

    @property
    def saving(self) -> Decimal:
        """By how much less was agreed than was planned; negative where it was more."""
        return self.budget - self.agreed

    @property
    def share_saved(self) -> Decimal | None:
        """The saving in per cent of the budget with two decimals, or None without a budget."""
        return (100 * self.saving / self.budget).quantize(Decimal("0.01")) if self.budget else None


def year_total(rows: MonthRows) -> YearTotal:
    """The sums of rows of sums."""
    count = sum(int(row["count"]) for row in rows)
    budget, agreed = (sum((Decimal(row[name]) for row in rows), Decimal("0.00")) for name in ("budget", "agreed"))
    return YearTotal(count, budget, agreed)


def winners_of(months: Iterable[ApprovedMonth]) -> list[dict[str, Any]]:
    """The rows of the quarter's notice: one for each winner, in the order of the months and of their rows."""
    return [
        _winner(row, party) for month in months for row in counted(month.rows) for party in row.get("winners") or ()
    ]


def _winner(row: Mapping[str, Any], party: Party) -> dict[str, Any]:
    told = {
        "tax_id": tax_ids.kept(str(party.get("tax_id") or "")),
        "name": party["name"],
        "item": row.get("title", ""),
        "amount": party.get("price", ""),
        "reference": _reference(row),
        "reason": reason_of(str(row.get("legal_basis") or "")),
    }
    return {name: value for name, value in told.items() if value != ""}


def _reference(row: Mapping[str, Any]) -> str:
    """Day and number of the contract: `15 ต.ค. 2568 เลขที่ 12/2569`."""
    day, number = row.get("contract_date"), row.get("contract_number")
    words = [thai_date(date.fromisoformat(day), "short") if day else "", f"เลขที่ {number}" if number else ""]
    return " ".join(filter(None, words))
