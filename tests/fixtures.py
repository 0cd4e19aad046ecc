"""The authority that most tests stand in, and its people."""

import pytest
from django.core.cache import cache

from cms.actions.setup import establish
from cms.models import Authority, Division
from cms.pages import YearPage
from cms.policy.roles import Role
from tests import stored_rows
from tests.factories.people import make_user
from tests.one_transaction import one_transaction
from tests.reading import ReadingClient

FACTS = {
    "name": "องค์การบริหารส่วนตำบลดงหม้อทอง",
    "short_name": "อบต.ดงหม้อทอง",
    "district": "บ้านม่วง",
    "province": "สกลนคร",
}
DIVISIONS = [("clerk", "สำนักปลัด"), ("finance", "กองคลัง")]


@pytest.fixture
def client() -> ReadingClient:
    """A visitor who reads texts; the markup of line breaks has tests of its own."""
    return ReadingClient()


@pytest.fixture(scope="session")
def established(django_db_setup, django_db_blocker) -> stored_rows.Difference:
    """What `establish` does to the empty database: done once a process and undone, because it is slow."""
    with one_transaction(django_db_blocker):
        before = stored_rows.read()
        establish(FACTS, DIVISIONS, host="testserver")
        return stored_rows.difference(before, stored_rows.read())


@pytest.fixture
def authority(db, established) -> Authority:
    """The authority, by the rows that `establish` left: each test inserts them anew, in its own transaction.

    Name it before fixtures that write into the audit chain, whose first entry is among these rows (`IntegrityError`
    otherwise). That entry has the same hash in every test, and lists are cached by it; so the cache is emptied.
    """
    stored_rows.write(established.added, removed=established.removed)
    cache.clear()
    return Authority.objects.get()


@pytest.fixture
def clerk_office(authority) -> Division:
    return authority.divisions.get(code="clerk")


@pytest.fixture
def finance(authority) -> Division:
    return authority.divisions.get(code="finance")


@pytest.fixture
def officer(clerk_office):
    return make_user(Role.OFFICER, clerk_office)


@pytest.fixture
def other_officer(finance):
    return make_user(Role.OFFICER, finance)


@pytest.fixture
def procurement_officer(finance):
    return make_user(Role.PROCUREMENT_OFFICER, finance)


@pytest.fixture
def executive(authority):
    return make_user(Role.EXECUTIVE)


@pytest.fixture
def second_executive(authority):
    return make_user(Role.EXECUTIVE)


@pytest.fixture
def disclosure_officer(authority):
    return make_user(Role.DISCLOSURE_OFFICER)


@pytest.fixture
def site_admin(authority):
    return make_user(Role.SITE_ADMIN)


@pytest.fixture
def year_page(authority) -> YearPage:
    """The current fiscal year of the announcements."""
    return YearPage.objects.get(url_path__contains="/announcements/")
