"""Fields of the admin without a script of their own: days and moments in the Buddhist era, and the chooser."""

import json
import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import BaseChooser

from cms.thai.dates import local_moment, thai_date, thai_time
from cms.thai.numerals import to_arabic
from cms.thai.parsing import Unreadable, parse_date

HOW_TO_WRITE = _("เช่น 15/10/2569 หรือ 15 ต.ค. 2569")
HOW_TO_WRITE_A_MOMENT = _("เช่น 15/10/2569 09.30 น.")
MOMENT = re.compile(r"(?P<day>.+?)(?:\s+(?:เวลา\s*)?(?P<hour>\d{1,2})[.:](?P<minute>\d{2})(?::\d{2})?(?:\s*น\.?)?)?")


class ThaiDateInput(forms.TextInput):
    """Shows “1 ตุลาคม 2567”; what was typed and not understood stays as it was typed."""

    example: Any = HOW_TO_WRITE

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "placeholder": self.example, **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return thai_date(value) if isinstance(value, date) else super().format_value(value)


class ThaiDateTimeInput(ThaiDateInput):
    """Shows “1 ตุลาคม 2567 14.05 น.”."""

    example = HOW_TO_WRITE_A_MOMENT

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, datetime):
            moment = local_moment(value)
            return f"{thai_date(moment)} {thai_time(moment)}"
        return super().format_value(value)


class ThaiDateField(forms.DateField):
    """A day in any way that officers write it; what can be read in two ways is refused with a hint."""

    def __init__(self, *args: Any, widget: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, widget=ThaiDateInput(attrs=getattr(widget, "attrs", None)), **kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        return _read(value)


class ThaiDateTimeField(forms.DateTimeField):
    """A day and, after a blank, a time: “15 ต.ค. 2569 9.30 น.”; without a time the day's beginning."""

    def __init__(self, *args: Any, widget: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, widget=ThaiDateTimeInput(attrs=getattr(widget, "attrs", None)), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value if timezone.is_aware(value) else timezone.make_aware(value)
        if isinstance(value, date):
            return timezone.make_aware(datetime(value.year, value.month, value.day))  # noqa: DTZ001  # made aware at once
        found = MOMENT.fullmatch(to_arabic(str(value)).strip())
        if found is None:
            raise ValidationError(HOW_TO_WRITE_A_MOMENT, code="invalid")
        day = _read(found["day"])
        hour, minute = int(found["hour"] or 0), int(found["minute"] or 0)
        if hour > 23 or minute > 59:
            raise ValidationError(_("เวลาต้องอยู่ระหว่าง 00.00 ถึง 23.59 น."), code="invalid")
        return timezone.make_aware(datetime(day.year, day.month, day.day, hour, minute))  # noqa: DTZ001  # as above


def read_thai_dates() -> None:
    """Every form of the admin that is made from a model reads and shows days so. Called before the first is made."""
    register_form_field_override(models.DateField, override={"form_class": ThaiDateField})
    register_form_field_override(models.DateTimeField, override={"form_class": ThaiDateTimeField})


def _read(value: Any) -> date:
    try:
        return parse_date(value)
    except Unreadable as error:
        raise ValidationError(str(error), code="invalid") from error


class Chooser(BaseChooser):
    """A chooser that `cms/js/admin.js` begins, where Wagtail's would write an inline script."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        value_data = self.get_value_data(value)
        return format_html(
            '{}<span data-controller="cms-choice" data-cms-choice-field-value="{}"'
            ' data-cms-choice-options-value="{}" hidden></span>',
            self.render_html(name, value_data, attrs),
            attrs["id"],
            json.dumps(self.get_js_init_options(attrs["id"], name, value_data)),
        )
