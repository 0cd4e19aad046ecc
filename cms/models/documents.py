"""Documents and their versions. The bytes of a version never change; a document is the list of its versions."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument

from cms.models.people import Division
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.storage.private_files import private_storage

APPEND_ONLY = "ไฟล์ที่จัดเก็บแล้วไม่มีการแก้ไขหรือลบ ให้เพิ่มเป็นฉบับใหม่"


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows that can only be added: `update`, `bulk_update` and `delete` raise Refused."""

    def update(self, **kwargs: object) -> int:
        raise Refused(APPEND_ONLY)

    def bulk_update(self, objs: Iterable[models.Model], fields: Iterable[str], batch_size: int | None = None) -> int:
        raise Refused(APPEND_ONLY)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Refused(APPEND_ONLY)


class AppendOnly(models.Model):
    """Base of rows that can only be added: saving an existing row or deleting one raises Refused."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Refused(APPEND_ONLY)
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        raise Refused(APPEND_ONLY)


class StoredFile(AppendOnly):
    """Bytes in the private storage, named by their SHA-256; the same bytes are stored once."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    mime = models.CharField(max_length=120)
    kind = models.CharField(max_length=10)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AppendOnlyQuerySet.as_manager()

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
    """A document of a division. `file` names the newest version's bytes; only `cms.actions.documents` writes it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    division = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="documents", verbose_name=_("กอง/สำนัก"), null=True, blank=True
    )
    file = models.FileField(_("ไฟล์"), storage=private_storage, max_length=200)

    # No tags: the slugs of Wagtail's tags would lose Thai vowels.
    admin_form_fields = ("file", "title", "collection")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("เอกสาร")
        verbose_name_plural = _("เอกสาร")

    @property
    def url(self) -> str:
        """The public download address of the current version; the admin's own links use it too."""
        return f"/documents/{self.uuid}/"

    @property
    def newest(self) -> "DocumentVersion | None":
        """The version with the highest number, public or not; one query each time."""
        return self.versions.order_by("-number").first()

    @property
    def filename(self) -> str:
        """The uploaded name of the newest version; a listing annotates it as `newest_name` to save the query."""
        if not hasattr(self, "newest_name"):
            newest = self.newest
            self.newest_name = newest.name if newest else ""
        return self.newest_name


class VersionQuerySet(AppendOnlyQuerySet):
    def public(self) -> "VersionQuerySet":
        """Versions that the public may read: `cms.policy.visibility` as one query."""
        carriers = self.model._meta.get_field("publications").related_model._default_manager.order_by()
        publications = carriers.model._meta.get_field("publication").related_model._default_manager.order_by()
        live_record = publications.filter(
            stage=Stage.LIVE,
            content_type=OuterRef("publication__content_type"),
            object_id=OuterRef("publication__object_id"),
        )
        of_this = carriers.filter(version=OuterRef("pk"))
        return self.filter(
            Exists(of_this.filter(publication__stage=Stage.LIVE))
            | Exists(of_this.filter(Exists(live_record), publication__stage=Stage.SUPERSEDED))
        )

    def newest(self) -> "VersionQuerySet":
        """The newest version of each document."""
        later = self.model._default_manager.filter(document=OuterRef("document"), number__gt=OuterRef("number"))
        return self.exclude(Exists(later))


class DocumentVersion(AppendOnly):
    """One version of a document; never changed or deleted, so that an approval covers its bytes."""

    document = models.ForeignKey(OfficialDocument, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("ฉบับที่"))
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(_("ชื่อไฟล์"), max_length=255)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    warnings = models.JSONField(default=list, blank=True)
    warnings_accepted_because = models.TextField(blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("ฉบับของเอกสาร")
        verbose_name_plural = _("ฉบับของเอกสาร")
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once_a_document"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.name} (ฉบับที่ {self.number})"

    def get_absolute_url(self) -> str:
        """The permanent download address of this version."""
        return f"/documents/{self.document.uuid}/v{self.number}/"


class FileText(models.Model):
    """The text extracted from a stored file, one string a page; written by a job, rewritten by a newer `reader`."""

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
