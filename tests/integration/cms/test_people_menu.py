"""The sidebar of each role shows only what the role may open."""

import pytest
from django.test import RequestFactory
from django.urls import reverse
from wagtail.admin.menu import admin_menu, reports_menu, settings_menu
from wagtail.admin.search import admin_search_areas

from cms.permissions.drafting import page_drafters
from cms.policy.roles import IN_A_DIVISION, Role
from procurement.wagtail_hooks import procurement_menu
from tests.factories.people import make_user


def names(menu, user) -> set[str]:
    request = RequestFactory().get("/admin/")
    request.user = user
    return {item.name for item in menu.menu_items_for_request(request)}


EXPECTED = {
    Role.OFFICER: {"new-record", "coverage", "pages", "published", "documents", "images"},
    Role.DIVISION_HEAD: {"queue", "new-record", "coverage", "pages", "published", "documents", "images"},
    Role.PROCUREMENT_OFFICER: {"new-record", "coverage", "pages", "published", "documents", "images", "procurement"},
    Role.EXECUTIVE: {"queue", "published", "coverage", "appointments", "records", "procurement"},
    Role.DISCLOSURE_OFFICER: {"new-record", "coverage", "pages", "published", "records"}
    | {"documents", "images", "procurement", "fiscal-years"},
    Role.AUDITOR: {"published", "coverage", "records", "procurement"},
    Role.SITE_ADMIN: {"appointments", "fiscal-years", "settings", "reports"},
    Role.COMPLAINT_DESK: set(),
    Role.CORRUPTION_COMMITTEE: set(),
}


# Read by those who read every draft; written by procurement officers alone.
READ = {"procurement-records", "months", "vendors"}
BELOW_PROCUREMENT = {
    Role.PROCUREMENT_OFFICER: READ | {"import", "plans-and-notices", "summaries", "notice-feed"},
    Role.EXECUTIVE: READ,
    Role.DISCLOSURE_OFFICER: READ,
    Role.AUDITOR: READ,
}


@pytest.mark.parametrize("role", list(Role))
def test_a_role_sees_what_it_needs(clerk_office, role):
    user = make_user(role, clerk_office if role in IN_A_DIVISION else None)

    assert names(admin_menu, user) == EXPECTED[role]


@pytest.mark.parametrize("role", list(Role))
def test_what_stands_below_procurement(clerk_office, role):
    user = make_user(role, clerk_office if role in IN_A_DIVISION else None)

    assert names(procurement_menu, user) == BELOW_PROCUREMENT.get(role, set())


def test_the_settings_menu_of_a_site_admin(site_admin):
    settings_items = {"authority", "divisions", "users", "posts", "workflows", "procurement-settings"}

    assert names(settings_menu, site_admin) == settings_items
    assert names(reports_menu, site_admin) == {"jobs"}


@pytest.mark.parametrize("role", list(Role))
def test_every_item_opens(client, clerk_office, role):
    user = make_user(role, clerk_office if role in IN_A_DIVISION else None)
    client.force_login(user)
    request = RequestFactory().get("/admin/")
    request.user = user
    items = [
        item
        for menu in (admin_menu, procurement_menu, settings_menu, reports_menu)
        for item in menu.menu_items_for_request(request)
    ]

    for address in {item.url for item in items if getattr(item, "url", "#") not in ("", "#")}:
        response = client.get(address, follow=True)
        assert response.status_code == 200
        assert not response.redirect_chain or response.redirect_chain[-1][0] != reverse("wagtailadmin_home"), address


def test_the_search_of_the_sidebar_leads_into_the_explorer(officer, executive):
    request = RequestFactory().get("/admin/")
    request.user = officer
    areas = admin_search_areas.search_items_for_request(request)
    request.user = executive

    assert areas[0].url == reverse("cms_find")
    assert "pages-here" not in {area.name for area in admin_search_areas.search_items_for_request(request)}


@pytest.mark.parametrize("role", list(Role))
def test_the_home_offers_a_search_to_those_who_may_open_pages(client, clerk_office, role):
    client.force_login(make_user(role, clerk_office if role in IN_A_DIVISION else None))

    home = client.get(reverse("wagtailadmin_home")).content.decode()

    main = home.partition("<main")[2]
    assert (f'action="{reverse("cms_find")}"' in main) == (role in page_drafters())
    assert reverse("wagtailadmin_explore_root") not in main or role in page_drafters()
    assert 'value="Search"' not in main


def test_the_sign_in_page_bears_our_name(client, db):
    html = client.get(reverse("wagtailadmin_login")).content.decode()

    assert "เข้าสู่ระบบโปร่งใส" in html
    assert "Wagtail" not in html.partition("<body")[2].replace("Wagtail Userbar", "")
