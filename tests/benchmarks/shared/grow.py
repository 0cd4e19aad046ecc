"""Grows a site from one record: every row that its making left, in whatever table, is copied with new keys.

So nothing is forgotten that a real record leaves (revisions, logs, references, publications, audit entries), on a site
of any make, and ten thousand take seconds. It speaks SQL to SQLite; values are those of the database.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from wagtail.models import Page

Row = dict[str, Any]
Model = type[models.Model]
Touch = Callable[[Row, "Copy"], None]

# Not part of a record: who signs in and how, and the stock index, which `update_index` builds.
APART = frozenset({"sessions", "contenttypes", "wagtailusers", "wagtailsearch", "modelsearch"})
GENERIC = (
    ("base_content_type_id", "object_id"),
    ("content_type_id", "object_id"),
    ("to_content_type_id", "to_object_id"),
)
BATCH = 500


@dataclass(frozen=True)
class Copy:
    """The number and the place of one copy."""

    number: int
    parent: Page
    step: int

    @property
    def path(self) -> str:
        return Page._get_path(self.parent.path, self.parent.depth + 1, self.step)

    @property
    def url_path(self) -> str:
        return f"{self.parent.url_path}{self.step}/"


def place(row: Row, copy: Copy, title: str) -> None:
    """What Wagtail's own page row says of a copy."""
    row |= {"path": copy.path, "slug": str(copy.step), "url_path": copy.url_path}
    row |= {"title": title, "draft_title": title}


class Specimen:
    """The rows of one record, as the difference between the database before and after its making."""

    def __init__(self) -> None:
        self.before = {model: set(_keys(model)) for model in _models()}
        self.rows: dict[Model, list[Row]] = {}
        self.keys: dict[Model, list[Any]] = {}

    def take(self) -> None:
        """The record is complete: remember what it added."""
        for model, before in self.before.items():
            added = [row for row in _rows(model) if row[model._meta.pk.column] not in before]
            if added:
                self.rows[model] = added
                self.keys[model] = [row[model._meta.pk.column] for row in added]

    @transaction.atomic
    def multiply(self, numbers: Iterable[int], parents: list[Page], touches: Mapping[str, Touch]) -> None:
        """Add a copy for each number, the parents taking turns. `touches` change a row by the label of its model."""
        last = {model: max(_keys(model)) for model in self.keys if not isinstance(self.keys[model][0], str)}
        first_number: int | None = None
        batch: dict[Model, list[Row]] = {model: [] for model in self.rows}
        for count, copy in enumerate(_places(numbers, parents), start=1):
            first_number = copy.number if first_number is None else first_number
            for model, rows in self.rows.items():
                for row in rows:
                    new = self._moved(model, row, copy.number, copy.number - first_number, last)
                    if touch := touches.get(model._meta.label):
                        touch(new, copy)
                    batch[model].append(new)
            if count % BATCH == 0:
                _insert(batch)
        _insert(batch)
        for parent in parents:
            Page.objects.filter(pk=parent.pk).update(
                numchild=Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1).count()
            )

    def _moved(self, model: Model, row: Row, number: int, turn: int, last: Mapping[Model, int]) -> Row:
        new = dict(row)
        for field in model._meta.local_concrete_fields:
            value = row[field.column]
            if value is None:
                continue
            if field.remote_field:
                new[field.column] = self._key(field.remote_field.model, value, number, turn, last)
            elif field.primary_key:
                new[field.column] = self._key(model, value, number, turn, last)
            elif isinstance(field, models.UUIDField) and (field.unique or field.name == "translation_key"):
                new[field.column] = _another_uuid(value, number)
            elif field.unique and isinstance(value, str):
                new[field.column] = f"{value}:{number}"
        for type_column, key_column in GENERIC:
            if row.get(type_column) and row.get(key_column):
                target = ContentType.objects.get_for_id(row[type_column]).model_class()
                value = row[key_column]
                new[key_column] = type(value)(self._key(target, _whole(value), number, turn, last))
        return new

    def _key(self, model: Model | None, value: Any, number: int, turn: int, last: Mapping[Model, int]) -> Any:
        """The key in the copy of what `value` named in the specimen; a key from outside of it stays."""
        while model is not None and model._meta.pk.remote_field:
            model = model._meta.pk.remote_field.model
        keys = self.keys.get(model) if model else None
        if not keys or value not in keys:
            return value
        if isinstance(value, str):
            return _another_uuid(value, number)
        return value - min(keys) + last[model] + 1 + turn * (max(keys) - min(keys) + 1)


def _places(numbers: Iterable[int], parents: list[Page]) -> Iterator[Copy]:
    steps = {parent.pk: _last_step(parent) for parent in parents}
    for number in numbers:
        parent = parents[number % len(parents)]
        steps[parent.pk] += 1
        yield Copy(number, parent, steps[parent.pk])


def _last_step(parent: Page) -> int:
    child = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1).order_by("path").last()
    return Page._str2int(child.path[len(parent.path) :]) if child else 0


def _another_uuid(value: str, number: int) -> str:
    return uuid.uuid5(uuid.UUID(value), str(number)).hex


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.isdigit() else value


def _models() -> list[Model]:
    found = apps.get_models(include_auto_created=True)
    return [each for each in found if not each._meta.proxy and each._meta.managed and each._meta.app_label not in APART]


def _keys(model: Model) -> list[Any]:
    return [row[0] for row in _select(model, [model._meta.pk.column])]


def _rows(model: Model) -> list[Row]:
    columns = [field.column for field in model._meta.local_concrete_fields]
    return [dict(zip(columns, row, strict=True)) for row in _select(model, columns)]


def _select(model: Model, columns: list[str]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_names(columns)} FROM {_names([model._meta.db_table])}")
        return cursor.fetchall()


def _insert(batch: dict[Model, list[Row]]) -> None:
    with connection.cursor() as cursor:
        for model, rows in batch.items():
            if rows:
                marks = ", ".join(["%s"] * len(rows[0]))
                into = f"{_names([model._meta.db_table])} ({_names(rows[0])})"
                cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", [list(row.values()) for row in rows])
                rows.clear()


def _names(names: Iterable[str]) -> str:
    return ", ".join(connection.ops.quote_name(name) for name in names)
