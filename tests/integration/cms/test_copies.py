"""A draft of another year that begins with what a record says."""

from datetime import date

import pytest
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from cms.actions.copies import copy_record
from cms.actions.fiscal_years import open_year
from cms.actions.records import draft
from cms.pages import RecordAttachment, SectionPage
from cms.policy.lifecycle import Period
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from disclosures.pages import DevelopmentPlanPage
from tests.factories import families
from tests.factories.people import make_user
from tests.factories.publications import current, fresh, make_version, publish
from tests.factories.records import make_announcement
from tests.sample.models import ActionPlanPage, PlannedWork


@pytest.fixture
def next_year(year_page):
    return open_year(year_page.get_parent().specific, year_page.fiscal_year + 1)


@pytest.fixture
def plan(year_page, officer, executive, clerk_office):
    facts = {"document_number": "สน 1/2569", "document_date": date(2026, 10, 1), "next_review": date(2027, 9, 1)}
    draft = families.make_plan(
        year_page, by=officer, division=clerk_office, summary="แผนของปีก่อน", stated_none=[], **facts
    )
    return publish(draft, by=officer, approver=executive)


def test_a_copy_is_a_draft_of_its_own_with_fields_and_rows(plan, next_year, officer):
    copy = fresh(copy_record(plan, next_year, by=officer))

    assert (copy.live, copy.current_workflow_state, copy.publications().exists()) == (False, None, False)
    assert (copy.get_parent().pk, copy.fiscal_year, copy.slug, copy.owner) == (
        next_year.pk,
        next_year.fiscal_year,
        "1",
        officer,
    )
    assert (copy.title, copy.summary, copy.division) == (
        f"แผนดำเนินงาน {next_year.fiscal_year}",
        "แผนของปีก่อน",
        plan.division,
    )
    rows = [(row.project, row.unit, row.budget) for row in copy.projects.all()]
    assert rows == [(row.project, row.unit, row.budget) for row in plan.projects.all()]
    assert {row.pk for row in copy.projects.all()}.isdisjoint({row.pk for row in plan.projects.all()})
    assert (copy.document_number, copy.document_date, copy.next_review) == ("", None, None)
    assert (copy.go_live_at, copy.expire_at) == (None, None)
    assert copy.latest_revision is not None


def test_a_copy_changes_nothing_of_what_it_was_made_from(plan, next_year, officer):
    digest, revision = current(plan).digest, plan.latest_revision_id

    copy = copy_record(plan, next_year, by=officer)
    copy.projects = [PlannedWork(project="โครงการใหม่", unit=plan.division, budget=1)]
    copy.save_revision(user=officer)

    again = fresh(plan)
    assert (current(again).digest, again.latest_revision_id, again.projects.count()) == (digest, revision, 2)


def test_what_is_public_is_copied_and_not_the_draft_beside_it(plan, next_year, officer):
    draft = fresh(plan).get_latest_revision_as_object()
    draft.summary = "ร่างที่ยังไม่อนุมัติ"
    draft.save_revision(user=officer)

    assert copy_record(fresh(plan), next_year, by=officer).summary == "แผนของปีก่อน"


def test_a_statement_that_there_is_nothing_is_made_anew(year_page, next_year, officer, clerk_office):
    plan = families.make_plan(year_page, by=officer, division=clerk_office, stated_none=["projects"])

    assert copy_record(plan, next_year, by=officer).stated_none == []


def test_files_that_the_person_may_attach_are_copied(year_page, next_year, officer, clerk_office, finance):
    page = make_announcement(year_page, by=officer, division=clerk_office)
    page.attachments = [
        RecordAttachment(version=make_version(clerk_office, name="ของกอง.pdf"), title="แบบฟอร์ม"),
        RecordAttachment(version=make_version(finance, name="ของกองอื่น.pdf", data=b"%PDF-1.7 y")),
    ]
    page.save()
    page.save_revision(user=officer)

    copy = fresh(copy_record(fresh(page), next_year, by=officer))

    assert [(row.version.name, row.title) for row in copy.attachments.all()] == [("ของกอง.pdf", "แบบฟอร์ม")]


def test_a_copy_goes_through_the_approval_like_every_draft(plan, next_year, officer, executive):
    copy = publish(copy_record(plan, next_year, by=officer), by=officer, approver=executive)

    assert copy.live
    assert current(copy).address != current(plan).address


