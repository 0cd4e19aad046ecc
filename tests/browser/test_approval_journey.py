"""The first real journey: an officer drafts, an executive approves on a phone, a citizen reads and downloads."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from disclosures.pages import GeneralAnnouncementPage
from tests.factories.documents import ANNOUNCEMENT, read_waiting_files

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}


def no_sideways_scroll(page):
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_an_officer_drafts_an_executive_approves_a_citizen_reads(
    open_as, year_page, officer, executive, second_executive, tmp_path, violations, clipped, photograph
):
    paper = tmp_path / "ประกาศรับสมัครงาน.pdf"
    paper.write_bytes(ANNOUNCEMENT.read_bytes())

    # The officer drafts, attaches a file and submits.
    desk = open_as(officer)
    photograph(desk, "officer-home-1280")
    desk.get_by_role("link", name="เลือกจากหมวด หรือทำแบบปีที่แล้ว").click()
    desk.get_by_role("link", name="ประกาศทั่วไป", exact=True).click()
    desk.get_by_label(re.compile("^ชื่อเรื่อง")).fill("ประกาศรับสมัครงาน")
    desk.get_by_label(re.compile("^สรุปสาระสำคัญ")).fill("รับสมัครพนักงานจ้างหนึ่งอัตรา ถึงวันที่ ๓๐ กันยายน")
    desk.get_by_role("tab", name="เอกสารแนบ").click()
    desk.get_by_role("button", name="เพิ่มเอกสารแนบ").click()
    desk.get_by_role("button", name="เลือกเอกสาร").first.click()
    desk.get_by_role("tab", name="อัปโหลดเอกสารใหม่").click()
    desk.locator("input[type=file]").set_input_files(paper)
    expect(desk.get_by_role("dialog").get_by_role("textbox", name="ชื่อเรื่อง*")).to_have_value("ประกาศรับสมัครงาน")
    desk.get_by_role("button", name="อัปโหลดและแนบ").click()
    expect(desk.get_by_text("ประกาศรับสมัครงาน.pdf").first).to_be_visible()
    read_waiting_files()
    assert clipped(desk) == []
    photograph(desk, "officer-editor-1280")
    desk.get_by_role("button", name="การดำเนินการเพิ่มเติม").click()
    desk.get_by_role("button", name=re.compile("ส่งขออนุมัติ")).first.click()
    expect(desk.locator(".messages")).to_contain_text("ส่งแล้ว รอ")

    page = GeneralAnnouncementPage.objects.get(draft_title="ประกาศรับสมัครงาน")
    version = page.get_latest_revision_as_object().attachments.all()[0].version
    addresses = [version.get_absolute_url(), f"/documents/{version.document.uuid}/", page.url]

    # Nobody outside sees anything of it.
    visitor = open_as()
    for address in addresses:
        assert visitor.request.get(address).status == 404, address

    # The executive decides on a phone.
    phone = open_as(executive, PHONE)
    phone.goto(reverse("cms_queue"))
    no_sideways_scroll(phone)
    assert violations(phone) == []
    assert clipped(phone) == []
    photograph(phone, "executive-queue-390")
    assert phone.get_by_role("checkbox").count() == 0
    phone.get_by_role("link", name="เปิดอ่านก่อนอนุมัติ").click()
    expect(phone.get_by_text("รับสมัครพนักงานจ้างหนึ่งอัตรา")).to_be_visible()
    expect(phone.get_by_text("ประกาศรับสมัครงาน.pdf").first).to_be_visible()
    no_sideways_scroll(phone)
    assert violations(phone) == []
    assert clipped(phone) == []
    photograph(phone, "executive-review-390")
    button = phone.get_by_role("button", name="อนุมัติและเผยแพร่")
    assert button.bounding_box()["height"] >= 48
    button.click()
    expect(phone.get_by_text("อนุมัติ “ประกาศรับสมัครงาน” แล้ว")).to_be_visible()

    # The citizen reads and downloads.
    visitor.goto(page.url)
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("ประกาศรับสมัครงาน")
    expect(visitor.get_by_text("รับสมัครพนักงานจ้างหนึ่งอัตรา").first).to_be_visible()
    assert visitor.request.get(version.get_absolute_url()).body() == paper.read_bytes()
    assert clipped(visitor) == []
    photograph(visitor, "visitor-record-1280")

    # A newer draft shows the executive what changes, word by word.
    desk.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    desk.get_by_label(re.compile("^สรุปสาระสำคัญ")).fill("รับสมัครพนักงานจ้างสองอัตรา ถึงวันที่ ๓๐ กันยายน")
    desk.get_by_role("button", name="การดำเนินการเพิ่มเติม").click()
    desk.get_by_role("button", name=re.compile("ส่งขออนุมัติ")).first.click()
    expect(desk.locator(".messages")).to_contain_text("ส่งแล้ว รอ")
    phone.goto(reverse("cms_queue"))
    phone.get_by_role("link", name="ประกาศรับสมัครงาน", exact=True).click()
    expect(phone.locator("ins")).to_contain_text("สอ")
    expect(phone.locator("del")).to_contain_text("หนึ่")
    photograph(phone, "executive-difference-390")
    phone.get_by_text("ส่งกลับแก้ไข", exact=True).click()
    phone.get_by_label("เหตุผลที่ส่งกลับแก้ไข").fill("อัตราเดียวตามแผน")
    phone.get_by_role("button", name="ยืนยันส่งกลับแก้ไข").click()
    expect(phone.get_by_text("กลับแก้ไขแล้ว")).to_be_visible()
    desk.goto(reverse("wagtailadmin_home"))
    expect(desk.get_by_text("อัตราเดียวตามแผน")).to_be_visible()

    # Withdrawn by two, it is gone for everybody, and says why.
    phone.goto(reverse("cms_published"))
    phone.get_by_label("ค้นจากชื่อเรื่อง").fill("รับสมัคร")
    phone.get_by_role("button", name="ค้นหา").click()
    way = phone.get_by_role("link", name=re.compile("ขอถอนหรือระงับการเผยแพร่ ประกาศรับสมัครงาน"))
    expect(way).to_be_visible()
    no_sideways_scroll(phone)
    assert violations(phone) == []
    photograph(phone, "executive-published-390")
    way.click()
    phone.get_by_label("เหตุผล").fill("ประกาศผิดอัตรา")
    phone.get_by_role("button", name="ส่งคำขอถอน").click()
    expect(phone.get_by_text("ส่งคำขอถอนแล้ว")).to_be_visible()
    second = open_as(second_executive, PHONE)
    second.goto(reverse("cms_queue"))
    second.get_by_role("button", name="ถอนการเผยแพร่").click()
    expect(second.get_by_text("ถอนการเผยแพร่แล้ว")).to_be_visible()
    assert visitor.goto(page.url).status == 410
    expect(visitor.get_by_text("ประกาศผิดอัตรา")).to_be_visible()
    assert visitor.request.get(version.get_absolute_url()).status == 410
