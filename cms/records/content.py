"""The canonical content of a page or snippet: what approval covers, as plain JSON values with files by SHA-256."""

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail.fields import StreamField

from cms.models import Approvable, DocumentVersion, Picture
from cms.policy.canonical import Content, digest
from cms.records.stream_pictures import with_pictures


def canonical_content(obj: Approvable) -> Content:
    """The canonical content of a live object or of `revision.as_object()`: plain JSON values, files by SHA-256."""
    return _with_files(content_with_references(type(obj), obj.serializable_data()))


def content_with_references(model: type[Approvable], data: Mapping[str, Any]) -> Content:
    """The content with document versions and pictures as `{"documentversion": pk}` and `{"picture": pk}`."""
    content: Content = {"type": model._meta.label_lower}
    content |= _plain(model, data, model.approved_fields)
    for relation, fields in model.approved_rows.items():
        row_model = model._meta.get_field(relation).related_model
        rows = data.get(relation, [])
        rows = sorted(rows, key=lambda row: (row.get("sort_order") is None, row.get("sort_order") or 0))
        content[relation] = [_plain(row_model, row, fields) for row in rows]
    return content


def content_digest(obj: Approvable) -> str:
    """SHA-256 of the canonical content; equal for an approved revision and for the live object it became."""
    return digest(canonical_content(obj))


def _plain(model: type[models.Model], data: Mapping[str, object], names: Iterable[str]) -> Content:
    return {name: _plain_value(model, name, data.get(name)) for name in names}


def _plain_value(model: type[models.Model], name: str, value: Any) -> object:
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return value
    if value is None:
        return None
    if isinstance(field, StreamField) and isinstance(value, str):
        return with_pictures(field.stream_block, json.loads(value))
    if isinstance(field, models.DecimalField):
        return str(Decimal(value).quantize(Decimal(1).scaleb(-field.decimal_places)))
    if isinstance(field, models.ForeignKey) and field.related_model in (DocumentVersion, Picture):
        return {field.related_model._meta.model_name: value}
    return json.loads(DjangoJSONEncoder().encode(value))


def _with_files(content: Content) -> Content:
    """The content with each reference to a document version or picture replaced by what identifies its bytes."""
    versions = _referenced(content, "documentversion")
    pictures = _referenced(content, "picture")
    known: dict[tuple[str, int], Content] = {}
    if versions:
        for row in DocumentVersion.objects.filter(pk__in=versions).select_related("file", "document"):
            known["documentversion", row.pk] = {
                "document": str(row.document.uuid),
                "number": row.number,
                "name": row.name,
                "sha256": row.file.sha256,
            }
    if pictures:
        for pk, sha256 in Picture.objects.filter(pk__in=pictures).values_list("pk", "sha256"):
            known["picture", pk] = {"picture": pk, "sha256": sha256}
    return {name: _replaced(value, known) for name, value in content.items()}


def carried_pictures(content: Content) -> dict[int, str | None]:
    """The pictures of a canonical content: the SHA-256 of each, by primary key; None for one that does not exist."""
    return {**dict.fromkeys(_referenced(content, "picture")), **dict(_named_pictures(content))}


def _named_pictures(value: object) -> Iterator[tuple[int, str]]:
    if isinstance(value, dict) and set(value) == {"picture", "sha256"}:
        yield value["picture"], value["sha256"]
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _named_pictures(item)


def pictures_of_revision(model: type[Approvable], data: Mapping[str, Any]) -> set[int]:
    """The primary keys of the pictures that the stored content of a revision shows."""
    return _referenced(content_with_references(model, data), "picture")


def pictures_of_stream(field: StreamField, value: object) -> set[int]:
    """The primary keys of the pictures in a value of a StreamField, as a form gives it."""
    return _referenced(with_pictures(field.stream_block, field.get_prep_value(value)), "picture")


def _referenced(value: object, kind: str) -> set[int]:
    """The primary keys in every `{kind: pk}` inside a JSON value."""
    if isinstance(value, dict):
        if set(value) == {kind} and isinstance(value[kind], int):
            return {value[kind]}
        return set().union(*(_referenced(item, kind) for item in value.values())) if value else set()
    if isinstance(value, list):
        return set().union(*(_referenced(item, kind) for item in value)) if value else set()
    return set()


def _replaced(value: object, known: Mapping[tuple[str, int], Content]) -> object:
    if isinstance(value, dict):
        if len(value) == 1 and isinstance((key := next(iter(value.items())))[1], int) and key in known:
            return known[key]
        return {name: _replaced(item, known) for name, item in value.items()}
    if isinstance(value, list):
        return [_replaced(item, known) for item in value]
    return value
