"""Files of procurements that were read, without a file."""

from decimal import Decimal

from procurement.models import ImportBatch, ImportRow
from procurement.policy.imports import BatchState

VALUES = {
    **dict.fromkeys(("kind", "method", "step", "legal_basis", "budget_source", "reason", "contract_number"), ""),
    **dict.fromkeys(("fiscal_year", "reference_price", "request_date", "order_date", "contract_date")),
    "title": "ซื้อวัสดุสำนักงาน",
    "budget": "12500.00",
    "egp_number": "",
    "end_date": None,
    "bidders": [],
    "winners": [],
}


def make_import(*, by, division, rows=1) -> ImportBatch:
    """A file of an officer after its dry run, with so many rows."""
    names = {"authority": division.authority, "division": division, "by": by, "name": "สขร1.xlsx", "sha256": "0" * 64}
    batch = ImportBatch.objects.create(state=BatchState.READ, **names)
    ImportRow.objects.bulk_create(
        ImportRow(batch=batch, place=place, sheet="สขร1", row=place + 2, values=VALUES, budget=Decimal(12500))
        for place in range(rows)
    )
    return batch
