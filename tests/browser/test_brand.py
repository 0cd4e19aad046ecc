"""The brand in a real browser: home with all that unfolds, the admin in the same colours, without axe violations."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.actions import people
from cms.actions.fiscal_years import open_year
from cms.policy.register import COLUMNS
from cms.policy.roles import Role
from tests.browser.people import sign_in
from tests.factories.people import make_user
from tests.factories.pictures import png
from tests.factories.publications import PublicSite, make_full_measure, publish

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE, DESK, NARROWEST = 390, 1280, 320


@pytest.fixture
def public_site(live_server, authority, officer, procurement_officer, executive, second_executive):
    """With more years than columns, enough approvals for their figure, and facts of every kind."""
    cache.clear()
    site = PublicSite(authority, officer, procurement_officer, executive, second_executive).fill()
    for year in range(2558, 2558 + COLUMNS):
        draft = make_full_measure(open_year(site.section, year), by=officer, division=site.clerk, number=year - 2550)
        publish(draft, by=officer, approver=executive)
    facts = {
        "phone": "042-000-000 ต่อ 11",
        "hours": "วันจันทร์ถึงศุกร์ 08.30–16.30 น.",
        "address": "99 หมู่ 1 ตำบลดงหม้อทอง",
        "email": "saraban@dongmothong-subdistrict.example.go.th",
        "line_address": "https://lin.ee/abc",
        "facebook_address": "https://www.facebook.com/dongmothong",
        "data_contact_post": "เจ้าหน้าที่ข้อมูลข่าวสาร สำนักปลัด",
        "data_contact_phone": "042-000-001",
    }
    people.change_authority(authority.pk, facts, by=None)
    return site


def upload(name):
    return SimpleUploadedFile(name, png("khaki", (900, 500)), content_type="image/png")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("own", [False, True], ids=["drawn", "own"])
def test_home_is_accessible_with_all_that_unfolds(
    live_server, browser, public_site, violations, clipped, photograph, scheme, own
):
    if own:
        pictures = {"emblem": upload("ตรา.png"), "place": upload("ทุ่งนา.png")}
        people.change_authority(public_site.authority.pk, {}, by=None, pictures=pictures)
    page = browser.new_page(color_scheme=scheme)
    page.goto(live_server.url)
    page.locator("main details").evaluate_all("all => all.forEach(each => { each.open = true })")
    found = []
    for width in (NARROWEST, PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function("Array.from(document.images).every(image => image.complete && image.naturalWidth)")
        photograph(page, f"brand-home-{'own' if own else 'drawn'}-{width}-{scheme}")
        found += [f"{width}: {fault}" for fault in violations(page) + clipped(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{width}: wider than the screen")
    page.close()

    assert found == []


def test_a_cell_is_named_by_topic_year_and_number(live_server, browser, public_site):
    page = browser.new_page()
    page.goto(live_server.url)

    page.get_by_role("link", name="มาตรการส่งเสริมคุณธรรมและความโปร่งใส 2566 3", exact=True).click()

    page.wait_for_url("**/integrity-measures/2566/")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_admin_has_one_brand_and_is_accessible(
    live_server, browser, public_site, violations, clipped, photograph, scheme
):
    """Signing in, the dashboard, the screen of the authority and a list, fresh at each width: the menu moves."""
    user = make_user(Role.SITE_ADMIN)
    screens = {
        "dashboard": reverse("wagtailadmin_home"),
        "authority": reverse("cms_authority:edit", args=[public_site.authority.pk]),
        "divisions": reverse("cms_divisions:index"),
    }
    found, complaints = [], []
    for width in (PHONE, DESK):
        context = browser.new_context(
            base_url=live_server.url, color_scheme=scheme, viewport={"width": width, "height": 900}
        )
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text))
        page.goto(reverse("wagtailadmin_login"))
        assert page.locator(".brand").inner_text().startswith(public_site.authority.name)
        photograph(page, f"brand-login-{width}-{scheme}")
        found += [f"login {width}: {fault}" for fault in violations(page) + clipped(page)]
        sign_in(page, user)
        for name, address in screens.items():
            page.goto(address)
            page.wait_for_load_state("networkidle")
            photograph(page, f"brand-{name}-{width}-{scheme}")
            found += [f"{name} {width}: {fault}" for fault in violations(page)]
        context.close()

    assert found == []
    assert [words for words in complaints if "Content Security" in words] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_an_officer_works_with_is_read_in_both_modes(live_server, browser, public_site, violations, scheme):
    """Of what axe finds, the contrast: names of inputs and landmarks in Wagtail's editor are not ours."""
    record = public_site.announcement
    context = browser.new_context(base_url=live_server.url, color_scheme=scheme)
    page = context.new_page()
    sign_in(page, public_site.officer)
    found = []
    for address in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[record.get_parent().pk]),
        reverse("wagtailadmin_pages:edit", args=[record.pk]),
    ):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        found += [f"{address}: {fault}" for fault in violations(page) if fault.startswith("color-contrast")]
    context.close()

    assert found == []
