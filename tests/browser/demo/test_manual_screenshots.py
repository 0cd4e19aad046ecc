"""Plays what the manuals of docs/how-to tell, step by step on the demo, and takes their pictures.

`MANUAL_IMAGES=1 pytest tests/browser/demo/test_manual_screenshots.py` writes them into docs/how-to/images; without it
they go into a folder that goes away, so that the steps are tried all the same.
"""

import os
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from cms import demo
from cms.actions.sign_in import make_first_link
from cms.models import Publication
from disclosures.pages import GeneralAnnouncementPage, IntegrityMeasurePage
from tests.browser.test_rows_grid import PASTE
from tests.factories.documents import ANNOUNCEMENT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

IMAGES = Path(settings.BASE_DIR) / "docs" / "how-to" / "images"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 860}
TITLE = "กำหนดการออกหน่วยบริการเคลื่อนที่"
MORE = re.compile("เพิ่มเติม")
SUBMIT = re.compile("ส่งขออนุมัติ")
DUTIES = """จัดทำแผนการใช้จ่ายงบประมาณ\tกองคลัง\tปีละครั้ง
รายงานผลการใช้จ่ายต่อผู้บริหาร\tกองคลัง\tทุกไตรมาศ
เผยแพร่รายงานบนเว็บไซต์\tสำนักปลัด\tปีละครั้ง"""


@pytest.fixture(scope="module")
def album(tmp_path_factory):
    """Keeps a picture of what is in sight, small enough for a repository."""
    folder = IMAGES if os.environ.get("MANUAL_IMAGES") else tmp_path_factory.mktemp("manual")
    folder.mkdir(parents=True, exist_ok=True)

    def take(page, name, by=None):
        page.wait_for_load_state("networkidle")
        if by is not None:
            by.scroll_into_view_if_needed()
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name
        shot = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
        file = folder / f"{name}-{shot.width}.png"
        shot.quantize(colors=64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, optimize=True)
        assert file.stat().st_size <= 120 * 1024

    return take


@pytest.fixture
def logins(fresh_demo):
    """The passwords that the demo wrote down."""
    return dict(re.findall(r"^  (\w+) +(\S+)", demo.logins_file().read_text(encoding="utf-8"), re.MULTILINE))


def sign_in(page, username, password):
    page.goto(reverse("wagtailadmin_login"))
    page.get_by_label("ชื่อผู้ใช้").fill(username)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    page.wait_for_url("**" + reverse("wagtailadmin_home"))


