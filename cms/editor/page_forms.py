"""Forms of the page editor that models are made of."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm


class RecordPageForm(WagtailAdminPageForm):
    """Fills what an officer never types: the year, the authority and the running number that is the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and self.parent_page is not None:
            self.instance.take_place_under(self.parent_page.specific)
        if "division" in self.fields and self.for_user is not None:
            self.limit_divisions()

    @property
    def record(self) -> Any:
        """What the rows of the form belong to."""
        return self.instance

    def limit_divisions(self) -> None:
        """Only divisions that the officer drafts for; the only one is chosen for him."""
        field = self.fields["division"]
        field.queryset = self.instance.divisions_open_to(self.for_user)
        if self.instance.division_id is None and len(only := field.queryset[:2]) == 1:
            self.initial["division"] = only[0].pk

    def save(self, commit: bool = True) -> Any:
        if self.instance.pk is None and not self.instance.slug:
            self.instance.slug = str(self.parent_page.specific.take_number())
        self.instance.period_key = self.instance.key_of_period()
        return super().save(commit=commit)


class AttachmentForm(WagtailAdminModelForm):
    """Attaches only what the person may attach; the widget offers nothing else, a forged request might."""

    data: Any

    def __init__(self, *args: Any, record: Any = None, **kwargs: Any) -> None:
        self.record = record
        super().__init__(*args, **kwargs)

    def clean_version(self) -> Any:
        version = self.cleaned_data["version"]
        if self.for_user is None or version.pk in self.attached():
            return version
        if reason := self.instance.refusal_to_attach(version, by=self.for_user):
            # Shown again, the form would name a document that the person must not know.
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = ""
            raise ValidationError(reason)
        return version

    def attached(self) -> set[int]:
        """What the draft carries already, whoever attached it."""
        return {row.version_id for row in self.record.attachments.all()} if self.record is not None else set()
