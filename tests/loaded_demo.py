"""The demo, loaded once for a module whose tests only read it.

A module imports both fixtures. `db` takes the place of the one by that name, whose transaction ends with each test; the
name tells pytest-django that these tests want a database.
"""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

__all__ = ["db", "loaded_demo"]


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker):
    """The database, open for a module and as before after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def loaded_demo(db):
    """What `load_demo` said."""
    format_logins = StringIO()
    call_command("load_demo", stdout=format_logins)
    return format_logins.getvalue()
