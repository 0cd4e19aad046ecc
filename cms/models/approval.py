"""Additions to Wagtail's workflow: the pending review of a task state, and requests to withdraw or suspend."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from cms.models.publication import Publication


class Review(models.Model):
    """The pending review of a task state: the digest of the content under review and the day it is due."""

    task_state = models.OneToOneField(TaskState, on_delete=models.CASCADE, related_name="review")
    digest = models.CharField(max_length=64)
    due_on = models.DateField(_("ควรพิจารณาภายใน"))
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("กำหนดพิจารณา")
        verbose_name_plural = _("กำหนดพิจารณา")

    def __str__(self) -> str:
        return f"{self.task_state_id} {self.due_on}"


class Takedown(models.Model):
    """A request to withdraw a publication, or a suspension that a second person confirms or lifts."""

    class Kind(models.TextChoices):
        WITHDRAWAL = "withdrawal", _("ขอถอนการเผยแพร่")
        SUSPENSION = "suspension", _("ระงับการเผยแพร่ชั่วคราว")

    class Outcome(models.TextChoices):
        WITHDRAWN = "withdrawn", _("ถอนการเผยแพร่")
        KEPT = "kept", _("ให้เผยแพร่ต่อ")
        RECALLED = "recalled", _("ผู้ขอเรียกคืน")

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="takedowns")
    kind = models.CharField(_("ประเภท"), max_length=10, choices=Kind.choices)
    reason = models.TextField(_("เหตุผล"))
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(_("ผล"), max_length=10, choices=Outcome.choices, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(_("หมายเหตุ"), blank=True)

    class Meta:
        verbose_name = _("คำขอถอนหรือระงับการเผยแพร่")
        verbose_name_plural = _("คำขอถอนหรือระงับการเผยแพร่")
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication"], condition=Q(decided_at__isnull=True), name="takedown_one_open"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, outcome="")
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(outcome=""),
                name="takedown_decided_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "recalled"]) | ~Q(decided_by=F("requested_by")),
                name="takedown_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.publication}"
