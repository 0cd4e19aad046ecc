"""What happens to the database after a transactional test."""

import pytest
from django.db import connection
from django.test import TransactionTestCase

from cms.storage.triggers import install_all, remove_all


@pytest.fixture(autouse=True, scope="session")
def open_audit():
    """Lift all triggers around the flush, and put back what the migrations had put in.

    Django leaves a flushed database without its migrations' rows (content types with their old ids, root page, groups),
    on which every later test in the same process stands.
    """
    flush = TransactionTestCase._fixture_teardown

    def flush_with_audit_open(case):
        contents = getattr(connection, "_test_serialized_contents", None)
        case.serialized_rollback = contents is not None  # so that the flush makes no content types of its own
        remove_all(connection)
        try:
            flush(case)
        finally:
            if contents is not None:
                connection.creation.deserialize_db_from_string(contents)
            install_all(connection)

    TransactionTestCase._fixture_teardown = flush_with_audit_open
    yield
    TransactionTestCase._fixture_teardown = flush
