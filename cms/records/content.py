"""The canonical content of a page or snippet: what approval covers, as plain JSON values with files by SHA-256."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail.fields import StreamField

from cms.models import Approvable, DocumentVersion, Picture
from cms.policy.canonical import Content, digest


def canonical_content(obj: Approvable) -> Content:
    """The canonical content of a live object or of `revision.as_object()`: plain JSON values, files by SHA-256."""
    data = obj.serializable_data()
    content: Content = {"type": obj._meta.label_lower}
    content |= _plain(type(obj), data, obj.approved_fields)
    for relation, fields in obj.approved_rows.items():
        model = obj._meta.get_field(relation).related_model
        rows = sorted(data[relation], key=lambda row: (row.get("sort_order") is None, row.get("sort_order") or 0))
        content[relation] = [_plain(model, row, fields) for row in rows]
    return _with_files(content)


def content_digest(obj: Approvable) -> str:
    """SHA-256 of the canonical content; equal for an approved revision and for the live object it became."""
    return digest(canonical_content(obj))


def _plain(model: type[models.Model], data: Mapping[str, object], names: Iterable[str]) -> Content:
    return {name: _plain_value(model, name, data[name]) for name in names}


def _plain_value(model: type[models.Model], name: str, value: Any) -> object:
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return value
    if value is None:
        return None
    if isinstance(field, StreamField) and isinstance(value, str):
        return json.loads(value)
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


def _referenced(value: object, kind: str) -> set[int]:
    """The primary keys in every `{kind: pk}` inside a JSON value."""
    if isinstance(value, dict):
        if set(value) == {kind}:
            return {value[kind]}
        return set().union(*(_referenced(item, kind) for item in value.values())) if value else set()
    if isinstance(value, list):
        return set().union(*(_referenced(item, kind) for item in value)) if value else set()
    return set()


def _replaced(value: object, known: Mapping[tuple[str, int], Content]) -> object:
    if isinstance(value, dict):
        if len(value) == 1 and (key := next(iter(value.items()))) in known:
            return known[key]
        return {name: _replaced(item, known) for name, item in value.items()}
    if isinstance(value, list):
        return [_replaced(item, known) for item in value]
    return value
