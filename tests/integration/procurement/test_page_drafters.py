"""Procurement officers draft the pages of procurement and no others; officers of a division none of procurement."""

import pytest
from django.urls import reverse

from cms.pages import RecordPage, YearPage
from tests.factories.people import Role, make_user
from tests.factories.records import make_announcement

PLAN = ("procurement", "procurementplanpage")
ANNOUNCEMENT = ("disclosures", "generalannouncementpage")


@pytest.fixture
def section_year(authority) -> YearPage:
    return YearPage.objects.get(url_path__contains="/procurement/")


def new(kind, year_page):
    return reverse("wagtailadmin_pages:add", args=[*kind, year_page.pk])


def opens(client, user, url) -> bool:
    client.force_login(user)
    return client.get(url).status_code == 200


@pytest.mark.parametrize(
    ("role", "kind", "may"),
    [
        (Role.PROCUREMENT_OFFICER, PLAN, True),
        (Role.PROCUREMENT_OFFICER, ANNOUNCEMENT, False),
        (Role.OFFICER, PLAN, False),
        (Role.OFFICER, ANNOUNCEMENT, True),
    ],
)
def test_a_new_page_is_opened_by_those_who_draft_its_type(client, finance, year_page, section_year, role, kind, may):
    place = section_year if kind == PLAN else year_page

    assert opens(client, make_user(role, finance), new(kind, place)) == may


def test_a_page_of_another_type_is_not_made_by_a_request_made_by_hand(client, procurement_officer, finance, year_page):
    client.force_login(procurement_officer)
    before = RecordPage.objects.count()

    client.post(new(ANNOUNCEMENT, year_page), {"title": "ประกาศ", "division": finance.pk})

    assert RecordPage.objects.count() == before


@pytest.mark.parametrize(("role", "may"), [(Role.PROCUREMENT_OFFICER, (True, False)), (Role.OFFICER, (False, True))])
def test_types_are_chosen_where_one_drafts_one(client, finance, year_page, section_year, role, may):
    user = make_user(role, finance)

    found = [
        opens(client, user, reverse("wagtailadmin_pages:add_subpage", args=[each.pk]))
        for each in (section_year, year_page)
    ]

    assert tuple(found) == may


@pytest.mark.parametrize("name", ["cms_new_record", "cms_coverage"])
def test_what_may_be_written_and_what_is_there_are_of_the_types_one_drafts(client, procurement_officer, name):
    client.force_login(procurement_officer)

    page = client.get(reverse(name), {"open": "all"}).content.decode()

    assert "แผนการจัดซื้อจัดจ้าง" in page
    assert "ประกาศทั่วไป" not in page


def test_an_announcement_of_the_own_division_is_not_edited(client, officer, clerk_office, year_page):
    page = make_announcement(year_page, by=officer, division=clerk_office)
    buyer = make_user(Role.PROCUREMENT_OFFICER, clerk_office)

    edits = [
        reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
        for name in ("edit", "delete", "confirm_workflow_cancellation")
    ]

    assert [opens(client, buyer, url) for url in edits] == [False, False, False]
    assert [opens(client, officer, url) for url in edits] == [True, True, True]
