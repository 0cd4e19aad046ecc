"""Documents and their versions, pictures. A version is bytes that never change; a document is the row of its versions."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from cms.models.people import Division
from cms.storage import private_storage


class StoredFile(models.Model):
    """Bytes in the private storage, named by their SHA-256; the same bytes are kept once."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    mime = models.CharField(max_length=120)
    kind = models.CharField(max_length=10)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("ไฟล์ที่จัดเก็บ")
        verbose_name_plural = _("ไฟล์ที่จัดเก็บ")

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def path(self) -> str:
        """The name in the private storage, e.g. `3f/3f9c…`."""
        return f"{self.sha256[:2]}/{self.sha256}"


class OfficialDocument(AbstractDocument):
    """A document of a division. `file` names the newest version's bytes and is written by one action alone."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    division = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="documents", verbose_name=_("กอง/สำนัก"), null=True, blank=True
    )
    file = models.FileField(_("ไฟล์"), storage=private_storage, max_length=200)

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("เอกสาร")
        verbose_name_plural = _("เอกสาร")

    @property
    def url(self) -> str:
        """Where the current public version is given out; the admin's own links use it too."""
        return f"/documents/{self.uuid}/"

    @property
    def newest(self) -> "DocumentVersion | None":
        return self.versions.order_by("-number").first()


class DocumentVersion(models.Model):
    """One version of a document; never changed, never deleted, so that an approval covers bytes."""

    document = models.ForeignKey(OfficialDocument, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("ฉบับที่"))
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(_("ชื่อไฟล์"), max_length=255)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    warnings = models.JSONField(default=list, blank=True)
    warnings_accepted_because = models.TextField(blank=True)

    class Meta:
        verbose_name = _("ฉบับของเอกสาร")
        verbose_name_plural = _("ฉบับของเอกสาร")
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once_a_document"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.name} (v{self.number})"

    def get_absolute_url(self) -> str:
        return f"/documents/{self.document.uuid}/v{self.number}/"


class FileText(models.Model):
    """The text read out of stored bytes, a string a page; written by a job, replaced when the reader gets better."""

    class State(models.TextChoices):
        WAITING = "waiting", _("รออ่านข้อความ")
        READ = "read", _("อ่านข้อความแล้ว")
        EMPTY = "empty", _("ไม่พบข้อความ (อาจเป็นภาพสแกน)")
        UNSUPPORTED = "unsupported", _("ไฟล์ชนิดนี้ยังอ่านข้อความไม่ได้")
        FAILED = "failed", _("อ่านข้อความไม่สำเร็จ")

    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="text")
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    reader = models.PositiveIntegerField(default=0, help_text="Version of the reader that wrote this row")
    pages = models.JSONField(default=list, blank=True)
    citizen_numbers = models.JSONField(default=list, blank=True, help_text="[{page, masked, has_context}]")
    error = models.TextField(blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("ข้อความในไฟล์")
        verbose_name_plural = _("ข้อความในไฟล์")

    def __str__(self) -> str:
        return f"{self.file} {self.get_state_display()}"


class Picture(AbstractImage):
    """A picture. Its file is not replaced: another file is another picture."""

    alt = models.CharField(_("คำบรรยายภาพสำหรับผู้ที่มองไม่เห็น"), max_length=250, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    admin_form_fields = (*Image.admin_form_fields, "alt")

    class Meta(AbstractImage.Meta):
        verbose_name = _("รูปภาพ")
        verbose_name_plural = _("รูปภาพ")

    def default_alt_text(self) -> Any:
        return self.alt or self.title


class Rendition(AbstractRendition):
    """A picture at a size; the only files that lie in the public media folder."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once_a_size"),
        ]
