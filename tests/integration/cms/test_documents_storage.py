"""Documents in a storage that is not on this machine: no path, and perhaps addresses of its own."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.test import override_settings

from cms.actions import text_extraction
from cms.actions.documents import add_document
from cms.models import FileText, StoredFile
from cms.storage.private_files import as_local_file, write_once
from tests.factories.documents import carry, make_document, upload
from tests.factories.records import make_announcement


class Bucket(Storage):
    """Like a bucket: it knows names and bytes, no paths; it overwrites nothing."""

    def __init__(self):
        self.held = {}
        self.writes = 0

    def _open(self, name, mode):
        return ContentFile(self.held[name])

    def _save(self, name, content):
        self.writes += 1
        self.held[name] = content.read()
        return name

    def exists(self, name):
        return name in self.held

    def delete(self, name):
        del self.held[name]

    def get_available_name(self, name, max_length=None):
        return f"{name}-2" if name in self.held else name


class SigningBucket(Bucket):
    """As `storages.backends.s3.S3Storage` with signed addresses."""

    querystring_auth = True

    def url(self, name, parameters=None, expire=None):
        query = "&".join(f"{key}={len(value)}" for key, value in parameters.items())
        return f"https://bucket.example/{name}?expires={expire}&{query}"


@pytest.fixture(params=[Bucket, SigningBucket])
def bucket(request, settings):
    kind = f"{__name__}.{request.param.__name__}"
    with override_settings(STORAGES={**settings.STORAGES, "private": {"BACKEND": kind}}):
        yield storages["private"]


@pytest.fixture
def version(bucket, officer, clerk_office):
    return make_document(by=officer, division=clerk_office).newest


@pytest.fixture
def live(version, year_page, officer, clerk_office, executive):
    carry(version, make_announcement(year_page, by=officer, division=clerk_office), approved_by=executive)
    return version


def test_bytes_are_written_once(bucket, version, other_officer, finance):
    make_document(by=other_officer, division=finance)

    assert bucket.writes == 1
    assert list(bucket.held) == [version.file.path]


def test_an_upload_is_inspected_and_its_text_read_there(bucket, officer, clerk_office):
    stored = add_document(upload(), by=officer, division=clerk_office).newest.file

    assert text_extraction.read(stored.sha256) == FileText.State.READ
    with as_local_file(stored.path) as copy:
        assert copy.read_bytes() == upload().read()


def test_a_file_is_given_out_from_there(client, live, bucket):
    answer = client.get(live.get_absolute_url())

    if isinstance(bucket, SigningBucket):
        address = urlsplit(answer.headers["Location"])
        query = parse_qs(address.query)
        assert answer.status_code == 302
        assert (address.netloc, query["expires"]) == ("bucket.example", ["60"])
        assert {"ResponseContentDisposition", "ResponseContentType"} <= set(query)
        assert answer.headers["Cache-Control"] == "private, no-store"
    else:
        assert b"".join(answer.streaming_content) == upload().read()


def test_before_approval_no_address_is_signed(client, version):
    answer = client.get(version.get_absolute_url())

    assert answer.status_code == 404
    assert "Location" not in answer.headers


def test_head_and_a_good_copy_are_answered_here(client, live):
    head = client.head(live.get_absolute_url())
    known = client.get(live.get_absolute_url(), headers={"If-None-Match": head.headers["ETag"]})

    assert head.status_code == 200
    assert head.headers["Content-Length"] == str(live.file.size)
    assert known.status_code == 304


def test_whoever_comes_second_with_the_same_bytes_leaves_no_second_file(bucket, tmp_path, monkeypatch):
    name = StoredFile(sha256="a" * 64).path
    source = tmp_path / "x"
    source.write_bytes(b"same")
    with source.open("rb") as file:
        write_once(name, file)
    monkeypatch.setattr(type(bucket), "exists", lambda self, name: False)  # the other one was not there yet

    with source.open("rb") as file:
        write_once(name, file)

    assert bucket.held == {name: b"same"}
