"""A browser on the demo. A test that changes something takes `fresh_demo`, as nothing is emptied after the others."""

import pytest

from tests.demo_database import demo_database, on_empty_database, on_fresh_demo


@pytest.fixture(scope="package")
def db(django_db_setup, django_db_blocker):
    """The demo; the name tells pytest-django that these tests want a database. The value is what `load_demo` said."""
    with demo_database(django_db_blocker, committed=True) as said:
        yield said


@pytest.fixture(scope="package")
def transactional_db(db):
    """`live_server` asks for it by this name; here it empties nothing."""


@pytest.fixture
def fresh_demo(db):
    """The demo, put back after the test."""
    with on_fresh_demo():
        yield


@pytest.fixture
def empty_database(db):
    """The database without the demo."""
    with on_empty_database():
        yield
