"""“ลงข้อมูลใหม่”: to the editor of the right type, year and place; and the draft that begins with last year's record."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from pytest_django.asserts import assertRedirects

from cms.actions import approval, takedown
from cms.actions.fiscal_years import open_fiscal_year
from cms.pages import YearPage
from cms.policy.roles import Role
from cms.selectors.record_types import creatable_types, sections_with_types
from cms.thai.dates import fiscal_year
from disclosures.pages import GeneralAnnouncementPage, IntegrityMeasurePage
from tests.factories import families
from tests.factories.decisions import settle
from tests.factories.people import make_user
from tests.factories.publications import current, fresh, publish
from tests.factories.records import make_announcement
from tests.sample.models import ActionPlanPage, ActionReportPage, NoGiftPage, SamplePlanPage, ServiceStatisticsPage

URL = "cms_new_record"


@pytest.fixture(autouse=True)
def sample_types(monkeypatch):
    """The families' types are offered like all others."""
    for kind in (ActionPlanPage, ActionReportPage, NoGiftPage, SamplePlanPage, ServiceStatisticsPage):
        monkeypatch.setattr(kind, "is_creatable", True)


@pytest.fixture
def this_year():
    return fiscal_year(timezone.localdate())


@pytest.fixture
def last_year(authority, year_page):
    open_fiscal_year(authority, year_page.fiscal_year - 1, by=None, also=())
    return YearPage.objects.get(url_path__contains="/announcements/", fiscal_year=year_page.fiscal_year - 1)


@pytest.fixture
def visit(client):
    def as_user(user, **query):
        client.force_login(user)
        return client.get(reverse(URL), query).content.decode()

    return as_user


def add_url(kind, year_page):
    return reverse("wagtailadmin_pages:add", args=[kind._meta.app_label, kind._meta.model_name, year_page.pk])


def card(html, name):
    """The part of the page about one type."""
    cards = re.findall(r'<li class="choice">.*?(?=<li class="choice">|</section>)', html, re.DOTALL)
    return next(each for each in cards if f">{name}</a></h3>" in each or f">{name}</h3>" in each)


# Which types, where


def test_the_types_stand_in_their_sections_and_lead_to_the_editor(visit, client, authority, officer, year_page):
    html = visit(officer)

    of_officers = {kind for kind in creatable_types() if Role.OFFICER in kind.drafted_by}
    titles = [section.title for section in sections_with_types(authority) if of_officers & set(section.types)]
    assert re.findall(r'<h2 class="choosing__title"[^>]*>(.*?)</h2>', html) == titles
    assert {"ประกาศและข่าวสาร", "มาตรการส่งเสริมคุณธรรมและความโปร่งใส"} <= set(titles)
    address = add_url(GeneralAnnouncementPage, year_page)
    assert f'href="{address}"' in card(html, "ประกาศทั่วไป")
    assert client.get(address).status_code == 200


def test_every_type_that_officers_create_is_offered_to_an_officer(visit, officer, authority):
    html = visit(officer)

    for kind in (GeneralAnnouncementPage, IntegrityMeasurePage, ActionPlanPage, NoGiftPage):
        section = YearPage.objects.filter(url_path__contains=f"/{kind.sections[0]}/").get()
        assert add_url(kind, section) in html


def test_the_current_year_is_chosen_and_another_is_one_tap_away(visit, officer, this_year, last_year):
    html, other = visit(officer), visit(officer, year=last_year.fiscal_year)

    assert re.search(rf'href="\?year={this_year}" aria-current="true">{this_year}', html)
    assert f'href="?year={last_year.fiscal_year}"' in html
    assert f'href="{add_url(GeneralAnnouncementPage, last_year)}"' in other
    assert f"กำลังลงข้อมูลของปี {last_year.fiscal_year}" in other


@pytest.mark.parametrize("year", ["2400", "x", "๒๕๗๐๐", "99999999999999999"])
def test_a_year_that_is_not_open_is_the_current_one(visit, officer, this_year, year):
    assert f'aria-current="true">{this_year}' in visit(officer, year=year)


def test_what_somebody_else_writes_is_not_offered(visit, officer, monkeypatch):
    monkeypatch.setattr(GeneralAnnouncementPage, "drafted_by", frozenset({Role.DISCLOSURE_OFFICER}))

    assert ">ประกาศทั่วไป<" not in visit(officer)


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.AUDITOR, Role.SITE_ADMIN, Role.COMPLAINT_DESK])
def test_who_writes_nothing_is_told_so(client, authority, role):
    client.force_login(make_user(role))

    answer = client.get(reverse(URL), follow=True)

    assert "หน้านี้สำหรับเจ้าหน้าที่ผู้จัดทำเรื่องเผยแพร่" in answer.content.decode()
    assert f'href="{reverse(URL)}"' not in answer.content.decode()


