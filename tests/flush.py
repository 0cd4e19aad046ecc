"""What happens to the database after a transactional test."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase

from cms.storage.triggers import install_all, remove_all
from tests import stored_rows


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Lift all triggers around the flush, and put back the rows that the migrations had put in.

    Django leaves a flushed database without them (content types with their old ids, root page, groups), and every later
    test in the same process stands on them. Its own remedy, `serialized_rollback`, costs two statements a row.
    """
    with django_db_blocker.unblock():
        migrated = stored_rows.read()

    def flush(case):
        remove_all(connection)
        try:
            call_command("flush", verbosity=0, interactive=False, reset_sequences=False, inhibit_post_migrate=True)
            stored_rows.write(migrated)
        finally:
            install_all(connection)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TransactionTestCase, "_fixture_teardown", flush)
        yield
