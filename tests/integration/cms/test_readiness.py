"""“พร้อมส่งหรือยัง”: the head of the editor names all that a draft lacks, before anybody refuses it."""

from decimal import Decimal

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.html import escape
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.actions.records import draft
from cms.models import FileText
from cms.pages import RecordAttachment
from disclosures.pages import GeneralAnnouncementPage
from tests.factories.publications import make_version
from tests.factories.records import make_announcement
from tests.sample.models import PlannedProject, SamplePlanPage


@pytest.fixture
def make_plan(year_page, officer, clerk_office):
    def make(projects, versions=(), **fields):
        page = SamplePlanPage(title="แผน", division=clerk_office, **fields)
        page.projects = projects
        page.attachments = [RecordAttachment(version=version) for version in versions]
        return draft(page, year_page, by=officer)

    return make


def editor(client, page, officer):
    client.force_login(officer)
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_all_that_is_missing_is_named_and_linked(client, make_plan, officer, clerk_office):
    page = make_plan([PlannedProject(project="ซ่อมถนน", unit=clerk_office)])

    html = editor(client, page, officer)

    assert "ยังส่งขออนุมัติไม่ได้ ขาด 2 อย่าง" in html
    assert escape("โครงการในแผน ข้อ 1 ยังไม่ได้กรอก “งบประมาณ (บาท)”") in html
    assert 'data-cms-missing-field-value="projects-0-budget"' in html
    assert 'data-cms-missing-field-value="summary"' in html


def test_what_is_complete_is_said_to_be(client, make_plan, officer, clerk_office):
    page = make_plan([PlannedProject(project="ซ่อมถนน", unit=clerk_office, budget=Decimal(1))], summary="สรุป")

    assert "พร้อมส่งขออนุมัติ" in editor(client, page, officer)


@pytest.mark.parametrize("state", FileText.State.values)
def test_it_says_how_each_file_was_read(client, make_plan, officer, clerk_office, state):
    version = make_version(clerk_office, name="แผน.pdf", pages=["ข้อความ"])
    FileText.objects.filter(file=version.file).update(state=state)
    page = make_plan([], versions=[version], stated_none=["projects"])

    assert f"แผน.pdf: {FileText.State(state).label}" in editor(client, page, officer)


def test_a_file_that_nobody_has_read_yet_waits(client, make_plan, officer, clerk_office):
    page = make_plan([], versions=[make_version(clerk_office, name="แผน.pdf")], stated_none=["projects"])

    assert f"แผน.pdf: {FileText.State.WAITING.label}" in editor(client, page, officer)


def test_a_citizen_number_is_named_with_the_way_to_its_waiver(client, make_plan, officer):
    page = make_plan([], stated_none=["projects"], summary="เลขประจำตัวประชาชน 1-1018-00705-22-8")
    address = reverse("cms_citizen_numbers", args=[ContentType.objects.get_for_model(Page).pk, page.pk])

    html = editor(client, page, officer)

    assert "ยังส่งขออนุมัติไม่ได้ มีเลขประจำตัวประชาชน" in html
    assert f'href="{address}"' in html
    assert client.get(address).status_code == 200


def test_the_pdf_of_a_draft_says_that_it_is_not_approved(client, make_plan, officer, other_officer):
    page = make_plan([], stated_none=["projects"])
    address = reverse("cms_draft_pdf", args=[ContentType.objects.get_for_model(page).pk, page.pk])

    assert f'href="{address}"' in editor(client, page, officer)
    assert client.get(address).content.startswith(b"%PDF")
    client.force_login(other_officer)
    assert client.get(address).status_code != 200


@pytest.fixture
def incomplete():
    """What the form of an announcement posts that lacks its substance."""
    return {"title": "ประกาศใหม่", "summary": "", "body": streamfield([]), "attachments": inline_formset([])}


@pytest.mark.parametrize("is_new", [True, False])
def test_what_a_submission_lacks_is_linked_in_the_editor_of_what_was_saved(
    client, year_page, officer, clerk_office, incomplete, is_new
):
    client.force_login(officer)
    address = reverse("wagtailadmin_pages:add", args=["disclosures", "generalannouncementpage", year_page.pk])
    if not is_new:
        page = make_announcement(year_page, by=officer, division=clerk_office, title="ประกาศเดิม")
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = nested_form_data({**incomplete, "division": clerk_office.pk, "action-submit": "ส่งขออนุมัติ"})

    answer = client.post(address, data, headers={"referer": f"http://testserver{address}"})
    html = client.get(answer.url).content.decode()

    record = GeneralAnnouncementPage.objects.get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[record.pk])
    assert record.get_latest_revision_as_object().title == "ประกาศใหม่"
    message = html[html.index('class="messages"') :].partition("</ul>\n")[0]
    assert "บันทึกเป็นร่างแล้ว ยังส่งขออนุมัติไม่ได้ ขาด 1 อย่าง" in message
    assert 'data-cms-missing-field-value="summary"' in message
