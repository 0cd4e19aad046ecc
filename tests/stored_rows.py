"""The rows of all tables: read, compared and written back, which costs milliseconds where actions cost much more."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection, transaction

Row = tuple[object, ...]


@dataclass(frozen=True)
class Rows:
    """Rows of one table, with every column as the database driver returns it."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


Tables = Mapping[str, Rows]


@dataclass(frozen=True)
class Difference:
    """What was changed between two states. A changed row is in both: as it was, and as it became."""

    removed: Tables
    added: Tables


def read() -> Tables:
    """All rows of the tables that a flush empties."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with connection.cursor() as cursor:
        return {table: _read(cursor, table) for table in sorted(tables)}


def _read(cursor, table: str) -> Rows:
    cursor.execute(f"SELECT * FROM {_quoted(table)}")
    return Rows(tuple(column[0] for column in cursor.description), tuple(cursor.fetchall()))


def difference(before: Tables, after: Tables) -> Difference:
    """What was done between two calls of `read`."""
    return Difference(removed=_without(before, after), added=_without(after, before))


def _without(tables: Tables, others: Tables) -> Tables:
    left = {}
    for table, found in tables.items():
        known = set(others[table].rows)
        if rows := tuple(row for row in found.rows if row not in known):
            left[table] = Rows(found.columns, rows)
    return left


@transaction.atomic
def write(added: Tables, *, removed: Tables | None = None) -> None:
    """Delete the rows `removed`, then insert the rows `added`. Raises `IntegrityError` where a key is taken.

    No signal is sent. The sequences of PostgreSQL need no care: neither a rollback nor our flush turns them back, so
    they stand behind every number that was read from this database.
    """
    with connection.cursor() as cursor:
        for table, old in (removed or {}).items():
            _delete(cursor, table, old)
        for table, new in added.items():
            _insert(cursor, table, new)


def _delete(cursor, table: str, old: Rows) -> None:
    key = connection.introspection.get_primary_key_column(cursor, table)
    place = old.columns.index(key)
    cursor.executemany(f"DELETE FROM {_quoted(table)} WHERE {_quoted(key)} = %s", [(row[place],) for row in old.rows])


def _insert(cursor, table: str, new: Rows) -> None:
    names = ", ".join(map(_quoted, new.columns))
    marks = ", ".join(["%s"] * len(new.columns))
    cursor.executemany(f"INSERT INTO {_quoted(table)} ({names}) VALUES ({marks})", new.rows)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
