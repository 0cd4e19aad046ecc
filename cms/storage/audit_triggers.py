"""The database triggers that refuse to change or delete audit entries and anchors, for SQLite and PostgreSQL.

`cms.storage.triggers` installs them after every `migrate`, as a migration that rebuilds a table on SQLite drops them.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = {"cms_auditentry": ("chain", "seq"), "cms_auditanchor": ("chain", '"on"', "seq")}
REFUSAL = "audit rows are only ever added"
FUNCTION = "cms_audit_refuse"


def _names(table: str, vendor: str) -> list[str]:
    events = ("insert", "update", "delete") if vendor == "sqlite" else ("change", "truncate")
    return [f"{table}_no_{event}" for event in events]


def trigger_names(vendor: str) -> list[str]:
    """Names of the triggers on a database of this vendor."""
    return [name for table in TABLES for name in _names(table, vendor)]


def _sqlite(table: str, key: tuple[str, ...]) -> list[str]:
    """The statements for SQLite. REPLACE fires no delete trigger, so an insert over an existing row is refused."""
    same = " AND ".join(f"{column} = NEW.{column}" for column in key)
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    clash = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR ({same}))"  # noqa: S608 the names are the ones above
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_insert BEFORE INSERT ON {table} WHEN {clash} {refuse}",
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_delete BEFORE DELETE ON {table} {refuse}",
    ]


def _postgresql(table: str) -> list[str]:
    return [
        f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE OR REPLACE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()",
        f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()",
    ]


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers that do not exist yet; the tables must exist."""
    with connection.cursor() as cursor:
        for table, key in TABLES.items():
            for statement in _sqlite(table, key) if connection.vendor == "sqlite" else _postgresql(table):
                cursor.execute(statement)


def remove_triggers(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers, for the reverse of the migration that installs them."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for name in _names(table, connection.vendor):
                on = "" if connection.vendor == "sqlite" else f" ON {table}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
