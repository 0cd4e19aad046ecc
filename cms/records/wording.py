"""A canonical content as people read it: choices by their labels, amounts with separators, divisions by name."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import models

from cms.models import Approvable, Division
from cms.policy.canonical import Content
from cms.policy.lifecycle import Period, period_label
from cms.thai.money import format_amount


def readable(model: type[Approvable], content: Content) -> Content:
    """The content of a `model` with each value as a screen shows it; files and free text are left as they are."""
    words = _worded(model, content, model.approved_fields)
    words["division"] = str(Division.objects.filter(pk=content.get("division") or 0).first() or "")
    if "period" in content:
        words["period"] = period_label(Period(content["period"]), content["fiscal_year"])
    for relation, fields in model.approved_rows.items():
        row_model = model._meta.get_field(relation).related_model
        words[relation] = [_worded(row_model, row, fields) for row in content.get(relation, [])]
    return words


def labels_of(model: type[Approvable]) -> dict[str, str]:
    """The Thai names of the approved fields and rows, in the order in which they are approved."""
    labels = {name: str(model._meta.get_field(name).verbose_name) for name in model.approved_fields}
    for relation in model.approved_rows:
        labels[relation] = str(model._meta.get_field(relation).related_model._meta.verbose_name)
    return labels


def _worded(model: type[models.Model], values: Mapping[str, object], names: Iterable[str]) -> dict[str, object]:
    return {name: _word(model._meta.get_field(name), values.get(name)) for name in names}


def _word(field: Any, value: Any) -> object:
    if value is not None and isinstance(field, models.DecimalField):
        return format_amount(Decimal(value))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value or ""))
    return value
