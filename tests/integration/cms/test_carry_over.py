"""What holds for years: what is public is submitted for the next year by one click."""

import re

import pytest
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from cms.actions import approval
from cms.actions.copies import carry_over, copy_record
from cms.actions.fiscal_years import open_year
from cms.actions.records import draft
from cms.models import OfficialDocument, Publication
from cms.pages import RecordAttachment, SectionPage, YearPage
from cms.policy.refusal import Incomplete, Refused
from disclosures.pages import RelatedLaw, RelatedLawsPage, StaffManualPage, StaffManualStep
from tests.factories import families
from tests.factories.decisions import approve_by
from tests.factories.publications import current, fresh, make_version, publish
from tests.factories.records import make_announcement


def year_of(section, year):
    return open_year(SectionPage.objects.get(slug=section), year)


@pytest.fixture
def next_year(year_page):
    """The page of the year after the current one, in the section of the laws."""
    return year_of("about", year_page.fiscal_year + 1)


@pytest.fixture
def make_laws(year_page, officer, clerk_office):
    def made(year=year_page.fiscal_year, **fields):
        page = RelatedLawsPage(title=f"กฎหมายที่เกี่ยวข้อง ปี {year}", division=clerk_office, **fields)
        page.laws = [RelatedLaw(name="พระราชบัญญัติสภาตำบล พ.ศ. 2537", kind="act")]
        return draft(page, year_of("about", year), by=officer)

    return made


@pytest.fixture
def laws(make_laws, officer, executive):
    return publish(make_laws(), by=officer, approver=executive)


def test_what_is_public_waits_for_the_next_year_as_it_is(laws, next_year, officer, executive):
    carried = carry_over(laws, next_year, by=officer)

    record = fresh(carried.record)
    assert carried.refused is None
    assert (record.live, record.workflow_in_progress) == (False, True)
    assert (record.fiscal_year, record.title) == (next_year.fiscal_year, f"กฎหมายที่เกี่ยวข้อง ปี {next_year.fiscal_year}")
    assert [row.name for row in record.laws.all()] == [row.name for row in laws.laws.all()]
    assert record.current_workflow_state.requested_by == officer


def test_the_address_of_the_year_before_keeps_its_year(laws, next_year, officer, executive):
    address = current(laws).address

    record = carry_over(laws, next_year, by=officer).record
    approve_by(fresh(record).current_workflow_task_state, executive)
    published = current(fresh(record))

    assert current(fresh(laws)).address == address
    assert f"/{next_year.fiscal_year}/" in published.address


def test_the_draft_beside_what_is_public_is_not_carried_over(laws, next_year, officer):
    beside = fresh(laws).get_latest_revision_as_object()
    beside.summary = "ร่างที่ยังไม่อนุมัติ"
    beside.save_revision(user=officer)

    assert carry_over(fresh(laws), next_year, by=officer).record.summary == ""


def test_what_lacks_evidence_stays_a_draft_and_names_it(laws, next_year, officer):
    laws.laws.all().delete()

    carried = carry_over(fresh(laws), next_year, by=officer)

    assert isinstance(carried.refused, Incomplete)
    assert [field for field, _sentence in carried.refused.lacking] == ["laws"]
    assert not fresh(carried.record).workflow_in_progress
    assert fresh(carried.record).latest_revision is not None


def test_a_file_that_could_not_come_along_keeps_it_a_draft(
    make_laws, next_year, officer, executive, clerk_office, finance
):
    page = make_laws()
    page.attachments = [RecordAttachment(version=make_version(clerk_office, pages=[""]), title="ประกาศ")]
    page.save()
    page.save_revision(user=officer)
    laws = publish(fresh(page), by=officer, approver=executive)
    OfficialDocument.objects.update(division=finance)

    carried = carry_over(laws, next_year, by=officer)

    assert "“ประกาศ” ยกมาไม่ได้" in str(carried.refused)
    assert not fresh(carried.record).workflow_in_progress


def test_only_what_is_public_is_carried_over(make_laws, next_year, officer):
    with pytest.raises(Refused, match="เฉพาะเรื่องที่เผยแพร่อยู่"):
        carry_over(make_laws(), next_year, by=officer)
    assert RelatedLawsPage.objects.count() == 1


def test_an_older_one_is_not_carried_past_a_newer(make_laws, officer, executive, next_year, year_page):
    publish(make_laws(), by=officer, approver=executive)
    older = publish(make_laws(year_page.fiscal_year - 1), by=officer, approver=executive)

    with pytest.raises(Refused, match=f"ของปี {year_page.fiscal_year} เผยแพร่แล้วและใหม่กว่า"):
        carry_over(older, next_year, by=officer)


def test_what_is_written_anew_each_year_is_not_carried_over(year_page, officer, executive, clerk_office):
    plan = publish(families.make_plan(year_page, by=officer, division=clerk_office), by=officer, approver=executive)

    with pytest.raises(Refused, match="เขียนใหม่ทุกปี"):
        carry_over(plan, open_year(year_page.get_parent().specific, year_page.fiscal_year + 1), by=officer)


def test_who_does_not_draft_for_the_division_carries_nothing_over(laws, next_year, other_officer, executive):
    for person in (other_officer, executive):
        with pytest.raises(Refused, match="ท่านไม่ได้จัดทำเรื่องของกองนี้"):
            carry_over(laws, next_year, by=person)


