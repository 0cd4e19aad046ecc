"""The library in the admin: what comes in by Wagtail's own addresses, what is refused, and what is never lost."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from wagtail.models import UploadedFile

from cms.actions.documents import add_document, discard
from cms.models import AuditEntry, DocumentVersion, FileText, Job, OfficialDocument, StoredFile
from cms.pages import RecordAttachment
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.storage.private_files import private_storage
from tests.factories.documents import THAI_NAME, carry, found_good, make_document, make_version, upload, upload_pdf
from tests.factories.publications import current, publish
from tests.factories.records import make_announcement
from tests.unit.cms.extraction import files

ADD = "wagtaildocs:add"
MANY = "wagtaildocs:add_multiple"
LIST = reverse_lazy("wagtaildocs:index")
SCRIPT = {"x-requested-with": "XMLHttpRequest"}


@pytest.fixture
def desk(client, officer):
    """The officer at his desk."""
    client.force_login(officer)
    return client


@pytest.fixture
def document(officer, clerk_office):
    return make_document(by=officer, division=clerk_office)


def nothing_stored() -> bool:
    rows = OfficialDocument, DocumentVersion, StoredFile, FileText, UploadedFile
    return not any(model.objects.exists() for model in rows)


def add(desk, file, title="ประกาศ", **fields):
    return desk.post(reverse(ADD), {"title": title, "file": file, **fields})


def test_a_file_comes_in_whole_and_waits_to_be_read(desk, officer, clerk_office):
    answer = add(desk, upload_pdf(), title="ประกาศ\u202e จัดซื้อ")

    document = OfficialDocument.objects.get()
    version = document.newest
    assert answer.status_code == 302
    assert (document.title, document.division, document.collection) == (
        "ประกาศ จัดซื้อ",
        clerk_office,
        clerk_office.collection,
    )
    assert (version.number, version.name, version.uploaded_by) == (1, THAI_NAME, officer)
    assert (version.file.kind, version.file.mime) == ("pdf", "application/pdf")
    assert document.file.name == version.file.path
    assert (document.file_size, len(document.file_hash)) == (version.file.size, 40)
    with private_storage().open(version.file.path) as kept:
        assert kept.read() == upload_pdf().read()
    assert version.file.text.state == FileText.State.WAITING
    assert Job.objects.get(key=f"read:{version.file.sha256}").arguments == {"sha256": version.file.sha256}
    entry = AuditEntry.objects.order_by("-seq").first()
    assert (entry.action, entry.actor, entry.after) == ("document.add", officer, version.file.sha256)


def renamed(name, make):
    def built(folder):
        path = make(folder / "x")
        return upload(path.read_bytes(), name)

    return built


BAD = {
    "an office file with a macro": renamed(
        "แผน.docx", lambda path: files.docx(path, parts={"word/vbaProject.bin": b"macro"})
    ),
    "a program under another name": lambda folder: upload(b"MZ\x90\x00\x03" + bytes(200), "แผน.pdf"),
    "a pdf with a script": renamed("แผน.pdf", lambda path: files.pdf(path, files.script_hidden_in_a_chain)),
    "a web page as text": lambda folder: upload("<html><script>alert(1)</script></html>", "แผน.txt"),
    "a kind that is not taken": lambda folder: upload("<svg/>", "แผน.svg"),
    "an empty file": lambda folder: upload(b"", "แผน.txt"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_refused_in_thai_and_nothing_is_kept(desk, tmp_path, what):
    answer = add(desk, BAD[what](tmp_path))

    reasons = answer.context["form"].errors["file"]
    assert answer.status_code == 200
    assert reasons
    assert all(any("ก" <= letter <= "๙" for letter in reason) for reason in reasons)
    assert nothing_stored()


def test_a_file_that_is_too_big_is_refused_before_it_is_looked_at(desk, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = settings.UPLOAD_MAX_BYTES = 1000

    answer = add(desk, upload("ก" * 1000))

    assert "เกินกำหนด" in answer.context["form"].errors["file"][0]
    assert nothing_stored()


def test_the_form_says_what_is_taken(desk):
    page = desk.get(reverse(ADD)).content.decode()

    assert "PDF, DOCX" in page
    assert "ไม่เกิน 50 MB" in page
    assert 'accept=".pdf,.docx' in page


def test_a_warning_asks_for_a_reason_and_keeps_it(desk):
    formula = "ชื่อ,จำนวน\n=1+1,2\n"

    before = desk.get(reverse(ADD)).content.decode()
    assert '<textarea name="accepted_because"' not in before

    refused = add(desk, upload(formula, "ตาราง.csv"))
    assert '<textarea name="accepted_because"' in refused.content.decode()
    assert "เขียนเหตุผล" in refused.context["form"].errors["file"][-1]
    assert nothing_stored()

    add(desk, upload(formula, "ตาราง.csv"), accepted_because="สูตรเป็นตัวอย่างในคู่มือ")
    version = DocumentVersion.objects.get()
    assert version.warnings
    assert version.warnings_accepted_because == "สูตรเป็นตัวอย่างในคู่มือ"


def test_many_files_come_in_one_by_one(desk, clerk_office):
    answer = desk.post(reverse(MANY), {"title": "ประกาศ", "files[]": upload_pdf()}, headers=SCRIPT)

    assert answer.json()["success"] is True
    assert OfficialDocument.objects.get().newest.name == THAI_NAME

    edited = desk.post(
        reverse("wagtaildocs:edit_multiple", args=[answer.json()["doc_id"]]),
        {f"doc-{answer.json()['doc_id']}-title": "ชื่อใหม่"},
        headers=SCRIPT,
    )
    assert edited.json()["success"] is True
    assert OfficialDocument.objects.get().title == "ชื่อใหม่"


@pytest.mark.parametrize(
    "fields",
    [
        {"files[]": upload(b"MZ\x90\x00" + bytes(90), "แผน.pdf"), "title": "แผน"},
        {"files[]": upload(b"MZ\x90\x00" + bytes(90), "แผน.pdf"), "title": ""},
        {"files[]": upload("ประกาศ"), "title": "ก" * 300},
    ],
    ids=["bad file", "bad file without title", "title too long"],
)
def test_nothing_is_put_aside_unexamined(desk, fields):
    fields["files[]"].seek(0)

    answer = desk.post(reverse(MANY), fields, headers=SCRIPT)

    assert answer.json()["success"] is False
    assert answer.json()["error_message"]
    assert nothing_stored()


def test_a_division_is_named_where_several_are_open(client, disclosure_officer, clerk_office, finance):
    client.force_login(disclosure_officer)
    root = clerk_office.collection.get_parent()

    refused = client.post(reverse(MANY), {"title": "ก", "files[]": upload(), "collection": root.pk}, headers=SCRIPT)
    assert refused.json()["success"] is False
    assert nothing_stored()

    client.post(reverse(MANY), {"title": "ก", "files[]": upload(), "collection": finance.collection_id}, headers=SCRIPT)
    assert OfficialDocument.objects.get().division == finance


def test_editing_adds_a_version_and_keeps_the_older_bytes(desk, document):
    first = document.newest

    desk.post(reverse("wagtaildocs:edit", args=[document.pk]), {"title": "ประกาศ", "file": upload("ประกาศ ฉบับแก้ไข")})

    document.refresh_from_db()
    newest = document.newest
    assert newest.number == 2
    assert document.file.name == newest.file.path
    assert private_storage().exists(first.file.path)
    assert private_storage().exists(newest.file.path)


def test_editing_the_title_alone_adds_no_version(desk, document):
    desk.post(reverse("wagtaildocs:edit", args=[document.pk]), {"title": "ชื่อใหม่"})

    document.refresh_from_db()
    assert document.title == "ชื่อใหม่"
    assert document.newest.number == 1
    assert document.file.name == document.newest.file.path


def test_the_same_bytes_again_are_no_new_version(desk, document, officer):
    answer = desk.post(reverse("wagtaildocs:edit", args=[document.pk]), {"title": "ก", "file": upload()})

    assert "เหมือนกับฉบับที่ 1" in answer.context["form"].errors["file"][0]
    with pytest.raises(Refused):
        make_version(document, by=officer, data="ประกาศ น้ำประปาหมู่บ้าน")
    assert document.versions.count() == 1


def test_the_same_bytes_are_kept_once(document, other_officer, finance):
    other = make_document(by=other_officer, division=finance)

    assert StoredFile.objects.count() == 1
    assert other.newest.file == document.newest.file


def test_the_page_of_a_document_shows_versions_and_what_was_found(desk, document, officer):
    FileText.objects.filter(file=document.newest.file).update(
        state="read", citizen_numbers=[{"page": 2, "masked": "1-xxxx-xxxxx-xx-1", "has_context": True}]
    )
    make_version(document, by=officer)

    page = desk.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()

    assert "พบเลขที่อาจเป็นเลขประจำตัวประชาชน 1 แห่ง" in page
    assert "หน้า 2" in page
    assert "/v1/" in page
    assert "/v2/" in page
    assert "รออ่านข้อความ" in page
    assert 'name="collection"' not in page


@pytest.mark.parametrize("name", ["edit", "delete", "document_usage"])
def test_an_officer_of_another_division_meets_no_document(client, other_officer, document, name):
    client.force_login(other_officer)

    answer = client.get(reverse(f"wagtaildocs:{name}", args=[document.pk]))

    assert answer.status_code in (302, 404)
    assert document.title not in client.get(reverse("wagtaildocs:index")).content.decode()


def test_nobody_files_into_another_division(other_officer, clerk_office, document):
    with pytest.raises(Refused):
        make_document(by=other_officer, division=clerk_office)
    with pytest.raises(Refused):
        make_version(document, by=other_officer)


def test_what_was_never_attached_can_be_deleted(desk, document):
    desk.post(reverse("wagtaildocs:delete", args=[document.pk]))

    assert nothing_stored()


def test_bytes_that_another_document_needs_stay_readable(desk, document, other_officer, finance):
    other = make_document(by=other_officer, division=finance)

    desk.post(reverse("wagtaildocs:delete", args=[document.pk]))

    assert OfficialDocument.objects.get() == other
    assert private_storage().exists(other.newest.file.path)


def test_bytes_that_are_the_pdf_of_a_publication_stay(document, officer, executive, clerk_office, year_page):
    page = make_announcement(year_page, by=officer, division=clerk_office)
    publication = current(publish(page, by=officer, approver=executive))
    publication.pdf = document.newest.file  # somebody uploaded what he had downloaded
    publication.save(update_fields=["pdf"])

    discard(document, by=officer)

    assert not OfficialDocument.objects.exists()
    assert StoredFile.objects.filter(pk=publication.pdf_id).exists()
    connection.check_constraints()


def test_what_was_discarded_and_comes_again_is_read_again(document, officer, clerk_office):
    Job.objects.update(state="done", finished_at=timezone.now())
    discard(document, by=officer)

    again = make_document(by=officer, division=clerk_office)

    assert Job.objects.get(key=f"read:{again.newest.file.sha256}").state == "waiting"


@pytest.mark.parametrize("address", ["delete", "delete_multiple"])
def test_what_a_draft_carries_cannot_be_deleted(desk, document, officer, clerk_office, year_page, address):
    page = make_announcement(year_page, by=officer, division=clerk_office)
    page.attachments = [RecordAttachment(version=document.newest)]
    page.save_revision(user=officer)
    assert not RecordAttachment.objects.exists()  # the draft keeps it in its revision alone

    desk.post(reverse(f"wagtaildocs:{address}", args=[document.pk]))

    assert document.versions.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda version: version.save(),
        lambda version: version.delete(),
        lambda version: DocumentVersion.objects.update(name="อื่น"),
        lambda version: DocumentVersion.objects.all().delete(),
        lambda version: version.file.delete(),
        lambda version: StoredFile.objects.update(size=1),
        lambda version: StoredFile.objects.bulk_update([version.file], ["size"]),
    ],
)
def test_versions_and_their_bytes_are_never_changed(document, change):
    with pytest.raises(Refused):
        change(document.newest)


def test_the_stock_door_for_files_put_aside_is_closed(desk):
    address = reverse("wagtaildocs:create_multiple_from_uploaded_document", args=[1])

    assert desk.post(address, {}).status_code == 404


class TornFile(BytesIO):
    def read(self, size=-1):
        raise OSError("no space left")


def test_a_half_written_file_is_not_seen_under_its_name(officer, clerk_office):
    torn = replace(found_good("ขาดกลางคัน"), spool=TornFile())
    path = Path(private_storage().path(StoredFile(sha256=torn.sha256).path))
    files_of_other_tests = set(path.parent.glob("*"))

    with pytest.raises(OSError, match="no space"):
        add_document(torn, by=officer, division=clerk_office)

    assert set(path.parent.glob("*")) == files_of_other_tests
    assert nothing_stored()


def test_the_list_costs_the_same_however_many_documents_there_are(
    desk, officer, clerk_office, django_assert_max_num_queries
):
    for number in range(12):
        make_document(by=officer, division=clerk_office, data=f"ฉบับ {number}", name=f"แผน {number}.txt")
    desk.get(reverse("wagtaildocs:index"))

    with django_assert_max_num_queries(25):
        page = desk.get(reverse("wagtaildocs:index")).content.decode()

    assert "แผน 3.txt" in page


def usage(desk, **query) -> dict[str, int]:
    return {document.title: document.usage_count for document in desk.get(LIST, query).context["documents"]}


def test_the_list_counts_what_is_public_with_a_document(desk, officer, clerk_office, executive, year_page):
    for title in ("ใช้แล้ว", "ถอนแล้ว", "ยังไม่ใช้"):
        make_document(by=officer, division=clerk_office, data=title, title=title)
    used, withdrawn = (OfficialDocument.objects.get(title=title) for title in ("ใช้แล้ว", "ถอนแล้ว"))
    newer = make_version(used, by=officer)
    records = [make_announcement(year_page, by=officer, division=clerk_office, title=f"ที่ {n}") for n in range(3)]
    carry(used.versions.get(number=1), records[0], stage=Stage.SUPERSEDED, approved_by=executive)
    carry(newer, records[0], number=2, approved_by=executive)
    carry(newer, records[1], approved_by=executive)
    carry(withdrawn.newest, records[2], stage=Stage.WITHDRAWN, approved_by=executive, reason="ผิด")

    page = desk.get(LIST).content.decode()

    assert usage(desk) == {"ใช้แล้ว": 2, "ถอนแล้ว": 0, "ยังไม่ใช้": 0}
    assert next(iter(usage(desk, ordering="-usage_count"))) == "ใช้แล้ว"
    assert list(usage(desk, usage_count_min="1")) == ["ใช้แล้ว"]
    assert "2 เรื่อง" in page
    assert "ใช้งาน 0 ครั้ง" not in page
