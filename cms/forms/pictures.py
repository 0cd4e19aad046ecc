"""Wagtail's picture forms: the file is inspected when it is uploaded and cannot be replaced afterwards."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.forms import ClearableFileInput
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.models import Collection

from cms.actions import documents, pictures
from cms.models import Picture
from cms.policy.refusal import Refused


class InspectedPictureField(WagtailImageField):
    """Wagtail's image field, which first inspects the file in the sandbox: Wagtail fails (500) on a damaged one."""

    def to_python(self, data: Any) -> "UploadedFile[bytes] | None":
        """The uploaded file, or None for none. Raises ValidationError where it is refused or cannot be opened."""
        if data in self.empty_values:
            return None
        try:
            documents.inspect_picture(data)
            return super().to_python(data)
        except Refused as refused:
            raise ValidationError(str(refused).splitlines()) from refused
        except OSError as damaged:
            raise ValidationError(_("เปิดภาพนี้ไม่ได้ ไฟล์อาจเสีย กรุณาบันทึกภาพใหม่แล้วส่งอีกครั้ง")) from damaged


class ShownPictureInput(ClearableFileInput):
    """A file input beside the picture that is shown now, with a box to return to the one drawn by us."""

    template_name = "cms/admin/shown_picture.html"
    clear_checkbox_label: Any = _("ใช้ภาพที่วาดไว้ให้")

    def is_initial(self, value: object) -> bool:
        """Whether there is a picture to show."""
        return isinstance(value, Picture)

    def format_value(self, value: object) -> Any:
        """The picture that is shown now; a file that was just posted is none."""
        return value if isinstance(value, Picture) else None


class ShownPictureField(InspectedPictureField):
    """An optional upload in the place of a picture: a file, False for none, or the picture where nothing is posted."""

    widget = ShownPictureInput

    def __init__(self, *, label: Any, help_text: Any) -> None:
        super().__init__(label=label, required=False)
        self.help_text = help_text


class PictureForm(BaseImageForm):
    """Adds a picture to a division's collection by our action. An existing picture keeps its file and its division.

    An approval covers the file that the approver saw. `user` is the uploader.
    """

    instance: Picture
    collections: QuerySet[Collection]
    user: Any

    def __init__(self, *args: object, **kwargs: object) -> None:
        self.user = kwargs.get("user")
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.fields.pop("file", None)
            self.fields.pop("collection", None)
            return
        self._settle_collection()
        if field := self.fields.get("file"):
            self.fields["file"] = InspectedPictureField(label=field.label, widget=field.widget)

    def _settle_collection(self) -> None:
        """Offer the divisions' collections only: a picture of no division could be placed in no record."""
        self.collections = self.collections.filter(division__isnull=False)
        if "collection" in self.fields:
            self.fields["collection"].queryset = self.collections
            self.fields["collection"].label = _("กอง/สำนักเจ้าของรูปภาพ")

    def save(self, commit: bool = True) -> Picture:
        """A new picture is saved even with `commit=False`, by our action. Raises Refused where the action refuses."""
        if self.instance.pk is not None:
            return super().save(commit)
        super().save(commit=False)
        pictures.add_picture(self.instance, by=self.user)
        self._save_m2m()
        return self.instance
