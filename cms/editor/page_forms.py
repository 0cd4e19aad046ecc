"""Base forms of the page editor: a record and the rows of its attachments."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.utils import ErrorList
from django.http import QueryDict
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError, StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.editor.approvable_form import ApprovableForm
from cms.editor.texts import TextsMixin
from cms.models import Approvable, DocumentVersion, Picture
from cms.policy.lifecycle import period_without_year
from cms.records.content import pictures_of_stream
from cms.records.tables import sentences_for_none

# What a StreamField's form posts about its blocks beside their values.
STREAM_BOOKKEEPING = ("-count", "-order", "-type", "-deleted", "-id")


def stream_fields(model: type[Model]) -> dict[str, StreamField]:
    """The StreamFields of a model by name."""
    return {field.name: field for field in model._meta.concrete_fields if isinstance(field, StreamField)}


class TreePageForm(TextsMixin, WagtailAdminPageForm):
    """Form of a page of the tree, which is public without an approval; its texts hide nothing either."""


class RecordPageForm(TextsMixin, ApprovableForm, WagtailAdminPageForm):
    """Form of a record page; sets what an officer never types: year, authority and the running number (the slug)."""

    data: QueryDict

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and self.parent_page is not None:
            self.instance.inherit_from_year_page(self.parent_page.specific)
        if "division" in self.fields and self.for_user is not None:
            self.limit_divisions()
        if "period" in self.fields:
            self.fields["period"] = self.choice_of_period()
        if "stated_none" in self.fields:
            self.fields["stated_none"] = self.statements_of_none()

    def statements_of_none(self) -> forms.MultipleChoiceField:
        """A box for each table of which the officer may state that it has no rows."""
        model = type(self.instance)
        choices = list(sentences_for_none(model).items())
        label = model._meta.get_field("stated_none").verbose_name
        return forms.MultipleChoiceField(
            label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
        )

    def choice_of_period(self) -> forms.ChoiceField:
        """The periods of the type; a new record has none until the officer chooses."""
        record = self.instance
        if record.pk is None:
            self.initial["period"] = ""
        choices = [("", "---------"), *((each, period_without_year(each)) for each in record.periods)]
        return forms.ChoiceField(label=record._meta.get_field("period").verbose_name, choices=choices)

    @property
    def record(self) -> Approvable:
        """The record page, which the forms of its child rows get as their `record` argument."""
        return self.instance

    def limit_divisions(self) -> None:
        """Offer only the divisions that the officer drafts for; a single one is preselected."""
        field = self.fields["division"]
        field.queryset = self.instance.divisions_open_to(self.for_user)
        if self.instance.division_id is None and len(only := field.queryset[:2]) == 1:
            self.initial["division"] = only[0].pk

    def clean(self) -> dict[str, object]:
        """Also refuses pictures that the person may not place, unless the draft has them already."""
        cleaned = super().clean()
        if self.for_user is not None:
            for name in cleaned.keys() & stream_fields(type(self.instance)).keys():
                self.refuse_pictures(name, cleaned[name])
        return cleaned

    def refuse_pictures(self, name: str, value: StreamValue) -> None:
        """Add the error of a StreamField that shows a picture of another division; a request may name any picture."""
        field = stream_fields(type(self.instance))[name]
        placed = pictures_of_stream(field, value) - pictures_of_stream(field, getattr(self.instance, name))
        refused: dict[int, str] = {}
        for pk in placed:
            if reason := self.instance.refusal_to_place(pk, by=self.for_user):
                refused[pk] = reason
        if refused:
            self.forget_pictures(name, refused)
            reasons = ErrorList(sorted(set(refused.values())))
            self.add_error(name, StreamBlockValidationError(non_block_errors=reasons))

    def forget_pictures(self, name: str, pictures: Collection[int]) -> None:
        """Remove the pictures from the posted data: the form is shown again and would name what is not to be known."""
        numbers = {str(pk) for pk in pictures}
        self.data = self.data.copy()
        for key in [key for key in self.data if key.startswith(self.add_prefix(name) + "-")]:
            if self.data[key] in numbers and not key.endswith(STREAM_BOOKKEEPING):
                self.data[key] = ""

    def save(self, commit: bool = True) -> Approvable:
        """As Wagtail does; a new page takes the year's next number first, and the period's key is set anew."""
        if self.instance.pk is None and not self.instance.slug:
            self.instance.slug = self.instance.slug_of_number(self.parent_page.specific.take_number())
        self.instance.period_key = self.instance.key_of_period()
        return super().save(commit=commit)


class ReportPageForm(RecordPageForm):
    """Form of a report: its plan is one that is public, and stays; its rows come from the plan, none is added."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "plan" in self.fields:
            self.fields["plan"] = self.choice_of_plan()
        for relation in self.instance.rows_from_plan().keys() & self.formsets.keys():
            rows = self.formsets[relation]
            rows.max_num, rows.validate_max = rows.initial_form_count(), True

    def choice_of_plan(self) -> "forms.ModelChoiceField[Any]":
        """The public plans of the authority, the newest first; of a report that exists, only its own."""
        report, field = self.instance, type(self.instance)._meta.get_field("plan")
        plans = field.related_model._default_manager.order_by("-fiscal_year", "title")
        if report.pk is None:
            plans = plans.filter(authority=report.authority, live=True)
        else:
            plans = plans.filter(pk=report.plan_id)
        return forms.ModelChoiceField(plans, label=field.verbose_name, disabled=report.pk is not None)

    def save(self, commit: bool = True) -> Approvable:
        """As that of every record; a new report, which Wagtail saves when it has its place, begins with its plan."""
        is_new = self.instance.pk is None
        report = super().save(commit=commit)
        if is_new:
            report.begin_with_plan()
        return report


