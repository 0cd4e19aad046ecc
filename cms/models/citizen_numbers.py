"""Waivers for citizen numbers: which number may become public where, by whose decision and why. Only added."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models.documents import AppendOnly, AppendOnlyQuerySet
from cms.models.publication import base_content_type


class WaiverQuerySet(AppendOnlyQuerySet):
    def of(self, obj: Any) -> "WaiverQuerySet":
        """The waivers of a page or snippet."""
        return self.filter(content_type=base_content_type(obj), object_id=str(obj.pk))


class CitizenNumberWaiver(AppendOnly):
    """One citizen number that may become public at one place of one object, with the written reason.

    The number is stored masked and as a keyed hash, never itself. The place is a field of the object, or the bytes of a
    file: the same number in another field or file, or another number at the same place, is not covered.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=255)
    place = models.CharField(max_length=80, help_text="Name of the field, or SHA-256 of the file")
    number_hash = models.CharField(max_length=64)
    masked = models.CharField(_("เลขที่ปิดบังแล้ว"), max_length=40)
    where = models.CharField(_("อยู่ที่"), max_length=300)
    reason = models.TextField(_("เหตุผล"))
    waived_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    waived_at = models.DateTimeField(_("ยกเว้นเมื่อ"), default=timezone.now)

    objects = WaiverQuerySet.as_manager()

    class Meta:
        verbose_name = _("การยกเว้นเลขประจำตัวประชาชน")
        verbose_name_plural = _("การยกเว้นเลขประจำตัวประชาชน")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "place", "number_hash"], name="waiver_once_a_number_and_place"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.masked} {self.where}"
