"""Public screens in a real browser: no axe violation, no mark cut off, nothing too wide, no request to elsewhere."""

from urllib.parse import urlsplit

import pytest
from django.core.cache import cache

from cms.models import AuditAnchor
from cms.tasks import render_record_pdf
from tests.browser.screens import faults_of
from tests.factories.bought import make_vendor_of
from tests.factories.publications import PublicSite, current

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NARROWEST = 320  # 1280 px at 400 %


@pytest.fixture
def public_site(live_server, authority, officer, procurement_officer, executive, second_executive):
    cache.clear()
    site = PublicSite(authority, officer, procurement_officer, executive, second_executive).fill()
    render_record_pdf.call(publication=current(site.measure).pk)
    for day in (3, 4, 5):
        AuditAnchor.objects.create(chain="main", on=f"2023-10-0{day}", seq=day * 40, hash="a3f19c0d7e2b4455" * 4)
    return site


@pytest.fixture
def screens(public_site):
    return {
        "home": "/",
        "section": public_site.section.get_url(),
        "year": public_site.year.get_url(),
        "record": public_site.measure.get_url(),
        "announcement": public_site.announcement.get_url(),
        "withdrawn": public_site.withdrawn.get_url(),
        "suspended": public_site.suspended.get_url(),
        "search": "/search/?q=%E0%B8%81%E0%B8%B2%E0%B8%A3",
        "search-empty": "/search/",
        "search-nothing": "/search/?q=xyz+abc&year=2566",
        "not-found": "/nothing/here-2566/",
        "integrity": "/integrity/",
        "procurement-years": "/procurement/",
        "procurement-year": "/procurement/2566/records/",
        "procurement": public_site.procurement.get_absolute_url(),
        "explore": "/procurement/explore/?from=x&year=2566",
        "vendors": "/procurement/vendors/",
        "vendor": f"/procurement/vendors/{make_vendor_of(public_site.procurement).pk}/",
        "spending": "/procurement/2566/spending/",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_public_screens_are_accessible_on_phone_and_desk(
    live_server, browser, screens, violations, clipped, photograph, scheme
):
    page = browser.new_page(color_scheme=scheme)
    found = faults_of(page, live_server.url, screens, (violations, clipped), photograph, scheme)
    page.close()

    assert found == []


def test_nothing_is_wider_than_a_narrow_screen(live_server, browser, screens):
    page = browser.new_page(viewport={"width": NARROWEST, "height": 800})
    wide = []
    for name, address in screens.items():
        page.goto(f"{live_server.url}{address}")
        if page.evaluate("document.documentElement.scrollWidth") > NARROWEST:
            wide.append(name)
    page.close()

    assert wide == []


def test_public_pages_ask_nothing_of_others_and_break_no_policy(live_server, browser, screens):
    page = browser.new_page()
    hosts, complaints = set(), []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)

    for address in screens.values():
        page.goto(f"{live_server.url}{address}")
    page.close()

    assert hosts == {urlsplit(live_server.url).netloc}
    assert complaints == []


def test_a_printed_record_is_the_record_alone(live_server, browser, screens, photograph):
    page = browser.new_page(viewport={"width": 794, "height": 1123})
    page.goto(f"{live_server.url}{screens['record']}")
    page.emulate_media(media="print")
    photograph(page, "record-print")

    assert page.locator("h1").is_visible()
    assert page.locator(".cite").first.is_visible()
    assert not page.locator(".site-nav").is_visible()
    assert not page.locator(".button").first.is_visible()
    page.close()


def test_a_visitor_finds_a_record_by_keyboard_alone(live_server, browser, screens):
    page = browser.new_page()
    page.goto(live_server.url)

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("รับสินบน")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    assert page.locator("mark").first.inner_text() == "รับสินบน"
    page.get_by_role("link", name="มาตรการป้องกันการรับสินบน").press("Enter")

    page.wait_for_url("**/integrity-measures/2566/**")
    assert page.locator("h1").inner_text() == "มาตรการที่ 2 มาตรการป้องกันการรับสินบน"
    page.close()
