"""Sample procurements as an officer enters them and an executive approves them."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from cms import demo
from cms.models import Authority, Division, User
from procurement.demo.samples import Offer, Sample
from procurement.models import Bidder, ProcurementRecord, Winner
from procurement.policy.codes import SPECIFIC

SOURCE = _("ข้อบัญญัติงบประมาณรายจ่ายประจำปี (ข้อมูลตัวอย่าง)")
LEGAL_BASIS: Mapping[str, str] = {SPECIFIC: "ม.56(2)(ข)", "16": "ม.55(1)", "18": "ม.56(1)(ก)", "25": "ม.83(3)"}
REASONS: Mapping[bool, str] = {
    True: _("เสนอราคาไม่เกินวงเงิน คุณสมบัติถูกต้องครบถ้วน ส่งมอบได้ตามกำหนด"),
    False: _("เสนอราคาต่ำสุด คุณสมบัติและข้อเสนอถูกต้องครบถ้วน"),
}


@transaction.atomic
def publish(sample: Sample, authority: Authority, *, by: User, approver: User) -> ProcurementRecord:
    """Draft a procurement, submit it, and let the executive open and approve it."""
    return demo.publish(draft(sample, authority, by=by), by=by, approver=approver)


def draft(sample: Sample, authority: Authority, *, by: User) -> ProcurementRecord:
    """A saved procurement with its first revision; the officer of finance keeps those of all divisions."""
    record = ProcurementRecord(
        authority=authority,
        division=_division(authority),
        title=sample.title,
        kind=sample.item.kind,
        method=sample.item.method,
        step="5",
        legal_basis=LEGAL_BASIS[sample.item.method],
        budget=sample.budget,
        budget_source=SOURCE,
        reference_price=sample.reference_price,
        reason=REASONS[len(sample.bidders) == 1],
        request_date=sample.request,
        order_date=sample.order,
        contract_number=sample.contract_number,
        contract_date=sample.contract,
        end_date=sample.end,
        egp_number=sample.egp_number,
        live=False,
    )
    return saved(record, bidders=sample.bidders, winners=[sample.winner], by=by)


def saved(
    record: ProcurementRecord, *, bidders: Sequence[Offer], winners: Sequence[Offer], by: User
) -> ProcurementRecord:
    """A new record with its rows and its first revision, as the form of the admin saves it."""
    for relation, model, offers in (("bidders", Bidder, bidders), ("winners", Winner, winners)):
        setattr(record, relation, [model(name=each.name, tax_id=each.tax_id, price=each.price) for each in offers])
    record.set_month()
    record.save()
    record.save_revision(user=by, log_action=True)
    return demo.fresh(record)


def _division(authority: Authority) -> Division:
    return authority.divisions.get(code="finance")
