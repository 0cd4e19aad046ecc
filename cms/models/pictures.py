"""Pictures: the original as it came stays private; the public gets renditions without what a camera wrote into it."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.image_operations import FilterOperation
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    Image,
    WagtailImageField,
    get_upload_to,
)

from cms.storage.private_files import private_storage

# Where Pillow keeps the place of a photograph, the name of its maker and the like.
TELLTALES = ("exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop", "Raw profile type exif")


class Picture(AbstractImage):
    """A picture. Its file is not replaced: another file is another picture."""

    file = WagtailImageField(
        verbose_name=_("ไฟล์"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
        storage=private_storage,
    )
    alt = models.CharField(_("คำบรรยายภาพสำหรับผู้ที่มองไม่เห็น"), max_length=250, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    admin_form_fields = (*Image.admin_form_fields, "alt")

    class Meta(AbstractImage.Meta):
        verbose_name = _("รูปภาพ")
        verbose_name_plural = _("รูปภาพ")

    @property
    def default_alt_text(self) -> Any:
        return self.alt or self.title

    def _set_image_file_metadata(self) -> None:
        """What every way of uploading calls: the digest of an approval names the picture by its SHA-256."""
        super()._set_image_file_metadata()
        with self.open_file() as file:
            self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        self.file.seek(0)

    def generate_rendition_file(self, filter: Filter, *, source: Any = None) -> Any:  # noqa: A002 Wagtail's name
        """Without the camera's notes, and without the temporary file that Wagtail leaves open."""
        with super().generate_rendition_file(PlainFilter(spec=filter.spec), source=source) as file:
            file.seek(0)
            return ContentFile(file.read(), name=file.name)


class Rendition(AbstractRendition):
    """A picture at a size; the only files that lie in the public media folder."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once_a_size"),
        ]


class ForgetTheCamera(FilterOperation):
    """Runs last, after the picture was turned the right way up."""

    def construct(self) -> None:
        """Takes no arguments."""

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> None:
        for name in TELLTALES:
            getattr(willow.image, "info", {}).pop(name, None)


class PlainFilter(Filter):
    """Wagtail's filter; Pillow would write the camera's notes, with the place of a photograph, into every rendition."""

    @property
    def filter_operations(self) -> list[Any]:
        return [*super().filter_operations, ForgetTheCamera("forget")]
