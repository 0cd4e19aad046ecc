"""Requests for what waits for a second person: a post that decides, or a one-time link for who holds one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models.people import Authority, Division
from cms.policy.roles import LABEL, Role


class AppointmentRequest(models.Model):
    """A post or a link that a site admin asks for and somebody else confirms or refuses.

    Without `settled_by` it was settled by the command on the server, where there was nobody else.
    """

    class Kind(models.TextChoices):
        POST = "post", _("แต่งตั้งตำแหน่ง")
        LINK = "link", _("ออกลิงก์ตั้งรหัสผ่าน")

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", _("ยืนยันแล้ว")
        REFUSED = "refused", _("ไม่ยืนยัน")

    kind = models.CharField(_("ประเภท"), max_length=10, choices=Kind.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("ผู้ใช้"))
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", null=True)
    role = models.CharField(_("บทบาท"), max_length=30, blank=True, choices=[(role.value, LABEL[role]) for role in Role])
    division = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name=_("กอง/สำนัก"), null=True, blank=True
    )
    position = models.CharField(_("ตำแหน่ง"), max_length=120, blank=True)
    starts_on = models.DateField(_("ตั้งแต่วันที่"), null=True)
    ends_on = models.DateField(_("ถึงวันที่"), null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("ผู้ขอ"))
    asked_at = models.DateTimeField(_("ขอเมื่อ"), default=timezone.now)
    outcome = models.CharField(_("ผล"), max_length=10, choices=Outcome.choices, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("ผู้ยืนยัน"), null=True
    )
    settled_at = models.DateTimeField(_("ยืนยันเมื่อ"), null=True)
    used_at = models.DateTimeField(_("ออกลิงก์เมื่อ"), null=True)

    class Meta:
        verbose_name = _("คำขอที่ต้องมีผู้ยืนยัน")
        verbose_name_plural = _("คำขอที่ต้องมีผู้ยืนยัน")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", settled_at__isnull=True, settled_by__isnull=True)
                | Q(~Q(outcome=""), settled_at__isnull=False),
                name="appointment_request_settled_with_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="confirmed")
                | Q(settled_by__isnull=True)
                | (~Q(settled_by=F("asked_by")) & ~Q(settled_by=F("user"))),
                name="appointment_request_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(kind="post", starts_on__isnull=False, authority__isnull=False, used_at__isnull=True)
                & ~Q(role="")
                | Q(kind="link", role=""),
                name="appointment_request_of_a_post_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.user}" + (f" · {self.get_role_display()}" if self.role else "")

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has confirmed or refused it yet."""
        return not self.outcome
