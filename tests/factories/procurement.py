"""Procurements as drafts of an officer."""

from decimal import Decimal

from procurement.models import ProcurementRecord


def make_procurement(*, by, division, title="จ้างซ่อมถนนลูกรัง", **fields) -> ProcurementRecord:
    """A draft procurement with its first revision."""
    fields = {"fiscal_year": 2570, "budget": Decimal("12500.00"), **fields}
    record = ProcurementRecord(title=title, division=division, authority=division.authority, live=False, **fields)
    record.save()
    record.save_revision(user=by)
    return ProcurementRecord.objects.get(pk=record.pk)
