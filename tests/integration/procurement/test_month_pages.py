"""The twelve pages of a fiscal year: there from the day it opens, once, and nothing else takes their addresses."""

import pytest
from django.utils import timezone

from cms.actions.fiscal_years import open_fiscal_year
from cms.actions.records import draft
from cms.actions.setup import synchronize
from cms.checks.registrations import numbers_take_no_fixed_address
from cms.models import Division, FiscalYear
from cms.pages import YearPage
from cms.policy.lifecycle import Period, period_label
from cms.policy.periods import EVERY_MONTH
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from cms.thai.dates import fiscal_year
from disclosures.pages import GeneralAnnouncementPage
from procurement.actions.month_pages import add_months, months_of
from procurement.actions.months import submit_month
from procurement.models import ProcurementSettings
from procurement.pages import MonthlyProcurementPage
from procurement.policy.months import calendar_month
from tests.factories.month_work import approve_month, approved_purchase, day_in, fresh, month_page, run_months
from tests.factories.people import make_user


@pytest.fixture
def current():
    return fiscal_year(timezone.localdate())


def test_a_year_has_its_twelve_months_from_the_day_it_opens(authority, site_admin, current):
    open_fiscal_year(authority, current + 1, by=site_admin)

    pages = months_of(authority, current + 1).order_by("period")
    assert [page.period for page in pages] == list(EVERY_MONTH)
    assert [page.slug for page in pages] == ["10", "11", "12", *(f"{month:02d}" for month in range(1, 10))]
    assert pages[0].title == f"สรุปผลการจัดซื้อจัดจ้าง เดือน{period_label(Period.M01, current + 1)}"
    assert pages[0].get_url() == f"/procurement/{current + 1}/10/"
    assert not any(page.live or page.latest_revision_id for page in pages)


def test_the_set_up_gives_the_current_year_its_months(authority, current):
    assert months_of(authority, current).count() == 12


def test_a_second_time_makes_nothing(authority, current):
    before = list(months_of(authority, current).values_list("pk", flat=True))

    assert add_months(authority, current, by=None) == []

    assert list(months_of(authority, current).values_list("pk", flat=True)) == before


def test_what_is_missing_is_added_to_every_open_year(authority, site_admin, current):
    for year in (current - 3, current + 1):
        open_fiscal_year(authority, year, by=site_admin)
    months_of(authority, current - 3).delete()
    months_of(authority, current + 1).filter(period="m05").delete()

    made = synchronize(authority)

    assert made == [
        f"ปีงบประมาณ {current - 3}: หน้าสรุปผลการจัดซื้อจัดจ้าง 12 เดือน",
        f"ปีงบประมาณ {current + 1}: หน้าสรุปผลการจัดซื้อจัดจ้าง 1 เดือน",
    ]
    assert synchronize(authority) == []


def test_the_division_is_the_one_that_is_set(authority, clerk_office, procurement_officer, site_admin, current):
    ProcurementSettings.objects.create(authority=authority, division=clerk_office)

    open_fiscal_year(authority, current + 1, by=site_admin)

    assert {page.division for page in months_of(authority, current + 1)} == {clerk_office}


def test_otherwise_it_is_one_that_has_a_procurement_officer(
    authority, finance, procurement_officer, site_admin, current
):
    open_fiscal_year(authority, current + 1, by=site_admin)

    assert {page.division for page in months_of(authority, current + 1)} == {finance}


def test_without_a_procurement_officer_it_is_the_first_open_division(authority, clerk_office, finance, current):
    Division.objects.filter(pk=clerk_office.pk).update(is_open=False)
    months_of(authority, current).delete()

    add_months(authority, current, by=None)

    assert {page.division for page in months_of(authority, current)} == {finance}


def test_without_an_open_division_nothing_is_made_yet(authority, current):
    Division.objects.update(is_open=False)
    months_of(authority, current).delete()

    assert add_months(authority, current, by=None) == []


def test_a_year_without_its_page_gets_no_months(authority, current):
    FiscalYear.objects.create(authority=authority, year=current - 1)

    assert add_months(authority, current - 1, by=None) == []


def test_a_month_is_never_drafted_a_second_time(authority, finance, procurement_officer, current):
    year_page = YearPage.objects.get(url_path__contains="/procurement/", fiscal_year=current)
    page = MonthlyProcurementPage(title="ซ้ำ", division=finance, period="m01")

    with pytest.raises(Refused, match="อยู่แล้ว"):
        draft(page, year_page, by=procurement_officer)


def test_the_slug_of_a_month_is_its_calendar_month(authority, current):
    assert all(page.slug == f"{calendar_month(Period(page.period)):02d}" for page in months_of(authority, current))


def test_a_running_number_stands_behind_the_prefix_of_its_type(year_page, officer, clerk_office, monkeypatch):
    monkeypatch.setattr(GeneralAnnouncementPage, "slug_prefix", "n-")

    page = draft(GeneralAnnouncementPage(title="ประกาศ", division=clerk_office), year_page, by=officer)

    assert page.slug == "n-1"


@pytest.mark.parametrize("prefix", ["", "1-", "plan", "Plan-", "plan-1-"])
def test_a_type_whose_numbers_would_be_like_months_is_refused(monkeypatch, prefix):
    assert numbers_take_no_fixed_address() == []

    monkeypatch.setattr(GeneralAnnouncementPage, "sections", ("procurement",))
    monkeypatch.setattr(GeneralAnnouncementPage, "slug_prefix", prefix)

    assert [error.id for error in numbers_take_no_fixed_address()] == ["cms.E043"]


def test_a_type_with_a_prefix_may_stand_beside_the_months(monkeypatch):
    monkeypatch.setattr(GeneralAnnouncementPage, "sections", ("procurement",))
    monkeypatch.setattr(GeneralAnnouncementPage, "slug_prefix", "plan-")

    assert numbers_take_no_fixed_address() == []


def divisions_of(authority, year):
    return {page.division for page in months_of(authority, year)}


def test_months_that_nobody_has_drafted_follow_the_division_in_charge(authority, clerk_office, finance, current):
    assert divisions_of(authority, current) == {clerk_office}

    make_user(Role.PROCUREMENT_OFFICER, finance)
    assert divisions_of(authority, current) == {finance}
    make_user(Role.PROCUREMENT_OFFICER, clerk_office)
    assert divisions_of(authority, current) == {finance}  # which still has one

    ProcurementSettings.objects.create(authority=authority, division=clerk_office)
    assert divisions_of(authority, current) == {clerk_office}


def test_a_draft_of_a_month_follows_too_but_not_what_was_published(
    authority, clerk_office, finance, procurement_officer, executive, site_admin, current
):
    open_fiscal_year(authority, current - 1, by=site_admin)
    public, drafted = (month_page(authority, current - 1, period) for period in ("m01", "m02"))
    for page in (public, drafted):
        on = day_in(current - 1, page.period)
        approved_purchase(by=procurement_officer, division=finance, approver=executive, on=on)
    run_months()
    submit_month(public, by=procurement_officer)
    approve_month(public, by=executive)

    ProcurementSettings.objects.create(authority=authority, division=clerk_office)
    run_months()

    assert fresh(public).division == finance
    assert fresh(drafted).division == fresh(drafted).get_latest_revision_as_object().division == clerk_office
