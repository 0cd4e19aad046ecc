"""The texts of an approvable object and its rows: invisible characters are removed, forbidden ones refused."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField

from cms.models.approved_content import approved_fields, child_rows
from cms.policy.characters import refusal_of_blank, refusal_of_text, without_invisible

TEXT_FIELDS = (models.CharField, models.TextField, StreamField)


def stored_text(field: Any, value: Any) -> Any:
    """The value of a text field without invisible characters; any other value is returned as it is."""
    if isinstance(value, StreamValue):
        blocks = value.get_prep_value()
        cleaned = without_invisible(blocks, is_html=True)
        return value if cleaned == blocks else value.stream_block.to_python(cleaned)
    return without_invisible(value, is_html=isinstance(field, RichTextField)) if isinstance(value, str) else value


def refusal_of_value(field: Any, value: Any, *, is_required: bool = False) -> str | None:
    """Why the value of a text field is refused, or None; a required text must be visible."""
    place = str(field.verbose_name)
    blank = refusal_of_blank(place, value) if is_required else None
    plain = value.get_prep_value() if isinstance(value, StreamValue) else value
    is_html = isinstance(field, RichTextField | StreamField)
    return blank or refusal_of_text(place, without_invisible(plain, is_html=is_html))


def clean_texts(obj: Any) -> None:
    """Remove invisible characters from the approved texts of an object and of its rows in memory; does not save."""
    for owner, field in _text_fields(obj, only_in_memory=True):
        value = getattr(owner, field.attname)
        cleaned = stored_text(field, value)
        if cleaned is not value and cleaned != value:
            setattr(owner, field.attname, cleaned)


def refusal_of_texts(obj: Any) -> str | None:
    """Why a draft may not ask for approval with its texts, or None."""
    refusals = (
        refusal_of_value(field, getattr(owner, field.attname), is_required=not field.blank)
        for owner, field in _text_fields(obj)
    )
    return next((reason for reason in refusals if reason), None)


def _text_fields(obj: Any, *, only_in_memory: bool = False) -> Iterator[tuple[Any, Any]]:
    """The text fields that an approval covers, each with the object or row that has it."""
    yield from _of_model(obj, approved_fields(type(obj)))
    for relation, names in child_rows(type(obj)).items():
        if only_in_memory and relation not in getattr(obj, "_cluster_related_objects", {}):
            continue  # rows in the database were cleaned when they came in; reading them would cost a query
        for row in getattr(obj, relation).all():
            yield from _of_model(row, names)


def _of_model(owner: Any, names: Any) -> Iterator[tuple[Any, Any]]:
    for name in names:
        field = owner._meta.get_field(name)
        if isinstance(field, TEXT_FIELDS) and not field.choices:
            yield owner, field