def test_what_the_manuals_tell(visit, logins, album, tmp_path):
    paper = tmp_path / "กำหนดการ.pdf"
    paper.write_bytes(ANNOUNCEMENT.read_bytes())

    # The officer: draft, attach, submit, and how to take it back.
    desk = visit(DESK)
    sign_in(desk, "officer", logins["officer"])
    album(desk, "officer-home")
    desk.get_by_role("link", name="เลือกจากหมวด หรือทำแบบปีที่แล้ว").click()
    expect(desk.get_by_role("heading", name="ประกาศและข่าวสาร")).to_be_visible()
    album(desk, "officer-new")
    desk.get_by_role("link", name="มีแล้ว ยังไม่มี").click()
    expect(desk.get_by_text("ตัวเลขของหมวดคือจำนวนประเภท")).to_be_visible()
    album(desk, "officer-coverage")
    desk.get_by_role("link", name="ลงข้อมูลใหม่", exact=True).click()
    desk.get_by_role("link", name="ประกาศทั่วไป", exact=True).click()
    desk.get_by_label(re.compile("^ชื่อเรื่อง")).fill(TITLE)
    desk.get_by_label(re.compile("^สรุปสาระสำคัญ")).fill("อบต. ออกหน่วยบริการที่ศาลาประชาคมทุกหมู่บ้านในเดือนนี้")
    album(desk, "officer-editor")
    desk.get_by_role("tab", name="เอกสารแนบ").click()
    desk.get_by_role("button", name="เพิ่มเอกสารแนบ").click()
    desk.get_by_role("button", name="เลือกเอกสาร").first.click()
    desk.get_by_role("tab", name="อัปโหลดเอกสารใหม่").click()
    desk.locator("input[type=file]").set_input_files(paper)
    album(desk, "officer-attach")
    desk.get_by_role("button", name="อัปโหลดและแนบ").click()
    expect(desk.get_by_text("กำหนดการ.pdf").first).to_be_visible()
    call_command("run_jobs", once=True)
    desk.get_by_role("button", name=MORE).last.click()
    expect(desk.get_by_role("button", name=SUBMIT).first).to_be_visible()
    album(desk, "officer-submit")
    desk.get_by_role("button", name=SUBMIT).first.click()
    expect(desk.locator(".messages")).to_contain_text("ส่งแล้ว รอ")
    desk.goto(reverse("wagtailadmin_home"))
    desk.set_viewport_size(PHONE)
    recall = desk.get_by_role("button", name=re.compile("^เรียกคืน")).first
    expect(recall).to_be_visible()
    album(desk, "officer-waiting", by=recall)
    record = GeneralAnnouncementPage.objects.get(draft_title=TITLE)

    # Rows are pasted from Excel; one name is on no list. On a phone one row is open.
    measure = IntegrityMeasurePage.objects.filter(measure_number=3).earliest("fiscal_year")
    desk.set_viewport_size(DESK)
    desk.goto(reverse("wagtailadmin_pages:edit", args=[measure.pk]))
    duties = desk.locator(".sheet").filter(has=desk.locator("#id_obligations-ADD"))
    duties.locator("#id_obligations-0-what").focus()
    desk.evaluate(PASTE, DUTIES)
    expect(duties.locator(".sheet__said")).to_have_text("วาง 3 แถวแล้ว มี 1 ช่องที่ต้องแก้")
    album(desk, "officer-sheet", by=duties.locator(".sheet__keys"))
    desk.get_by_role("button", name="เลิกทำ").last.click()
    desk.set_viewport_size(PHONE)
    duties.locator(".sheet__row").first.click()
    album(desk, "officer-sheet", by=duties.locator(".sheet__steps"))

    # The executive, on a phone: what waits, what changes, two buttons, and the way to take something down.
    phone = visit(PHONE)
    sign_in(phone, "executive", logins["executive"])
    phone.goto(reverse("cms_queue"))
    album(phone, "executive-queue")
    phone.get_by_role("link", name="การให้บริการประชาชนช่วงพักเที่ยง", exact=True).click()
    expect(phone.locator("ins").first).to_be_visible()
    album(phone, "executive-difference")
    phone.get_by_text("ส่งกลับแก้ไข", exact=True).click()
    reason = phone.get_by_label("เหตุผลที่ส่งกลับแก้ไข")
    phone.get_by_label("ยังไม่ครบถ้วน").check()
    reason.fill(reason.input_value() + " ระบุเวลาที่กองช่างรับคำขอด้วย")
    album(phone, "executive-reject", by=phone.get_by_role("button", name="ยืนยันส่งกลับแก้ไข"))
    phone.get_by_role("button", name="ยืนยันส่งกลับแก้ไข").click()
    expect(phone.get_by_text("กลับแก้ไขแล้ว")).to_be_visible()
    phone.get_by_role("link", name=TITLE, exact=True).click()
    phone.get_by_role("button", name="อนุมัติและเผยแพร่").click()
    expect(phone.get_by_text(f"อนุมัติ “{TITLE}” แล้ว")).to_be_visible()
    citizen = visit(PHONE)
    citizen.goto(record.get_url())
    expect(citizen.get_by_role("heading", level=1)).to_contain_text(TITLE)
    album(citizen, "public-record")
    publication = Publication.objects.of(record).get()
    phone.goto(reverse("cms_takedown_ask", args=[publication.pk]))
    phone.get_by_label("เหตุผล").fill("กำหนดการเปลี่ยน จะประกาศใหม่")
    album(phone, "executive-takedown")
    phone.get_by_role("button", name="ระงับทันที").click()
    expect(phone.get_by_text("ระงับการเผยแพร่แล้ว")).to_be_visible()
    assert citizen.goto(record.get_url()).status == 404

    second = visit(PHONE)
    sign_in(second, "clerk", logins["clerk"])
    second.goto(reverse("cms_queue"))
    asked = second.locator("[id^=takedown-]").filter(has_text=TITLE)
    asked.get_by_role("button", name="ถอนการเผยแพร่").click()
    expect(second.get_by_text("ถอนการเผยแพร่แล้ว")).to_be_visible()
    assert citizen.goto(record.get_url()).status == 410
    expect(citizen.get_by_text("กำหนดการเปลี่ยน จะประกาศใหม่")).to_be_visible()

    # The site admin: people and their posts, what works in the background.
    admin = visit(DESK)
    sign_in(admin, "admin", logins["admin"])
    admin.goto(reverse("wagtailusers_users:index"))
    album(admin, "admin-people")
    admin.goto(reverse("cms_account", args=[demo.user("officer").pk]))
    album(admin, "admin-account")
    admin.get_by_role("link", name="แต่งตั้งตำแหน่ง").click()
    admin.wait_for_url("**" + reverse("cms_posts:add") + "**")
    album(admin, "admin-post")
    admin.goto(reverse("cms_jobs"))
    expect(admin.get_by_role("heading", name="งานเบื้องหลัง")).to_be_visible()
    album(admin, "admin-jobs")


def test_the_first_site_admin_is_made_by_a_link(empty_database, visit, album):
    page = visit(DESK)
    page.goto(reverse("setup", args=[make_first_link()]))
    album(page, "admin-first-link")
    page.get_by_label("ชื่อผู้ใช้").fill("keeper")
    fields = {"name": "ผู้ดูแลระบบ", "authority_name": "องค์การบริหารส่วนตำบลตัวอย่าง", "authority_short_name": "อบต.ตัวอย่าง"}
    password = "ปลาทูสดสามตัวในตะกร้าไม้ไผ่"
    for name, value in {**fields, "new_password1": password, "new_password2": password}.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button").last.click()
    page.wait_for_url("**" + reverse("wagtailadmin_login"))

    sign_in(page, "keeper", password)
    expect(page.get_by_role("button", name="การตั้งค่า")).to_be_visible()
