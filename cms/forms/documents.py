"""Wagtail's document forms, led to our actions: by whatever door a file comes, it is inspected and is a version."""

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
from cms.policy.refusal import Refused

MEGABYTE = 1024 * 1024


def what_is_taken() -> str:
    """The kinds and the size of files, as the forms tell them."""
    return _("รับไฟล์ %(kinds)s ขนาดไม่เกิน %(size)s MB ต่อไฟล์ ไฟล์ที่มีแมโครหรือสคริปต์ รับไม่ได้") % {
        "kinds": kinds_in_words(settings.UPLOAD_EXTENSIONS),
        "size": settings.UPLOAD_MAX_BYTES // MEGABYTE,
    }


class DocumentForm(BaseDocumentForm):
    """A new document, or a document with a newer version; the file that is there is never replaced."""

    instance: Any
    collections: Any

    accepted_because = forms.CharField(
        label=_("เหตุผลที่รับไฟล์ซึ่งมีคำเตือน"),
        help_text=_("กรอกเฉพาะเมื่อระบบเตือนเกี่ยวกับไฟล์ และท่านตรวจแล้วว่าจำเป็นต้องใช้ไฟล์นั้น"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user: Any = kwargs.get("user")
        self.inspected: Any = None
        super().__init__(*args, **kwargs)
        self.is_new = self.instance.pk is None
        self._settle_collection()
        self.fields["title"].label = _("ชื่อเอกสาร")
        if "file" in self.fields:
            self._explain_file()
        else:
            del self.fields["accepted_because"]

    def _settle_collection(self) -> None:
        """One of a division: a document has an owner, and stays with it."""
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
        field.help_text = what_is_taken()
        field.required = self.is_new
        field.widget.attrs["accept"] = ",".join(f".{extension}" for extension in settings.UPLOAD_EXTENSIONS)
        field.error_messages |= {
            "required": _("กรุณาเลือกไฟล์"),
            "empty": _("ไฟล์นี้ว่างเปล่า กรุณาเลือกไฟล์ใหม่"),
            "file_too_large": _("ไฟล์ใหญ่ %(file_size)s เกินกำหนด %(max_filesize)s กรุณาลดขนาดไฟล์ หรือแบ่งเป็นหลายไฟล์"),
        }

    def clean_title(self) -> str:
        return clean_words(self.cleaned_data["title"])

    def clean(self) -> dict[str, Any]:
        """The file leaves the form's data here: the model's column is written by the action alone."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        upload = cleaned.pop("file", None)
        if isinstance(upload, UploadedFile) and not self.errors:
            self._examine(upload, cleaned.get("accepted_because", ""))
        return cleaned

    def _examine(self, upload: "UploadedFile[Any]", accepted_because: str) -> None:
        try:
            self.inspected = documents.inspect_upload(upload, accepted_because=accepted_because)
            if not self.is_new and (reason := documents.refusal_of_version(self.instance, self.inspected)):
                self.add_error("file", reason)
        except Refused as refused:
            self.add_error("file", ValidationError(str(refused).splitlines()))

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), "file"}

    def save(self, commit: bool = True) -> OfficialDocument:
        """Writes in any case: a document without its first version does not exist."""
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


# What a mixin is mixed into: Wagtail's forms, whose types nobody knows.
MixedInto: Any = object


class BatchMixin(MixedInto):
    """For the upload of many: whatever is wrong is said of the file, for otherwise Wagtail puts it aside unexamined."""

    def full_clean(self) -> None:
        super().full_clean()
        errors: Any = self._errors
        if errors and "file" not in errors:
            errors["file"] = self.error_class([text for found in errors.values() for text in found])


class VersionFilterForm(BaseFilterForm):
    """Finds a version by the name of its file or the title of its document."""

    q = forms.CharField(label=_("ค้นหา"), required=False, widget=forms.TextInput(attrs={"placeholder": _("ชื่อเอกสาร")}))

    def filter(self, objects: QuerySet[Model]) -> QuerySet[Model]:
        query = clean_words(self.cleaned_data.get("q", ""))
        if not query:
            return objects
        self.is_searching, self.search_query = True, query
        return objects.filter(Q(name__icontains=query) | Q(document__title__icontains=query))
