"""Private files in a bucket of a real S3 server, with the options that production has."""

import io
import os
import threading
import urllib.error
import urllib.request
from datetime import timedelta
from hashlib import sha256
from secrets import token_hex

import pytest
from botocore.exceptions import ClientError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone

from cms.actions import publication_pdf, text_extraction
from cms.actions.backup import BackupError, backup, names_in
from cms.actions.documents import add_document
from cms.actions.restore import restore
from cms.actions.unused_files import delete_unused
from cms.models import AuditEntry, FileText, StoredFile
from cms.storage.private_files import as_local_file, write_once
from config.settings.base import private_bucket
from tests.factories.documents import THAI_NAME, carry, make_document, make_version, upload_pdf
from tests.factories.publications import current, publish
from tests.factories.records import make_announcement

pytestmark = [pytest.mark.s3, pytest.mark.django_db]
PDF = upload_pdf().read()


def options(bucket):
    return private_bucket(
        bucket,
        endpoint_url=os.environ["S3_ENDPOINT_URL"],
        region=os.environ["S3_REGION"],
        access_key=os.environ["S3_ACCESS_KEY_ID"],
        secret_key=os.environ["S3_SECRET_ACCESS_KEY"],
    )


def close(storage):
    storage.connection.meta.client.close()


@pytest.fixture(scope="session")
def bucket_name():
    return os.environ["S3_BUCKET"]


@pytest.fixture
def bucket(settings, bucket_name):
    """The private storage in a bucket of this test's own, which goes with it."""
    name = f"test-{token_hex(6)}"
    settings.STORAGES = {**settings.STORAGES, "private": options(name)}
    storage = storages["private"]
    client = storage.connection.meta.client
    client.create_bucket(Bucket=name)
    yield storage
    for stored in names_in(storage):
        storage.delete(stored)
    client.delete_bucket(Bucket=name)
    close(storage)


@pytest.fixture
def version(bucket, officer, clerk_office):
    return make_document(by=officer, division=clerk_office, data=PDF, name=THAI_NAME).newest


@pytest.fixture
def announcement(year_page, officer, clerk_office):
    return make_announcement(year_page, by=officer, division=clerk_office)


@pytest.fixture
def live(version, announcement, executive):
    carry(version, announcement, approved_by=executive)
    return version


