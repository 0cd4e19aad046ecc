"""Publications: one row for each approved content of an object, never deleted, as evidence of what was public."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cms.models.documents import DocumentVersion, StoredFile
from cms.models.people import Authority, Division
from cms.models.pictures import Picture
from cms.policy.canonical import Content, digest, words_of_references
from cms.policy.lifecycle import LABEL, SUSPENDABLE, Stage
from cms.policy.schema import UNVERSIONED
from cms.policy.visibility import Edition, Visibility, edition_visibility

NOT_ENDED = [Stage.SCHEDULED.value, Stage.LIVE.value, Stage.SUSPENDED.value]


def _in_or_suspended_from(stage: Stage) -> Q:
    return Q(stage=stage.value) | Q(stage=Stage.SUSPENDED.value, stage_before=stage.value)


def base_content_type(obj: models.Model) -> ContentType:
    """The content type that Wagtail stores with revisions and workflow states of an object (Page for every page)."""
    if hasattr(obj, "get_base_content_type"):
        return obj.get_base_content_type()
    return ContentType.objects.get_for_model(obj, for_concrete_model=False)


class PublicationQuerySet(models.QuerySet["Publication"]):
    def of(self, obj: models.Model) -> "PublicationQuerySet":
        """All publications of a page or snippet, newest first."""
        return self.filter(content_type=base_content_type(obj), object_id=str(obj.pk)).order_by("-number")

    def of_same_record(self, publication: "Publication") -> "PublicationQuerySet":
        """All publications of the object of one, itself included, newest first."""
        same = {"content_type": publication.content_type_id, "object_id": publication.object_id}
        return self.filter(**same).order_by("-number")

    def ever_public(self) -> "PublicationQuerySet":
        """Those that are or once were public, whatever their stage now."""
        return self.filter(live_from__isnull=False)

    def current(self) -> "PublicationQuerySet":
        """Those that a record's address shows, or would show were the record not suspended; at most one a record."""
        return self.filter(_in_or_suspended_from(Stage.LIVE))

    def with_record(self) -> "PublicationQuerySet":
        """Annotates `record_is_live` and `record_is_suspended`, which `Publication.edition` needs."""
        return self.annotate(**self.record_annotations())

    @classmethod
    def record_annotations(cls, path: str = "") -> dict[str, Exists]:
        """The annotations of `with_record`, for rows that reach a publication by `path`, such as `publication__`."""
        same = {"content_type": OuterRef(f"{path}content_type"), "object_id": OuterRef(f"{path}object_id")}
        others = Publication.objects.order_by().filter(**same)
        return {
            "record_is_live": Exists(others.filter(stage=Stage.LIVE)),
            "record_is_suspended": Exists(others.filter(stage=Stage.SUSPENDED, stage_before=Stage.LIVE)),
        }


