"""Pictures: original and renditions are private files; one view serves renditions, without the camera's metadata."""

import hashlib
import uuid

from django.core.files.base import ContentFile, File
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.images.image_operations import FilterOperation
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    Image,
    WagtailImageField,
    get_rendition_upload_to,
    get_upload_to,
)
from willow.image import Image as WillowImage

from cms.storage.private_files import private_storage

# The keys of Pillow's `info` with the camera's metadata: place of the photograph, name of the photographer, ...
METADATA_KEYS = ("exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop", "Raw profile type exif")


class Picture(AbstractImage):
    """A picture of the division to which its collection belongs. Its file is never replaced and it is never moved."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
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
    def division_id(self) -> int | None:
        """The division that the picture belongs to; None for one in a collection of no division."""
        division = getattr(self.collection, "division", None)
        return division.pk if division else None

    @property
    def default_alt_text(self) -> str:
        """Wagtail's default for `alt`: the description for people who cannot see it, else the title."""
        return self.alt or self.title

    def _set_image_file_metadata(self) -> None:
        """Wagtail's hook of every upload; also stores the SHA-256, by which an approved content names the picture."""
        super()._set_image_file_metadata()
        with self.open_file() as file:
            self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        self.file.seek(0)

    def read_file(self) -> None:
        """Note size and digest of the file, as Wagtail's form does; for a picture that is stored by an action."""
        self._set_image_file_metadata()

    def address(self, size: str) -> str:
        """Its address at one of the served sizes (`cms.policy.pictures.SIZES`)."""
        return reverse("picture", args=[self.uuid, size])

    def generate_rendition_file(self, filter: Filter, *, source: "File[bytes] | None" = None) -> "ContentFile[bytes]":  # noqa: A002 Wagtail's name
        """Wagtail's, without the camera's metadata; closes the temporary files that Wagtail leaves open.

        Raises `SourceImageIOError` where the original is missing.
        """
        if source is None:
            with self.open_file() as file:
                return self.generate_rendition_file(filter, source=file)
        with super().generate_rendition_file(MetadataFreeFilter(spec=filter.spec), source=source) as file:
            file.seek(0)
            return ContentFile(file.read(), name=file.name)


class Rendition(AbstractRendition):
    """A picture at one size, as a private file; its address is that of the picture, which is not the file's name."""

    file = WagtailImageField(
        upload_to=get_rendition_upload_to,
        storage=private_storage,
        width_field="width",
        height_field="height",
    )
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once_a_size"),
        ]

    @property
    def url(self) -> str:
        """Its address, served by `cms.views.pictures` to those who may see the picture."""
        return reverse("picture", args=[self.image.uuid, self.filter_spec])


class StripMetadata(FilterOperation):
    """Removes the camera's metadata; the last operation, after Wagtail has rotated the picture by its EXIF data."""

    def construct(self) -> None:
        """Takes no arguments."""

    def run(self, willow: WillowImage, image: Picture, env: dict[str, object]) -> None:
        """Remove the metadata from the loaded image; Pillow would write it into the new file."""
        for name in METADATA_KEYS:
            getattr(willow.image, "info", {}).pop(name, None)


class MetadataFreeFilter(Filter):
    """Wagtail's filter, with `StripMetadata` as its last operation."""

    @property
    def filter_operations(self) -> list[FilterOperation]:
        """The operations of the filter specification, then the removal of metadata."""
        return [*super().filter_operations, StripMetadata("strip")]
