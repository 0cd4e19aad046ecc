"""A consistent snapshot of the database in a file, taken while others write; and a database made of such a file."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, connections, transaction

Heads = dict[str, tuple[int, str]]  # by audit chain, number and hash of its last entry
SQLITE_FILE, POSTGRESQL_FILE = "db.sqlite3", "db.dump"
HEADS = "SELECT chain, seq, hash FROM cms_auditchain ORDER BY chain"
RESTORED = "restored"


def snapshot_database(folder: Path) -> tuple[Path, Heads]:
    """The database as a file in a folder, and the heads of the audit chains in that very snapshot."""
    return _of_postgresql(folder) if connection.vendor == "postgresql" else _of_sqlite(folder)


def _of_sqlite(folder: Path) -> tuple[Path, Heads]:
    """SQLite's online backup: copying the file alone loses what is still in the write-ahead log."""
    snapshot = folder / SQLITE_FILE
    name = Path(connection.settings_dict["NAME"]).resolve()
    with (
        closing(sqlite3.connect(f"{name.as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(snapshot)) as target,
    ):
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")  # everything in one file, without a write-ahead log beside it
        heads = target.execute(HEADS).fetchall()
    return snapshot, {chain: (seq, value) for chain, seq, value in heads}


def _of_postgresql(folder: Path) -> tuple[Path, Heads]:
    dump = folder / POSTGRESQL_FILE
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        cursor.execute(HEADS)
        heads = {chain: (seq, value) for chain, seq, value in cursor.fetchall()}
        _run("pg_dump", connection.settings_dict, f"--snapshot={snapshot}", "--format=custom", f"--file={dump}")
    return dump, heads


def fill_postgresql(dump: Path, database: Mapping[str, object]) -> None:
    """Load a dump into an empty database (settings as in `DATABASES`), in one transaction.

    Raises `CalledProcessError` with what `pg_restore` wrote to its standard error.
    """
    options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    _run("pg_restore", database, *options, f"--dbname={database['NAME']}", str(dump))


def _run(program: str, database: Mapping[str, object], *arguments: str) -> None:
    """Run a PostgreSQL program; the password is in the environment, as everybody on a machine can see command lines."""
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    environment = os.environ | {key: str(database[name]) for key, name in names.items() if database.get(name)}
    subprocess.run([program, "--no-password", *arguments], env=environment, check=True, capture_output=True, text=True)


@contextmanager
def opened(database: Mapping[str, object]) -> Iterator[str]:
    """The alias under which another database can be read beside the site's own, for as long as the context lasts."""
    connections.databases[RESTORED] = {**connections.databases["default"], **database}
    try:
        yield RESTORED
    finally:
        connections[RESTORED].close()
        del connections[RESTORED]
        del connections.databases[RESTORED]


def has_tables(alias: str) -> bool:
    """Whether a database has any table at all."""
    return bool(connections[alias].introspection.table_names())
