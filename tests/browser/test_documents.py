"""Documents in a real browser: attaching one from the editor, uploading several, reading a PDF in the window."""

import pytest
from playwright.sync_api import expect

from cms.models import DocumentVersion
from tests.factories.documents import ANNOUNCEMENT, carry, make_document, make_version
from tests.factories.records import make_announcement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(browser, live_server):
    context = browser.new_context(base_url=live_server.url, locale="th-TH")
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(page, client, officer, live_server):
    """The officer signed in, without the way through the log-in form."""
    client.force_login(officer)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return page


def test_an_officer_uploads_a_file_in_the_editor_and_saves_the_draft(
    desk, year_page, officer, clerk_office, tmp_path, photograph
):
    record = make_announcement(year_page, by=officer, division=clerk_office)
    desk.goto(f"/admin/pages/{record.pk}/edit/")
    desk.get_by_role("tab", name="เอกสารแนบ").click()
    desk.get_by_role("button", name="เพิ่มเอกสารแนบ").click()
    desk.get_by_role("button", name="เลือกเอกสาร").click()
    desk.get_by_role("tab", name="อัปโหลดเอกสารใหม่").click()
    desk.locator("input[type=file]").set_input_files(ANNOUNCEMENT)
    photograph(desk, "document-upload")
    desk.get_by_role("button", name="อัปโหลดและแนบ").click()

    expect(desk.get_by_text("announcement.pdf (ฉบับที่ 1)")).to_be_visible()
    expect(desk.get_by_role("tab", name="อัปโหลดเอกสารใหม่")).to_be_hidden()
    photograph(desk, "document-attached")
    assert DocumentVersion.objects.get().document.division == clerk_office


def test_several_files_are_uploaded_and_a_bad_one_says_why(desk, tmp_path, clerk_office, photograph):
    bad = tmp_path / "แผน.pdf"
    bad.write_bytes(b"MZ\0" + bytes(90))
    desk.goto("/admin/documents/multiple/add/")
    desk.locator("#fileupload").set_input_files([ANNOUNCEMENT, bad])

    expect(desk.get_by_text("เนื้อหาของไฟล์ไม่ตรงกับนามสกุล")).to_be_visible()
    expect(desk.locator("#upload-list input[name$=title]")).to_have_value("announcement")
    photograph(desk, "documents-uploaded")


def test_versions_are_read_on_a_phone_without_moving_sideways(desk, officer, clerk_office, photograph):
    document = make_document(by=officer, division=clerk_office, name=f"{'ประกาศรายชื่อผู้มีสิทธิสอบ' * 3}.txt")
    make_version(document, by=officer)
    desk.set_viewport_size({"width": 390, "height": 844})
    desk.goto(f"/admin/documents/edit/{document.pk}/")
    table = desk.get_by_role("table", name="ฉบับทั้งหมดของเอกสารนี้")

    edges = [cell.bounding_box() for cell in table.get_by_role("cell").all()]
    photograph(desk, "document-versions-390")

    assert len(edges) == 8
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in edges)
    assert table.get_by_role("columnheader").count() == 4


def test_a_public_pdf_is_shown_in_the_window(page, year_page, officer, clerk_office, executive, photograph):
    record = make_announcement(year_page, by=officer, division=clerk_office)
    version = make_document(by=officer, division=clerk_office, data=ANNOUNCEMENT.read_bytes(), name="ประกาศ.pdf").newest
    carry(version, record, approved_by=executive)
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))

    answer = page.goto(version.get_absolute_url())
    photograph(page, "document-pdf")

    assert answer.status == 200
    assert [text for text in complaints if "Content Security Policy" in text] == []
