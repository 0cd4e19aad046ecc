"""What a month's rows add up to, in all and by method. Plain values; what was withdrawn counts nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from procurement.policy.codes import METHODS
from procurement.policy.parties import sum_of_prices

__all__ = ["MethodSum", "Sums", "agreed_price", "counted", "sums_by_method", "sums_of"]

# A row of a month as its approved content has it.
MonthRow = Mapping[str, Any]
TENTH = Decimal("0.1")
UNKNOWN = "ไม่ระบุวิธี"


@dataclass(frozen=True)
class Sums:
    """The sums of a month. `saving` is what was agreed below the budget, of those rows that have an agreed price."""

    count: int
    withdrawn: int
    budget: Decimal
    reference_price: Decimal
    agreed: Decimal
    saving: Decimal
    budget_of_agreed: Decimal

    @property
    def saving_percent(self) -> Decimal:
        """The saving in per cent of the budget of what was agreed."""
        return _percent(self.saving, self.budget_of_agreed)

    @property
    def difference(self) -> Decimal:
        """How far what was agreed is from the budget, above it or below."""
        return abs(self.saving)

    @property
    def difference_percent(self) -> Decimal:
        """The difference in per cent of the budget of what was agreed."""
        return abs(self.saving_percent)


@dataclass(frozen=True)
class MethodSum:
    """What was agreed by one method: how often, how much, its share of all and the length of its bar in per cent."""

    name: str
    count: int
    agreed: Decimal
    percent: Decimal
    length: int


def counted(rows: Iterable[MonthRow]) -> list[MonthRow]:
    """The rows of records that were not withdrawn."""
    return [row for row in rows if not row.get("withdrawn")]


def agreed_price(row: MonthRow) -> Decimal | None:
    """What was agreed with all winners of a row together, or None where nothing is agreed."""
    return Decimal(sum_of_prices(row["winners"])) if row.get("winners") else None


def sums_of(rows: Iterable[MonthRow]) -> Sums:
    """The sums of the rows of a month."""
    shown = list(rows)
    kept = counted(shown)
    agreed = [(row, price) for row in kept if (price := agreed_price(row)) is not None]
    total, budget_of_agreed = sum((price for _row, price in agreed), Decimal(0)), _sum(_rows(agreed), "budget")
    return Sums(
        count=len(kept),
        withdrawn=len(shown) - len(kept),
        budget=_sum(kept, "budget"),
        reference_price=_sum(kept, "reference_price"),
        agreed=total,
        saving=budget_of_agreed - total,
        budget_of_agreed=budget_of_agreed,
    )


def sums_by_method(rows: Iterable[MonthRow]) -> list[MethodSum]:
    """The sums of each method, the largest first."""
    found: dict[str, tuple[int, Decimal]] = {}
    for row in counted(rows):
        count, agreed = found.get(row.get("method", ""), (0, Decimal(0)))
        found[row.get("method", "")] = count + 1, agreed + (agreed_price(row) or Decimal(0))
    total = sum((agreed for _count, agreed in found.values()), Decimal(0))
    longest = max((agreed for _count, agreed in found.values()), default=Decimal(0))
    return sorted((_of_method(code, *found[code], total, longest) for code in found), key=lambda each: -each.agreed)


def _of_method(code: str, count: int, agreed: Decimal, total: Decimal, longest: Decimal) -> MethodSum:
    length = int(_percent(agreed, longest).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return MethodSum(METHODS.get(code, UNKNOWN), count, agreed, _percent(agreed, total), length)


def _rows(agreed: Sequence[tuple[MonthRow, Decimal]]) -> list[MonthRow]:
    return [row for row, _price in agreed]


def _sum(rows: Iterable[MonthRow], name: str) -> Decimal:
    return sum((Decimal(row.get(name) or 0) for row in rows), Decimal(0))


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (100 * part / whole).quantize(TENTH, rounding=ROUND_HALF_UP) if whole else Decimal("0.0")
