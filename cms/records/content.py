"""The canonical content of a page or snippet: what approval covers, as plain JSON values with files by SHA-256."""

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail.fields import StreamField

from cms.models import Approvable, DocumentVersion, Picture
from cms.models.approved_content import approved_fields, approved_rows, field_of, row_model
from cms.policy.canonical import Content, digest, reference
from cms.policy.schema import UNVERSIONED, SchemaChange, read_from, unversioned, version_of, without_empty, written_in
from cms.records.stream_pictures import with_pictures

FILES = (DocumentVersion, Picture)
# The words of other objects that a content names, by `model:key`.
Words = Mapping[str, str]


class Approved(Protocol):
    """A publication or a review: in which version of its type the content was written, and how it words references."""

    @property
    def schema_version(self) -> int: ...
    @property
    def references(self) -> Words: ...


def canonical_content(obj: Approvable, *, like: Approved | None = None) -> Content:
    """The canonical content of a live object or of `revision.as_object()`: plain JSON values, files by SHA-256.

    With `like` it is written in the version of what was approved or submitted, and an object that is named there has
    the words of then: a division may have another name since.
    """
    model, data = type(obj), obj.serializable_data()
    words = _words_of(model, data, known=like.references if like else {})
    content = _with_files(content_with_references(model, data, words))
    version = schema_version(model) if like is None else like.schema_version
    content = written_in(content, version, schema_changes(model))
    if version == UNVERSIONED:
        return unversioned(content, getattr(like, "content", None))
    return without_empty(content, approved_rows(model))


def content_digest(obj: Approvable, *, like: Approved | None = None) -> str:
    """SHA-256 of the canonical content; equal for an approved revision and for the live object it became."""
    return digest(canonical_content(obj, like=like))


def schema_changes(model: type[Approvable]) -> tuple[SchemaChange, ...]:
    """The schema changes of a type and of its bases."""
    return tuple(change for base in model.__mro__ for change in vars(base).get("schema_changes", ()))


def schema_version(model: type[Approvable]) -> int:
    """The version in which the content of a type is written today."""
    return version_of(schema_changes(model))


def content_of_today(model: type[Approvable], content: Content, version: int) -> Content:
    """A content of any version of a type as today's readers take it: with the names of today, without empty values.

    Before there were versions an object was named by its bare key; it gets the words of today.
    """
    content = read_from(content, version, schema_changes(model))
    if version == UNVERSIONED:
        content = _with_words(model, content, _words_of(model, content, known={}))
    return without_empty(content, approved_rows(model))


def content_with_references(model: type[Approvable], data: Mapping[str, Any], words: Words) -> Content:
    """All that is approved, empty values too; document versions as `{"documentversion": pk}`, pictures alike."""
    content: Content = {"type": model._meta.label_lower}
    content |= _plain(model, data, approved_fields(model), words)
    for relation, fields in approved_rows(model).items():
        rows = sorted(
            data.get(relation, []), key=lambda row: (row.get("sort_order") is None, row.get("sort_order") or 0)
        )
        content[relation] = [_plain(row_model(model, relation), row, fields, words) for row in rows]
    return content


def _plain(model: type[models.Model], data: Mapping[str, Any], names: Iterable[str], words: Words) -> Content:
    return {name: _plain_value(model._meta.get_field(name), data.get(name), words) for name in names}


def _plain_value(field: Any, value: Any, words: Words) -> object:
    if value is None:
        return None
    if isinstance(field, StreamField) and isinstance(value, str):
        return with_pictures(field.stream_block, json.loads(value))
    if isinstance(field, models.DecimalField):
        return str(Decimal(value).quantize(Decimal(1).scaleb(-field.decimal_places)))
    if isinstance(field, models.ManyToManyField):
        return [_reference(field, key, words) for key in sorted(value)]
    if isinstance(field, models.ForeignKey):
        if field.related_model in FILES:
            return {field.related_model._meta.model_name: value}
        return _reference(field, value, words)
    return json.loads(DjangoJSONEncoder().encode(value))


def _with_words(model: type[models.Model], content: Content, words: Words) -> Content:
    """The content with each bare key as a reference."""
    worded = dict(content)
    for name, value in content.items():
        field = _foreign_key(model, name)
        if field is not None and value is not None:
            worded[name] = _reference(field, value, words)
        elif isinstance(value, list) and name in approved_rows(model):
            worded[name] = [_with_words(row_model(model, name), row, words) for row in value]
    return worded


def _foreign_key(model: type[models.Model], name: str) -> Any:
    """The foreign key of that name to something else than a file, or None."""
    field = field_of(model, name)
    return field if isinstance(field, models.ForeignKey) and field.related_model not in FILES else None


def _reference(field: Any, key: object, words: Words) -> object:
    label = field.related_model._meta.label_lower
    return reference(label, key, words.get(f"{label}:{key}", ""))


def _words_of(model: type[Approvable], data: Mapping[str, Any], known: Words) -> Words:
    """How the objects that the data names are called: as in `known`, otherwise as today; a query for each model."""
    asked: dict[type[models.Model], set[object]] = {}
    for related, key in _named(model, data):
        if f"{related._meta.label_lower}:{key}" not in known:
            asked.setdefault(related, set()).add(key)
    words = dict(known)
    for related, keys in asked.items():
        for obj in related._base_manager.filter(pk__in=keys):
            words[f"{related._meta.label_lower}:{obj.pk}"] = str(obj)
    return words


def _named(model: type[Approvable], data: Mapping[str, Any]) -> Iterator[tuple[type[models.Model], object]]:
    yield from _named_by(model, data, approved_fields(model))
    for relation, fields in approved_rows(model).items():
        for row in data.get(relation, []):
            yield from _named_by(row_model(model, relation), row, fields)


def _named_by(
    model: type[models.Model], data: Mapping[str, Any], names: Iterable[str]
) -> Iterator[tuple[type[models.Model], object]]:
    for name in names:
        field: Any = model._meta.get_field(name)
        if field.related_model is not None and field.related_model not in FILES and data.get(name) is not None:
            keys = data[name] if isinstance(field, models.ManyToManyField) else [data[name]]
            yield from ((field.related_model, key) for key in keys)


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
    return _referenced(content_with_references(model, data, {}), "picture")


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
