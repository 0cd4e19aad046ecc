"""From the editor to the public: choosing a version, attaching it, approving it, taking it down."""

import pytest
from django.urls import reverse
from wagtail.blocks import RichTextBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.test.utils.form_data import querydict_from_html

from cms.actions import approval, takedown
from cms.blocks import NarrativeBlock
from cms.models import DocumentVersion, OfficialDocument
from cms.pages import RecordAttachment
from cms.policy.refusal import Refused
from tests.factories.decisions import settle
from tests.factories.documents import found_good, make_document, make_version, read_waiting_files, upload
from tests.factories.publications import current, fresh, publish
from tests.factories.records import make_announcement

CHOOSE, RESULTS, CREATE = "cms_versions:choose", "cms_versions:choose_results", "cms_versions:create"


@pytest.fixture
def page(year_page, officer, clerk_office):
    return make_announcement(year_page, by=officer, division=clerk_office)


@pytest.fixture
def version(officer, clerk_office):
    return make_document(by=officer, division=clerk_office, name="แผนของสำนักปลัด.txt").newest


@pytest.fixture
def foreign(other_officer, finance):
    return make_document(by=other_officer, division=finance, data="ลับ", name="แผนของกองคลัง.txt").newest


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def save_with(client, page, *versions):
    """The editor's own form, sent back with versions attached."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = querydict_from_html(client.get(address).content.decode(), form_id="page-edit-form").copy()
    data["body-count"] = "0"  # a script fills in the narrative
    kept = int(data["attachments-INITIAL_FORMS"])
    data["attachments-TOTAL_FORMS"] = str(kept + len(versions))
    for place, version in enumerate(versions, start=kept):
        prefix = f"attachments-{place}-"
        for name, value in {"version": version.pk, "title": "", "ORDER": place + 1, "DELETE": "", "id": ""}.items():
            data[prefix + name] = str(value)
    return client.post(address, data)


def attached(page):
    return [row.version_id for row in fresh(page).get_latest_revision_as_object().attachments.all()]


def attach(page, *versions, by):
    draft = fresh(page).get_latest_revision_as_object()
    draft.attachments = [RecordAttachment(version=version) for version in versions]
    draft.save_revision(user=by)
    return fresh(page)


def test_the_chooser_shows_the_newest_versions_of_the_own_division(desk, version, foreign, officer):
    newer = make_version(version.document, by=officer, name="แผนฉบับแก้ไข.txt")

    modal = desk.get(reverse(CHOOSE)).json()["html"]

    assert newer.name in modal
    assert version.name not in modal
    assert foreign.name not in modal
    assert "อัปโหลดเอกสารใหม่" in modal
    assert "รออ่านข้อความ" in modal


def test_the_chooser_finds_by_part_of_a_thai_name(desk, version):
    found = desk.get(reverse(RESULTS), {"q": "สำนัก"}).content.decode()
    missed = desk.get(reverse(RESULTS), {"q": "กองช่าง"}).content.decode()

    assert version.name in found
    assert version.name not in missed


def test_the_disclosure_officer_chooses_among_all(client, disclosure_officer, version, foreign):
    client.force_login(disclosure_officer)

    modal = client.get(reverse(CHOOSE)).json()["html"]

    assert version.name in modal
    assert foreign.name in modal


@pytest.mark.parametrize("who", ["executive", "site_admin"])
@pytest.mark.parametrize("name", [CHOOSE, RESULTS, CREATE])
def test_who_drafts_nothing_does_not_come_in(client, version, request, who, name):
    client.force_login(request.getfixturevalue(who))

    assert version.name not in client.get(reverse(name), follow=True).content.decode()
    assert client.get(reverse(name), headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403


def test_choosing_by_a_forged_address_names_no_foreign_document(desk, foreign, version):
    chosen = reverse("cms_versions:chosen", args=[version.pk])
    forged = reverse("cms_versions:chosen", args=[foreign.pk])
    many = reverse("cms_versions:chosen_multiple")

    assert desk.get(chosen).json()["result"]["title"] == f"{version.name} (ฉบับที่ 1)"
    assert desk.get(forged).status_code == 404
    assert foreign.name not in desk.get(many, {"id": [version.pk, foreign.pk]}).content.decode()


def test_an_upload_in_the_chooser_gives_its_first_version(desk, clerk_office):
    fields = {"document-version-upload-title": "ประกาศ", "document-version-upload-file": upload("ประกาศใหม่")}

    answer = desk.post(reverse(CREATE), fields).json()

    version = DocumentVersion.objects.get()
    assert answer["step"] == "chosen"
    assert answer["result"]["id"] == str(version.pk)
    assert version.document.division == clerk_office


def test_a_bad_upload_in_the_chooser_is_shown_again_with_the_reason(desk):
    fields = {
        "document-version-upload-title": "ก",
        "document-version-upload-file": upload(b"MZ\0" + bytes(90), "ก.pdf"),
    }

    answer = desk.post(reverse(CREATE), fields).json()

    assert answer["step"] == "reshow_creation_form"
    assert "เนื้อหาของไฟล์" in answer["htmlFragment"]
    assert not OfficialDocument.objects.exists()


def test_the_editor_attaches_a_version_and_shows_it_by_name(desk, page, version):
    save_with(desk, page, version)

    assert attached(page) == [version.pk]
    editor = desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert version.name in editor
    assert reverse(CHOOSE) in editor


def test_a_forged_attachment_is_refused_and_not_named(desk, page, foreign):
    answer = save_with(desk, page, foreign)

    text = answer.content.decode()
    assert attached(page) == []
    assert "เป็นของกองหรือสำนักอื่น" in text
    assert foreign.name not in text


def test_a_colleague_goes_on_with_what_the_disclosure_officer_attached(
    desk, page, foreign, version, disclosure_officer
):
    attach(page, foreign, by=disclosure_officer)

    save_with(desk, page, version)

    assert attached(page) == [foreign.pk, version.pk]


def test_a_foreign_version_that_got_into_a_draft_is_not_submitted(page, foreign, officer, disclosure_officer):
    attach(page, foreign, by=officer)

    with pytest.raises(Refused, match="กองหรือสำนักอื่น"):
        approval.submit(page, by=officer)
    with pytest.raises(Refused, match="กองหรือสำนักอื่น"):
        page.get_workflow().start(page, officer)  # as the editor's button does
    read_waiting_files()
    approval.submit(page, by=disclosure_officer)


def test_a_file_follows_its_record_through_approval_change_and_withdrawal(
    client, page, version, officer, executive, second_executive
):
    document = version.document
    address = version.get_absolute_url()
    attach(page, version, by=officer)
    assert client.get(address).status_code == 404

    publish(page, by=officer, approver=executive)
    assert client.get(address).status_code == 200
    assert address in client.get(fresh(page).url).content.decode()

    newer = make_version(document, by=officer)
    attach(page, newer, by=officer)
    assert client.get(newer.get_absolute_url()).status_code == 404
    publish(page, by=officer, approver=executive)
    assert newer.get_absolute_url() in client.get(address).headers["Link"]

    suspension = takedown.suspend(current(page), by=executive, reason="พบข้อมูลส่วนบุคคล")
    assert client.get(newer.get_absolute_url()).status_code == 404

    settle(suspension, by=second_executive, withdraw=True)
    answer = client.get(newer.get_absolute_url())
    assert answer.status_code == 410
    assert "พบข้อมูลส่วนบุคคล" in answer.content.decode()
    assert client.get(address).status_code == 410  # the record takes its older editions with it
    assert not DocumentVersion.objects.public()


def test_the_stock_ways_to_link_a_whole_document_are_off():
    blocks = NarrativeBlock().child_blocks.values()

    assert not [block for block in blocks if isinstance(block, DocumentChooserBlock)]
    assert all("document-link" not in block.features for block in blocks if isinstance(block, RichTextBlock))


def test_a_document_is_made_without_a_title_by_its_name(officer, clerk_office):
    document = make_document(by=officer, division=clerk_office, name="แผน ๒๕๖๙.txt", data="ก")

    assert document.title == "แผน ๒๕๖๙"
    assert found_good("ก").sha256 == document.newest.file.sha256
