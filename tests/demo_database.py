"""The demo in the database: loaded once a process, and put back as a copy of the file where several need it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

from tests.one_transaction import one_transaction

EMPTY = "empty.sqlite3"


@dataclass(frozen=True)
class Copies:
    """The database without and with the demo, the files that belong to it, and what `load_demo` said."""

    folder: Path
    said: str

    @property
    def empty(self) -> Path:
        """The database as the migrations left it."""
        return self.folder / EMPTY

    @property
    def loaded(self) -> Path:
        """The database with the demo."""
        return self.folder / "loaded.sqlite3"

    @property
    def files(self) -> Path:
        """The uploaded and rendered files, and the logins."""
        return self.folder / "files"


made: list[Copies] = []


@contextmanager
def demo_database(blocker, *, committed: bool) -> Iterator[str]:
    """The database with the demo, as before afterwards; the value is what `load_demo` said.

    `committed` is for tests with a server of their own, whose threads see no open transaction; on SQLite it always is.
    """
    if connection.vendor != "sqlite":
        assert not committed, "tests with a browser and the demo are played on SQLite"
        with one_transaction(blocker):
            yield load()
        return
    with blocker.unblock():
        copies = made[0] if made else copy_demo()
        restore(copies.loaded)
        shutil.copytree(copies.files, settings.DATA, dirs_exist_ok=True)
        try:
            yield copies.said
        finally:
            restore(copies.empty)


@contextmanager
def on_empty_database() -> Iterator[None]:
    """The database as the migrations left it, for a test among those that have the demo committed."""
    restore(made[0].empty)
    try:
        yield
    finally:
        restore(made[0].loaded)


@contextmanager
def on_fresh_demo() -> Iterator[None]:
    """The demo for a test that changes it: put back afterwards."""
    try:
        yield
    finally:
        restore(made[0].loaded)


def load() -> str:
    """What `load_demo` said; the jobs that it leaves are done."""
    said = StringIO()
    call_command("load_demo", stdout=said)
    call_command("run_jobs", once=True)
    return said.getvalue()


def copy_demo() -> Copies:
    """Load the demo and keep copies of the database before and after."""
    folder = Path(mkdtemp(dir=settings.DATA))
    backup(folder / EMPTY)
    copies = Copies(folder, load())
    backup(copies.loaded)
    shutil.copytree(settings.DATA, copies.files, ignore=shutil.ignore_patterns("*.sqlite3*", folder.name))
    made.append(copies)
    return copies


def backup(file: Path) -> None:
    """Copy the database of the connection to a file."""
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as target:
        connection.connection.backup(target)


def restore(file: Path) -> None:
    """Make the database of the connection a copy of a file."""
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as source:
        source.backup(connection.connection)
    cache.clear()
