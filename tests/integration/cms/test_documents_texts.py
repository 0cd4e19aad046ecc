"""The text of files: read by the job in its sandbox, once, with the citizen numbers that stand in it."""

import pytest

from cms.actions import jobs
from cms.actions.documents import add_document
from cms.actions.text_extraction import store_text
from cms.extraction.reading import Reading
from cms.models import FileText, Job
from cms.signals import file_text_changed
from cms.tasks import read_file_text
from tests.factories.documents import make_document, make_version, upload_pdf
from tests.unit.cms.extraction import files

NUMBER = "1101700230708"  # with the right check digit
WORDS = f"เลขประจำตัวประชาชน {NUMBER}"


@pytest.fixture
def heard():
    """What the index is told."""
    told = []

    def listener(sender, file_text, **kwargs):
        told.append((file_text.file.sha256, file_text.state))

    file_text_changed.connect(listener)
    yield told
    file_text_changed.disconnect(listener)


def run_jobs():
    while job := jobs.claim("worker"):
        assert jobs.run(job), job.error


def test_the_job_reads_what_came_in_and_tells_the_index(officer, clerk_office, heard):
    document = add_document(upload_pdf(), by=officer, division=clerk_office)
    stored = document.newest.file

    run_jobs()

    text = FileText.objects.get(file=stored)
    assert text.state == FileText.State.READ
    assert "ประกาศ" in text.pages[0]
    assert text.read_at
    assert heard == [(stored.sha256, "read")]


def test_a_text_that_was_read_is_not_read_again(officer, clerk_office, heard):
    stored = make_document(by=officer, division=clerk_office).newest.file
    run_jobs()
    before = FileText.objects.get(file=stored).read_at

    assert read_file_text.call(sha256=stored.sha256) == "read"

    assert FileText.objects.get(file=stored).read_at == before
    assert len(heard) == 1


def test_the_same_bytes_elsewhere_wait_for_no_second_reading(officer, clerk_office, other_officer, finance):
    make_document(by=officer, division=clerk_office)
    run_jobs()

    other = make_document(by=other_officer, division=finance)

    assert other.newest.file.text.state == FileText.State.READ
    assert Job.objects.filter(key__startswith="read:").count() == 1


def test_citizen_numbers_are_kept_by_page_and_masked(officer, clerk_office, tmp_path):
    data = files.xlsx(tmp_path / "x.xlsx", {"หนึ่ง": [["ไม่มี"]], "สอง": [[WORDS]]}).read_bytes()
    stored = make_document(by=officer, division=clerk_office, data=data, name="บัญชี.xlsx").newest.file

    run_jobs()

    numbers = FileText.objects.get(file=stored).citizen_numbers
    assert [(number["page"], number["has_context"]) for number in numbers] == [(2, True)]
    assert NUMBER not in str(numbers)
    assert numbers[0]["masked"].startswith("1x")


def test_a_file_that_breaks_its_reader_is_told_and_no_failed_job(officer, clerk_office):
    stored = make_document(by=officer, division=clerk_office, data=b"%PDF-1.7 broken", name="เสีย.pdf").newest.file

    run_jobs()

    text = FileText.objects.get(file=stored)
    assert text.state == FileText.State.FAILED
    assert "กรุณา" in text.error


def test_a_better_reader_writes_over_what_an_older_one_wrote(officer, clerk_office):
    stored = make_document(by=officer, division=clerk_office).newest.file
    FileText.objects.filter(file=stored).update(state="empty", reader=0, pages=[])

    assert read_file_text.call(sha256=stored.sha256) == "read"


def test_the_job_of_a_discarded_file_has_nothing_to_do(db):
    assert read_file_text.call(sha256="0" * 64) == "discarded"


def test_what_a_database_cannot_hold_is_left_out(officer, clerk_office):
    stored = make_document(by=officer, division=clerk_office).newest.file

    assert store_text(stored, Reading("read", ("ก\0ข",))).pages == ["กข"]


def test_versions_are_read_each(officer, clerk_office):
    document = make_document(by=officer, division=clerk_office)
    make_version(document, by=officer, data="ฉบับใหม่")

    run_jobs()

    assert {version.file.text.pages[0] for version in document.versions.all()} == {"ประกาศ น้ำประปาหมู่บ้าน", "ฉบับใหม่"}
