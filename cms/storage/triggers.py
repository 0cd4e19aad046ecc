"""All database triggers of this system: those of audit rows and those of revisions."""

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate, pre_migrate

from cms.storage import audit_triggers, revision_triggers

GROUPS = (audit_triggers, revision_triggers)
TABLES = frozenset({*audit_triggers.TABLES, revision_triggers.TABLE, revision_triggers.PUBLICATIONS})


def install_all(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers that do not exist yet; the tables must exist."""
    for group in GROUPS:
        group.install_triggers(connection)


def remove_all(connection: BaseDatabaseWrapper) -> None:
    """Drop all triggers, for what must clear the tables, such as the flush of a test."""
    for group in GROUPS:
        group.remove_triggers(connection)


def missing_triggers(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that do not exist or are disabled."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    return [name for group in GROUPS for name in group.trigger_names(connection.vendor) if name not in present]


def _before_migrations(using: str, **kwargs: object) -> None:
    """SQLite refuses to rebuild a table that a trigger of another table names."""
    if connections[using].vendor == "sqlite":
        revision_triggers.remove_triggers(connections[using])


def _after_migrations(using: str, **kwargs: object) -> None:
    """A migration may have rebuilt a table, which drops its triggers; some tables may not exist yet."""
    if set(connections[using].introspection.table_names()) >= TABLES:
        install_all(connections[using])


def connect(sender: object) -> None:
    """Connect the receivers; `sender` is the app configuration for which Django sends the signals once a run."""
    pre_migrate.connect(_before_migrations, sender=sender, dispatch_uid="cms.triggers.before")
    post_migrate.connect(_after_migrations, sender=sender, dispatch_uid="cms.triggers.after")
