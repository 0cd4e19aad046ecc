"""The approver's queue on a phone: a card opens in place, and only what was opened can be approved."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cms.actions import approval
from cms.models import ReviewReceipt
from tests.browser.people import sign_in
from tests.factories.publications import fresh
from tests.factories.records import make_announcement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
MANY = re.compile("เรื่องที่อ่านแล้ว")


@pytest.fixture
def waiting(year_page, officer, clerk_office, executive):
    """Three announcements that wait."""
    pages = [
        make_announcement(year_page, by=officer, division=clerk_office, title=f"ประกาศที่ {number}")
        for number in (1, 2, 3)
    ]
    for page in pages:
        approval.submit(page, by=officer)
    return pages


@pytest.fixture
def open_queue(browser, live_server, waiting, executive):
    contexts = []

    def opened():
        context = browser.new_context(viewport=PHONE, base_url=live_server.url, locale="th-TH")
        contexts.append(context)
        page = context.new_page()
        sign_in(page, executive)
        page.goto(reverse("cms_queue"))
        return page

    yield opened
    for context in contexts:
        context.close()


def test_only_opened_cards_are_approved(open_queue, waiting, violations, clipped, photograph):
    phone = open_queue()
    bar = phone.get_by_role("button", name=MANY)
    expect(phone.get_by_role("link", name=re.compile("เปิดอ่านก่อนอนุมัติ"))).to_have_count(3)
    expect(phone.get_by_role("checkbox")).to_have_count(0)
    expect(bar).to_be_hidden()

    for number in (1, 2):
        phone.get_by_role("link", name=f"ประกาศที่ {number}", exact=True).click()
        expect(phone.get_by_role("checkbox")).to_have_count(number)
        expect(bar).to_have_text(f"อนุมัติ {number} เรื่องที่อ่านแล้ว")
    assert phone.url.endswith(reverse("cms_queue"))
    expect(phone.locator("summary", has_text="เรื่องใหม่").first).to_be_visible()
    assert bar.bounding_box()["height"] >= 48
    assert phone.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert violations(phone) == []
    assert clipped(phone) == []
    photograph(phone, "executive-queue-opened-390")
    phone.get_by_role("checkbox").nth(1).uncheck()
    expect(bar).to_have_text("อนุมัติ 1 เรื่องที่อ่านแล้ว")
    phone.get_by_role("checkbox").nth(1).check()
    bar.click()

    expect(phone.get_by_text("อนุมัติแล้ว 2 เรื่อง")).to_be_visible()
    assert [fresh(page).live for page in waiting] == [True, True, False]
    assert ReviewReceipt.objects.count() == 2


def test_reasons_fill_the_text_and_are_edited(open_queue, waiting):
    phone = open_queue()
    phone.get_by_role("link", name="ประกาศที่ 1", exact=True).click()
    phone.get_by_text("ส่งกลับแก้ไข", exact=True).click()
    reason = phone.get_by_label("เหตุผลที่ส่งกลับแก้ไข")

    phone.get_by_label("ขาดไฟล์แนบ").check()
    phone.get_by_label("ถ้อยคำไม่ชัดเจน").check()
    phone.get_by_label("ขาดไฟล์แนบ").uncheck()

    expect(reason).to_have_value("ถ้อยคำไม่ชัดเจน")
    reason.fill("ถ้อยคำในข้อ 2 ไม่ชัดเจน")
    phone.get_by_role("button", name="ยืนยันส่งกลับแก้ไข").click()
    expect(phone.get_by_text("กลับแก้ไขแล้ว")).to_be_visible()
    assert fresh(waiting[0]).current_workflow_state.current_task_state.comment == "ถ้อยคำในข้อ 2 ไม่ชัดเจน"
