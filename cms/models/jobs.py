"""Background jobs, and the runs of the timetable that were started."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    WAITING = "waiting", _("รอทำ")
    RUNNING = "running", _("กำลังทำ")
    DONE = "done", _("เสร็จแล้ว")
    FAILED = "failed", _("ไม่สำเร็จ จะลองใหม่")
    DEAD = "dead", _("เลิกลอง")


CLAIMABLE = (JobState.WAITING, JobState.FAILED)
FINISHED = (JobState.DONE, JobState.DEAD)
RETRIABLE = (JobState.FAILED, JobState.DEAD)


class JobQuerySet(models.QuerySet["Job"]):
    def due(self, now: datetime) -> "JobQuerySet":
        """Jobs that a worker may claim now, the longest due first."""
        return self.filter(state__in=CLAIMABLE, run_after__lte=now).order_by("run_after", "pk")

    def abandoned(self, now: datetime) -> "JobQuerySet":
        """Running jobs whose lease has expired because their worker stopped renewing it."""
        return self.filter(state=JobState.RUNNING, lease_until__lt=now)


class Job(models.Model):
    """A background job with a unique key: the call, its lease, attempts, progress and result."""

    key = models.CharField(_("กุญแจ"), max_length=200, unique=True)
    task = models.CharField(_("งาน"), max_length=200)
    arguments = models.JSONField(_("ข้อมูลของงาน"), default=dict, blank=True)
    state = models.CharField(_("สถานะ"), max_length=10, choices=JobState.choices, default=JobState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("จำนวนครั้งที่ลอง"), default=0)
    max_attempts = models.PositiveSmallIntegerField(_("ลองได้ไม่เกิน"), default=5)
    run_after = models.DateTimeField(_("ทำหลังจาก"), default=timezone.now)
    lease_until = models.DateTimeField(_("ถือครองถึง"), null=True, blank=True)
    heartbeat_at = models.DateTimeField(_("สัญญาณล่าสุด"), null=True, blank=True)
    worker = models.CharField(_("ผู้ทำ"), max_length=64, blank=True)
    progress = models.PositiveSmallIntegerField(_("ความคืบหน้า (%)"), default=0)
    error = models.TextField(_("ข้อผิดพลาด"), blank=True)
    result = models.JSONField(_("ผล"), null=True, blank=True)
    created_at = models.DateTimeField(_("สร้างเมื่อ"), default=timezone.now)
    started_at = models.DateTimeField(_("เริ่มเมื่อ"), null=True, blank=True)
    finished_at = models.DateTimeField(_("จบเมื่อ"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("งานเบื้องหลัง")
        verbose_name_plural = _("งานเบื้องหลัง")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "run_after"], name="job_due"),
            models.Index(fields=["state", "lease_until"], name="job_lease"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state=JobState.RUNNING, lease_until__isnull=False) & ~Q(worker=""))
                | (~Q(state=JobState.RUNNING) & Q(lease_until__isnull=True)),
                name="job_running_is_leased",
            ),
            models.CheckConstraint(
                condition=Q(state__in=FINISHED, finished_at__isnull=False)
                | (~Q(state__in=FINISHED) & Q(finished_at__isnull=True)),
                name="job_finished_says_when",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="job_progress_in_percent"),
        ]

    def __str__(self) -> str:
        return self.key


class ScheduledRun(models.Model):
    """A started run of the timetable: of several schedulers the one whose row is inserted first does the work."""

    name = models.CharField(_("รายการ"), max_length=80)
    due_at = models.DateTimeField(_("กำหนดเวลา"))
    began_at = models.DateTimeField(_("เริ่มเมื่อ"), default=timezone.now)
    finished_at = models.DateTimeField(_("จบเมื่อ"), null=True, blank=True)
    error = models.TextField(_("ข้อผิดพลาด"), blank=True)

    class Meta:
        verbose_name = _("รอบเวลา")
        verbose_name_plural = _("รอบเวลา")
        ordering = ["-due_at"]
        constraints = [models.UniqueConstraint(fields=["name", "due_at"], name="scheduled_run_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.due_at:%Y-%m-%d %H:%M:%S}"
