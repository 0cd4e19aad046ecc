import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from cms.models import Rendition
from tests.factories.procurement import make_procurement
from tests.factories.records import make_announcement
from tests.integration.cms.approval_case import Case


@pytest.fixture(autouse=True)
def no_renditions_of_other_tests():
    """Wagtail caches renditions by the picture's number and file, which tests have in common."""
    Rendition.cache_backend.clear()


@pytest.fixture(params=["page", "snippet"])
def case(request, year_page, officer, clerk_office, procurement_officer, finance) -> Case:
    """A draft that is complete: once a page, once a snippet."""
    if request.param == "page":
        return Case(make_announcement(year_page, by=officer, division=clerk_office), officer, "page")
    return Case(make_procurement(by=procurement_officer, division=finance), procurement_officer, "snippet")


@pytest.fixture
def another(case, year_page, officer, clerk_office, procurement_officer, finance) -> Case:
    """A second draft of the same kind."""
    if case.kind == "page":
        page = make_announcement(year_page, by=officer, division=clerk_office, title="ประกาศอื่น")
        return Case(page, officer, "page")
    record = make_procurement(by=procurement_officer, division=finance, title="งานอื่น")
    return Case(record, procurement_officer, "snippet")


@pytest.fixture
def another_database(transactional_db, monkeypatch):
    """Tests may open only the databases of the settings; a restored one comes while the test runs."""

    def connect(self):
        if self.connection is None:
            with self.wrap_database_errors:
                self.connect()

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", connect)


@pytest.fixture
def empty_database():
    """On PostgreSQL, a database to restore into; nothing on SQLite."""
    if connection.vendor == "sqlite":
        yield None
        return
    name = f"{connection.settings_dict['NAME']}_restored"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield connection.settings_dict | {"NAME": name}
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}"')
