"""Form fields and widgets of the admin without inline scripts: dates and times in the Buddhist era, the chooser."""

import json
import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import BaseChooser

from cms.thai.dates import local_moment, thai_date, thai_time
from cms.thai.numerals import to_arabic
from cms.thai.parsing import Unreadable, parse_date

DATE_EXAMPLE = _("เช่น 15/10/2569 หรือ 15 ต.ค. 2569")
DATETIME_EXAMPLE = _("เช่น 15/10/2569 09.30 น.")
DATETIME = re.compile(r"(?P<day>.+?)(?:\s+(?:เวลา\s*)?(?P<hour>\d{1,2})[.:](?P<minute>\d{2})(?::\d{2})?(?:\s*น\.?)?)?")


class ThaiDateInput(forms.TextInput):
    """Text input that shows a date as “1 ตุลาคม 2567”, and text that could not be read as it was typed."""

    example = DATE_EXAMPLE

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__({"autocomplete": "off", "placeholder": self.example, **(attrs or {})})

    def format_value(self, value: object) -> str | None:
        return thai_date(value) if isinstance(value, date) else super().format_value(value)


class ThaiDateTimeInput(ThaiDateInput):
    """Text input that shows a date and time as “1 ตุลาคม 2567 14.05 น.”."""

    example = DATETIME_EXAMPLE

    def format_value(self, value: object) -> str | None:
        if isinstance(value, datetime):
            moment = local_moment(value)
            return f"{thai_date(moment)} {thai_time(moment)}"
        return super().format_value(value)


class ThaiDateField(forms.DateField):
    """Date field that reads every way in which officers write a date; a caller's widget gives its attributes only."""

    def __init__(self, *args: Any, widget: object = None, **kwargs: Any) -> None:
        super().__init__(*args, widget=ThaiDateInput(attrs=getattr(widget, "attrs", None)), **kwargs)

    def to_python(self, value: Any) -> date | None:
        """The date, or None. Raises ValidationError with a hint for text that is no date or can be read as two."""
        if value in self.empty_values:
            return None
        return _read(value)


class ThaiDateTimeField(forms.DateTimeField):
    """Date field with a time after a blank: “15 ต.ค. 2569 9.30 น.”; without one the beginning of the day."""

    def __init__(self, *args: Any, widget: object = None, **kwargs: Any) -> None:
        super().__init__(*args, widget=ThaiDateTimeInput(attrs=getattr(widget, "attrs", None)), **kwargs)

    def prepare_value(self, value: object) -> object:
        """Unchanged: the widget converts to local time, where Django would do it here."""
        return value

    def to_python(self, value: Any) -> datetime | None:
        """An aware datetime, or None; a naive value is local time. Raises ValidationError for text that is not read."""
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value if timezone.is_aware(value) else timezone.make_aware(value)
        if isinstance(value, date):
            return timezone.make_aware(datetime(value.year, value.month, value.day))  # noqa: DTZ001  # made aware at once
        found = DATETIME.fullmatch(to_arabic(str(value)).strip())
        if found is None:
            raise ValidationError(DATETIME_EXAMPLE, code="invalid")
        day = _read(found["day"])
        hour, minute = int(found["hour"] or 0), int(found["minute"] or 0)
        if hour > 23 or minute > 59:
            raise ValidationError(_("เวลาต้องอยู่ระหว่าง 00.00 ถึง 23.59 น."), code="invalid")
        return timezone.make_aware(datetime(day.year, day.month, day.day, hour, minute))  # noqa: DTZ001  # as above


def register_thai_date_fields() -> None:
    """Use these fields in every model form of the admin. Call it before the first such form class is made."""
    register_form_field_override(models.DateField, override={"form_class": ThaiDateField})
    register_form_field_override(models.DateTimeField, override={"form_class": ThaiDateTimeField})


def _read(value: str | date) -> date:
    try:
        return parse_date(value)
    except Unreadable as error:
        raise ValidationError(str(error), code="invalid") from error


class Chooser(BaseChooser):
    """Wagtail's chooser widget, started by a Stimulus controller in `cms/js/admin.js` instead of an inline script."""

    def render(self, name: str, value: object, attrs: Any = None, renderer: object = None) -> SafeString:
        """The hidden input with its buttons, and an element that carries the controller's options as JSON."""
        value_data = self.get_value_data(value)
        return format_html(
            '{}<span data-controller="cms-choice" data-cms-choice-field-value="{}"'
            ' data-cms-choice-options-value="{}" hidden></span>',
            self.render_html(name, value_data, attrs),
            attrs["id"],
            json.dumps(self.get_js_init_options(attrs["id"], name, value_data)),
        )
