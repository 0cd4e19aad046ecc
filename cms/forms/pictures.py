"""Wagtail's picture forms: the file is inspected when it comes in and is not replaced afterwards."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from wagtail.images.forms import BaseImageForm

from cms.actions import documents
from cms.policy.refusal import Refused


class PictureForm(BaseImageForm):
    """Another file is another picture, so that an approval covers what was seen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.fields.pop("file", None)

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if isinstance(upload, UploadedFile):
            try:
                documents.look_into(upload)
            except Refused as refused:
                raise ValidationError(str(refused).splitlines()) from refused
            upload.seek(0)
        return upload
