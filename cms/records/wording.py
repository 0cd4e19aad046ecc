"""A canonical content as people read it: choices by their labels, amounts with separators, divisions by name.

What a value is, is told by the field that holds it, never guessed from its text.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from wagtail.fields import RichTextField, StreamField

from cms.models import Approvable, Division
from cms.policy.canonical import Content, canonical_json
from cms.policy.changes import Worded
from cms.policy.lifecycle import Period, period_label
from cms.policy.rich_text import rich_text_in_words
from cms.records.block_wording import block_in_words
from cms.records.file_wording import picture_in_words, version_in_words
from cms.thai.dates import thai_date, thai_time
from cms.thai.invisible import mark_hidden
from cms.thai.money import format_amount


def reading(model: type[Approvable], content: Content) -> dict[str, Worded | list[Worded]]:
    """The content of a `model` with the words of each value: rows and blocks as lists, one entry for each."""
    words: dict[str, Worded | list[Worded]] = {}
    for name, value in content.items():
        if name in model.approved_rows and isinstance(value, list | None):
            row_model = model._meta.get_field(name).related_model
            words[name] = [Worded(row, _row_in_words(row_model, row)) for row in value or []]
        elif name in model.approved_fields:
            words[name] = _worded(_field(model, name), value)
        else:
            words[name] = Worded(value, mark_hidden(value if isinstance(value, str) else canonical_json({name: value})))
    if "division" in content:
        words["division"] = Worded(content["division"], division_name(content))
    if content.get("period"):
        words["period"] = Worded(content["period"], period_label(Period(content["period"]), content["fiscal_year"]))
    return words


def division_name(content: Content) -> str:
    """The name of the division that owns a content, "" where it has none."""
    return str(Division.objects.filter(pk=content.get("division") or 0).first() or "")


def labels_of(model: type[Approvable]) -> dict[str, str]:
    """The Thai names of the approved fields and rows, in the order in which they are approved."""
    labels = {name: str(model._meta.get_field(name).verbose_name) for name in model.approved_fields}
    for relation in model.approved_rows:
        labels[relation] = str(model._meta.get_field(relation).related_model._meta.verbose_name)
    return labels


def _field(model: type[models.Model], name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _worded(field: Any, value: Any) -> Worded | list[Worded]:
    if isinstance(field, StreamField) and isinstance(value, list):
        return [Worded(block, _stream_child_in_words(field, block)) for block in value]
    return Worded(value, _in_words(field, value))


def _stream_child_in_words(field: StreamField, child: Any) -> str:
    """A block with the name of its type before it, so that a heading made a paragraph differs."""
    return block_in_words(field.stream_block, [child])


def _row_in_words(model: type[models.Model], row: object) -> str:
    """The cells of a row, each on a line with its label; the only cell of a row needs none."""
    if not isinstance(row, Mapping):
        return _in_words(None, row)  # content of an older schema
    cells = [(_field(model, name), name, value) for name, value in row.items()]
    if len(cells) == 1:
        return _in_words(cells[0][0], cells[0][2])
    lines = [(field, name, text) for field, name, value in cells if (text := _in_words(field, value))]
    return "\n".join(f"{field.verbose_name if field else name}: {text}" for field, name, text in lines)


def _in_words(field: Any, value: Any) -> str:
    if value is None or value == "":
        return ""
    if getattr(field, "flatchoices", None):
        value = dict(field.flatchoices).get(value, value)
    if isinstance(value, dict) and "sha256" in value:
        return version_in_words(value) if "number" in value else picture_in_words(value)
    for kind, to_words in TO_WORDS.items():
        if isinstance(field, kind):
            try:
                return to_words(value)
            except (ValueError, TypeError, ArithmeticError):
                break  # content of an older schema
    return mark_hidden(str(value) if isinstance(value, str | int | float) else canonical_json({"": value})[4:-1])


def _moment(value: str) -> str:
    moment = datetime.fromisoformat(value)
    return f"{thai_date(moment)} {thai_time(moment)}"


TO_WORDS: Mapping[type, Callable[[Any], str]] = {
    models.DecimalField: lambda value: format_amount(Decimal(value)),
    models.BooleanField: lambda value: "ใช่" if value else "ไม่ใช่",
    models.DateTimeField: _moment,
    models.DateField: lambda value: thai_date(date.fromisoformat(value)),
    RichTextField: rich_text_in_words,
}