class RowForm(TextsMixin, WagtailAdminModelForm):
    """Form of a record's child row. Other records are offered by title and year, the newest year first.

    It refuses a picture of another division, as a request may name any picture.
    """

    data: QueryDict
    begins_with_plan = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: list[Any] = [each for each in self.fields.values() if isinstance(each, forms.ModelChoiceField)]
        for field in (each for each in fields if issubclass(each.queryset.model, Page)):
            field.queryset = field.queryset.order_by("-fiscal_year", "title")
            field.label_from_instance = _title_and_year

    def begin_with(self, drafted: Any) -> None:
        """Take what the plan says from the row of the draft; the row is saved even where nothing else is said."""
        self.begins_with_plan = True
        self.instance.copy_columns(drafted, drafted.from_plan)

    def has_changed(self) -> bool:
        return self.begins_with_plan or bool(super().has_changed())

    def clean(self) -> dict[str, object]:
        """Also refuses pictures that the person may not place, unless the row has them already."""
        cleaned = super().clean()
        for name, value in [*cleaned.items()]:
            is_new = isinstance(value, Picture) and value.pk != getattr(self.instance, f"{name}_id")
            if is_new and self.for_user is not None:
                self.refuse_picture(name, value)
        return cleaned

    def refuse_picture(self, name: str, picture: Picture) -> None:
        """Add the error where the picture may not be placed; the form is shown again without its number."""
        if reason := self.instance.refusal_to_place(picture, by=self.for_user):
            self.data = self.data.copy()
            self.data[self.add_prefix(name)] = ""
            self.add_error(name, reason)


class AttachmentForm(RowForm):
    """Row of an attached version; checks again what the widget offers, as a forged request may name any version."""

    def __init__(self, *args: object, record: Approvable | None = None, **kwargs: object) -> None:
        self.record = record
        super().__init__(*args, **kwargs)

    def clean_version(self) -> DocumentVersion:
        """Raises ValidationError for a version that the person may not attach, unless the draft has it already."""
        version = self.cleaned_data["version"]
        if self.for_user is None or version.pk in self.attached():
            return version
        if reason := self.instance.refusal_to_attach(version, by=self.for_user):
            # The form is shown again and would name a document that the person must not know.
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = ""
            raise ValidationError(reason)
        return version

    def attached(self) -> set[int]:
        """The primary keys of the versions that are attached already, whoever did it."""
        return {row.version_id for row in self.record.attachments.all()} if self.record is not None else set()


def _title_and_year(record: Any) -> str:
    """A record in a list of several years: `การให้บริการ (2566)`."""
    return f"{record.title} ({record.fiscal_year})"
