"""From the dashboard to the editor of a new record, and last year's plan copied and submitted: how many clicks."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cms.actions.fiscal_years import open_fiscal_year, open_year
from cms.actions.records import draft
from cms.pages import SectionPage, YearPage
from disclosures.pages import GeneralAnnouncementPage, RelatedLaw, RelatedLawsPage
from tests.browser.people import sign_in
from tests.browser.test_rows_grid import PASTE
from tests.factories import families
from tests.factories.documents import read_waiting_files
from tests.factories.publications import publish
from tests.factories.records import make_announcement
from tests.sample.models import ActionPlanPage, NoGiftPage, SamplePlanPage, ServiceStatisticsPage

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 860}
NARROW = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.fixture(autouse=True)
def sample_types(monkeypatch):
    for kind in (ActionPlanPage, NoGiftPage, SamplePlanPage, ServiceStatisticsPage):
        monkeypatch.setattr(kind, "is_creatable", True)
    monkeypatch.setattr(GeneralAnnouncementPage, "page_description", "ประกาศและคำสั่งที่ประชาชนควรรู้", raising=False)


@pytest.fixture
def last_year(authority, year_page):
    open_fiscal_year(authority, year_page.fiscal_year - 1, by=None, also=())
    return YearPage.objects.get(url_path__contains="/announcements/", fiscal_year=year_page.fiscal_year - 1)


@pytest.fixture
def clicks():
    """Counts the clicks of a way."""

    class Clicks:
        count = 0

        def on(self, locator):
            self.count += 1
            locator.click()

    return Clicks()


def test_a_new_record_is_two_clicks_from_the_dashboard(visit, year_page, officer, clicks):
    phone = visit(PHONE)
    sign_in(phone, officer)

    clicks.on(phone.get_by_role("link", name="เลือกจากหมวด หรือทำแบบปีที่แล้ว"))
    clicks.on(phone.get_by_role("link", name="ประกาศทั่วไป", exact=True))

    expect(phone.get_by_label(re.compile("^ชื่อเรื่อง"))).to_be_editable()
    assert phone.url.endswith(
        reverse("wagtailadmin_pages:add", args=["disclosures", "generalannouncementpage", year_page.pk])
    )
    assert clicks.count == 2


def test_a_word_and_the_keyboard_alone_lead_there_too(visit, year_page, officer):
    desk = visit(DESK)
    sign_in(desk, officer)

    desk.get_by_label("ลงเรื่องอะไร").focus()
    desk.keyboard.type("ประกาสทั่วไป")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("ที่ใกล้เคียงคือ")).to_be_visible()
    desk.get_by_role("link", name="ประกาศทั่วไป", exact=True).focus()
    desk.keyboard.press("Enter")

    expect(desk.get_by_label(re.compile("^ชื่อเรื่อง"))).to_be_editable()


def test_a_plan_of_thirty_rows_is_pasted_from_a_sheet_in_four_clicks(visit, year_page, officer, clerk_office, clicks):
    lines = ["\t".join((f"โครงการที่ {number}", "สำนักปลัด", f"{number}๐,๐๐๐")) for number in range(1, 31)]
    desk = visit(DESK)
    sign_in(desk, officer)

    clicks.on(desk.get_by_role("link", name="เลือกจากหมวด หรือทำแบบปีที่แล้ว"))
    clicks.on(desk.get_by_role("link", name="แผนดำเนินงานตัวอย่าง", exact=True))
    desk.get_by_label(re.compile("^ชื่อเรื่อง")).fill("แผนดำเนินงานประจำปี")
    desk.locator("[name=projects-TOTAL_FORMS]").wait_for(state="attached")
    clicks.on(desk.get_by_role("button", name="เพิ่มแถว"))
    desk.evaluate(PASTE, "\n".join(lines))
    expect(desk.locator(".sheet__said")).to_contain_text("วาง 30 แถวแล้ว")
    clicks.on(desk.get_by_role("button", name="บันทึกฉบับร่าง").first)

    expect(desk.locator(".messages")).to_be_visible()
    assert clicks.count == 4
    rows = ActionPlanPage.objects.get().get_latest_revision_as_object().projects.all()
    assert [(row.project, row.unit, row.budget) for row in rows] == [
        (f"โครงการที่ {number}", clerk_office, number * 10_000) for number in range(1, 31)
    ]


def test_last_years_plan_is_copied_and_submitted_in_four_clicks(
    visit, year_page, last_year, officer, executive, clerk_office, clicks
):
    publish(families.make_plan(last_year, by=officer, division=clerk_office), by=officer, approver=executive)
    read_waiting_files()
    desk = visit(DESK)
    sign_in(desk, officer)

    clicks.on(desk.get_by_role("link", name="เลือกจากหมวด หรือทำแบบปีที่แล้ว"))
    clicks.on(desk.get_by_role("button", name=f"ทำแบบปี {last_year.fiscal_year} แผนดำเนินงานตัวอย่าง"))
    expect(desk.locator(".messages")).to_contain_text("ตรวจและแก้ก่อนส่งขออนุมัติ")
    clicks.on(desk.get_by_role("button", name=re.compile("เพิ่มเติม")).last)
    clicks.on(desk.get_by_role("button", name=re.compile("ส่งขออนุมัติ")).first)

    expect(desk.locator(".messages")).to_contain_text("ส่งแล้ว รอ")
    assert clicks.count == 4
    assert ActionPlanPage.objects.get(fiscal_year=year_page.fiscal_year).workflow_in_progress


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_what_holds_for_years_is_submitted_for_the_next_by_one_click(
    visit, viewport, year_page, last_year, officer, executive, clerk_office, clicks
):
    publish_laws(last_year.fiscal_year, officer=officer, executive=executive, division=clerk_office)
    page = visit(viewport)
    sign_in(page, officer)
    page.goto(reverse("cms_coverage") + "?open=all")

    clicks.on(page.get_by_role("button", name=f"ใช้ต่อในปี {year_page.fiscal_year} และส่งขออนุมัติ กฎหมายที่เกี่ยวข้อง"))

    expect(page.locator(".messages")).to_contain_text(f"ในปี {year_page.fiscal_year} และส่งขออนุมัติแล้ว")
    assert page.url.endswith(reverse("cms_coverage") + "?open=all")
    assert clicks.count == 1
    assert RelatedLawsPage.objects.get(fiscal_year=year_page.fiscal_year).workflow_in_progress


def publish_laws(year, *, officer, executive, division):
    laws = RelatedLawsPage(title="กฎหมายที่เกี่ยวข้อง", division=division)
    laws.laws = [RelatedLaw(name="พระราชบัญญัติสภาตำบล พ.ศ. 2537", kind="act")]
    section = SectionPage.objects.get(slug="about")
    return publish(draft(laws, open_year(section, year), by=officer), by=officer, approver=executive)


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_screens_are_for_everybody(
    visit, viewport, colours, year_page, last_year, officer, executive, clerk_office, violations, clipped, photograph
):
    publish(families.make_plan(last_year, by=officer, division=clerk_office), by=officer, approver=executive)
    publish_laws(last_year.fiscal_year, officer=officer, executive=executive, division=clerk_office)
    families.make_statement(year_page, by=officer, division=clerk_office)
    for number in (1, 2):
        make_announcement(last_year, by=officer, division=clerk_office, title=f"ประกาศที่ {number}")
    page = visit(viewport, color_scheme=colours)
    sign_in(page, officer)

    for name, address in (
        ("home", reverse("wagtailadmin_home")),
        ("new", reverse("cms_new_record")),
        ("new-found", reverse("cms_new_record") + "?q=แผน"),
        ("copies", reverse("cms_new_copies") + "?type=disclosures.generalannouncementpage"),
        ("coverage", reverse("cms_coverage") + "?open=all"),
    ):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert violations(page) == [], name
        assert clipped(page) == [], name
        assert page.evaluate(NARROW), name
        photograph(page, f"officer-{name}-{viewport['width']}-{colours}")


def test_the_grid_is_opened_and_used_with_the_keyboard(visit, year_page, last_year, officer, executive, clerk_office):
    publish(families.make_plan(last_year, by=officer, division=clerk_office), by=officer, approver=executive)
    desk = visit(DESK)
    sign_in(desk, officer)
    desk.goto(reverse("cms_coverage"))

    desk.locator("#announcements > summary").focus()
    desk.keyboard.press("Enter")
    carry = desk.get_by_role("button", name=re.compile(f"^ยกมาจากปี {last_year.fiscal_year} แผนดำเนินงานตัวอย่าง"))
    expect(carry).to_be_visible()
    carry.focus()
    desk.keyboard.press("Enter")

    expect(desk.locator(".messages")).to_contain_text(f"ทำสำเนาเป็นร่างของปี {year_page.fiscal_year} แล้ว")
    assert ActionPlanPage.objects.get(fiscal_year=year_page.fiscal_year).projects.count() == 2
