"""The editor on a phone: what was sent back has its reason and one button, what waits cannot be typed into."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cms.actions import approval
from tests.browser.people import sign_in
from tests.factories.records import make_announcement

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}


def test_one_next_step_in_each_state(
    browser, live_server, year_page, officer, clerk_office, executive, violations, clipped, photograph
):
    record = make_announcement(year_page, by=officer, division=clerk_office)
    approval.submit(record, by=officer)
    approval.reject(record.current_workflow_task_state, by=executive, comment="ใส่วันที่ของประกาศด้วย")
    context = browser.new_context(viewport=PHONE, base_url=live_server.url, locale="th-TH")
    phone = context.new_page()
    sign_in(phone, officer)

    # Sent back: the reason, who and when, and one button.
    phone.goto(reverse("wagtailadmin_pages:edit", args=[record.pk]))
    expect(phone.get_by_text("ใส่วันที่ของประกาศด้วย")).to_be_visible()
    expect(phone.get_by_role("heading", name=re.compile(f"{executive} ส่งกลับให้แก้ไข"))).to_be_visible()
    expect(phone.locator("footer").get_by_role("button", name=re.compile("ส่งขออนุมัติ"))).to_have_count(1)
    assert clipped(phone) == []
    photograph(phone, "officer-returned-390")
    phone.get_by_role("button", name="ส่งขออนุมัติอีกครั้ง").click()
    expect(phone.locator(".messages")).to_contain_text("ส่งแล้ว รอ")

    # It waits: who decides, and no field takes a letter, by whatever way one comes to it.
    phone.goto(reverse("wagtailadmin_pages:edit", args=[record.pk]))
    expect(phone.get_by_role("heading", name=re.compile("^รอ ผู้บริหาร พิจารณาภายใน"))).to_be_visible()
    title = phone.get_by_label(re.compile("^ชื่อเรื่อง"))
    expect(title).not_to_be_editable()
    expect(phone.get_by_label(re.compile("^กอง/สำนักเจ้าของเรื่อง"))).to_be_disabled()
    expect(phone.locator("[contenteditable=true]")).to_have_count(0)
    assert [each for each in violations(phone) if "notice" in each or "state" in each] == []
    assert clipped(phone) == []
    photograph(phone, "officer-waiting-editor-390")
    phone.locator("footer").get_by_role("button").click()
    expect(phone.locator(".messages")).to_contain_text("เรียกคืนแล้ว แก้ไขต่อได้")
    expect(title).to_be_editable()
    context.close()
