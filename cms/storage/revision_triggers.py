"""The database triggers that keep a submitted, returned or published revision as it was, for SQLite and PostgreSQL.

Refused are a change of what the revision says or of who wrote it and when, and the deletion of one that was ever
published. Wagtail's own pointers (`approved_go_live_at`) may change. A draft that was sent back and never published
may be deleted with its page; its digest stays in the audit chain.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "wagtailcore_revision"
TASK_STATES, PUBLICATIONS = "wagtailcore_taskstate", "cms_publication"
FROZEN_COLUMNS = (
    "id",
    "content_type_id",
    "base_content_type_id",
    "object_id",
    "object_str",
    "user_id",
    "created_at",
    "content",
)
REFUSAL = "a submitted or published revision is never changed"
FUNCTION = "cms_revision_refuse"


def _exists(table: str, revision: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} WHERE revision_id = {revision}.id)"  # noqa: S608 the names are ours


def _is_frozen(revision: str) -> str:
    return f"({_exists(TASK_STATES, revision)} OR {_exists(PUBLICATIONS, revision)})"


def _sqlite() -> dict[str, str]:
    """By name, the statements for SQLite. REPLACE fires no delete trigger, so an insert over a row is refused."""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in FROZEN_COLUMNS)
    return {
        f"{TABLE}_no_insert": f"BEFORE INSERT ON {TABLE} WHEN {_is_frozen('NEW')} {refuse}",
        f"{TABLE}_no_update": f"BEFORE UPDATE ON {TABLE} WHEN ({changed}) AND {_is_frozen('OLD')} {refuse}",
        f"{TABLE}_no_delete": f"BEFORE DELETE ON {TABLE} WHEN {_exists(PUBLICATIONS, 'OLD')} {refuse}",
    }


def _postgresql() -> dict[str, str]:
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in FROZEN_COLUMNS)
    per_row = f"FOR EACH ROW EXECUTE FUNCTION {FUNCTION}"
    return {
        f"{TABLE}_no_update": f"BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION {FUNCTION}()",
        f"{TABLE}_no_delete": f"BEFORE DELETE ON {TABLE} {per_row}()",
        f"{TABLE}_no_truncate": f"BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()",
    }


# PostgreSQL allows no subquery in WHEN, so its function asks.
_POSTGRESQL_FUNCTION = (
    f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF TG_OP = 'UPDATE' AND NOT {_is_frozen('OLD')} THEN RETURN NEW; END IF; "
    f"IF TG_OP = 'DELETE' AND NOT {_exists(PUBLICATIONS, 'OLD')} THEN RETURN OLD; END IF; "
    f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers that do not exist yet; the tables must exist."""
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if not is_sqlite:
            cursor.execute(_POSTGRESQL_FUNCTION)
        for name, body in (_sqlite() if is_sqlite else _postgresql()).items():
            create = "CREATE TRIGGER IF NOT EXISTS" if is_sqlite else "CREATE OR REPLACE TRIGGER"
            cursor.execute(f"{create} {name} {body}")


def trigger_names(vendor: str) -> list[str]:
    """Names of the triggers on a database of this vendor."""
    return list(_sqlite() if vendor == "sqlite" else _postgresql())


def remove_triggers(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers that exist."""
    on = "" if connection.vendor == "sqlite" else f" ON {TABLE}"
    with connection.cursor() as cursor:
        for name in trigger_names(connection.vendor):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
