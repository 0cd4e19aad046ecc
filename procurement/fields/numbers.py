"""Numbers that are written in many ways and kept in one; a person's number is masked the moment it is assigned."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from procurement.policy import egp_numbers, tax_ids

if TYPE_CHECKING:  # generic for the type checker alone
    CharField = models.CharField[Any, Any]
else:
    CharField = models.CharField

LONGEST_WRITTEN = 40  # with spaces and dashes


class KeptInOneSpelling(DeferredAttribute):
    """The attribute of a number: what is assigned is kept in its one spelling."""

    field: Any

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = self.field.kept(value) if isinstance(value, str) else value


class NumberFormField(forms.CharField):
    """The input of such a number: refuses a wrong one, and shows again what is kept, not what was typed."""

    def __init__(self, *args: Any, kept: Callable[[str], str], refusal: Callable[[str], str | None], **kwargs: Any):
        self.kept, self.refusal = kept, refusal
        super().__init__(*args, **{**kwargs, "max_length": LONGEST_WRITTEN})

    def prepare_value(self, value: Any) -> Any:
        """As it is kept; a wrong number stays for its writer to mend."""
        right = isinstance(value, str) and self.refusal(value) is None
        return self.kept(value) if right else value

    def clean(self, value: Any) -> str:
        """The number as it is kept. Raises ValidationError."""
        text = str(super().clean(value))
        if reason := self.refusal(text):
            raise ValidationError(reason)
        return self.kept(text)


class NumberField(CharField):
    """Base of a column of numbers."""

    descriptor_class = KeptInOneSpelling
    kept: Callable[[str], str]
    refusal: Callable[[str], str | None]

    def get_prep_value(self, value: Any) -> Any:
        """As it is kept: what is written past an object, such as by an update, is no exception."""
        prepared = super().get_prep_value(value)
        return self.kept(prepared) if isinstance(prepared, str) else prepared

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Raises ValidationError for a wrong number, as the form does."""
        super().validate(value, model_instance)
        if reason := self.refusal(value or ""):
            raise ValidationError(reason)

    def formfield(self, **kwargs: Any) -> Any:
        """The input that knows how the number is written."""
        options = {"form_class": NumberFormField, "kept": self.kept, "refusal": self.refusal}
        return super().formfield(**{**options, **kwargs})


class TaxIdField(NumberField):
    """The number of a bidder (`procurement.policy.tax_ids`)."""

    kept = staticmethod(tax_ids.kept)
    refusal = staticmethod(tax_ids.refusal_of_tax_id)


class EgpNumberField(NumberField):
    """The number of a project in e-GP (`procurement.policy.egp_numbers`)."""

    kept = staticmethod(egp_numbers.kept)
    refusal = staticmethod(egp_numbers.refusal_of_egp_number)