def test_a_period_is_copied_into_the_next_of_the_year(year_page, officer, clerk_office):
    first = families.make_statement(year_page, by=officer, division=clerk_office)

    second = copy_record(first, year_page, by=officer, period=Period.H2)

    assert (second.period, second.declaration) == ("h2", first.declaration)
    with pytest.raises(Refused, match="มีเรื่องของรอบ 6 เดือนหลัง"):
        copy_record(first, year_page, by=officer, period=Period.H2)


def test_a_year_that_has_its_record_gets_no_second(plan, next_year, officer):
    copy_record(plan, next_year, by=officer)

    with pytest.raises(Refused, match=f"มีเรื่องของปีงบประมาณ {next_year.fiscal_year} อยู่แล้ว"):
        copy_record(plan, next_year, by=officer)


def test_who_does_not_draft_for_the_division_copies_nothing(plan, next_year, other_officer, executive):
    for person in (other_officer, executive, make_user(Role.AUDITOR)):
        with pytest.raises(Refused, match="ท่านไม่ได้จัดทำเรื่องของกองนี้"):
            copy_record(plan, next_year, by=person)


def test_a_record_stays_in_its_section(plan, next_year, officer):
    other = open_year(SectionPage.objects.get(slug="integrity-measures"), next_year.fiscal_year)

    with pytest.raises(Refused, match="หมวดเดียวกัน"):
        copy_record(plan, other, by=officer)


def test_counts_and_reports_belong_to_their_year(year_page, next_year, officer, clerk_office, plan):
    for page in (
        families.make_statistics(year_page, by=officer, division=clerk_office),
        families.make_report(year_page, by=officer, division=clerk_office, plan=plan),
    ):
        with pytest.raises(Refused, match="ข้อเท็จจริงของแต่ละปี"):
            copy_record(page, next_year, by=officer)


def test_what_was_never_public_is_copied_too(year_page, next_year, officer, clerk_office):
    title = f"ประกาศปี {year_page.fiscal_year}"
    page = make_announcement(year_page, by=officer, division=clerk_office, title=title)

    assert copy_record(page, next_year, by=officer).title == f"ประกาศปี {next_year.fiscal_year}"


def test_a_copy_that_the_type_forbids_in_that_year_is_refused_with_its_sentence(
    authority, officer, executive, clerk_office
):
    section = SectionPage.objects.get(slug="development-plan")
    this = section.get_children().specific().get()
    year = this.fiscal_year
    plan = DevelopmentPlanPage(title="แผนพัฒนา", division=clerk_office, first_year=year - 4, last_year=year)
    plan = draft(plan, this, by=officer)

    with pytest.raises(Refused, match="ไม่ได้ใช้ในปีงบประมาณ"):
        copy_record(plan, open_year(section, year + 1), by=officer)


# The button


def test_the_menu_of_a_record_offers_the_copy_and_the_copy_opens(client, plan, next_year, officer):
    client.force_login(officer)
    address = reverse("cms_record_copy", args=[plan.pk])

    assert f'href="{address}"' in client.get(reverse("wagtailadmin_pages:edit", args=[plan.pk])).content.decode()
    assert f"ทำสำเนาเป็นฉบับของปี {next_year.fiscal_year}" in client.get(address).content.decode()
    assert not ActionPlanPage.objects.filter(fiscal_year=next_year.fiscal_year).exists()
    answer = client.post(address)

    copy = ActionPlanPage.objects.get(fiscal_year=next_year.fiscal_year)
    assertRedirects(answer, reverse("wagtailadmin_pages:edit", args=[copy.pk]))
    assert f"แผนดำเนินงาน {next_year.fiscal_year}" in client.get(answer.url).content.decode()


def test_what_cannot_be_copied_has_no_button_and_says_why(client, plan, officer, executive):
    client.force_login(officer)
    address = reverse("cms_record_copy", args=[plan.pk])

    assert address not in client.get(reverse("wagtailadmin_pages:edit", args=[plan.pk])).content.decode()
    assert "ยังไม่มีปีงบประมาณถัดไปในหมวดนี้" in client.get(address).content.decode()


def test_a_second_copy_is_refused_with_a_sentence(client, plan, next_year, officer):
    copy_record(plan, next_year, by=officer)
    client.force_login(officer)

    answer = client.post(reverse("cms_record_copy", args=[plan.pk]))

    assert f"มีเรื่องของปีงบประมาณ {next_year.fiscal_year} อยู่แล้ว" in client.get(answer.url).content.decode()
    assert ActionPlanPage.objects.filter(fiscal_year=next_year.fiscal_year).count() == 1
