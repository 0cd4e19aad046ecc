"""The transactional outbox: messages are written with the change they report, sent later and retried."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models.people import Authority


class Channel(models.TextChoices):
    MAIL = "mail", _("อีเมล")
    LINE = "line", "LINE"


class OutboxState(models.TextChoices):
    WAITING = "waiting", _("รอส่ง")
    SENT = "sent", _("ส่งแล้ว")
    FAILED = "failed", _("ส่งไม่สำเร็จ จะลองใหม่")
    DEAD = "dead", _("เลิกส่ง")


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    def due(self, now: datetime) -> "OutboxQuerySet":
        """Messages to send now, the longest due first."""
        waiting = self.filter(state__in=(OutboxState.WAITING, OutboxState.FAILED), next_attempt_at__lte=now)
        return waiting.order_by("next_attempt_at", "pk")


class OutboxMessage(models.Model):
    """One message to one person. Its key is unique; its Message-ID stays the same at every attempt."""

    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", verbose_name=_("หน่วยงาน"), null=True, blank=True
    )
    key = models.CharField(_("กุญแจ"), max_length=200, unique=True)
    channel = models.CharField(_("ช่องทาง"), max_length=10, choices=Channel.choices, default=Channel.MAIL)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("ผู้รับ"),
        null=True,
        blank=True,
    )
    address = models.CharField(_("ที่อยู่ผู้รับ"), max_length=254)
    subject = models.CharField(_("เรื่อง"), max_length=250)
    body = models.TextField(_("ข้อความ"))
    link = models.CharField(_("ลิงก์"), max_length=500, blank=True)
    state = models.CharField(_("สถานะ"), max_length=10, choices=OutboxState.choices, default=OutboxState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("จำนวนครั้งที่ลอง"), default=0)
    # A sender sets it ahead while it works: no other takes the message, and after a killed sender it is due again.
    next_attempt_at = models.DateTimeField(_("ส่งครั้งต่อไป"), default=timezone.now)
    message_id = models.CharField(_("Message-ID"), max_length=200)
    created_at = models.DateTimeField(_("สร้างเมื่อ"), default=timezone.now)
    sent_at = models.DateTimeField(_("ส่งเมื่อ"), null=True, blank=True)
    error = models.TextField(_("ข้อผิดพลาด"), blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("ข้อความขาออก")
        verbose_name_plural = _("ข้อความขาออก")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="outbox_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=OutboxState.SENT, sent_at__isnull=False)
                | (~Q(state=OutboxState.SENT) & Q(sent_at__isnull=True)),
                name="outbox_sent_says_when",
            )
        ]

    def __str__(self) -> str:
        return self.subject
