"""A month of procurement: its page with synthetic rows, as a draft or published by an approval."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from cms.actions.fiscal_years import open_year
from cms.models import Authority
from cms.pages import SectionPage, YearPage
from cms.policy.lifecycle import Period
from cms.thai.dates import fiscal_months, fiscal_year
from procurement.actions.month_pages import add_month
from procurement.models import ProcurementRecord
from procurement.pages import MonthlyProcurementPage
from procurement.policy.month_rows import digest_of_rows
from tests.factories.publications import fresh, publish

TITLES = (
    "จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก สายบ้านหนองแวง หมู่ที่ 5",
    "จ้างขุดลอกหนองสาธารณะบ้านดงหม้อทอง หมู่ที่ 1",
    "ซื้ออาหารเสริม (นม) โรงเรียน ภาคเรียนที่ 2",
    "จ้างเหมารักษาความสะอาดสำนักงาน",
    "ซื้อครุภัณฑ์คอมพิวเตอร์ 3 เครื่อง สำนักปลัด",
    "ซื้อน้ำมันเชื้อเพลิงประจำเดือน",
    "จ้างซ่อมรถบรรทุกน้ำ ทะเบียน 80-1234",
    "ซื้อวัสดุสำนักงาน กองคลัง",
)
FIRMS = ("หจก.ม่วงทองวิศวกรรม", "หจก.สกลก่อสร้าง", "บจก.ภูพานการโยธา", "ร้านศึกษาภัณฑ์บ้านม่วง", "อู่เจริญยนต์")
METHODS = ("16", "18", "19", "19", "19", "19", "19", "19")


Rows = Sequence[dict[str, Any]]


def last_year() -> int:
    """The fiscal year before the current one, all of whose months are over."""
    return fiscal_year(timezone.localdate()) - 1


def year_of_months(year: int) -> YearPage:
    """The page of a fiscal year in the section of procurement."""
    return open_year(SectionPage.objects.get(slug="procurement"), year)


def month_rows(count: int, *, year: int, period: Period = Period.M01) -> list[dict[str, Any]]:
    """So many different rows of a month, as a snapshot has them."""
    return [month_row(number, year=year, period=period) for number in range(1, count + 1)]


def month_row(number: int, *, year: int, period: Period = Period.M01, **fields: Any) -> dict[str, Any]:
    """The row of that number: every eighth by e-bidding among three firms, the others by a specific method."""
    kind = (number - 1) % len(TITLES)
    budget = 1_498_000 + number if kind == 0 else 12_500 + 37 * number
    names = FIRMS[:3] if kind == 0 else (FIRMS[number % len(FIRMS)],)
    bidders = [{"name": name, "price": f"{budget - 1000 + 17 * place}.50"} for place, name in enumerate(names)]
    year_ce, month = fiscal_months(year)[int(period[1:]) - 1]
    return {
        "number": number,
        "record": 900_000 + number,
        "publication": 900_000 + number,
        "title": TITLES[kind] if number <= len(TITLES) else f"{TITLES[kind]} ครั้งที่ {number // len(TITLES) + 1}",
        "budget": f"{budget}.00",
        "reference_price": f"{budget - 500}.00",
        "method": METHODS[kind],
        "bidders": bidders,
        "winners": bidders[:1],
        "reason": "เป็นผู้เสนอราคาต่ำสุดและมีคุณสมบัติถูกต้องครบถ้วน",
        "contract_number": f"จ.{number}/{year}",
        "contract_date": date(year_ce, month, 1 + number % 27).isoformat(),
        "kind": "02" if kind == 0 else "01",
        "step": "5",
        "legal_basis": "ม.56(2)(ข)",
        "budget_source": "เงินงบประมาณตามข้อบัญญัติ",
        "egp_number": f"6908{number:07d}",
        "division": "กองคลัง",
        **fields,
    }


def make_month(
    *, by: Any, division: Any, year: int, period: Period = Period.M01, count: int = 3, rows: Rows | None = None
) -> Any:
    """The draft of a month with these rows or so many made-up ones; with none it states that nothing was bought."""
    page = month_of_year(year, period, division=division, by=by)
    set_rows(page, month_rows(count, year=year, period=period) if rows is None else rows)
    page.save_revision(user=by, log_action=True)
    return fresh(page)


def month_of_year(year: int, period: Period, *, division: Any, by: Any) -> MonthlyProcurementPage:
    """The page of a month as it was drafted last; it is added where the fiscal year was not opened."""
    parent = year_of_months(year)
    if found := MonthlyProcurementPage.objects.child_of(parent).filter(period=period).first():
        return found.get_latest_revision_as_object() if found.latest_revision_id else found
    return add_month(parent, period, division, by=by)


def set_rows(page: Any, rows: Rows) -> None:
    """Give a month its rows; nothing is saved."""
    page.procurements = list(rows)
    page.stated_none = [] if rows else ["procurements"]
    page.procurements_digest = digest_of_rows(page.procurements)


def publish_month(*, by: Any, approver: Any, **fields: Any) -> Any:
    """The month published by an approval."""
    return publish(make_month(by=by, **fields), by=by, approver=approver)


def correct_month(page: Any, rows: Rows, *, by: Any, approver: Any) -> Any:
    """A further edition of a published month."""
    draft = page.get_latest_revision_as_object()
    set_rows(draft, rows)
    draft.save_revision(user=by)
    return publish(page, by=by, approver=approver)


def record_of(authority: Authority, pk: int, year: int) -> ProcurementRecord:
    """The procurement of a row, so that its page is there."""
    return ProcurementRecord.objects.get(authority=authority, pk=pk, fiscal_year=year)
