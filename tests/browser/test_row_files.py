"""Rows from a file, as an officer brings them in: a wrong cell, the file mended, the draft opened with its rows."""

import io
import re
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cms.actions.records import draft
from tests.browser.people import sign_in
from tests.sample.models import PlannedProject, SamplePlanPage

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

HEADS = ["โครงการ", "หน่วยงาน", "งบประมาณ (บาท)", "เริ่ม", "สถานะ"]
LINES = [[f"โครงการปรับปรุงถนนลูกรัง หมู่ที่ {number}", "กองคลัง", 245000.5, "1 ต.ค. 2568", ""] for number in range(1, 31)]


def book_of(lines):
    book = openpyxl.Workbook()
    book.active.title = "แผน 2569"
    for line in [["แผนดำเนินงาน ประจำปีงบประมาณ ๒๕๖๙"], HEADS, *lines, ["รวม", None, 7350015]]:
        book.active.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def file_of(lines):
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "แผน.xlsx", "mimeType": mime, "buffer": book_of(lines)}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_rows_come_in_from_a_file(
    browser, live_server, year_page, officer, clerk_office, finance, violations, clipped, photograph, width, script
):
    plan = SamplePlanPage(title="แผนดำเนินงาน", division=clerk_office)
    plan.projects = [PlannedProject(project="อบรมอาสาสมัคร", unit=finance, budget=Decimal(12000))]
    plan = draft(plan, year_page, by=officer)
    context = browser.new_context(
        viewport={"width": width, "height": 844}, base_url=live_server.url, locale="th-TH", java_script_enabled=script
    )
    page = context.new_page()
    sign_in(page, officer)

    # From the editor by a link under the table; Wagtail's tabs open by script alone.
    if script:
        page.goto(reverse("wagtailadmin_pages:edit", args=[plan.pk]))
        photograph(page, f"rows-editor-{width}")
        page.get_by_role("link", name="นำเข้าจากไฟล์").click()
    else:
        page.goto(reverse("cms_rows_import", args=[plan.pk, "projects"]))
    expect(page.get_by_role("heading", name="เลือกไฟล์")).to_be_visible()
    check(page, violations, clipped, script)
    photograph(page, f"rows-choose-{width}")

    # A wrong cell is named, and nothing can be confirmed.
    wrong = [*LINES[:3], ["ขุดลอกคลอง", "กองช่าง", "ฟรี", "31/2/2568", ""]]
    page.get_by_label("ไฟล์ตาราง").set_input_files(file_of(wrong))
    page.get_by_role("button", name="ตรวจไฟล์").click()
    expect(page.get_by_role("heading", name="มีช่องที่ต้องแก้ 3 แห่ง")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^นำเข้า"))).to_have_count(0)
    check(page, violations, clipped, script)
    photograph(page, f"rows-wrong-{width}")

    # The mended file: look, choose, confirm; the editor has the rows.
    page.get_by_label("ไฟล์ตาราง").set_input_files(file_of(LINES))
    page.get_by_role("button", name="ตรวจไฟล์").click()
    expect(page.get_by_role("heading", name="อ่านได้ 30 แถว")).to_be_visible()
    check(page, violations, clipped, script)
    photograph(page, f"rows-right-{width}")
    page.get_by_role("radio", name=re.compile("แทนรายการเดิมทั้งหมด")).check()
    page.get_by_role("button", name="นำเข้า 30 แถว").click()
    expect(page.locator(".messages")).to_contain_text("นำเข้า 30 แถวเป็นร่างใหม่แล้ว")
    expect(page.locator("[id$='-FORMS'] [name$='-project']")).to_have_count(30)
    photograph(page, f"rows-done-{width}")
    context.close()


def check(page, violations, clipped, script) -> None:
    """Nothing on the screen of the import fails axe, clips Thai marks or moves sideways; axe needs a script."""
    if not script:
        return
    assert [each for each in violations(page) if "rows-import" in each or "#file" in each] == []
    assert [
        each for each in clipped(page) if "content-wrapper" not in each
    ] == []  # what the window ends at is scrolled to
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
