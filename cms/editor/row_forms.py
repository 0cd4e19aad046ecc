"""The form set of a record's rows: bounded, and with one query for all choices of a column, however many rows."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.formsets import ORDERING_FIELD_NAME
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet

MOST_ROWS = 500


@dataclass
class Choices:
    """The objects that may be chosen in a column: each by its primary key, and as the options of the select."""

    objects: dict[str, models.Model] = field(default_factory=dict)
    options: list[tuple[Any, str]] = field(default_factory=list)


class KnownChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic for the type checker alone
    """A choice among objects that were read before, for one of many rows."""

    def __init__(self, like: Any, choices: Choices) -> None:
        """As the field `like`."""
        names = ("empty_label", "required", "label", "help_text", "initial", "blank")
        super().__init__(like.queryset, **{name: getattr(like, name) for name in names if hasattr(like, name)})
        self.known = choices
        self.widget.choices = choices.options

    def to_python(self, value: Any) -> models.Model | None:
        """The object, or None. Raises ValidationError for a key that is not offered."""
        if value in self.empty_values:
            return None
        found = self.known.objects.get(str(value.pk if isinstance(value, models.Model) else value))
        if found is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return found


class RowsFormSet(BaseChildFormSet):
    """The rows of a record, at most as many as the panel says."""

    default_error_messages = {
        **BaseChildFormSet.default_error_messages,
        "too_many_forms": _("ตารางนี้มีได้ไม่เกิน %(num)d แถว ลบแถวที่ไม่ใช้ หรือแยกเป็นหลายเรื่อง"),
    }

    def full_clean(self) -> None:
        """Django's; a row that was left blank has a place too, as Wagtail sorts all when it shows a form anew."""
        super().full_clean()
        for form in self.forms if self.is_bound and self.can_order else ():
            getattr(form, "cleaned_data", {}).setdefault(ORDERING_FIELD_NAME, None)

    def add_fields(self, form: Any, index: int | None) -> None:
        """Django's, then the selects of foreign keys share what may be chosen."""
        super().add_fields(form, index)
        for name, each in form.fields.items():
            if type(each) is forms.ModelChoiceField and type(each.widget) is forms.Select and _by_primary_key(each):
                form.fields[name] = KnownChoiceField(each, self._choices_of(name, each))

    @cached_property
    def _known(self) -> dict[tuple[str, str], Choices]:
        return {}

    def _choices_of(self, name: str, choice: Any) -> Choices:
        """What a column offers, read once; a form that offers something else than the other rows has its own."""
        key = name, str(choice.queryset.query)
        if key not in self._known:
            offered = list(choice.queryset)
            first = [("", choice.empty_label)] if choice.empty_label is not None else []
            labels = [(each.pk, choice.label_from_instance(each)) for each in offered]
            self._known[key] = Choices({str(each.pk): each for each in offered}, [*first, *labels])
        return self._known[key]


def _by_primary_key(choice: Any) -> bool:
    return choice.to_field_name in (None, choice.queryset.model._meta.pk.name)
