"""The grid of types × fiscal years: what a division or the authority has, lacks, has under way."""

import re

import pytest
from django.urls import reverse

from cms.actions import approval, takedown
from cms.actions.fiscal_years import open_fiscal_year
from cms.pages import RecordPage, YearPage
from cms.permissions.drafting import drafts_type
from cms.policy.roles import Role
from cms.policy.states import LABEL
from cms.selectors.places import entries_of
from cms.selectors.record_types import creatable_types, sections_with_types
from cms.selectors.states import object_key, states_of
from disclosures.pages import GeneralAnnouncementPage
from tests.factories import families
from tests.factories.people import make_user
from tests.factories.publications import current, fresh, publish
from tests.factories.records import make_announcement, make_measure
from tests.sample.models import ActionPlanPage, NoGiftPage, ServiceManualPage, ServiceStatisticsPage

URL = "cms_coverage"
PLAN, GIFTS, COUNTS = "แผนดำเนินงานตัวอย่าง", "ประกาศตัวอย่าง", "สถิติตัวอย่าง"


@pytest.fixture(autouse=True)
def sample_types(monkeypatch):
    """The families' types have rows like all others."""
    for kind in (ActionPlanPage, NoGiftPage, ServiceManualPage, ServiceStatisticsPage):
        monkeypatch.setattr(kind, "is_creatable", True)


@pytest.fixture
def last_year(authority, year_page):
    open_fiscal_year(authority, year_page.fiscal_year - 1, by=None, also=())
    return YearPage.objects.get(url_path__contains="/announcements/", fiscal_year=year_page.fiscal_year - 1)


@pytest.fixture
def grid(client):
    """The cells of a row, the newest year first, as a person sees them."""

    def cells(user, name, **query):
        client.force_login(user)
        html = client.get(reverse(URL), query).content.decode()
        rows = re.findall(r'<th scope="row">([^<]*)</th>(.*?)</tr>', html, re.DOTALL)
        return re.findall(r"<td>(.*?)</td>", dict(rows)[name], re.DOTALL)

    return cells


def words(cell):
    return " ".join(re.sub(r"<svg.*?</svg>|<[^>]*>", " ", cell, flags=re.DOTALL).split())


# The states


def test_a_cell_says_the_state_and_opens_the_record(grid, officer, executive, year_page, last_year, clerk_office):
    old = publish(families.make_plan(last_year, by=officer, division=clerk_office), by=officer, approver=executive)
    new = families.make_plan(year_page, by=officer, division=clerk_office)

    now, before = grid(officer, PLAN)

    assert LABEL["draft"] in words(now)
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[new.pk])}"' in now
    assert LABEL["live"] in words(before)
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[old.pk])}"' in before


def test_what_waits_and_what_was_sent_back_are_told_apart(grid, officer, executive, year_page, clerk_office):
    waiting, returned = (make_announcement(year_page, by=officer, division=clerk_office) for _each in range(2))
    approval.submit(waiting, by=officer)
    approval.submit(returned, by=officer)
    approval.reject(fresh(returned).current_workflow_task_state, by=executive, comment="ขาดวันที่")

    (cell,) = grid(officer, "ประกาศทั่วไป")

    assert words(cell).startswith(f"{year_page.fiscal_year} {LABEL['returned']} {LABEL['waiting']}")


def test_many_records_are_counted_and_lead_to_their_list(grid, client, officer, executive, year_page, clerk_office):
    for number in range(3):
        draft = make_announcement(year_page, by=officer, division=clerk_office, title=f"ประกาศ {number}")
        publish(draft, by=officer, approver=executive)

    (cell,) = grid(officer, "ประกาศทั่วไป")
    listed = client.get(re.search(r'href="([^"]*pages/[^"]*)"', cell).group(1)).content.decode()

    assert "เผยแพร่ 3" in words(cell)
    assert all(f"ประกาศ {number}" in listed for number in range(3))


def test_what_is_lacking_is_written_from_here(grid, client, officer, year_page):
    (cell,) = grid(officer, PLAN)

    address = reverse("wagtailadmin_pages:add", args=["sample", "actionplanpage", year_page.pk])
    assert "ยังไม่มี" in words(cell)
    assert f'href="{address}"' in cell
    assert client.get(address).status_code == 200


def test_what_holds_for_years_is_carried_over_by_one_click(
    grid, client, officer, executive, year_page, last_year, clerk_office
):
    publish(families.make_plan(last_year, by=officer, division=clerk_office), by=officer, approver=executive)

    now, before = grid(officer, PLAN)
    answer = client.post(re.search(r'formaction="([^"]*)"', now).group(1).replace("&amp;", "&"))

    assert f"ยกมาจากปี {last_year.fiscal_year}" in words(now)
    assert "formaction" not in before
    copy = ActionPlanPage.objects.get(fiscal_year=year_page.fiscal_year)
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[copy.pk])
    assert "ยกมาจาก" not in words(grid(officer, PLAN)[0])


