"""Wagtail's picture forms: the file is inspected when it comes in and is not replaced afterwards."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.actions import documents
from cms.policy.refusal import Refused


class InspectedPictureField(WagtailImageField):
    """Looks into the file in a jail before Wagtail opens it, which answers a damaged one with a server error."""

    def to_python(self, data: Any) -> Any:
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
    """Another file is another picture, so that an approval covers what was seen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.fields.pop("file", None)
        elif field := self.fields.get("file"):
            self.fields["file"] = InspectedPictureField(label=field.label, widget=field.widget)
