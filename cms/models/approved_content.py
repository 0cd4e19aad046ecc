"""What an approval covers of a model, derived from the model itself; what it does not cover is named with a reason.

Approved is every own field and every child row, editable or not. A class opts out by `not_approved`, a mapping of names
to reasons, which adds up along the class hierarchy.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import (
    COMMENTS_RELATION_NAME,
    DraftStateMixin,
    LockableMixin,
    Page,
    RevisionMixin,
    WorkflowMixin,
)

from cms.fields.snapshot import SnapshotField

SCHEDULE = ("go_live_at", "expire_at")
# Columns of Wagtail's own: place in the tree, locks, pointers to revisions, times.
KEPT_BY_WAGTAIL = frozenset(
    field.name
    for model in (Page, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin)
    for field in model._meta.local_fields
) - {"title", *SCHEDULE}
# The order of rows is that of their list.
KEPT_OF_A_ROW = frozenset({"sort_order"})


# Read once for each model, as many requests ask. (`functools.cache` takes no class with a mixin, says mypy.)
_fields: dict[Any, tuple[str, ...]] = {}
_rows: dict[Any, Mapping[str, tuple[str, ...]]] = {}


def approved_fields(model: type[models.Model]) -> tuple[str, ...]:
    """The names of the fields of a model that an approval covers, the times of publishing last."""
    if model not in _fields:
        names = _own_fields(model, KEPT_BY_WAGTAIL)
        scheduled = [name for name in SCHEDULE if name in names]
        _fields[model] = (*(name for name in names if name not in SCHEDULE), *scheduled)
    return _fields[model]


def approved_rows(model: type[models.Model]) -> Mapping[str, tuple[str, ...]]:
    """The rows of a model that an approval covers, each kind with its columns: child relations, then snapshots."""
    if model not in _rows:
        skipped = {COMMENTS_RELATION_NAME, *not_approved(model)}
        rows = {relation.get_accessor_name(): relation.related_model for relation in get_all_child_relations(model)}
        rows |= {field.name: field.row_model for field in _snapshots(model)}
        kept = {name: tuple(_own_fields(row, KEPT_OF_A_ROW)) for name, row in rows.items() if name not in skipped}
        _rows[model] = MappingProxyType(kept)
    return _rows[model]


def child_rows(model: type[models.Model]) -> Mapping[str, tuple[str, ...]]:
    """Those of the approved rows that are rows of a table, which an officer edits."""
    snapshots = {field.name for field in _snapshots(model)}
    return {name: columns for name, columns in approved_rows(model).items() if name not in snapshots}


def not_approved(model: type[models.Model]) -> dict[str, str]:
    """The fields and relations that a model and its bases take out of the approval, each with the reason."""
    return declared(model, "not_approved")


def declared(model: type[models.Model], name: str) -> dict[str, Any]:
    """A mapping that a model and its bases declare under a name; an entry takes the place of the base's."""
    entries: dict[str, Any] = {}
    for base in reversed(model.__mro__):
        entries |= vars(base).get(name, {})
    return entries


def field_of(model: type[models.Model] | None, name: str) -> Any:
    """The field of a model, or None where there is none (any more)."""
    if model is None:
        return None
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def row_model(model: type[models.Model], relation: str) -> type[models.Model]:
    """The model of the rows of a child relation or snapshot."""
    field: Any = model._meta.get_field(relation)
    found: type[models.Model] = field.row_model if isinstance(field, SnapshotField) else field.related_model
    return found


def _snapshots(model: type[models.Model]) -> list[SnapshotField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, SnapshotField)]


def _own_fields(model: type[models.Model], kept: frozenset[str]) -> list[str]:
    skipped = {*kept, *not_approved(model)}
    names = [field.name for field in _columns(model) if field.name not in skipped]
    first: tuple[str, ...] = getattr(model, "from_plan", ())  # a row of a report begins with what its plan says
    return sorted(names, key=lambda name: name not in first)


def _columns(model: type[models.Model]) -> Iterator[Any]:
    """The fields of a model but what identifies a row: its key, its record, the row that it extends."""
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        is_link = field.remote_field is not None and getattr(field.remote_field, "parent_link", False)
        if not (is_link or getattr(field, "primary_key", False) or isinstance(field, ParentalKey | SnapshotField)):
            yield field
