"""Wagtail's picture forms: the file is inspected when it is uploaded and cannot be replaced afterwards."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.actions import documents
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


class PictureForm(BaseImageForm):
    """Has no file field for an existing picture: an approval covers the file that the approver saw."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.fields.pop("file", None)
        elif field := self.fields.get("file"):
            self.fields["file"] = InspectedPictureField(label=field.label, widget=field.widget)