def test_a_year_that_has_its_record_gets_no_second(laws, next_year, officer):
    copy_record(laws, next_year, by=officer)

    with pytest.raises(Refused, match=f"มีเรื่องของปีงบประมาณ {next_year.fiscal_year} อยู่แล้ว"):
        carry_over(laws, next_year, by=officer)
    assert RelatedLawsPage.objects.count() == 2


# The buttons


def button(html):
    return re.search(r'formaction="([^"]*carry-over[^"]*)"', html).group(1).replace("&amp;", "&")


@pytest.fixture
def last_years(make_laws, officer, executive, year_page):
    return publish(make_laws(year_page.fiscal_year - 1), by=officer, approver=executive)


@pytest.mark.parametrize(("name", "query"), [("cms_new_record", "?q=กฎหมายที่เกี่ยวข้อง"), ("cms_coverage", "?open=all")])
def test_one_click_submits_it_and_leads_back(client, officer, last_years, year_page, name, query):
    client.force_login(officer)
    screen = reverse(name) + query

    html = client.get(screen).content.decode()
    answer = client.post(button(html), headers={"referer": f"http://testserver{screen}"}, follow=True)

    record = RelatedLawsPage.objects.get(fiscal_year=year_page.fiscal_year)
    assert f"ใช้ต่อในปี {year_page.fiscal_year} และส่งขออนุมัติ" in html
    assert record.workflow_in_progress
    assert answer.redirect_chain[-1][0].startswith(reverse(name))
    told = answer.content.decode()
    assert f"ในปี {year_page.fiscal_year} และส่งขออนุมัติแล้ว" in told
    assert reverse("wagtailadmin_pages:edit", args=[record.pk]) in told
    assert "carry-over" not in told


def test_the_screen_of_the_record_offers_it_and_opens_it(client, officer, laws, next_year):
    client.force_login(officer)
    screen = reverse("cms_record_copy", args=[laws.pk])

    editor = client.get(reverse("wagtailadmin_pages:edit", args=[laws.pk])).content.decode()
    html = client.get(screen).content.decode()
    answer = client.post(button(html), {"year": next_year.fiscal_year, "open": "1"})

    record = RelatedLawsPage.objects.get(fiscal_year=next_year.fiscal_year)
    assert f"ใช้ต่อหรือทำสำเนาในปี {next_year.fiscal_year}" in editor
    assertRedirects(answer, reverse("wagtailadmin_pages:edit", args=[record.pk]))
    assert record.workflow_in_progress


def test_what_is_missing_stands_in_the_editor_of_the_draft(client, officer, laws, next_year):
    laws.laws.all().delete()
    client.force_login(officer)

    answer = client.post(reverse("cms_record_carry_over", args=[laws.pk]), follow=True)

    record = RelatedLawsPage.objects.get(fiscal_year=next_year.fiscal_year)
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[record.pk])
    assert "ยังส่งขออนุมัติไม่ได้ ขาด 1 อย่าง" in answer.content.decode()
    assert not record.workflow_in_progress


def test_of_several_manuals_each_has_its_button(client, officer, executive, clerk_office, year_page):
    last = year_of("manuals", year_page.fiscal_year - 1)
    for title in ("คู่มือรับหนังสือ", "คู่มือจัดเก็บรายได้"):
        manual = StaffManualPage(
            title=title, division=clerk_office, users="พนักงาน", papers="-", duration="1 วัน", law="-"
        )
        manual.steps = [StaffManualStep(step="รับหนังสือ", responsible="ธุรการ", duration="1 วัน")]
        publish(draft(manual, last, by=officer), by=officer, approver=executive)
    year_of("manuals", year_page.fiscal_year)
    client.force_login(officer)

    html = client.get(reverse("cms_new_copies"), {"type": "disclosures.staffmanualpage"}).content.decode()
    client.post(button(html))

    assert html.count("carry-over") == 2
    assert StaffManualPage.objects.get(fiscal_year=year_page.fiscal_year).workflow_in_progress


def test_a_plan_has_no_such_button(client, officer, executive, year_page, clerk_office):
    last = open_year(year_page.get_parent().specific, year_page.fiscal_year - 1)
    publish(
        make_announcement(YearPage.objects.get(pk=last.pk), by=officer, division=clerk_office),
        by=officer,
        approver=executive,
    )
    client.force_login(officer)

    for name in ("cms_new_record", "cms_coverage"):
        assert "carry-over" not in client.get(reverse(name), {"open": "all"}).content.decode()


# The approver


def test_the_approver_reads_what_differs_from_the_year_before(client, officer, executive, laws, next_year):
    record = carry_over(laws, next_year, by=officer).record
    client.force_login(executive)

    html = client.get(reverse("cms_review", args=[fresh(record).current_workflow_task_state.pk])).content.decode()

    changed, unchanged = html.split("ส่วนที่เหมือนเดิม")
    assert f"สิ่งที่ต่างจากปี {laws.fiscal_year}" in changed
    assert f"เรื่องใหม่ เทียบกับปี {laws.fiscal_year} แก้ 3 ช่อง" in changed
    assert f'href="{current(laws).address}"' in changed
    assert "พระราชบัญญัติสภาตำบล" not in changed
    assert "พระราชบัญญัติสภาตำบล" in unchanged


def test_the_first_of_all_years_is_read_whole(client, officer, executive, make_laws):
    page = make_laws()
    approval.submit(page, by=officer)
    client.force_login(executive)

    html = client.get(reverse("cms_review", args=[fresh(page).current_workflow_task_state.pk])).content.decode()

    assert "เนื้อหาที่จะเผยแพร่" in html
    assert not Publication.objects.exists()
