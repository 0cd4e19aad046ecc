"""A complete draft of each family, by its sample type."""

from datetime import date
from decimal import Decimal

from cms.actions.records import draft, draft_report
from cms.policy.lifecycle import Period
from cms.policy.periods import EVERY_MONTH
from tests.factories.publications import publish
from tests.sample.models import (
    ActionPlanPage,
    ActionReportPage,
    BenefitReceived,
    NoGiftPage,
    PlannedWork,
    ServiceCount,
    ServiceManualPage,
    ServiceStatisticsPage,
    ServiceStep,
)


def make_plan(year_page, *, by, division, projects=None, **fields):
    page = ActionPlanPage(**{"title": f"แผนดำเนินงาน {year_page.fiscal_year}", "division": division, **fields})
    page.projects = projects or [
        PlannedWork(project="ซ่อมถนนลูกรัง", unit=division, budget=Decimal("245000.5")),
        PlannedWork(project="อบรมอาสาสมัคร", unit=division, budget=Decimal(12000)),
    ]
    return draft(page, year_page, by=by)


def make_report(year_page, *, by, division, plan, complete=True, **fields):
    """A report on a plan; with `complete`, what became of each project is filled in."""
    values = {"title": "รายงานผล 6 เดือน", "period": Period.H1, "problems": "ฝนตกชุก", "suggestions": "ไม่มี", **fields}
    report = draft_report(ActionReportPage(division=division, plan=plan, **values), year_page, by=by)
    if complete:
        report.projects = report.projects.all()
        first, second = report.projects.all()
        first.state, second.state = "under_way", "done"
        second.spent, second.result = Decimal(9000), "ผู้เข้าอบรม 40 คน"
        report.save()
        report.save_revision(user=by)
    return report


def make_statistics(year_page, *, by, division, months=EVERY_MONTH, **fields):
    page = ServiceStatisticsPage(**{"title": "สถิติการให้บริการ", "division": division, **fields})
    page.counts = [ServiceCount(month=month, counter=100 + place, online=place) for place, month in enumerate(months)]
    return draft(page, year_page, by=by)


def make_manual(year_page, *, by, division, **fields):
    values = {"title": "การขออนุญาตก่อสร้าง", "users": "เจ้าของที่ดิน", "papers": "โฉนดที่ดิน\nแบบแปลน", "duration": "30 วัน"}
    values |= {"fee": "ไม่มี", "law": "พระราชบัญญัติควบคุมอาคาร พ.ศ. 2522", **fields}
    page = ServiceManualPage(division=division, **values)
    page.steps = [
        ServiceStep(step="ยื่นคำขอและตรวจเอกสาร", responsible="นายช่างโยธา", duration="1 วัน"),
        ServiceStep(step="ตรวจสถานที่", responsible="ผู้อำนวยการกองช่าง", duration="7 วัน"),
    ]
    return draft(page, year_page, by=by)


def make_statement(year_page, *, by, division, **fields):
    values = {"title": "ประกาศไม่รับของขวัญ", "declaration": "ข้าพเจ้าจะไม่รับของขวัญ\nและของกำนัลทุกชนิด"}
    values |= {"declared_by": "นายสมชาย ใจดี", "position": "นายก อบต.", "document_date": date(2026, 10, 1), **fields}
    values = {"period": Period.H1, "stated_none": ["benefits"], **values}
    return draft(NoGiftPage(division=division, **values), year_page, by=by)


def make_benefit(what):
    return BenefitReceived(what=what)


def make_published_report(year_page, *, by, approver, division):
    plan = publish(make_plan(year_page, by=by, division=division), by=by, approver=approver)
    return make_report(year_page, by=by, division=division, plan=plan)
