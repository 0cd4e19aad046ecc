"""Content comes first, and tables are whole: measured in a real browser on every family, lists and the search."""

import json
from urllib.parse import quote

import pytest
from django.core.cache import cache

from tests.factories import families
from tests.factories.bought import make_vendor_of
from tests.factories.publications import PublicSite, publish

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
MOST_PIXELS_ABOVE = 500
# What a record or a list itself says, below whatever the layout puts above it.
FIRST = """() => Math.min(...[...document.querySelectorAll(
    ".document :is(tbody tr, li, p, dd), .totals dd, .month, .file, .record, .year, .chip, .empty, main tbody tr")]
    .map(each => each.getBoundingClientRect()).filter(box => box.height > 1).map(box => box.top + scrollY))"""
TABLE = """region => ({
    isWide: region.clientWidth >= 70 * 16,
    scrolls: region.scrollWidth > region.clientWidth,
    roles: [...new Set([...region.querySelectorAll("[role]")].map(each => each.getAttribute("role")))],
    withoutRole: region.querySelectorAll(":is(table, thead, tbody, tfoot, tr, th, td):not([role])").length})"""
BLOCK = """row => {
    const [head, ...cells] = [...row.children].filter(each => each.getClientRects().length);
    const box = each => each.getBoundingClientRect();
    return {
        role: head.getAttribute("role"),
        weight: getComputedStyle(head).fontWeight,
        isAbove: cells.every(each => box(each).top >= box(head).bottom),
        isInside: cells.every(each => box(each).right <= box(row).right + 1),
        isLabelled: cells.every(each => getComputedStyle(each, "::before").content.length > 2)}}"""
OF_A_TABLE = {"table", "rowgroup", "row", "columnheader", "rowheader", "cell"}
WITH_TABLE = ["plan", "report", "statistics", "manual", "measure"]


@pytest.fixture
def public_site(live_server, authority, officer, procurement_officer, executive, second_executive):
    cache.clear()
    return PublicSite(authority, officer, procurement_officer, executive, second_executive).fill()


@pytest.fixture
def records(public_site, year_page, officer, executive, clerk_office):
    """A record of each family, by its name."""
    who = {"by": officer, "division": clerk_office}
    report = families.make_published_report(year_page, approver=executive, **who)
    drafts = {
        "report": report,
        "statistics": families.make_statistics(year_page, **who),
        "manual": families.make_manual(year_page, **who),
        "statement": families.make_statement(year_page, **who),
    }
    public = {name: publish(draft, by=officer, approver=executive) for name, draft in drafts.items()}
    body = json.dumps([{"type": "paragraph", "value": "<p>รับสมัครถึงสิ้นเดือน</p>"}])
    narrative = public_site.record_change("ประกาศรับสมัครพนักงานจ้างตามภารกิจ ตำแหน่งผู้ช่วยนายช่างโยธา", body=body)
    return public | {"plan": report.plan, "measure": public_site.measure, "narrative": narrative}


@pytest.fixture
def lists(public_site, records):
    return {
        "section": public_site.section.get_url(),
        "year": public_site.year.get_url(),
        "year of several types": records["plan"].get_parent().get_url(),
        "search": f"/search/?q={quote('การ')}",
        "procurement": public_site.procurement.get_absolute_url(),
        "procurement of a year": "/procurement/2566/records/",
        "procurement by year": "/procurement/",
        "procurement that is asked for": "/procurement/explore/",
        "vendors": "/procurement/vendors/",
        "vendor": f"/procurement/vendors/{make_vendor_of(public_site.procurement).pk}/",
        "spending": "/procurement/2566/spending/",
    }


def test_what_a_page_says_begins_on_the_first_screen_of_a_phone(live_server, browser, records, lists, photograph):
    page = browser.new_page(viewport=PHONE)
    tops = {}
    for name, address in ({name: record.get_url() for name, record in records.items()} | lists).items():
        page.goto(f"{live_server.url}{address}")
        photograph(page, f"first-{name}-390")
        tops[name] = page.evaluate(FIRST)
    page.close()

    assert {name: top for name, top in tops.items() if not top <= MOST_PIXELS_ABOVE} == {}


def test_a_table_takes_the_whole_width_of_a_desk(live_server, browser, records, photograph):
    page = browser.new_page(viewport=DESK)
    for name in WITH_TABLE:
        page.goto(f"{live_server.url}{records[name].get_url()}")
        photograph(page, f"first-{name}-1280")
        table = page.locator(".table-region").first.evaluate(TABLE)

        assert (table["isWide"], table["scrolls"], table["withoutRole"]) == (True, False, 0), name
        assert set(table["roles"]) == OF_A_TABLE, name
    page.close()


def test_on_a_phone_a_row_is_a_block_under_its_first_cell(live_server, browser, records):
    page = browser.new_page(viewport=PHONE)
    for name in sorted({*WITH_TABLE} - {"statistics"}):
        page.goto(f"{live_server.url}{records[name].get_url()}")
        block = page.locator(".table--rows tbody tr").first.evaluate(BLOCK)

        assert (block.pop("role"), block.pop("weight")) == ("rowheader", "700"), name
        assert all(block.values()), (name, block)
    page.close()


def test_a_few_numbers_beside_a_name_stay_a_table_on_a_phone(live_server, browser, records):
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{live_server.url}{records['statistics'].get_url()}")

    table = page.locator(".table-region").first.evaluate(TABLE)
    display = page.locator(".table--narrow tbody tr").first.evaluate("row => getComputedStyle(row).display")

    assert (table["scrolls"], display) == (False, "table-row")
    page.close()


def test_on_paper_a_table_has_its_heads_and_its_rows_whole(live_server, browser, records):
    page = browser.new_page(viewport={"width": 794, "height": 1123})
    page.goto(f"{live_server.url}{records['plan'].get_url()}")
    page.emulate_media(media="print")
    style = "(each, name) => getComputedStyle(each)[name]"

    assert page.locator(".table--rows thead").evaluate(style, "display") == "table-header-group"
    assert page.locator(".table--rows tbody tr").first.evaluate(style, "display") == "table-row"
    assert page.locator(".table--rows tbody tr").first.evaluate(style, "breakInside") == "avoid"
    assert page.locator(".is-order").first.is_visible()
    assert [each for each in (".site-nav", ".menu", ".actions", ".back") if page.locator(each).first.is_visible()] == []
    page.close()


def test_the_menu_of_a_phone_opens_and_leads_on_without_a_script(live_server, browser, public_site):
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}{public_site.measure.get_url()}")
    header = page.locator(".site-header").bounding_box()

    page.locator(".menu summary").press("Enter")
    page.locator(".menu a", has_text="จัดซื้อจัดจ้าง").press("Enter")

    page.wait_for_url("**/procurement/")
    page.get_by_role("link", name="ค้นหา", exact=True).press("Enter")
    page.wait_for_url("**/search/#q")
    assert header["height"] <= 64
    assert page.locator(".search__input:focus").count() == 1
    context.close()
