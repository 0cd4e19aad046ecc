"""The demo, loaded once for all tests of this folder, which one worker plays (`pytest_xdist_make_scheduler`)."""

import pytest
from django.db import transaction

from tests.demo_database import demo_database


@pytest.fixture(scope="package")
def db(django_db_setup, django_db_blocker):
    """The demo; the name tells pytest-django that these tests want a database. The value is what `load_demo` said."""
    with demo_database(django_db_blocker, committed=False) as said:
        yield said


@pytest.fixture(scope="package")
def loaded_demo(db):
    """What `load_demo` said."""
    return db


@pytest.fixture(autouse=True)
def as_it_was_loaded(db, django_db_blocker):
    """What a test changes is gone with the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
