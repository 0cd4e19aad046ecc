"""Which divisions lack a manual is said on the page of the year and to their officers."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.actions.records import draft
from cms.pages import SectionPage, YearPage
from cms.thai.dates import fiscal_year
from disclosures.pages import StaffManualPage, StaffManualStep
from tests.factories.publications import publish

STAFF, SERVICE = "คู่มือการปฏิบัติงาน", "คู่มือการให้บริการ"


@pytest.fixture
def manuals(authority):
    section = SectionPage.objects.get(slug="manuals")
    return YearPage.objects.child_of(section).get(fiscal_year=fiscal_year(timezone.localdate()))


@pytest.fixture
def manual_of_the_clerk(manuals, clerk_office, officer, executive):
    page = StaffManualPage(title="คู่มือ", division=clerk_office, users="เจ้าหน้าที่ธุรการ")
    page.steps = [StaffManualStep(step="รับหนังสือ")]
    return publish(draft(page, manuals, by=officer), by=officer, approver=executive)


def test_the_page_of_the_year_names_the_divisions_that_have_none(client, manuals, manual_of_the_clerk):
    shown = client.get(manuals.get_url()).content.decode()

    assert f"ยังไม่มี{STAFF}ของ กองคลัง<" in shown
    assert f"ยังไม่มี{SERVICE}ของ กองคลัง · สำนักปลัด<" in shown


def test_a_year_without_any_manual_names_nobody(client, manuals):
    assert f"ยังไม่มี{STAFF}" not in client.get(manuals.get_url()).content.decode()


def test_no_other_section_says_so(client, year_page):
    assert STAFF not in client.get(year_page.get_url()).content.decode()


def test_a_closed_division_is_not_asked(client, manuals, manual_of_the_clerk, finance):
    type(finance).objects.filter(pk=finance.pk).update(is_open=False)

    assert f"ยังไม่มี{STAFF}" not in client.get(manuals.get_url()).content.decode()


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("officer", [f"{SERVICE}: สำนักปลัด"]),
        ("other_officer", [f"{STAFF}: กองคลัง", f"{SERVICE}: กองคลัง"]),
        ("executive", []),
    ],
)
def test_an_officer_is_told_what_the_own_division_lacks(client, request, manual_of_the_clerk, who, told):
    client.force_login(request.getfixturevalue(who))

    home = client.get(reverse("wagtailadmin_home")).content.decode()

    assert ("กองของท่านยังไม่มี" in home) == bool(told)
    assert [words for words in told if words not in home] == []
    assert home.count(f"{STAFF}: สำนักปลัด") == 0
