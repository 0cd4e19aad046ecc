"""The nightly deletion of stored bytes that no row names; in a bucket: test_s3.py."""

import io
import threading
import time
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.storage import storages
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string

from cms.actions import unused_files
from cms.actions.backup import names_in
from cms.actions.documents import discard
from cms.actions.unused_files import delete_unused, file_fields
from cms.models import AuditEntry, Picture, StoredFile
from cms.registry import periodic_task
from cms.storage.private_files import write_once
from tests.factories.documents import make_document

LATER = timedelta(hours=25)


@pytest.fixture
def storage(settings, tmp_path):
    """A private storage of this test's own."""
    options = {"location": tmp_path, "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "private": {**settings.STORAGES["private"], "OPTIONS": options}}
    return storages["private"]


@pytest.fixture
def document(storage, officer, clerk_office):
    return make_document(by=officer, division=clerk_office)


def write(data):
    name = StoredFile(sha256=sha256(data).hexdigest()).path
    write_once(name, io.BytesIO(data))
    return name


def test_the_job_of_the_timetable_is_this_one():
    assert import_string(periodic_task("unused_files").action) is delete_unused


def test_a_failed_upload_is_deleted_after_a_day_and_counted(document, storage):
    name = write(b"failed")
    storage.save("3f/.part-killed", io.BytesIO(b"half"))
    written = storage.get_modified_time(name)

    assert delete_unused(written + timedelta(hours=23)) == 0
    assert storage.exists(name)
    assert not AuditEntry.objects.filter(action="files.delete_unused").exists()
    assert delete_unused(written + LATER) == 2

    assert list(names_in(storage)) == [document.newest.file.path]
    assert AuditEntry.objects.get(action="files.delete_unused").data == {"files": 2, "bytes": 10}
    assert StoredFile.objects.count() == 1


def test_a_discarded_document_is_deleted_a_day_after(document, storage, officer, monkeypatch):
    name = document.newest.file.path
    written = timezone.now() - timedelta(days=30)
    monkeypatch.setattr(type(storage), "get_modified_time", lambda self, name: written)
    assert storage.exists(name)
    discard(document, by=officer)

    assert delete_unused(timezone.now() + timedelta(hours=23)) == 0
    assert delete_unused(timezone.now() + LATER) == 1

    assert list(names_in(storage)) == []


def test_bytes_that_another_document_still_has_stay(document, storage, officer, other_officer, finance):
    make_document(by=other_officer, division=finance)
    discard(document, by=officer)

    assert delete_unused(timezone.now() + LATER) == 0


def test_an_upload_that_gets_its_name_meanwhile_is_no_fault(db, storage, monkeypatch):
    storage.save("3f/.part-1", io.BytesIO(b"half"))

    def gone(self, name):
        raise FileNotFoundError(name)

    monkeypatch.setattr(type(storage), "get_modified_time", gone)

    assert delete_unused(timezone.now() + LATER) == 0


def test_the_original_of_a_picture_stays(authority, storage):
    name = storage.save("original_images/ป้าย.png", io.BytesIO(b"png"))
    Picture.objects.bulk_create([Picture(title="ป้าย", file=name, width=1, height=1)])
    lost = storage.save("original_images/lost.png", io.BytesIO(b"png"))

    assert delete_unused(storage.get_modified_time(lost) + LATER) == 1
    assert list(names_in(storage)) == [name]


def test_every_file_field_is_asked():
    assert {str(field) for field in file_fields()} >= {"cms.Picture.file", "cms.OfficialDocument.file"}


def test_a_run_has_an_end_and_the_next_goes_on(db, storage):
    names = [write(bytes([number])) for number in range(5)]
    now = storage.get_modified_time(names[-1]) + LATER

    assert [delete_unused(now, most=2) for _night in range(4)] == [2, 2, 1, 0]


def test_a_file_named_since_the_list_was_made_stays(document, storage, monkeypatch):
    monkeypatch.setattr(unused_files, "named_by_rows", lambda names: set())  # as the job saw it a moment ago

    assert delete_unused(timezone.now() + LATER) == 0
    assert storage.exists(document.newest.file.path)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_upload_of_the_same_bytes_meanwhile_keeps_them(storage, monkeypatch, officer, clerk_office):
    """The deletion stops between its look at the rows and the storage; the upload waits for it and writes again."""
    data = "ประกาศ น้ำประปาหมู่บ้าน".encode()
    name = write(data)
    now = storage.get_modified_time(name) + LATER
    deleting, uploading = threading.Event(), threading.Event()
    delete = type(storage).delete

    def slow(self, name):
        deleting.set()
        uploading.wait(20)
        time.sleep(0.3)  # until the upload waits for our row
        delete(self, name)

    monkeypatch.setattr(type(storage), "delete", slow)

    def run():
        try:
            delete_unused(now)
        finally:
            connection.close()

    job = threading.Thread(target=run)
    job.start()
    assert deleting.wait(20)
    stored_at = StoredFile.objects.get_or_create

    def announced(*args, **kwargs):
        uploading.set()
        return stored_at(*args, **kwargs)

    monkeypatch.setattr(StoredFile.objects, "get_or_create", announced)
    document = make_document(by=officer, division=clerk_office)
    job.join()

    assert document.newest.file.path == name
    with storage.open(name) as file:
        assert file.read() == data
