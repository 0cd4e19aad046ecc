"""Approved procurements of a month, and the work of the queue on its page."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from cms.actions import jobs
from cms.actions.approval import submit
from cms.models import Publication
from cms.models.jobs import Job
from cms.thai.dates import fiscal_months
from procurement.models import Bidder, ProcurementRecord, Winner
from procurement.pages import MonthlyProcurementPage
from tests.factories.decisions import approve_by
from tests.factories.documents import read_waiting_files

PRICE = "12000.00"


def day_in(year: int, period: str, day: int = 5) -> date:
    """A day of a month of a fiscal year."""
    return date(*fiscal_months(year)[int(period[1:]) - 1], day)


def make_purchase(*, by: Any, division: Any, on: date, price: str = PRICE, **fields: Any) -> ProcurementRecord:
    """A draft procurement with a contract of this day, one bidder who won, and all that a month shows of it.

    Nothing about it is odd: each has another contract and another bidder.
    """
    before = ProcurementRecord.objects.count()
    values = {
        "title": "จ้างซ่อมถนนลูกรัง",
        "budget": "12500.00",
        "reference_price": "12400.00",
        "method": "19",
        "kind": "03",
        "step": "5",
        "reason": "ราคาเหมาะสม",
        "contract_number": f"{before + 1}/2569",
        "contract_date": on,
        "legal_basis": "ม.56(2)(ข)",
        "budget_source": "ข้อบัญญัติ",
        **fields,
    }
    record = ProcurementRecord(division=division, authority=division.authority, live=False, **values)
    party = {"name": f"ร้านแสงทอง {before}" if before else "ร้านแสงทอง", "price": price, "sort_order": 0}
    record.bidders, record.winners = [Bidder(**party)], [Winner(**party)]
    record.set_month()
    record.save()
    record.save_revision(user=by)
    return fresh(record)


def approve_purchase(record: ProcurementRecord, *, by: Any, approver: Any) -> Publication:
    """Submit a procurement and approve it."""
    read_waiting_files()
    submit(fresh(record), by=by)
    approve_by(fresh(record).current_workflow_task_state, approver)
    return Publication.objects.of(record)[0]


def approved_purchase(*, by: Any, division: Any, approver: Any, on: date, **fields: Any) -> ProcurementRecord:
    """An approved procurement."""
    record = make_purchase(by=by, division=division, on=on, **fields)
    approve_purchase(record, by=by, approver=approver)
    return fresh(record)


def change_purchase(record: ProcurementRecord, *, by: Any, **fields: Any) -> None:
    """Save a newer draft of a procurement."""
    draft = fresh(record).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=by)


def month_page(authority: Any, year: int, period: str) -> MonthlyProcurementPage:
    """The page of a month."""
    return MonthlyProcurementPage.objects.get(authority=authority, fiscal_year=year, period=period)


def fresh(obj: Any) -> Any:
    """The object as it is in the database."""
    return type(obj)._default_manager.get(pk=obj.pk)


def drafted(page: MonthlyProcurementPage) -> MonthlyProcurementPage:
    """The newest draft of a month."""
    return fresh(page).get_latest_revision_as_object()


def run_months() -> None:
    """Do the waiting work on months, as a worker does."""
    while Job.objects.filter(task="procurement.tasks.refresh_month").due(timezone.now() + timedelta(days=1)).exists():
        job = jobs.claim("test", now=timezone.now() + timedelta(days=1))
        assert job is None or job.task != "procurement.tasks.refresh_month" or jobs.run(job), job.error


def approve_month(page: MonthlyProcurementPage, *, by: Any) -> Publication:
    """Approve the month that waits, and do what follows."""
    approve_by(fresh(page).current_workflow_task_state, by)
    run_months()
    return Publication.objects.of(page)[0]