def test_a_section_without_the_year_says_so(visit, officer, last_year):
    last_year.delete()

    part = card(visit(officer, year=last_year.fiscal_year), "ประกาศทั่วไป")

    assert f"หมวดนี้ยังไม่ได้เปิดปี {last_year.fiscal_year}" in part
    assert "<a " not in part


# The search


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("คุณธรรม", "มาตรการส่งเสริมคุณธรรมและความโปร่งใส"),
        ("สถิติ", "สถิติตัวอย่าง"),
        ("แผน ดำเนินงาน", "แผนดำเนินงานตัวอย่าง"),
        ("ประโยชน์ที่ได้รับ", "ประกาศตัวอย่าง"),  # what its rows are called
        ("แผนดำเนินงาร ตัวอย่าง", "แผนดำเนินงานตัวอย่าง"),
    ],
)
def test_a_type_is_found_by_a_word(visit, officer, asked, name):
    found, every = types_shown(visit(officer, q=asked)), types_shown(visit(officer))

    assert name in found
    assert len(found) < len(every) / 2


def types_shown(html):
    return re.findall(r'<h3 class="choice__name">(?:<a [^>]*>)?([^<]*)', html)


def test_a_type_is_found_by_what_officers_call_it(visit, officer, monkeypatch):
    monkeypatch.setattr(GeneralAnnouncementPage, "also_called", ("EIT",))

    assert "ประกาศทั่วไป" in visit(officer, q="eit")


def test_what_is_not_found_is_said_and_leads_back(visit, officer):
    html = visit(officer, q="<ไก่ย่าง>")

    assert f"ไม่พบประเภทที่มีคำว่า “{escape('<ไก่ย่าง>')}”" in html
    assert "ดูทุกประเภท" in html


def test_the_sentence_of_a_type_stands_beside_it(visit, officer, monkeypatch):
    monkeypatch.setattr(GeneralAnnouncementPage, "page_description", "เรื่องที่อบต.ต้องประกาศ", raising=False)

    assert "เรื่องที่อบต.ต้องประกาศ" in card(visit(officer), "ประกาศทั่วไป")


# One a period


def test_what_there_is_already_is_opened_and_not_made_again(visit, officer, year_page, clerk_office):
    plan = families.make_plan(year_page, by=officer, division=clerk_office)

    part = card(visit(officer), "แผนดำเนินงานตัวอย่าง")

    assert reverse("wagtailadmin_pages:edit", args=[plan.pk]) in part
    assert f"ปี {year_page.fiscal_year} มีแล้ว เปิดเรื่องเดิมแก้ไขต่อ" in part
    assert "ร่าง" in part
    assert add_url(ActionPlanPage, year_page) not in part


def test_half_a_year_leaves_the_other_half(visit, officer, year_page, clerk_office):
    families.make_statement(year_page, by=officer, division=clerk_office)

    part = card(visit(officer), "ประกาศตัวอย่าง")

    assert add_url(NoGiftPage, year_page) in part
    assert "รอบ 6 เดือนแรก (ตุลาคม–มีนาคม)" in part


def test_the_draft_of_another_division_is_told_without_its_name(visit, other_officer, officer, year_page, clerk_office):
    plan = families.make_plan(year_page, by=officer, division=clerk_office, title="แผนลับ")

    part = card(visit(other_officer), "แผนดำเนินงานตัวอย่าง")

    assert f"กองอื่นจัดทำของปี {year_page.fiscal_year} อยู่แล้ว" in part
    assert "แผนลับ" not in part
    assert str(clerk_office) not in part
    assert f"/{plan.pk}/" not in part


def test_what_another_division_published_is_read(visit, other_officer, officer, executive, year_page, clerk_office):
    plan = publish(families.make_plan(year_page, by=officer, division=clerk_office), by=officer, approver=executive)

    part = card(visit(other_officer), "แผนดำเนินงานตัวอย่าง")

    assert f"{clerk_office} เผยแพร่ของปี {year_page.fiscal_year} แล้ว" in part
    assert f'href="{plan.get_url()}"' in part


