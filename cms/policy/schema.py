"""Versions of the content of a type: how a content of an earlier version is read, and how one is written again.

A content says what was approved and never changes; the type that made it does. Its version stands beside it. A new
field that is empty where nobody filled it in needs no version: empty values are not in a content. Whatever else
changes has an entry in the `schema_changes` of its class. Plain values.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cms.policy.canonical import Content, is_empty, is_reference

# Before there were versions: empty values were kept, and a division was its bare key. What was added then is `since` 1.
UNVERSIONED = 0
FIRST = 1


@dataclass(frozen=True)
class Added:
    """A field with a default that is not empty, so that every object has a value of it; `rows.field` where of rows."""

    field: str
    default: object
    since: int


@dataclass(frozen=True)
class Renamed:
    """A field, or a field of rows (`rows.old`), that has another name since."""

    old: str
    new: str
    since: int


@dataclass(frozen=True)
class Retired:
    """A field that no longer exists; the label under which the contents that have it still show it."""

    field: str
    label: str
    since: int


SchemaChange = Added | Renamed | Retired


def version_of(changes: Sequence[SchemaChange]) -> int:
    """The current version of a type with these changes: that of the latest, 1 where there are none."""
    return max((change.since for change in changes), default=FIRST)


def written_in(content: Content, version: int, changes: Sequence[SchemaChange]) -> Content:
    """A whole content of the current version as an earlier version wrote it.

    A field that was added since is left out while it has its default; another value stays, as nobody approved it.
    """
    for change in sorted(_after(changes, version), key=lambda each: each.since, reverse=True):
        if isinstance(change, Renamed):
            content = _renamed(content, change.new, change.old)
        elif isinstance(change, Added):
            content = _without(content, change.field, change.default)
    return content


def read_from(content: Content, version: int, changes: Sequence[SchemaChange]) -> Content:
    """A content of an earlier version under the names of today. What is absent stays absent."""
    for change in sorted(_after(changes, version), key=lambda each: each.since):
        if isinstance(change, Renamed):
            content = _renamed(content, change.old, change.new)
    return content


def retired_labels(changes: Sequence[SchemaChange]) -> dict[str, str]:
    """The labels of fields that no longer exist."""
    return {change.field: change.label for change in changes if isinstance(change, Retired)}


def without_empty(content: Content, rows: Collection[str]) -> Content:
    """A content without its empty values, in the `rows` too; a row with nothing in it stays a row."""
    kept = {name: [_filled(row) for row in value] if name in rows else value for name, value in content.items()}
    return _filled(kept)


def unversioned(content: Content, stored: Mapping[str, Any] | None) -> Content:
    """A content as it was written before there were versions, with the fields of the `stored` one if there is one."""
    bare = {name: _bare(value) for name, value in content.items()}
    if stored is None:
        return bare
    return {name: _like(bare.get(name), value) for name, value in stored.items()}


def _after(changes: Sequence[SchemaChange], version: int) -> list[SchemaChange]:
    return [change for change in changes if change.since > version]


def _renamed(content: Content, old: str, new: str) -> Content:
    rows, dot, field = old.partition(".")
    if dot:
        renamed = [_renamed(row, field, new.partition(".")[2]) for row in content.get(rows) or []]
        return {**content, rows: renamed} if renamed else content
    return {(new if name == old else name): value for name, value in content.items()}


def _without(content: Content, field: str, default: object) -> Content:
    rows, dot, of_row = field.partition(".")
    if dot:
        left = [_without(row, of_row, default) for row in content.get(rows) or []]
        return {**content, rows: left} if left else content
    return {name: value for name, value in content.items() if name != field or value != default}


def _filled(values: Mapping[str, Any]) -> Content:
    return {name: value for name, value in values.items() if not is_empty(value)}


def _bare(value: Any) -> Any:
    if is_reference(value):
        return value["key"]
    if isinstance(value, list):
        return [{name: _bare(cell) for name, cell in row.items()} if isinstance(row, dict) else row for row in value]
    return value


def _like(value: Any, stored: Any) -> Any:
    """Rows with the cells that the stored rows have."""
    if not (isinstance(value, list) and isinstance(stored, list) and stored and isinstance(stored[0], dict)):
        return value
    return [{name: row.get(name) for name in stored[0]} if isinstance(row, dict) else row for row in value]
