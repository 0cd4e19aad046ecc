"""Months of procurement with rows, as approved."""

from datetime import date

from cms.actions.fiscal_years import open_year
from cms.actions.records import draft
from cms.pages import SectionPage
from cms.policy.lifecycle import Period
from cms.thai.dates import fiscal_months
from procurement.pages import MonthlyProcurementPage
from tests.factories.publications import fresh, publish


def month_row(number: int = 1, title: str = "ซื้อวัสดุสำนักงาน", *, budget: str = "20000.00", **values) -> dict:
    """A row of a month; `price` and `name` are those of its only winner."""
    price, name = values.pop("price", "18500.00"), values.pop("name", "ร้านแสงทองพาณิชย์")
    tax_id = values.pop("tax_id", "0105536112014")
    return {
        "number": number,
        "record": number,
        "publication": number,
        "title": title,
        "budget": budget,
        "method": "19",
        "kind": "01",
        "winners": [{"name": name, "tax_id": tax_id, "price": price}],
        "legal_basis": "ม.56(2)(ข)",
        "contract_number": f"{number}/2569",
        **values,
    }


def year_page_of(year: int):
    """The page of a fiscal year in the section of procurement, opened if need be."""
    return open_year(SectionPage.objects.get(slug="procurement"), year)


def publish_month(year: int, period: Period, rows: list, *, by, approver, division):
    """The page of a month with these rows, approved; the next edition where one is public."""
    found = MonthlyProcurementPage.objects.filter(fiscal_year=year, period=period).first()
    if found is None:
        found = draft(
            MonthlyProcurementPage(title=f"เดือน {period}", period=period, division=division), year_page_of(year), by=by
        )
    page = fresh(found).get_latest_revision_as_object() if found.latest_revision_id else found
    day = date(*fiscal_months(year)[int(period[1:]) - 1], 15)
    page.procurements = [{"contract_date": day.isoformat(), **row} for row in rows]
    page.stated_none = [] if rows else ["procurements"]
    page.save_revision(user=by)
    return publish(fresh(found), by=by, approver=approver)


def publish_months(year: int, periods, *, by, approver, division) -> None:
    """Months with two rows each."""
    for number, period in enumerate(periods):
        rows = [
            month_row(2 * number + 1),
            month_row(2 * number + 2, "จ้างซ่อมถนน", budget="300000.00", price="287500.00", method="18", kind="02"),
        ]
        publish_month(year, period, rows, by=by, approver=approver, division=division)