def test_one_a_division_is_offered_while_a_division_has_none(
    visit, officer, other_officer, disclosure_officer, year_page, clerk_office, finance
):
    families.make_statistics(year_page, by=officer, division=clerk_office)
    address = add_url(ServiceStatisticsPage, year_page)

    assert address not in visit(officer)
    assert address in visit(other_officer)
    part = card(visit(disclosure_officer), "สถิติตัวอย่าง")
    assert address in part
    assert str(clerk_office) in part


def test_a_report_waits_for_its_plan(visit, officer, executive, year_page, clerk_office):
    before = card(visit(officer), "รายงานผลตัวอย่าง")
    publish(families.make_plan(year_page, by=officer, division=clerk_office), by=officer, approver=executive)

    assert "เริ่มได้เมื่อเผยแพร่ “แผนดำเนินงานตัวอย่าง” แล้ว" in before
    assert add_url(ActionReportPage, year_page) not in before
    assert add_url(ActionReportPage, year_page) in card(visit(officer), "รายงานผลตัวอย่าง")


def test_how_many_there_are_already_is_said_and_opened(visit, client, officer, last_year, year_page, clerk_office):
    make_announcement(last_year, by=officer, division=clerk_office)
    record = make_announcement(year_page, by=officer, division=clerk_office)

    part = card(visit(officer), "ประกาศทั่วไป")

    assert f"ปี {year_page.fiscal_year} มีแล้ว 1 เรื่อง" in part
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[record.pk])}"' in part
    assert add_url(GeneralAnnouncementPage, year_page) in part
    assert button(part) is None


# Last year's


def button(part):
    found = re.search(r'formaction="([^"]*)"', part)
    return found and found.group(1).replace("&amp;", "&")


def test_last_years_plan_is_one_click(visit, client, officer, executive, last_year, year_page, clerk_office):
    plan = publish(families.make_plan(last_year, by=officer, division=clerk_office), by=officer, approver=executive)

    part = card(visit(officer), "แผนดำเนินงานตัวอย่าง")
    answer = client.post(button(part))

    copy = ActionPlanPage.objects.get(fiscal_year=year_page.fiscal_year)
    assert f"ทำแบบปี {last_year.fiscal_year}" in part
    assertRedirects(answer, reverse("wagtailadmin_pages:edit", args=[copy.pk]))
    assert [row.project for row in copy.projects.all()] == [row.project for row in plan.projects.all()]
    assert not copy.live
    assert button(card(visit(officer), "แผนดำเนินงานตัวอย่าง")) is None


def test_it_goes_into_the_year_that_was_chosen(
    visit, client, authority, officer, executive, last_year, year_page, clerk_office
):
    open_fiscal_year(authority, last_year.fiscal_year - 1, by=None, also=())
    before = YearPage.objects.get(url_path__contains="/announcements/", fiscal_year=last_year.fiscal_year - 1)
    families.make_plan(before, by=officer, division=clerk_office)

    client.post(button(card(visit(officer, year=last_year.fiscal_year), "แผนดำเนินงานตัวอย่าง")))

    assert sorted(ActionPlanPage.objects.values_list("fiscal_year", flat=True)) == [
        before.fiscal_year,
        last_year.fiscal_year,
    ]


def test_the_second_half_begins_with_the_first(visit, client, officer, year_page, clerk_office):
    families.make_statement(year_page, by=officer, division=clerk_office)

    part = card(visit(officer), "ประกาศตัวอย่าง")
    client.post(button(part))

    assert "ทำแบบรอบ 6 เดือนแรก" in part
    assert sorted(NoGiftPage.objects.values_list("period", flat=True)) == ["h1", "h2"]


def test_the_record_of_another_division_is_not_offered(visit, client, other_officer, officer, last_year, clerk_office):
    plan = families.make_plan(last_year, by=officer, division=clerk_office)

    assert button(card(visit(other_officer), "แผนดำเนินงานตัวอย่าง")) is None
    client.post(reverse("cms_record_copy", args=[plan.pk]) + f"?year={last_year.fiscal_year + 1}")
    assert ActionPlanPage.objects.count() == 1


def test_what_was_withdrawn_is_not_begun_with(visit, officer, executive, last_year, clerk_office):
    plan = publish(families.make_plan(last_year, by=officer, division=clerk_office), by=officer, approver=executive)
    settle(takedown.request_withdrawal(current(plan), by=officer, reason="ข้อมูลผิด"), by=executive, withdraw=True)

    assert button(card(visit(officer), "แผนดำเนินงานตัวอย่าง")) is None


