"""From typed and imported procurements to the month that a citizen reads: every file of it says the same amounts."""

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import TaskState

from cms.actions.fiscal_years import open_fiscal_year
from cms.management.worker import Worker
from cms.thai.dates import fiscal_year
from cms.thai.money import format_amount
from procurement.models import ProcurementRecord
from tests.factories.decisions import approve_by
from tests.reading import on_paper, text_of_pdf

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
YEAR = fiscal_year(timezone.localdate()) - 1
SIGNED = date(YEAR - 544, 11, 12)  # in the second month of the fiscal year
MONTH = f"/procurement/{YEAR}/11/"
TYPED, IMPORTED = ("1000.50", "2000.25", "3000.75"), 20
HEADS = ["งานที่จัดซื้อหรือจัดจ้าง", "ประเภทการจัดหา", "วงเงิน", "ราคากลาง", "วิธีซื้อหรือจ้าง", "ขั้นตอน", "ผู้เสนอราคา", "ราคาที่เสนอ"]
HEADS += ["ผู้ได้รับการคัดเลือก", "ราคาที่ตกลง", "เหตุผลที่คัดเลือก", "ข้อกฎหมาย", "เลขที่สัญญา", "ลงวันที่"]


@pytest.fixture
def workbook(tmp_path):
    """Twenty complete procurements of different vendors, as an officer keeps them."""
    book = openpyxl.Workbook()
    book.active.append([f"สรุปผลการดำเนินการจัดซื้อจัดจ้าง ประจำเดือนพฤศจิกายน {YEAR - 1}"])
    book.active.append(HEADS)
    for number in range(1, IMPORTED + 1):
        vendor, price = f"หจก.แสงทอง {number}", Decimal(10000 + number) + Decimal("0.25")
        line = [f"ซื้อวัสดุชุดที่ {number}", "ซื้อ", price + 500, price, "คัดเลือก", "จัดทำสัญญา", vendor, price]
        book.active.append([*line, vendor, price, "เสนอราคาต่ำสุด", "ม.56(1)(ค)", f"{number}/{YEAR}", SIGNED])
    path = tmp_path / "พฤศจิกายน.xlsx"
    book.save(path)
    return path


def type_record(desk, number, price):
    """Fill in a procurement and submit it."""
    desk.goto(reverse("wagtailsnippets_procurement_procurementrecord:add"))
    desk.locator("#id_title").fill(f"จ้างซ่อมถนนสายที่ {number}")
    for name, value in {"kind": "02", "method": "18", "step": "5"}.items():
        desk.locator(f"#id_{name}").select_option(value)
    facts = {"budget": price, "reference_price": price, "legal_basis": "ม.56(1)(ค)", "reason": "เสนอราคาต่ำสุด"}
    for name, value in {**facts, "contract_number": f"จ.{number}/{YEAR}"}.items():
        desk.locator(f"#id_{name}").fill(value)
    desk.locator("#id_contract_date").fill(f"12/11/{YEAR - 1}")
    for rows in ("bidders", "winners"):
        desk.locator(f"#id_{rows}-0-name").fill(f"ร้านช่าง {number}")
        desk.locator(f"#id_{rows}-0-price").fill(price)
    submit(desk)


def submit(desk):
    desk.get_by_role("button", name="การดำเนินการเพิ่มเติม").click()
    desk.locator("[name=action-submit]").first.click()
    expect(desk.locator(".messages")).to_contain_text("ส่งแล้ว รอ")


def import_workbook(desk, workbook):
    """From the list of records: choose the file, look at what it would be, confirm."""
    desk.goto(reverse("wagtailsnippets_procurement_procurementrecord:list"))
    desk.get_by_role("link", name="นำเข้าจาก Excel").click()
    desk.locator("input[type=file]").set_input_files(workbook)
    desk.get_by_role("button", name="ตรวจไฟล์").click()
    Worker().run(once=True)
    expect(desk.get_by_role("heading", name=f"พร้อมนำเข้า {IMPORTED} รายการ")).to_be_visible()
    desk.get_by_role("button", name="สร้างร่างและส่งขออนุมัติ").click()
    Worker().run(once=True)
    expect(desk.get_by_text("ส่งขออนุมัติแล้ว").first).to_be_visible()


def approve_opened(phone, titles):
    """Open these in the queue and approve them together."""
    phone.goto(reverse("cms_queue"))
    for count, title in enumerate(titles, start=1):
        phone.get_by_role("link", name=title, exact=True).first.click()
        expect(phone.get_by_role("checkbox")).to_have_count(count)
    phone.get_by_role("button", name=re.compile("เรื่องที่อ่านแล้ว")).click()
    expect(phone.get_by_text(re.compile(f"อนุมัติแล้ว {len(titles)} เรื่อง|อนุมัติ “"))).to_be_visible()


