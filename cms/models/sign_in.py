"""Sign-in: one-time links to set a password, and counts of failed attempts."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OneTimeLinkQuerySet(models.QuerySet["OneTimeLink"]):
    def open(self, now: datetime | None = None) -> "OneTimeLinkQuerySet":
        """Links that are neither used nor expired."""
        return self.filter(used_at__isnull=True, expires_at__gt=now or timezone.now())


class OneTimeLink(models.Model):
    """Lets one person set a password once. Only the hash of its secret is stored.

    Without a user it creates the first site admin of a new installation.
    """

    secret_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="links")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = OneTimeLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("ลิงก์ตั้งรหัสผ่าน")
        verbose_name_plural = _("ลิงก์ตั้งรหัสผ่าน")

    def __str__(self) -> str:
        return f"{self.user_id} {self.expires_at:%Y-%m-%d}"


class SignInAttempts(models.Model):
    """The number of recent failed sign-ins for an account, from an address, or of both; stored only as a hash."""

    key = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("การเข้าสู่ระบบที่ไม่สำเร็จ")
        verbose_name_plural = _("การเข้าสู่ระบบที่ไม่สำเร็จ")
        constraints = [models.CheckConstraint(condition=Q(failures__gte=0), name="sign_in_attempts_not_negative")]

    def __str__(self) -> str:
        return f"{self.failures}"


class KnownAddress(models.Model):
    """An address from which the owner of an account has signed in; stored only as a hash of both."""

    key = models.CharField(max_length=64, unique=True)
    last_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("ที่อยู่ที่เจ้าของบัญชีเคยใช้")
        verbose_name_plural = _("ที่อยู่ที่เจ้าของบัญชีเคยใช้")

    def __str__(self) -> str:
        return f"{self.last_at:%Y-%m-%d}"
