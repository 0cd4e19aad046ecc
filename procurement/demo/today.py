"""Three procurements of today: one published record, one under review, one draft."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms import demo
from cms.demo import Say
from cms.models import Authority, User
from procurement.demo.records import saved
from procurement.demo.samples import Offer
from procurement.models import ProcurementRecord
from procurement.policy.codes import SPECIFIC

BOUGHT = "ซื้อวัสดุสำนักงาน กองคลัง"


@transaction.atomic
def load(say: Say) -> None:
    """Create the three records, all or none."""
    if ProcurementRecord.objects.filter(title=BOUGHT).exists():
        return
    officer = demo.user("procurement")
    bought = draft(BOUGHT, "18500.00", by=officer, kind="01", winner="ร้านแสงทองพาณิชย์")
    repaired = draft("จ้างซ่อมแซมถนนลูกรังสายหลังวัด", "245000.00", by=officer, kind="02", winner="หจก. ดงหม้อทองการโยธา")
    draft("จ้างเหมาบริการดูแลเครื่องพิมพ์และคอมพิวเตอร์", "36000.00", by=officer, kind="03", winner="ร้านคอมพิวเตอร์เซ็นเตอร์")
    demo.publish(bought, by=officer, approver=demo.user("executive"))
    demo.submit(repaired, by=officer)
    say(_("จัดซื้อจัดจ้าง 3 รายการ: เผยแพร่แล้ว รออนุมัติ และร่าง"))


def draft(title: str, budget: str, *, by: User, kind: str, winner: str) -> ProcurementRecord:
    """A saved record of today with one bidder and its first revision, same as the admin form makes."""
    authority = Authority.objects.get(short_name=demo.AUTHORITY["short_name"])
    amount = Decimal(budget)
    record = ProcurementRecord(
        authority=authority,
        division=authority.divisions.get(code="finance"),
        title=title,
        kind=kind,
        method=SPECIFIC,
        step="5",
        legal_basis="ม.56(2)(ข)",
        budget=amount,
        reference_price=amount,
        reason=_("เสนอราคาไม่เกินวงเงินและคุณสมบัติครบถ้วน"),
        contract_date=timezone.localdate(),
        live=False,
    )
    offer = Offer(winner, "", amount)
    return saved(record, bidders=[offer], winners=[offer], by=by)
