"""A canonical content as people read it: choices by their labels, amounts with separators, divisions by name.

What a value is, is told by the field that holds it, never guessed from its text. `value_in_words` is the one function
that words a value; page, PDF, search and exports have its words as they are, an approver with hidden characters marked.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from wagtail.fields import RichTextField, StreamField

from cms.fields import CountField, PeriodField, Table
from cms.models import Approvable
from cms.models.approved_content import approved_fields, approved_rows, field_of, row_model
from cms.policy.canonical import Content, canonical_json, is_empty, is_reference
from cms.policy.changes import Worded
from cms.policy.lifecycle import Period, period_label
from cms.policy.rich_text import rich_text_in_words
from cms.policy.schema import retired_labels
from cms.records.block_wording import block_in_words
from cms.records.content import schema_changes
from cms.records.file_wording import picture_in_words, version_in_words
from cms.tabular.sheets import NO, YES
from cms.thai.dates import thai_date, thai_time
from cms.thai.invisible import mark_hidden
from cms.thai.money import format_amount

STATED_NONE = "stated_none"
_PICTURE = "มีรูปภาพ"


def value_in_words(field: Any, value: Any, *, fiscal_year: int | None = None) -> str:
    """The words of a canonical value: "" where it is empty, `3 ธันวาคม 2569`, `245,000.50`, the name of a division.

    `field` is None for a value of a field that no longer exists.
    """
    if is_empty(value):
        return ""
    if isinstance(value, list) and all(is_reference(item) for item in value):
        return " · ".join(str(item["words"]) for item in value)
    if is_reference(value):
        return str(value["words"])
    if isinstance(value, dict) and "sha256" in value:
        return str(value.get("name") or _PICTURE)
    if getattr(field, "flatchoices", None):
        value = dict(field.flatchoices).get(value, value)
    if isinstance(field, PeriodField) and fiscal_year:
        return _quietly(lambda period: period_label(Period(period), fiscal_year), value)
    if hasattr(field, "to_words"):  # a column that words its own values
        return _quietly(field.to_words, value)
    for kind, to_words in TO_WORDS.items():
        if isinstance(field, kind):
            return _quietly(to_words, value)
    return _as_it_is(value)


def reading(model: type[Approvable], content: Content) -> dict[str, Worded | list[Worded]]:
    """The content of a `model` with the words of each value: rows and blocks as lists, one entry for each."""
    words: dict[str, Worded | list[Worded]] = {}
    for name, value in content.items():
        if name in approved_rows(model) and isinstance(value, list | None):
            words[name] = [Worded(row, _row_in_words(row_model(model, name), row)) for row in value or []]
        elif name == STATED_NONE and isinstance(value, list):
            words[name] = Worded(value, "\n".join(_statement_of_none(model, relation) for relation in value))
        elif name in approved_fields(model):
            words[name] = _worded(field_of(model, name), value, content.get("fiscal_year"))
        else:
            words[name] = Worded(value, mark_hidden(value if isinstance(value, str) else canonical_json({name: value})))
    return words


def labels_of(model: type[Approvable]) -> dict[str, str]:
    """The Thai names of the approved fields and rows, in the order in which they are approved; then of retired ones."""
    labels = {name: str(model._meta.get_field(name).verbose_name) for name in approved_fields(model)}
    labels |= {relation: str(row_model(model, relation)._meta.verbose_name) for relation in approved_rows(model)}
    return labels | retired_labels(schema_changes(model))


def _worded(field: Any, value: Any, fiscal_year: int | None) -> Worded | list[Worded]:
    if isinstance(field, StreamField) and isinstance(value, list):
        return [Worded(block, _stream_child_in_words(field, block)) for block in value]
    return Worded(value, _as_approver_reads(field, value, fiscal_year))


def _statement_of_none(model: type[Approvable], relation: str) -> str:
    """That there are no rows, as the type says it: `โครงการในแผน: ปีนี้ไม่มีโครงการ`."""
    if relation not in approved_rows(model):
        return mark_hidden(relation)
    rows_of: Any = row_model(model, relation)
    return f"{rows_of._meta.verbose_name}: {rows_of.table.none}"


def _stream_child_in_words(field: StreamField, child: Any) -> str:
    """A block with the name of its type before it, so that a heading made a paragraph differs."""
    return block_in_words(field.stream_block, [child])


def _row_in_words(model: type[models.Model], row: object) -> str:
    """The cells of a row, each on a line with its label; the only cell of a row needs none."""
    if not isinstance(row, Mapping):
        return _as_approver_reads(None, row)  # content of an older schema
    table: Table = getattr(model, "table", Table())
    computed = {each.name: each.field for each in table.computed}
    values = sorted(table.with_computed(row).items(), key=_place_of_column(model))
    cells = [(field_of(model, name) or computed.get(name), name, value) for name, value in values]
    if len(cells) == 1:
        return _as_approver_reads(cells[0][0], cells[0][2])
    lines = [(field, name, text) for field, name, value in cells if (text := _as_approver_reads(field, value))]
    return "\n".join(f"{field.verbose_name if field else name}: {text}" for field, name, text in lines)


def _place_of_column(model: type[models.Model]) -> Callable[[tuple[str, Any]], int]:
    """The order of the fields, then what is none: a database may give the keys of stored JSON in another one."""
    places = {field.name: place for place, field in enumerate(model._meta.fields)}
    return lambda cell: places.get(cell[0], len(places))


def _as_approver_reads(field: Any, value: Any, fiscal_year: int | None = None) -> str:
    """The words of a value, with what tells files apart, the structure of rich text, and hidden characters marked."""
    if isinstance(value, dict) and "sha256" in value:
        return version_in_words(value) if "number" in value else picture_in_words(value)
    if isinstance(field, RichTextField) and isinstance(value, str):
        return rich_text_in_words(value)
    return mark_hidden(value_in_words(field, value, fiscal_year=fiscal_year))


def _quietly(to_words: Callable[[Any], str], value: Any) -> str:
    """The words of a value, or the value as it is where an older schema wrote it in another way."""
    try:
        return to_words(value)
    except (ValueError, TypeError, ArithmeticError):
        return _as_it_is(value)


def _as_it_is(value: Any) -> str:
    return str(value) if isinstance(value, str | int | float) else canonical_json({"": value})[4:-1]


def _moment(value: str) -> str:
    moment = datetime.fromisoformat(value)
    return f"{thai_date(moment)} {thai_time(moment)}"


TO_WORDS: Mapping[type, Callable[[Any], str]] = {
    CountField: lambda value: f"{int(Decimal(value)):,}",
    models.DecimalField: lambda value: format_amount(Decimal(value)),
    models.BooleanField: lambda value: YES if value else NO,
    models.DateTimeField: _moment,
    models.DateField: lambda value: thai_date(date.fromisoformat(value)),
}
