"""A database that is filled once for many tests."""

from contextlib import contextmanager

from django.db import transaction


@contextmanager
def one_transaction(django_db_blocker):
    """The database, open for longer than a test, and as before after it.

    For a fixture by the name of `db`, which takes the place of the one whose transaction ends with each test; the name
    tells pytest-django that these tests want a database.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
