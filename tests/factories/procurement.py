"""Procurements as drafts of an officer."""

from datetime import date
from decimal import Decimal

from procurement.models import Bidder, ProcurementRecord, Winner
from procurement.policy.oddities import LIMIT

COMPANY = "0105536112014"


def make_procurement(*, by, division, title="จ้างซ่อมถนนลูกรัง", bidders=None, winners=None, **fields) -> ProcurementRecord:
    """A draft procurement with its first revision: complete, and nothing about it is odd. It counts in January.

    `bidders` and `winners` are pairs of a name and a price. A year is asked for by `fiscal_year`.
    """
    year = fields.pop("fiscal_year", 2570)
    budget = Decimal(fields.pop("budget", "12500.00"))
    facts = {
        "kind": "03",
        "method": "19",
        "step": "5",
        "legal_basis": "ม.56(2)(ข)" if budget < LIMIT else "ม.56(2)(ค)",
        "reference_price": budget,
        "reason": "เสนอราคาต่ำสุดและคุณสมบัติครบถ้วน",
        "contract_date": date(year - 543, 1, 15),
    }
    record = ProcurementRecord(
        title=title, division=division, authority=division.authority, live=False, budget=budget, **(facts | fields)
    )
    record.set_month()
    parties = [("บริษัท แสงทอง จำกัด", budget)] if winners is None else winners
    record.bidders = [Bidder(name=name, price=price) for name, price in (parties if bidders is None else bidders)]
    record.winners = [Winner(name=name, price=price) for name, price in parties]
    record.save()
    record.save_revision(user=by)
    return ProcurementRecord.objects.get(pk=record.pk)
