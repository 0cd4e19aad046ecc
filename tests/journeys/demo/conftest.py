"""The demo, loaded once for all tests of this folder, which one worker plays (`pytest_xdist_make_scheduler`)."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.one_transaction import one_transaction


@pytest.fixture(scope="package")
def db(django_db_setup, django_db_blocker):
    with one_transaction(django_db_blocker):
        yield


@pytest.fixture(scope="package")
def loaded_demo(db):
    """What `load_demo` said."""
    said = StringIO()
    call_command("load_demo", stdout=said)
    return said.getvalue()


@pytest.fixture(autouse=True)
def as_it_was_loaded(loaded_demo):
    """What a test changes is gone with the test."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