def test_of_several_one_is_chosen_from_a_list(
    visit, client, officer, other_officer, last_year, year_page, clerk_office, finance
):
    for title in ("ประกาศแรก", "ประกาศที่สอง"):
        make_announcement(last_year, by=officer, division=clerk_office, title=title)
    make_announcement(last_year, by=other_officer, division=finance, title="ของกองคลัง")

    part = card(visit(officer), "ประกาศทั่วไป")
    address = re.search(r'href="([^"]*copies[^"]*)"', part).group(1).replace("&amp;", "&")
    listed = client.get(address).content.decode()
    client.post(button(listed))

    assert "ทำแบบเรื่องเดิม (2)" in part
    assert "ประกาศแรก" in listed
    assert "ประกาศที่สอง" in listed
    assert "ของกองคลัง" not in listed
    assert GeneralAnnouncementPage.objects.filter(fiscal_year=year_page.fiscal_year).count() == 1


def test_the_list_to_choose_from_is_paged_with_few_queries(
    client, officer, last_year, clerk_office, django_assert_max_num_queries
):
    for number in range(45):
        make_announcement(last_year, by=officer, division=clerk_office, title=f"ประกาศที่ {number}")
    client.force_login(officer)

    with django_assert_max_num_queries(40):
        html = client.get(reverse("cms_new_copies"), {"type": "disclosures.generalannouncementpage", "p": "3"})

    assert html.content.decode().count('class="choice"') == 5


@pytest.mark.parametrize("query", [{}, {"type": "auth.user"}, {"type": "cms.recordpage"}, {"type": "x" * 500}])
def test_a_type_that_is_none_is_not_found(client, officer, query):
    client.force_login(officer)

    assert client.get(reverse("cms_new_copies"), query).status_code == 404


# The year of a copy


def test_a_copy_may_go_into_any_later_open_year(client, authority, officer, last_year, year_page, clerk_office):
    plan = families.make_plan(last_year, by=officer, division=clerk_office)
    open_fiscal_year(authority, year_page.fiscal_year + 1, by=None, also=())
    client.force_login(officer)
    address = reverse("cms_record_copy", args=[plan.pk])

    html = client.get(address, {"year": year_page.fiscal_year}).content.decode()
    client.post(address, {"year": year_page.fiscal_year})

    assert f"ทำสำเนาเป็นฉบับของปี {year_page.fiscal_year}" in html
    assert f'href="?year={year_page.fiscal_year + 1}"' in html
    assert ActionPlanPage.objects.filter(fiscal_year=year_page.fiscal_year).exists()


@pytest.mark.parametrize(
    ("query", "status"),
    [({"year": "x"}, 400), ({"period": "h9"}, 400), ({"year": "2400"}, 303), ({"year": "2566"}, 303)],
)
def test_a_year_or_period_that_is_none_is_refused(client, officer, year_page, clerk_office, query, status):
    plan = families.make_plan(year_page, by=officer, division=clerk_office)
    client.force_login(officer)
    query = {"year": year_page.fiscal_year, **query}

    assert client.post(reverse("cms_record_copy", args=[plan.pk]), query).status_code == status
    assert ActionPlanPage.objects.count() == 1


# Home, menu, cost


def test_home_and_menu_lead_there_first(client, officer, executive):
    client.force_login(officer)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    client.force_login(executive)
    of_the_executive = client.get(reverse("wagtailadmin_home")).content.decode()

    assert html.index('id="home-new"') < html.index('id="home-work"')
    assert f'href="{reverse(URL)}"' in html
    assert f'action="{reverse(URL)}"' in html
    assert 'id="home-new"' not in of_the_executive


def test_the_number_of_queries_does_not_grow(
    client,
    officer,
    other_officer,
    executive,
    last_year,
    year_page,
    clerk_office,
    finance,
    django_assert_max_num_queries,
):
    def asked():
        client.force_login(officer)
        with django_assert_max_num_queries(45) as queries:
            client.get(reverse(URL))
        return len(queries)

    asked()
    before = asked()
    for number in range(6):
        draft = make_announcement(last_year, by=officer, division=clerk_office, title=f"ประกาศ {number}")
        publish(draft, by=officer, approver=executive)
        waiting = make_announcement(year_page, by=other_officer, division=finance, title=f"รอ {number}")
        approval.submit(fresh(waiting), by=other_officer)
    families.make_plan(last_year, by=officer, division=clerk_office)

    assert asked() <= before + 2  # what is under way has its states looked up, all together
