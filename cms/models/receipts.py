"""Receipts of opening: who opened which waiting content before deciding about it, and when. Evidence, only added."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, TaskState

from cms.models.documents import AppendOnly, AppendOnlyQuerySet


class ReviewReceipt(AppendOnly):
    """Somebody had the content of a waiting revision on the screen: the digest is that of what was shown.

    Another revision or another digest needs another receipt, and so does another person. `task_state` is the stage at
    which it was opened first.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    task_state = models.ForeignKey(TaskState, on_delete=models.CASCADE, related_name="receipts")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="receipts")
    digest = models.CharField(max_length=64)
    opened_at = models.DateTimeField(_("เปิดอ่านเมื่อ"), default=timezone.now)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("การเปิดอ่านก่อนพิจารณา")
        verbose_name_plural = _("การเปิดอ่านก่อนพิจารณา")
        constraints = [
            models.UniqueConstraint(fields=["user", "revision", "digest"], name="receipt_once_a_content"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.revision_id} {self.opened_at}"
