"""Several officers at the same document in the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from cms.models import AuditEntry, StoredFile
from tests.factories.documents import make_document, make_version

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(count, action):
    """Runs an action in threads, each with a connection of its own, which it closes."""

    def run(number):
        try:
            return action(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_every_version_gets_a_number_of_its_own(officer, clerk_office):
    document = make_document(by=officer, division=clerk_office)

    at_once(6, lambda number: make_version(document, by=officer, data=f"ฉบับ {number}"))

    assert sorted(document.versions.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6, 7]
    document.refresh_from_db()
    assert document.file.name == document.newest.file.path
    assert AuditEntry.objects.filter(action="document.add_version").count() == 6


def test_the_same_bytes_come_in_at_once_and_are_kept_once(officer, clerk_office):
    documents = at_once(6, lambda number: make_document(by=officer, division=clerk_office, data="เหมือนกัน"))

    assert len({document.pk for document in documents}) == 6
    assert StoredFile.objects.count() == 1