def approve_all(executive):
    for waiting in TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS):
        approve_by(waiting, executive)


def submit_month(desk):
    desk.goto(f"{reverse('procurement_months')}?year={YEAR}")
    desk.locator("#m02").get_by_role("button", name=re.compile("ส่งขออนุมัติ")).click()
    expect(desk.locator(".messages")).to_contain_text("ส่ง")


def prices() -> list[Decimal]:
    return sorted(row.price for record in ProcurementRecord.objects.all() for row in record.winners.all())


def amounts_of_files(visitor) -> dict[str, list[Decimal]]:
    """The agreed prices as each file says them."""

    def fetch(form):
        answer = visitor.request.get(f"{MONTH}export/{form}/")
        assert answer.status == 200, form
        return answer.body()

    lines = list(csv.DictReader(io.StringIO(fetch("csv").decode("utf-8-sig"))))
    head = next(head for head in lines[0] if head.startswith("ราคาที่ตกลง"))
    sheet = openpyxl.load_workbook(io.BytesIO(fetch("xlsx"))).worksheets[0]
    heads, *rows = sheet.iter_rows(values_only=True)
    place = next(place for place, text in enumerate(heads) if str(text).startswith("ราคาที่ตกลง"))
    releases, content = json.loads(fetch("ocds"))["releases"], json.loads(fetch("json"))["content"]
    found = {
        "csv": [line[head] for line in lines],
        "xlsx": [row[place] for row in rows],
        "json": [winner["price"] for row in content["procurements"] for winner in row["winners"]],
        "ocds": [award["value"]["amount"] for release in releases for award in release["awards"]],
    }
    return {form: sorted(Decimal(str(value).replace(",", "")) for value in values) for form, values in found.items()}


def test_typed_and_imported_procurements_become_a_month_that_says_one_thing_everywhere(
    open_as, authority, site_admin, procurement_officer, executive, workbook, photograph
):
    open_fiscal_year(authority, YEAR, by=site_admin)
    desk, phone, visitor = open_as(procurement_officer), open_as(executive, PHONE), open_as()

    for number, price in enumerate(TYPED, start=1):
        type_record(desk, number, price)
    import_workbook(desk, workbook)
    approve_opened(phone, ["จ้างซ่อมถนนสายที่ 1", "จ้างซ่อมถนนสายที่ 2", "ซื้อวัสดุชุดที่ 7"])
    approve_all(executive)
    Worker().run(once=True)
    assert visitor.request.get(f"{MONTH}export/csv/").status == 404

    submit_month(desk)
    approve_opened(phone, [re.compile(f"พฤศจิกายน {YEAR - 1}")])
    Worker().run(once=True)

    said = prices()
    assert len(said) == len(TYPED) + IMPORTED
    visitor.goto(MONTH)
    photograph(visitor, "month-1280")
    total = format_amount(sum(said))
    expect(visitor.get_by_text(total).first).to_be_visible()
    html = visitor.content()
    assert all(format_amount(price) in html for price in said)
    assert amounts_of_files(visitor) == dict.fromkeys(("csv", "xlsx", "json", "ocds"), said)
    paper = text_of_pdf(visitor.request.get(visitor.get_by_role("link", name="PDF").first.get_attribute("href")).body())
    assert [price for price in [*said, sum(said)] if on_paper(format_amount(price)) not in paper] == []

    record = ProcurementRecord.objects.get(title="จ้างซ่อมถนนสายที่ 3")
    desk.goto(reverse("wagtailsnippets_procurement_procurementrecord:edit", args=[record.pk]))
    for rows in ("bidders", "winners"):
        desk.locator(f"#id_{rows}-0-price").fill("2900.75")
    submit(desk)
    visitor.reload()
    expect(visitor.get_by_text(total).first).to_be_visible()
    approve_opened(phone, ["จ้างซ่อมถนนสายที่ 3"])
    Worker().run(once=True)
    visitor.reload()
    expect(visitor.get_by_text(total).first).to_be_visible()
    approve_opened(phone, [re.compile(f"พฤศจิกายน {YEAR - 1}")])
    Worker().run(once=True)

    visitor.reload()
    expect(visitor.get_by_text(format_amount(sum(said) - 100)).first).to_be_visible()
    changes = visitor.locator(".changes").first
    expect(changes.locator("del").first).to_contain_text("3,000.75")
    expect(changes.locator("ins").first).to_contain_text("2,900.75")
    photograph(visitor, "month-corrected-1280")
