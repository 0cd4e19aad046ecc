"""Wagtail's document forms, which call our actions: every uploaded file is inspected and becomes a version."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.models import Collection

from cms.actions import documents
from cms.models import OfficialDocument
from cms.policy.documents import clean_words, kinds_in_words
from cms.policy.refusal import Refused, Warned

MEGABYTE = 1024 * 1024


def upload_help_text() -> str:
    """Help text of a file field: which kinds of files are accepted, up to which size."""
    return _("รับไฟล์ %(kinds)s ขนาดไม่เกิน %(size)s MB ต่อไฟล์ ไฟล์ที่มีแมโครหรือสคริปต์ รับไม่ได้") % {
        "kinds": kinds_in_words(settings.UPLOAD_EXTENSIONS),
        "size": settings.UPLOAD_MAX_BYTES // MEGABYTE,
    }


class DocumentForm(BaseDocumentForm):
    """Creates a document with its first version, or adds a version; a stored file is never replaced.

    `user` is the uploader, `inspected` the `InspectedUpload`: None without a file and where it was refused.
    """

    instance: OfficialDocument
    collections: QuerySet[Collection]
    inspected: Any
    user: Any

    accepted_because = forms.CharField(
        label=_("เหตุผลที่รับไฟล์ซึ่งมีคำเตือน"),
        help_text=_("หากตรวจแล้วและจำเป็นต้องใช้ไฟล์นี้ เขียนเหตุผล แล้วเลือกไฟล์เดิมอีกครั้ง"),
        required=False,
        max_length=1000,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        self.user = kwargs.get("user")
        self.inspected = None
        super().__init__(*args, **kwargs)
        self.is_new = self.instance.pk is None
        self._settle_collection()
        self.fields["title"].label = _("ชื่อเอกสาร")
        if "file" in self.fields:
            self._explain_file()
            if self.data.get(self.add_prefix("accepted_because")):
                self._ask_for_a_reason()
        else:
            del self.fields["accepted_because"]

    def _settle_collection(self) -> None:
        """Offer a new document the divisions' collections only; an existing one cannot move: its owner is fixed."""
        if self.is_new:
            self.collections = self.collections.filter(division__isnull=False)
            if "collection" in self.fields:
                self.fields["collection"].queryset = self.collections
                self.fields["collection"].label = _("กอง/สำนักเจ้าของเอกสาร")
        else:
            self.fields.pop("collection", None)

    def _explain_file(self) -> None:
        field = self.fields["file"]
        field.label = _("ไฟล์") if self.is_new else _("อัปโหลดฉบับใหม่")
        field.help_text = upload_help_text()
        field.required = self.is_new
        field.widget.attrs["accept"] = ",".join(f".{extension}" for extension in settings.UPLOAD_EXTENSIONS)
        field.error_messages |= {
            "required": _("กรุณาเลือกไฟล์"),
            "empty": _("ไฟล์นี้ว่างเปล่า กรุณาเลือกไฟล์ใหม่"),
            "file_too_large": _("ไฟล์ใหญ่ %(file_size)s เกินกำหนด %(max_filesize)s กรุณาลดขนาดไฟล์ หรือแบ่งเป็นหลายไฟล์"),
        }

    def _ask_for_a_reason(self) -> None:
        """Show the field of the reason, which nobody needs before a warning."""
        self.fields["accepted_because"].widget = forms.Textarea(attrs={"rows": 2})

    def clean_title(self) -> str:
        return clean_words(self.cleaned_data["title"])

    def clean(self) -> dict[str, object]:
        """Inspects the upload and removes it from the cleaned data: only the action writes the model's column."""
        cleaned = super().clean() or self.cleaned_data
        upload = cleaned.pop("file", None)
        if isinstance(upload, UploadedFile) and not self.errors:
            self._examine(upload, cleaned.get("accepted_because", ""))
        return cleaned

    def _examine(self, upload: "UploadedFile[bytes]", accepted_because: str) -> None:
        try:
            self.inspected = documents.inspect_upload(upload, accepted_because=accepted_because)
            if not self.is_new and (reason := documents.refusal_of_version(self.instance, self.inspected)):
                self.add_error("file", reason)
        except Refused as refused:
            self.add_error("file", ValidationError(str(refused).splitlines()))
            if isinstance(refused, Warned):
                self._ask_for_a_reason()

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), "file"}

    def save(self, commit: bool = True) -> OfficialDocument:
        """Saves even with `commit=False`: a document cannot exist without its first version.

        Raises Refused where the action refuses.
        """
        if self.is_new:
            self.instance = self._add()
        else:
            self.instance.save(update_fields=["title"])
            if self.inspected:
                documents.add_version(self.instance, self.inspected, by=self.user)
        self._save_m2m()
        return self.instance

    def _add(self) -> OfficialDocument:
        collection: Collection = self.cleaned_data.get("collection") or self.collections.get()
        return documents.add_document(
            self.inspected, by=self.user, division=collection.division, title=self.cleaned_data["title"]
        )


# What a mixin is mixed into: Wagtail's forms, which have no types.
MixedInto: Any = object


class BatchMixin(MixedInto):
    """Mixin of the forms for uploading many files at once."""

    def full_clean(self) -> None:
        """As Django does, then reports every error for `file`: without one there Wagtail stores the file unexamined."""
        super().full_clean()
        errors = self._errors
        if errors and "file" not in errors:
            errors["file"] = self.error_class([text for found in errors.values() for text in found])


class VersionFilterForm(BaseFilterForm):
    """The search field of the version chooser."""

    q = forms.CharField(label=_("ค้นหา"), required=False, widget=forms.TextInput(attrs={"placeholder": _("ชื่อเอกสาร")}))

    def filter(self, objects: QuerySet[Model]) -> QuerySet[Model]:
        """The versions whose file name or document title contains the text; all of them for none."""
        query = clean_words(self.cleaned_data.get("q", ""))
        if not query:
            return objects
        self.is_searching, self.search_query = True, query
        return objects.filter(Q(name__icontains=query) | Q(document__title__icontains=query))