def fetch(address, **headers):
    """Status, headers and body of an address, as a browser asks for it."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def test_the_bucket_of_the_server_is_there_and_is_private(bucket_name):
    storage = storages.create_storage(options(bucket_name))

    assert not storage.exists("nothing")
    assert fetch(f"{os.environ['S3_ENDPOINT_URL']}/{bucket_name}/")[0] == 403
    close(storage)


def test_an_upload_is_inspected_stored_and_read(bucket, officer, clerk_office):
    stored = add_document(upload_pdf(), by=officer, division=clerk_office).newest.file

    assert list(names_in(bucket)) == [stored.path]
    with bucket.open(stored.path) as file:
        assert sha256(file.read()).hexdigest() == stored.sha256
    assert text_extraction.read(stored.sha256) == FileText.State.READ
    with as_local_file(stored.path) as copy:
        assert copy.read_bytes() == PDF


def test_a_public_document_is_fetched_from_the_bucket_whole_and_in_parts(client, live):
    answer = client.get(live.get_absolute_url())
    address = answer.headers["Location"]

    status, headers, body = fetch(address)
    assert (answer.status_code, status, body) == (302, 200, PDF)
    assert "X-Amz-Algorithm=AWS4-HMAC-SHA256" in address
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"] == client.head(live.get_absolute_url()).headers["Content-Disposition"]
    status, headers, body = fetch(address, Range="bytes=2-9")
    assert (status, body, headers["Content-Range"]) == (206, PDF[2:10], f"bytes 2-9/{len(PDF)}")


def test_no_signed_address_can_be_changed_or_used_for_another_file(client, live, officer):
    address = client.get(live.get_absolute_url()).headers["Location"]
    hidden = make_version(live.document, by=officer)

    assert fetch(address.replace(live.file.path, hidden.file.path))[0] == 403
    assert fetch(address.replace("X-Amz-Expires=60", "X-Amz-Expires=6000"))[0] == 403
    assert fetch(address.partition("?")[0])[0] == 403


def test_each_version_has_its_own_bytes(client, live, year_page, executive, officer, clerk_office):
    newer = make_version(live.document, by=officer)
    assert client.get(newer.get_absolute_url()).status_code == 404
    carry(newer, make_announcement(year_page, by=officer, division=clerk_office, title="อื่น"), approved_by=executive)

    bodies = [fetch(client.get(row.get_absolute_url()).headers["Location"])[2] for row in (live, newer)]

    assert bodies == [PDF, "ประกาศ ฉบับแก้ไข".encode()]


def test_the_pdf_of_a_publication(client, bucket, announcement, officer, executive):
    publication = current(publish(announcement, by=officer, approver=executive))
    publication_pdf.store_pdf(publication, PDF)
    publication.refresh_from_db()

    answer = client.get(reverse("publication_pdf", args=[publication.pk]))

    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == PDF
    assert bucket.exists(publication.pdf.path)


def test_what_is_there_is_not_written_again(bucket):
    assert bucket.write_new("aa/1", io.BytesIO(b"first"))
    assert not bucket.write_new("aa/1", io.BytesIO(b"second"))

    with bucket.open("aa/1") as file:
        assert file.read() == b"first"


def test_many_writers_of_the_same_bytes_leave_one_whole_object(bucket, monkeypatch):
    data = os.urandom(300_000)
    name = StoredFile(sha256=sha256(data).hexdigest()).path
    monkeypatch.setattr(type(bucket), "exists", lambda self, name: False)  # nobody saw another
    failures = []

    def write():
        try:
            write_once(name, io.BytesIO(data))
        except Exception as error:
            failures.append(error)
        finally:
            close(bucket)  # each thread has a connection of its own

    threads = [threading.Thread(target=write) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert list(names_in(bucket)) == [name]
    with bucket.open(name) as file:
        assert file.read() == data


def test_an_upload_that_breaks_off_leaves_nothing(bucket):
    class Broken(io.BytesIO):
        turns = 0

        def read(self, *size):
            Broken.turns += 1
            if Broken.turns > 4:
                raise ConnectionError
            return super().read(1000)

    with pytest.raises((ConnectionError, ClientError)):
        write_once("aa/broken", Broken(os.urandom(100_000)))

    assert list(names_in(bucket)) == []


def test_two_pictures_of_one_name_get_two_names(bucket, monkeypatch):
    monkeypatch.setattr(type(bucket), "exists", lambda self, name: False)  # as if both asked at once
    monkeypatch.setattr(type(bucket), "get_available_name", lambda self, name, max_length=None: f"{name}x")

    names = [bucket.save("original_images/ป้าย.png", ContentFile(data)) for data in (b"one", b"two")]

    assert len(set(names)) == 2
    assert sorted(names_in(bucket)) == sorted(names)


def test_what_is_not_there_has_no_time(bucket):
    with pytest.raises(FileNotFoundError):
        bucket.get_modified_time("aa/nothing")


def test_unused_files_are_deleted_after_a_day(bucket, version, officer):
    write_once("aa/" + "a" * 64, io.BytesIO(b"failed"))
    now = timezone.now()

    assert delete_unused(now + timedelta(hours=23)) == 0
    assert delete_unused(now + timedelta(hours=25)) == 1

    assert list(names_in(bucket)) == [version.file.path]
    assert AuditEntry.objects.get(action="files.delete_unused").data == {"files": 1, "bytes": 6}


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("another_database")
class TestBackup:
    @pytest.fixture(autouse=True)
    def place(self, settings, tmp_path):
        settings.DATA = tmp_path / "data"
        settings.DATA.mkdir()

    @pytest.fixture
    def stored(self, bucket):
        stored = StoredFile.objects.create(sha256=sha256(PDF).hexdigest(), size=len(PDF), mime="x", kind="pdf")
        write_once(stored.path, io.BytesIO(PDF))
        bucket.save("original_images/ป้าย.png", ContentFile(b"png"))
        return stored

    def test_everything_in_the_bucket_comes_back(self, stored, bucket, empty_database, tmp_path):
        archive = backup(tmp_path / "backups")

        assert_restored(restore(archive, tmp_path / "restored", database=empty_database, verify=True), stored)

    def test_a_lost_bucket_is_filled_again_and_read_back(self, stored, bucket, empty_database, tmp_path):
        archive = backup(tmp_path / "backups")
        before = list(names_in(bucket))
        for name in before:
            bucket.delete(name)

        restore(archive, tmp_path / "restored", database=empty_database, verify=True, to_bucket=True)

        assert list(names_in(bucket)) == before
        with bucket.open(stored.path) as file:
            assert file.read() == PDF

    def test_other_bytes_in_the_bucket_are_found_and_stay(self, stored, bucket, empty_database, tmp_path):
        archive = backup(tmp_path / "backups")
        bucket.delete(stored.path)
        bucket.write_new(stored.path, io.BytesIO(b"other"))

        with pytest.raises(BackupError, match=stored.sha256):
            restore(archive, tmp_path / "restored", database=empty_database, verify=True, to_bucket=True)

        with bucket.open(stored.path) as file:
            assert file.read() == b"other"

    def test_bytes_lost_from_the_bucket_are_found(self, stored, bucket, empty_database, tmp_path):
        bucket.delete(stored.path)
        archive = backup(tmp_path / "backups")

        with pytest.raises(BackupError, match=stored.sha256):
            restore(archive, tmp_path / "restored", database=empty_database, verify=True)


def assert_restored(folder, stored):
    assert (folder / "files" / stored.path).read_bytes() == PDF
    assert (folder / "files/original_images/ป้าย.png").read_bytes() == b"png"