def test_a_draft_of_last_year_is_not_carried_over(grid, officer, last_year, clerk_office):
    families.make_plan(last_year, by=officer, division=clerk_office)

    assert "ยกมาจาก" not in words(grid(officer, PLAN)[0])


def test_one_of_several_is_chosen(grid, officer, executive, last_year, clerk_office):
    for number in (1, 2):
        draft = make_measure(
            last_year_of("integrity-measures", last_year), by=officer, division=clerk_office, number=number
        )
        publish(draft, by=officer, approver=executive)

    now, _before = grid(officer, "มาตรการส่งเสริมคุณธรรมและความโปร่งใส")

    assert "เลือกยกมา (2)" in words(now)


def last_year_of(slug, year):
    return YearPage.objects.get(url_path__contains=f"/{slug}/", fiscal_year=year.fiscal_year)


def test_rounds_are_counted(grid, officer, executive, year_page, clerk_office):
    publish(families.make_statement(year_page, by=officer, division=clerk_office), by=officer, approver=executive)

    (cell,) = grid(officer, GIFTS)

    assert "1 จาก 2 รอบ" in words(cell)
    assert "เขียน" in words(cell)  # the other half


# Divisions


def test_an_officer_sees_his_own_division_alone(grid, officer, other_officer, year_page, clerk_office):
    make_announcement(year_page, by=officer, division=clerk_office)

    (cell,) = grid(other_officer, "ประกาศทั่วไป")

    assert "ยังไม่มี" in words(cell)
    assert LABEL["draft"] not in words(cell)


@pytest.mark.parametrize("name", ["0", "x", "clerk", "-1"])
def test_the_division_of_another_cannot_be_asked_for(grid, officer, other_officer, year_page, clerk_office, name):
    make_announcement(year_page, by=officer, division=clerk_office)

    for asked in (name, clerk_office.pk):
        assert LABEL["draft"] not in words(grid(other_officer, "ประกาศทั่วไป", division=asked)[0])


def test_the_whole_authority_or_a_division_is_seen_by_those_who_read_all(
    grid, officer, disclosure_officer, executive, year_page, clerk_office, finance
):
    make_announcement(year_page, by=officer, division=clerk_office)

    for person in (disclosure_officer, executive, make_user(Role.AUDITOR)):
        assert LABEL["draft"] in words(grid(person, "ประกาศทั่วไป")[0])
        assert LABEL["draft"] in words(grid(person, "ประกาศทั่วไป", division=clerk_office.pk)[0])
        assert "ยังไม่มี" in words(grid(person, "ประกาศทั่วไป", division=finance.pk)[0])


def test_who_only_reads_opens_the_history_and_writes_nothing(
    grid, client, officer, executive, year_page, last_year, clerk_office
):
    record = make_announcement(year_page, by=officer, division=clerk_office)
    publish(families.make_plan(last_year, by=officer, division=clerk_office), by=officer, approver=executive)

    shown, lacking = grid(executive, "ประกาศทั่วไป")[0], grid(executive, PLAN)[0]

    address = reverse("cms_record_history", args=[record.pk])
    assert f'href="{address}"' in shown
    assert client.get(address).status_code == 200
    assert "href" not in lacking
    assert "formaction" not in lacking


def test_a_reader_comes_to_the_list_of_many(grid, client, officer, executive, year_page, clerk_office):
    for _each in range(2):
        make_announcement(year_page, by=officer, division=clerk_office)

    address = re.search(r'href="([^"]*)"', grid(executive, "ประกาศทั่วไป")[0]).group(1)

    assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_what_another_division_makes_for_all_is_not_lacking(
    grid, officer, other_officer, executive, year_page, last_year, clerk_office
):
    publish(families.make_plan(last_year, by=officer, division=clerk_office), by=officer, approver=executive)
    families.make_plan(year_page, by=officer, division=clerk_office)

    now, before = grid(other_officer, PLAN)

    assert "กองอื่นจัดทำอยู่" in words(now)
    assert str(clerk_office) not in now
    assert str(clerk_office) in words(before)
    assert "ยังไม่มี" not in words(now) + words(before)


