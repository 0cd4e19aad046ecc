"""Public procurements with their winners, written past the flow for lists and sums."""

from datetime import date, timedelta
from decimal import Decimal

from cms.thai.repair import search_key
from procurement.models import Bidder, ProcurementRecord, Vendor, Winner
from procurement.policy.months import month_of

FIRST_DAY = date(2025, 10, 1)  # of the fiscal year 2569


def make_vendor(authority, name="ห้างหุ้นส่วนจำกัด แสงทอง", number="") -> Vendor:
    """A vendor; a natural person has no number."""
    return Vendor.objects.create(authority=authority, name=name, tax_id=number, name_key=search_key(name))


def make_vendor_of(record: ProcurementRecord) -> Vendor:
    """A vendor who won a procurement."""
    vendor = make_vendor(record.authority)
    Winner.objects.create(record=record, vendor=vendor, name=vendor.name, price=record.budget)
    return vendor


def make_bought(division, title="ซื้อวัสดุสำนักงาน", *, day=FIRST_DAY, winners=(), bidders=(), **fields):
    """A public procurement; `winners` and `bidders` are pairs of a vendor and a price."""
    year, month = month_of(day)
    values = {"budget": Decimal("20000.00"), "method": "19", "kind": "01", "contract_date": day, "live": True, **fields}
    record = ProcurementRecord.objects.create(
        title=title, division=division, authority=division.authority, fiscal_year=year, month=month, **values
    )
    for table, parties in ((Winner, winners), (Bidder, bidders)):
        for vendor, price in parties:
            number = vendor.tax_id if vendor.pk else ""
            table.objects.create(record=record, vendor=vendor, name=vendor.name, tax_id=number, price=Decimal(price))
    return record


def many_bought(division, count, vendors) -> None:
    """So many public procurements over a fiscal year, by turns with these vendors."""
    records = []
    for place in range(count):
        day = FIRST_DAY + timedelta(days=place % 365)
        year, month = month_of(day)
        records.append(
            ProcurementRecord(
                title=f"ซื้อวัสดุ รายการที่ {place}",
                division=division,
                authority=division.authority,
                fiscal_year=year,
                month=month,
                budget=Decimal(1000 + place),
                method=("19", "16", "18")[place % 3],
                kind=("01", "02", "03")[place % 3],
                contract_date=day,
                contract_number=f"ซ.{place}/2569",
                live=True,
            )
        )
    made = ProcurementRecord.objects.bulk_create(records, batch_size=500)
    Winner.objects.bulk_create(
        [
            Winner(
                record=record,
                vendor=vendors[place % len(vendors)],
                name=vendors[place % len(vendors)].name,
                price=record.budget - 1,
            )
            for place, record in enumerate(made)
        ],
        batch_size=500,
    )
