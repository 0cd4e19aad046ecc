"""The vendors with public contracts: what was agreed with each, by year and by method, and where each took part."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from cms.models import Authority
from cms.thai.numerals import to_arabic
from procurement.models import Bidder, ProcurementRecord, Vendor, Winner
from procurement.policy.codes import METHODS
from procurement.policy.tax_ids import public_number
from procurement.selectors.public import DAY, money, names_party, public_records, public_winners

BY_SUM, BY_NAME = "sum", "name"
NO_METHOD = "ไม่ระบุวิธี"


@dataclass(frozen=True)
class VendorSum:
    """What was agreed with a vendor, or of it in a year or by a method: how many contracts, and the amount."""

    label: str
    count: int
    agreed: Decimal
    pk: int = 0
    number: str = ""


@dataclass(frozen=True)
class Participation:
    """A procurement in which a vendor took part: the price for which it was chosen, or the one it offered."""

    record: ProcurementRecord
    agreed: Decimal | None
    offered: Decimal | None


def vendors(authority: Authority | None, asked: str, order: str) -> QuerySet[Any]:
    """The vendors with public contracts whose name has the words, or who have the number, each with its sums."""
    winners = public_winners(authority).filter(vendor__isnull=False)
    for word in to_arabic(asked).split():
        winners = winners.filter(names_party(word, name="vendor__name", number="vendor__tax_id"))
    rows = winners.order_by().values("vendor", "vendor__name", "vendor__tax_id")
    rows = rows.annotate(count=Count("record", distinct=True), agreed=Sum("price"))
    return rows.order_by("vendor__name", "vendor") if order == BY_NAME else rows.order_by("-agreed", "vendor")


def vendor_sums(rows: Iterable[dict[str, Any]]) -> list[VendorSum]:
    """The rows of `vendors` as values."""
    return [
        VendorSum(
            row["vendor__name"],
            row["count"],
            money(row["agreed"]),
            row["vendor"],
            public_number(row["vendor__tax_id"]),
        )
        for row in rows
    ]


def public_vendor(authority: Authority | None, pk: int) -> Vendor | None:
    """A vendor with at least one public contract."""
    return Vendor.objects.filter(Exists(public_winners(authority).filter(vendor=OuterRef("pk"))), pk=pk).first()


def total(authority: Authority | None, vendor: Vendor) -> VendorSum:
    """All contracts of a vendor."""
    sums = _won(authority, vendor).aggregate(count=Count("record", distinct=True), agreed=Sum("price"))
    return VendorSum(vendor.name, sums["count"], money(sums["agreed"]), vendor.pk)


def by_year(authority: Authority | None, vendor: Vendor) -> list[VendorSum]:
    """The contracts of each fiscal year, the newest first."""
    rows = _grouped(authority, vendor, "record__fiscal_year")
    return [VendorSum(str(year), count, money(agreed)) for year, count, agreed in rows.order_by("-record__fiscal_year")]


def by_method(authority: Authority | None, vendor: Vendor) -> list[VendorSum]:
    """The contracts by the method of the procurement, the largest amount first."""
    rows = _grouped(authority, vendor, "record__method").order_by("-agreed")
    return [VendorSum(METHODS.get(code, NO_METHOD), count, money(agreed)) for code, count, agreed in rows]


def taken_part_in(authority: Authority | None, vendor: Vendor) -> QuerySet[ProcurementRecord]:
    """The public procurements that a vendor won or offered a price for, the newest first."""
    # Not `Exists`: SQLite would read all rows of the vendor for each procurement.
    won, offered = (Q(pk__in=table.objects.filter(vendor=vendor).values("record")) for table in (Winner, Bidder))
    return public_records(authority).filter(won | offered).order_by(DAY.desc(nulls_last=True), "-pk")


def participations(records: Iterable[ProcurementRecord], vendor: Vendor) -> list[Participation]:
    """How a vendor took part in each of the records; two queries."""
    records = list(records)
    agreed, offered = (_prices(table, records, vendor) for table in (Winner, Bidder))
    return [Participation(record, agreed.get(record.pk), offered.get(record.pk)) for record in records]


def _won(authority: Authority | None, vendor: Vendor) -> QuerySet[Winner]:
    return public_winners(authority).filter(vendor=vendor)


def _grouped(authority: Authority | None, vendor: Vendor, column: str) -> QuerySet[Any]:
    rows = _won(authority, vendor).order_by().values_list(column)
    return rows.annotate(count=Count("record", distinct=True), agreed=Sum("price"))


def _prices(
    table: type[Winner] | type[Bidder], records: Sequence[ProcurementRecord], vendor: Vendor
) -> dict[int, Decimal]:
    """What the rows of a vendor in these records add up to; an offer without a price counts nothing."""
    sums: dict[int, Decimal] = defaultdict(Decimal)
    rows = table.objects.filter(record__in=[record.pk for record in records], vendor=vendor)
    for record, price in rows.values_list("record", "price"):
        sums[record] += price or Decimal(0)
    return sums
