"""Opening a fiscal year: by whom, what is made, twice without harm."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from cms import migrations
from cms.actions.fiscal_years import open_fiscal_year, open_year
from cms.models import AuditEntry, FiscalYear
from cms.pages import SectionPage, YearPage
from cms.policy.refusal import Refused
from cms.thai.dates import fiscal_year
from tests.factories.records import make_announcement

PAGE = "/admin/fiscal-years/"
OPEN = "/admin/fiscal-years/open/"
calls = []


def make_months(authority, year, *, by):
    """What an app would register: makes its things once."""
    calls.append((authority.pk, year, by))
    return ["หน้ารายเดือน 12 เดือน"] if len(calls) == 1 else []


MONTHS = f"{__name__}.make_months"


@pytest.fixture
def current():
    return fiscal_year(timezone.localdate())


@pytest.fixture(autouse=True)
def no_calls():
    calls.clear()


def pages_of(year):
    return YearPage.objects.filter(fiscal_year=year)


def entries():
    return AuditEntry.objects.filter(action="fiscal_year.open")


def test_a_new_authority_has_its_current_year(authority, current):
    assert list(authority.fiscal_years.values_list("year", "opened_by")) == [(current, None)]
    assert pages_of(current).count() == SectionPage.objects.count()


def test_every_section_gets_the_page_of_the_year(authority, disclosure_officer, current):
    made = open_fiscal_year(authority, current + 1, by=disclosure_officer)

    sections = [f"หน้ารายปีในหมวด “{section.title}”" for section in SectionPage.objects.order_by("path")]
    assert made == [*sections, "หน้าสรุปผลการจัดซื้อจัดจ้าง 12 เดือน"]
    assert {page.slug for page in pages_of(current + 1).live()} == {str(current + 1)}
    assert FiscalYear.objects.get(year=current + 1).opened_by == disclosure_officer
    assert entries().latest("seq").data == {"year": current + 1, "made": made}


def test_a_second_time_makes_nothing_and_says_so_nowhere(authority, site_admin, current):
    open_fiscal_year(authority, current + 1, by=site_admin)
    before = (list(YearPage.objects.values()), list(FiscalYear.objects.values()), entries().count())

    assert open_fiscal_year(authority, current + 1, by=site_admin) == []

    assert (list(YearPage.objects.values()), list(FiscalYear.objects.values()), entries().count()) == before


def test_a_page_that_is_missing_is_added_to_an_open_year(authority, site_admin, current):
    open_fiscal_year(authority, current + 1, by=site_admin)
    pages_of(current + 1).first().delete()

    assert len(open_fiscal_year(authority, current + 1, by=site_admin)) == 1

    assert entries().count() == 3  # the set-up's, the first, this


def test_what_the_apps_register_is_made_too(authority, site_admin, current):
    made = open_fiscal_year(authority, current + 1, by=site_admin, also=[MONTHS])

    assert calls == [(authority.pk, current + 1, site_admin)]
    assert made[-1] == "หน้ารายเดือน 12 เดือน"
    assert open_fiscal_year(authority, current + 1, by=site_admin, also=[MONTHS]) == []


def test_an_app_that_breaks_leaves_nothing_behind(authority, site_admin, current):
    with pytest.raises(ImportError):
        open_fiscal_year(authority, current + 1, by=site_admin, also=["cms.actions.nothing.here"])

    assert not pages_of(current + 1).exists()
    assert not FiscalYear.objects.filter(year=current + 1).exists()


@pytest.mark.parametrize("who", ["officer", "procurement_officer", "executive"])
def test_nobody_else_opens_a_year(authority, request, who, current):
    with pytest.raises(Refused, match="ผู้ดูแลระบบหรือเจ้าหน้าที่ข้อมูลข่าวสาร"):
        open_fiscal_year(authority, current + 1, by=request.getfixturevalue(who))


def test_a_year_far_away_is_refused_with_its_reason(authority, site_admin, current):
    with pytest.raises(Refused, match="ยังอยู่อีกไกล"):
        open_fiscal_year(authority, current + 2, by=site_admin)


def test_records_of_an_open_year_stay_as_they_are(authority, year_page, officer, clerk_office, site_admin, current):
    record = make_announcement(year_page, by=officer, division=clerk_office)

    open_fiscal_year(authority, current, by=site_admin)

    record.refresh_from_db()
    assert record.get_parent().pk == year_page.pk


@pytest.mark.parametrize("who", ["site_admin", "disclosure_officer"])
def test_the_screen_opens_the_next_year(authority, client, request, who, current):
    client.force_login(request.getfixturevalue(who))
    page = client.get(PAGE).content.decode()
    assert f"เปิดปีงบประมาณ {current + 1}" in page
    sections = SectionPage.objects.count()
    assert f"มีหน้ารายปีครบทั้ง {sections} หมวด" in page

    answer = client.post(OPEN, {"year": current + 1}, follow=True).content.decode()

    assert f"เปิดปีงบประมาณ {current + 1} แล้ว เพิ่ม {sections + 1} รายการ" in answer  # the months of procurement too
    assert f"เปิดปีงบประมาณ {current + 1}</button>" not in answer
    again = client.post(OPEN, {"year": current + 1}, follow=True).content.decode()
    assert f"ปีงบประมาณ {current + 1} เปิดครบอยู่แล้ว" in again


def test_the_screen_names_the_sections_that_lack_a_page(authority, client, site_admin, current):
    YearPage.objects.get(url_path__contains="/announcements/").delete()
    client.force_login(site_admin)

    page = client.get(PAGE).content.decode()

    assert f"มีหน้ารายปี {SectionPage.objects.count() - 1} หมวด ยังขาด 1 หมวด" in page
    assert "<li>ประกาศและข่าวสาร</li>" in page
    assert f"เพิ่มหน้าที่ขาดของปี {current}" in page


def test_an_earlier_year_is_opened_for_its_records(authority, client, site_admin, current):
    client.force_login(site_admin)
    assert f'value="{current - 3}"' in client.get(PAGE).content.decode()

    client.post(OPEN, {"year": current - 3})

    assert pages_of(current - 3).count() == SectionPage.objects.count()


@pytest.mark.parametrize(("year", "status"), [("", 400), ("ปีหน้า", 400), ("9999", 303)])
def test_what_is_no_year_is_refused(authority, client, site_admin, year, status):
    client.force_login(site_admin)

    assert client.post(OPEN, {"year": year}).status_code == status
    assert FiscalYear.objects.count() == 1


@pytest.mark.parametrize("who", ["officer", "executive"])
def test_others_see_neither_page_nor_menu_item(authority, client, request, who, current):
    client.force_login(request.getfixturevalue(who))

    assert PAGE not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(PAGE).status_code == 303
    assert client.post(OPEN, {"year": current + 1}).status_code == 303
    assert not FiscalYear.objects.filter(year=current + 1).exists()


def test_many_years_ask_few_questions(authority, client, site_admin, current, django_assert_max_num_queries):
    for year in range(current - 15, current + 2):
        open_fiscal_year(authority, year, by=site_admin)
    client.force_login(site_admin)
    client.get(PAGE)

    with django_assert_max_num_queries(25):
        client.get(PAGE)


def test_years_whose_pages_are_there_are_recorded_by_the_migration(authority, current):
    """Twice without harm; the migration is found by its name, without its number."""
    names = [path.stem for path in Path(migrations.__file__).parent.glob("*_fill_fiscal_years.py")]
    migration = import_module(f"cms.migrations.{names[0]}")
    open_year(SectionPage.objects.get(slug="announcements"), current - 4)
    FiscalYear.objects.all().delete()

    migration.fill(apps, None)
    migration.fill(apps, None)

    assert list(authority.fiscal_years.values_list("year", flat=True)) == [current, current - 4]
