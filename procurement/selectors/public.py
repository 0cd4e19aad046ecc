"""The procurements that are public now, as lists show them: with their winners, their day and their amount."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, DecimalField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from cms.models import Authority
from cms.thai.numerals import to_thai
from procurement.models import ProcurementRecord, Winner
from procurement.policy.months import COUNTING_DATES
from procurement.policy.tax_ids import public_number

SATANG = Decimal("0.01")
MONEY = DecimalField(max_digits=16, decimal_places=2)

DAY = Coalesce(*COUNTING_DATES)


@dataclass(frozen=True)
class Listed:
    """A row of a list: a procurement with its winners."""

    record: ProcurementRecord
    winners: tuple[Winner, ...]

    @property
    def agreed(self) -> Decimal | None:
        """What was agreed with all winners, None where there is none yet."""
        return sum((winner.price for winner in self.winners), Decimal("0.00")) if self.winners else None

    @property
    def day(self) -> date | None:
        """The day by which it counts."""
        return self.record.counting_day


@dataclass(frozen=True)
class Totals:
    """How many procurements, what was planned for them and what was agreed."""

    count: int = 0
    budget: Decimal = Decimal("0.00")
    agreed: Decimal = Decimal("0.00")


def public_records(authority: Authority | None) -> QuerySet[ProcurementRecord]:
    """What an authority shows now; a draft of a record, and one that was taken down, is none of it."""
    return ProcurementRecord.objects.filter(authority=authority, live=True)


def public_winners(authority: Authority | None) -> QuerySet[Winner]:
    """The winners of what an authority shows now."""
    return Winner.objects.filter(record__authority=authority, record__live=True)


def occurs(word: str, columns: Iterable[str]) -> Q:
    """A word in one of the columns; its digits may be Thai ones there."""
    found = Q()
    for column in columns:
        for spelling in {word, to_thai(word)}:
            found |= Q(**{f"{column}__icontains": spelling})
    return found


def names_party(word: str, *, name: str, number: str) -> Q:
    """A word of the name of a company or person in a column, or the number of a company in another."""
    found = public_number(word)
    return Q(**{number: found}) if found else occurs(word, (name,))


def with_amount(records: QuerySet[ProcurementRecord]) -> QuerySet[ProcurementRecord]:
    """The records with `amount`: what was agreed, of one without a winner what was planned."""
    prices = Winner.objects.filter(record=OuterRef("pk")).order_by().values("record").annotate(sum=Sum("price"))
    agreed = Subquery(prices.values("sum"), output_field=MONEY)
    return records.alias(amount=Coalesce(agreed, "budget", output_field=MONEY))


def listed(records: Iterable[ProcurementRecord]) -> Iterator[Listed]:
    """The records, each with its winners, which are one query for all of them."""
    records = list(records)
    winners: dict[int, list[Winner]] = defaultdict(list)
    for winner in Winner.objects.filter(record__in=[record.pk for record in records]):
        winners[winner.record_id].append(winner)
    for record in records:
        yield Listed(record, tuple(winners[record.pk]))


def totals_of(records: QuerySet[ProcurementRecord]) -> Totals:
    """The sums of all the records: two queries."""
    asked = records.order_by()
    planned = asked.aggregate(count=Count("pk"), budget=Sum("budget"))
    prices = Winner.objects.filter(record__in=asked.values("pk")).aggregate(sum=Sum("price"))
    return Totals(planned["count"], money(planned["budget"]), money(prices["sum"]))


def money(amount: Decimal | None) -> Decimal:
    """A sum of the database to the satang; none is 0."""
    return (amount or Decimal(0)).quantize(SATANG)
