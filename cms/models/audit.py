"""The audit chain: an append-only log in which each entry's hash covers the hash of the entry before."""

from datetime import UTC

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models.people import Authority

MAIN = "main"
HASH_LENGTH = 64
ANCHORED_EVERY = 100  # entries


class AuditKind(models.TextChoices):
    DECISION = "decision", _("การพิจารณา")
    PUBLICATION = "publication", _("การเผยแพร่")
    WITHDRAWAL = "withdrawal", _("การถอนหรือระงับ")
    CONTENT = "content", _("เนื้อหา")
    ACCESS = "access", _("การเข้าถึง")
    PEOPLE = "people", _("บุคคลและสิทธิ")
    SYSTEM = "system", _("ระบบ")
    BREAK_GLASS = "break_glass", _("การใช้สิทธิฉุกเฉิน")


class AuditChain(models.Model):
    """The head of a chain. Writers lock its row, so that the numbers have no gaps."""

    chain = models.CharField(_("สาย"), max_length=40, unique=True)
    seq = models.PositiveBigIntegerField(_("ลำดับล่าสุด"), default=0)
    hash = models.CharField(_("ค่าแฮชล่าสุด"), max_length=HASH_LENGTH, blank=True)

    class Meta:
        verbose_name = _("สายบันทึก")
        verbose_name_plural = _("สายบันทึก")

    def __str__(self) -> str:
        return f"{self.chain} #{self.seq}"


class AuditEntry(models.Model):
    """One logged action. Names of people are not stored, only their ids, so that an erasure breaks no hash.

    Database triggers refuse to change or delete a row (`cms.storage.audit_triggers`).
    """

    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", verbose_name=_("หน่วยงาน"), null=True, blank=True
    )
    chain = models.CharField(_("สาย"), max_length=40, default=MAIN)
    seq = models.PositiveBigIntegerField(_("ลำดับ"))
    at = models.DateTimeField(_("เวลา"), default=timezone.now)
    kind = models.CharField(_("ประเภท"), max_length=20, choices=AuditKind.choices)
    action = models.CharField(_("การกระทำ"), max_length=80)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="audit_entries",
        verbose_name=_("ผู้กระทำ"),
        null=True,
        blank=True,
    )
    actor_role = models.CharField(_("บทบาทขณะนั้น"), max_length=200, blank=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    object_id = models.CharField(_("รหัสของสิ่งที่ถูกกระทำ"), max_length=64, blank=True)
    data = models.JSONField(_("รายละเอียด"), default=dict, blank=True)
    before = models.CharField(_("ลายนิ้วมือเนื้อหาก่อน"), max_length=HASH_LENGTH, blank=True)
    after = models.CharField(_("ลายนิ้วมือเนื้อหาหลัง"), max_length=HASH_LENGTH, blank=True)
    previous_hash = models.CharField(_("ค่าแฮชของลำดับก่อน"), max_length=HASH_LENGTH, blank=True)
    hash = models.CharField(_("ค่าแฮช"), max_length=HASH_LENGTH)

    class Meta:
        verbose_name = _("บันทึกการตรวจสอบ")
        verbose_name_plural = _("บันทึกการตรวจสอบ")
        ordering = ["chain", "seq"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="audit_entry_object")]
        constraints = [
            models.UniqueConstraint(fields=["chain", "seq"], name="audit_entry_once_a_number"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="audit_entry_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.chain} #{self.seq} {self.action}"

    def payload(self) -> dict[str, object]:
        """What the hash covers: every column but the two hashes and the row's own id."""
        return {
            "authority": self.authority_id,
            "chain": self.chain,
            "seq": self.seq,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "kind": str(self.kind),
            "action": self.action,
            "actor": self.actor_id,
            "actor_role": self.actor_role,
            "content_type": self.content_type_id,
            "object_id": self.object_id,
            "data": self.data,
            "before": self.before,
            "after": self.after,
        }


class AuditAnchor(models.Model):
    """A published head of a chain, one a day and one every 100 entries; a chain rewritten later does not contain it."""

    chain = models.CharField(_("สาย"), max_length=40, default=MAIN)
    seq = models.PositiveBigIntegerField(_("ลำดับ"))
    hash = models.CharField(_("ค่าแฮช"), max_length=HASH_LENGTH)
    on = models.DateField(_("วันที่"))
    # Recorded after every hundredth entry, between those of the days.
    is_interim = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("ค่าแฮชประจำวัน")
        verbose_name_plural = _("ค่าแฮชประจำวัน")
        ordering = ["-on", "-seq"]
        constraints = [models.UniqueConstraint(fields=["chain", "on", "seq"], name="audit_anchor_once_a_number")]

    def __str__(self) -> str:
        return f"{self.chain} #{self.seq} {self.on}"
