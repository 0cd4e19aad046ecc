"""Demo data of procurement: one published record, one under review, one draft."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms import demo
from cms.demo import Say
from cms.models import Authority, User
from cms.thai.dates import fiscal_year
from procurement.models import ProcurementRecord


@transaction.atomic
def load(say: Say) -> None:
    """Create the three records, all or none."""
    if ProcurementRecord.objects.exists():
        return
    officer = demo.user("procurement")
    bought = draft("ซื้อวัสดุสำนักงาน กองคลัง", "18500.00", by=officer, contract=timezone.localdate())
    repaired = draft("จ้างซ่อมแซมถนนลูกรังสายหลังวัด", "245000.00", by=officer)
    draft("จ้างเหมาบริการดูแลเครื่องพิมพ์และคอมพิวเตอร์", "36000.00", by=officer)
    demo.publish(bought, by=officer, approver=demo.user("executive"))
    demo.submit(repaired, by=officer)
    say(_("จัดซื้อจัดจ้าง 3 รายการ: เผยแพร่แล้ว รออนุมัติ และร่าง"))


def draft(title: str, budget: str, *, by: User, contract: date | None = None) -> ProcurementRecord:
    """A saved procurement record of the current fiscal year with its first revision, same as the admin form makes."""
    authority = Authority.objects.get(short_name=demo.AUTHORITY["short_name"])
    record = ProcurementRecord(
        authority=authority,
        division=authority.divisions.get(code="finance"),
        fiscal_year=fiscal_year(timezone.localdate()),
        title=title,
        budget=Decimal(budget),
        contract_date=contract,
        live=False,
    )
    record.save()
    record.save_revision(user=by, log_action=True)
    return demo.fresh(record)
