"""Procurements from a file, as an officer brings them in: upload, dry run, confirmation, with and without a script."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cms.management.worker import Worker
from procurement.models import ProcurementRecord
from tests.browser.people import sign_in
from tests.integration.procurement.test_imports import book, line

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def check(page, violations, clipped, script):
    """No violation, nothing cut off, nothing wider than the screen; axe itself needs a script."""
    found = violations(page) + clipped(page) if script else []
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") if script else True


@pytest.mark.parametrize(("width", "script"), [(390, True), (1280, True), (1280, False)])
def test_a_file_becomes_drafts_by_four_clicks(
    browser, live_server, procurement_officer, violations, clipped, photograph, width, script
):
    context = browser.new_context(
        viewport={"width": width, "height": 844}, base_url=live_server.url, locale="th-TH", java_script_enabled=script
    )
    page = context.new_page()
    sign_in(page, procurement_officer)
    page.goto(reverse("wagtailsnippets_procurement_procurementrecord:list"))
    photograph(page, f"import-list-{width}")

    page.goto(reverse("procurement_import"))
    check(page, violations, clipped, script)
    photograph(page, f"import-upload-{width}")
    wrong = line(3, วงเงินที่จะซื้อหรือจ้าง="ฟรี")
    file = book(line(1), line(2), wrong)
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.locator("[type=file]").set_input_files({"name": "สขร1.xlsx", "mimeType": mime, "buffer": file.read()})
    page.get_by_role("button", name="ตรวจไฟล์").click()
    expect(page.get_by_role("heading", name="กำลังตรวจไฟล์")).to_be_visible()
    check(page, violations, clipped, script)
    photograph(page, f"import-reading-{width}")

    Worker().run(once=True)
    expect(page.get_by_role("heading", name="พร้อมนำเข้า 2 รายการ")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("heading", name="ช่องที่ต้องแก้ 1 แห่ง")).to_be_visible()
    check(page, violations, clipped, script)
    photograph(page, f"import-dry-run-{width}")
    assert not ProcurementRecord.objects.exists()

    page.get_by_role("button", name="สร้างร่างเท่านั้น").click()
    expect(page.get_by_role("heading", name="กำลังสร้างร่าง")).to_be_visible()
    Worker().run(once=True)
    expect(page.get_by_role("heading", name="นำเข้าแล้ว")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("button", name=re.compile("ยกเลิกการนำเข้า"))).to_be_visible()
    check(page, violations, clipped, script)
    photograph(page, f"import-done-{width}")
    assert ProcurementRecord.objects.count() == 2
    context.close()