def test_which_divisions_have_none_is_named(
    grid, officer, disclosure_officer, executive, year_page, clerk_office, finance
):
    publish(families.make_statistics(year_page, by=officer, division=clerk_office), by=officer, approver=executive)
    divisions = clerk_office.authority.divisions.filter(is_open=True).count()

    (cell,) = grid(disclosure_officer, COUNTS)

    assert f"1 จาก {divisions} กอง" in words(cell)
    assert f"ยังไม่มี {divisions - 1} กอง" in words(cell)
    assert str(finance) in words(cell)
    assert str(clerk_office) not in words(cell)


@pytest.mark.parametrize("role", [Role.SITE_ADMIN, Role.COMPLAINT_DESK])
def test_who_neither_writes_nor_reads_all_is_told_so(client, authority, role):
    client.force_login(make_user(role))

    assert "หน้านี้สำหรับผู้จัดทำเรื่องเผยแพร่" in client.get(reverse(URL), follow=True).content.decode()


# The whole


def test_sections_say_how_many_types_the_public_reads(client, authority, officer, executive, year_page, clerk_office):
    publish(families.make_plan(year_page, by=officer, division=clerk_office), by=officer, approver=executive)
    client.force_login(officer)

    html = client.get(reverse(URL)).content.decode()

    summary = re.search(r'id="announcements".*?</summary>', html, re.DOTALL).group()
    types = next(each.types for each in sections_with_types(authority) if each.slug == "announcements")
    assert f"ปี {year_page.fiscal_year} มี 1 จาก / {len(types)}" in words(summary)


def test_the_sections_with_something_under_way_are_open(client, authority, officer, year_page, clerk_office):
    make_announcement(year_page, by=officer, division=clerk_office)
    client.force_login(officer)

    def opened(**query):
        html = client.get(reverse(URL), query).content.decode()
        return re.findall(r'<details class="coverage__section" id="([^"]*)" open>', html)

    assert opened() == ["announcements"]
    assert opened(open="integrity-measures") == ["integrity-measures"]
    written = [
        section.slug
        for section in sections_with_types(authority)
        if any(drafts_type(officer, kind) for kind in section.types)
    ]
    assert opened(open="all") == written


def test_the_states_are_those_of_every_other_screen(
    authority, officer, executive, second_executive, year_page, last_year, clerk_office
):
    records = [
        make_announcement(year_page, by=officer, division=clerk_office, title=f"ประกาศ {number}") for number in range(6)
    ]
    for record in records[:5]:
        publish(record, by=officer, approver=executive)
    again = fresh(records[0]).get_latest_revision_as_object()
    again.title = "ร่างใหม่"
    again.save_revision(user=officer)
    approval.submit(fresh(records[1]), by=officer)
    takedown.suspend(current(records[2]), by=second_executive, reason="ผิด")
    families.make_plan(last_year, by=officer, division=clerk_office)

    counted = [
        (kind._meta.model_name, entry.fiscal_year, entry.state)
        for kind, entries in entries_of(authority, creatable_types()).items()
        for entry in entries
        for _each in range(entry.count)
    ]

    pages = [page for page in RecordPage.objects.all() if page.specific_class in creatable_types()]
    states = states_of(pages)
    assert sorted(counted) == sorted(
        (page.specific_class._meta.model_name, page.fiscal_year, states[object_key(page)]) for page in pages
    )


def test_two_thousand_records_cost_no_more_queries(
    client,
    authority,
    officer,
    executive,
    disclosure_officer,
    year_page,
    last_year,
    clerk_office,
    finance,
    django_assert_max_num_queries,
):
    def asked(user):
        client.force_login(user)
        client.get(reverse(URL))
        with django_assert_max_num_queries(45) as queries:
            client.get(reverse(URL))
        return len(queries)

    record = publish(make_announcement(year_page, by=officer, division=clerk_office), by=officer, approver=executive)
    make_announcement(year_page, by=officer, division=clerk_office)
    before = asked(officer), asked(disclosure_officer)
    multiply(record, 2000)

    assert (asked(officer), asked(disclosure_officer)) == before
    assert GeneralAnnouncementPage.objects.count() == 2002


def multiply(record, times):
    """Rows like those of a record, half of them with a draft beside what is public; only the tables know them."""
    parent = record.get_parent()
    pages = []
    for number in range(times):
        page = GeneralAnnouncementPage(title=f"{record.title} {number}", slug=f"x{number}", division=record.division)
        page.authority, page.fiscal_year, page.live = record.authority, record.fiscal_year, True
        page.draft_title, page.content_type, page.depth = page.title, record.content_type, record.depth
        page.has_unpublished_changes = bool(number % 2)
        page.path = GeneralAnnouncementPage._get_path(parent.path, record.depth, 100 + number)
        page.url_path, page.locale_id = f"{parent.url_path}{page.slug}/", record.locale_id
        pages.append(page)
    for page in pages:
        page.save_base(raw=False, force_insert=True)
