"""Form fields and widgets of amounts and counts in the admin: shown as “1,498,000.00”, read as officers write them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms.models import register_form_field_override

from cms.fields import CountField, MoneyField
from cms.thai.money import format_amount
from cms.thai.parsing import Unreadable, parse_amount, parse_count


class AmountInput(forms.TextInput):
    """Text input that shows an amount as “12,500.00”, and text that could not be read as it was typed."""

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__({"autocomplete": "off", "inputmode": "decimal", **(attrs or {})})

    def format_value(self, value: object) -> str | None:
        return format_amount(Decimal(value)) if isinstance(value, int | Decimal) else super().format_value(value)


class CountInput(forms.TextInput):
    """Text input that shows a count as “1,266”, and text that could not be read as it was typed."""

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__({"autocomplete": "off", "inputmode": "numeric", **(attrs or {})})

    def format_value(self, value: object) -> str | None:
        return f"{value:,}" if isinstance(value, int) else super().format_value(value)


class ThaiAmountField(forms.DecimalField):
    """Field of an amount in baht: “12,500.-” and “๑๒,๕๐๐ บาท” are 12500.00."""

    widget = AmountInput

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # of the stubs alone
        """The amount, or None. Raises ValidationError with a hint for text that is no amount."""
        if value in self.empty_values:
            return None
        try:
            return parse_amount(value)
        except Unreadable as error:
            raise ValidationError(str(error), code="invalid") from error


class ThaiCountField(forms.IntegerField):
    """Field of a count: “๑,๒๖๖” is 1266."""

    widget = CountInput

    def to_python(self, value: Any) -> int | None:
        """The count, or None. Raises ValidationError with a hint for text that is no whole number."""
        if value in self.empty_values:
            return None
        try:
            return parse_count(value)
        except Unreadable as error:
            raise ValidationError(str(error), code="invalid") from error


def register_number_fields() -> None:
    """Use these fields in every model form of the admin. Call it before the first such form class is made."""
    register_form_field_override(MoneyField, override={"form_class": ThaiAmountField})
    register_form_field_override(CountField, override={"form_class": ThaiCountField})
