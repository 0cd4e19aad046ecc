"""The vendors of an authority with what was agreed with them in public records."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from cms.models import Authority
from procurement.models import Vendor, Winner
from procurement.policy.vendors import name_key


@dataclass(frozen=True)
class VendorRow:
    """A vendor, the number of its public contracts and what was agreed in them."""

    vendor: Vendor
    contracts: int
    agreed: Decimal


def vendors_of(authority: Authority, *, text: str = "") -> QuerySet[Vendor]:
    """The vendors of an authority by name, of which a text is a part of the name or the number."""
    found = Vendor.objects.filter(authority=authority)
    if not text.strip():
        return found
    return found.filter(Q(name__icontains=text.strip()) | Q(name_key__contains=name_key(text)) | Q(tax_id=text.strip()))


def with_contracts(vendors: Sequence[Vendor]) -> list[VendorRow]:
    """The vendors with their public contracts, in one query."""
    rows = Winner.objects.filter(vendor__in=vendors, record__live=True).order_by()
    sums = rows.values_list("vendor").annotate(Count("record", distinct=True), Sum("price"))
    counted = {pk: (count, agreed) for pk, count, agreed in sums}
    return [VendorRow(each, *counted.get(each.pk, (0, Decimal(0)))) for each in vendors]
