"""Additions to Wagtail's workflow: pending reviews, contributors to drafts, and requests to withdraw or suspend."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from cms.models.people import User
from cms.models.publication import Publication, base_content_type
from cms.policy.schema import UNVERSIONED


class Review(models.Model):
    """The pending review of a task state: the digest of the content under review and the day it is due."""

    task_state = models.OneToOneField(TaskState, on_delete=models.CASCADE, related_name="review")
    digest = models.CharField(max_length=64)
    # How the content behind the digest is written (`cms.policy.schema`), and the words of the objects that it names.
    schema_version = models.PositiveSmallIntegerField(default=UNVERSIONED)
    references = models.JSONField(default=dict)
    due_on = models.DateField(_("ควรพิจารณาภายใน"))
    reminded_on = models.DateField(null=True, blank=True)
    # Why a stage that nobody decides was skipped, by a rule of the type that held at the submission; else "".
    skipped_because = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("กำหนดพิจารณา")
        verbose_name_plural = _("กำหนดพิจารณา")

    def __str__(self) -> str:
        return f"{self.task_state_id} {self.due_on}"


class DraftContributorQuerySet(models.QuerySet["DraftContributor"]):
    def of(self, obj: models.Model) -> "DraftContributorQuerySet":
        """Contributors to a page or snippet."""
        return self.filter(content_type=base_content_type(obj), object_id=str(obj.pk))

    def never_public(self) -> "DraftContributorQuerySet":
        """Contributions in no publication, or in one that was never public: it waits for its time or was cancelled."""
        return self.filter(publication__live_from__isnull=True)

    def record_edit(self, obj: models.Model, user: User) -> None:
        """Note that somebody saved a revision of an object."""
        self._record(obj, user, "edited_at")

    def record_submission(self, obj: models.Model, user: User) -> None:
        """Note that somebody submitted an object for approval, for the first time or again."""
        self._record(obj, user, "submitted_at")

    def _record(self, obj: models.Model, user: User, column: str) -> None:
        now = timezone.now()
        if not self.of(obj).filter(user=user, publication=None).update(**{column: now}):
            values = {"content_type": base_content_type(obj), "object_id": str(obj.pk), "user": user}
            self.create(**values, **{column: now})


class DraftContributor(models.Model):
    """Somebody who edited or submitted a draft, and so may not approve it (four eyes, design 2.2).

    Rows of our own, as Wagtail moves the time of a revision when an autosave overwrites it. The object is named as
    Wagtail's revisions name it: base content type, and primary key as text.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=255)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    # The publication that the contribution became part of; None while it is in no approved content yet.
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = DraftContributorQuerySet.as_manager()

    class Meta:
        verbose_name = _("ผู้จัดทำร่าง")
        verbose_name_plural = _("ผู้จัดทำร่าง")
        indexes = [models.Index(fields=["content_type", "object_id"], name="contributor_object")]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "user"],
                condition=Q(publication__isnull=True),
                name="contributor_once_a_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.content_type_id}:{self.object_id}"


class Takedown(models.Model):
    """A request to withdraw a publication, or a suspension that a second person confirms or lifts."""

    class Kind(models.TextChoices):
        WITHDRAWAL = "withdrawal", _("ขอถอนการเผยแพร่")
        SUSPENSION = "suspension", _("ระงับการเผยแพร่ชั่วคราว")

    class Extent(models.TextChoices):
        RECORD = "record", _("ทั้งเรื่อง ทุกฉบับ")
        EDITION = "edition", _("เฉพาะฉบับนี้")

    class Outcome(models.TextChoices):
        WITHDRAWN = "withdrawn", _("ถอนการเผยแพร่")
        KEPT = "kept", _("ให้เผยแพร่ต่อ")
        RECALLED = "recalled", _("ผู้ขอเรียกคืน")

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="takedowns")
    kind = models.CharField(_("ประเภท"), max_length=10, choices=Kind.choices)
    extent = models.CharField(_("ขอบเขต"), max_length=10, choices=Extent.choices, default=Extent.RECORD)
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