class Publication(models.Model):
    """One approved content of one object: who approved it, from when to when it was public, and why it ended."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="publications")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, null=True, related_name="publications")
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    object_id = models.CharField(max_length=255)
    object = GenericForeignKey("content_type", "object_id", for_concrete_model=False)
    kind = models.CharField(_("ประเภท"), max_length=100)
    number = models.PositiveIntegerField(_("ฉบับที่"))
    title = models.CharField(_("ชื่อเรื่อง"), max_length=255)
    address = models.CharField(_("ที่อยู่"), max_length=255, blank=True)
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.PROTECT, related_name="publications")
    digest = models.CharField(max_length=64)
    content = models.JSONField()
    # The version of its type in which the content is written (`cms.policy.schema`); beside the digest, not in it.
    schema_version = models.PositiveSmallIntegerField(default=UNVERSIONED)
    stage = models.CharField(_("สถานะ"), max_length=12, choices=[(stage.value, LABEL[stage]) for stage in Stage])
    # Set while it is suspended: the stage to which a lift returns it.
    stage_before = models.CharField(
        max_length=12, blank=True, choices=[(each.value, LABEL[each]) for each in SUSPENDABLE]
    )

    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="approved")
    approved_name = models.CharField(_("ชื่อผู้อนุมัติขณะนั้น"), max_length=310)
    approved_position = models.CharField(_("ตำแหน่งผู้อนุมัติ"), max_length=120, blank=True)
    approved_at = models.DateTimeField(_("อนุมัติเมื่อ"))
    # Published by a superuser outside the approval workflow; shown and logged as such.
    break_glass = models.BooleanField(default=False)

    live_from = models.DateTimeField(_("เผยแพร่ตั้งแต่"), null=True, blank=True)
    due_from = models.DateTimeField(null=True, blank=True)
    # Why the clock did not publish it at its time, in Thai.
    held_because = models.TextField(blank=True)
    due_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(_("สิ้นสุดเมื่อ"), null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    end_reason = models.TextField(_("เหตุผล"), blank=True)

    # Annotated by `PublicationQuerySet.with_record`.
    record_is_live: bool
    record_is_suspended: bool
    # Annotated by `cms.selectors.public_context`: its content where it is live.
    live_content: Content

    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("การเผยแพร่")
        verbose_name_plural = _("การเผยแพร่")
        ordering = ["-approved_at", "-id"]
        indexes = [
            models.Index(fields=["content_type", "object_id", "stage"]),
            models.Index(fields=["stage", "due_from"]),
            models.Index(fields=["stage", "due_until"]),
            models.Index(fields=["address"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "number"], name="publication_number_once"),
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                condition=_in_or_suspended_from(Stage.LIVE),
                name="publication_one_current",
            ),
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                condition=_in_or_suspended_from(Stage.SCHEDULED),
                name="publication_one_scheduled",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, stage__in=NOT_ENDED) & ~Q(stage_before=Stage.SUPERSEDED.value)
                | Q(ended_at__isnull=False) & (~Q(stage__in=NOT_ENDED) | Q(stage_before=Stage.SUPERSEDED.value)),
                name="publication_ended_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[Stage.SCHEDULED.value, Stage.CANCELLED.value])
                | Q(stage_before=Stage.SCHEDULED.value)
                | Q(live_from__isnull=False),
                name="publication_live_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.SUSPENDED.value) & ~Q(stage_before="")
                | ~Q(stage=Stage.SUSPENDED.value) & Q(stage_before=""),
                name="publication_suspended_from_a_stage",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def published_object(self) -> Any:
        """The page or snippet (an Approvable) that was published; never None, as nothing once published is deleted."""
        return self.object

    @property
    def is_intact(self) -> bool:
        """Whether its content is still the one whose digest was approved."""
        return digest(self.content) == self.digest

    @property
    def references(self) -> dict[str, str]:
        """The words of the objects that its content names, as they were approved, by `model:key`."""
        return words_of_references(self.content)

    @property
    def stage_label(self) -> str:
        """The stage in Thai, as screens show it."""
        return LABEL[Stage(self.stage)]

    @property
    def is_current(self) -> bool:
        """Whether it is what the record's address shows, or would show were it not suspended."""
        return Stage.LIVE in (self.stage, self.stage_before)

    @property
    def edition(self) -> Edition:
        """Its stage and that of its record as plain values; needs `PublicationQuerySet.with_record`."""
        before = Stage(self.stage_before) if self.stage_before else None
        return Edition(Stage(self.stage), before, self.record_is_live, self.record_is_suspended)

    @property
    def visibility(self) -> Visibility:
        """What it is to the public; needs `PublicationQuerySet.with_record`."""
        return edition_visibility(self.edition)


class PublicationFile(models.Model):
    """A document version that was published with a publication."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="files")
    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="publications")
    title = models.CharField(max_length=250, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "version"], name="publication_file_once"),
        ]

    def __str__(self) -> str:
        return self.title or self.version.name


class PublicationPicture(models.Model):
    """A picture that was published with a publication, and the SHA-256 of its file at that time."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="pictures")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="publications")
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "picture"], name="publication_picture_once"),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]
