"""Files of procurements that officers bring in: what was read, what became of each row, how their columns are meant."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.fields import MoneyField
from cms.models import Authority, Division
from cms.storage.private_files import private_storage
from procurement.models.record import ProcurementRecord
from procurement.policy.imports import LABEL, BatchState, Mode


class ImportBatch(models.Model):
    """A file that an officer brought in, and where it stands. It is his alone.

    Its bytes lie in the private storage under their hash until the drafts are made, as they may hold the numbers of
    persons; the nightly cleaning deletes what no row names.
    """

    wagtail_reference_index_ignore = True

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+", verbose_name=_("กอง/สำนัก"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("ชื่อไฟล์"), max_length=200)
    file = models.FileField(_("ไฟล์"), storage=private_storage, max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    state = models.CharField(
        _("สถานะ"),
        max_length=10,
        choices=[(state.value, label) for state, label in LABEL.items()],
        default=BatchState.READING.value,
    )
    attempt = models.PositiveSmallIntegerField(default=1)  # each reading is a job of its own
    # What the officer says of heads (`{head: field}`), beside what the reading finds by itself.
    mapping = models.JSONField(default=dict, blank=True)
    is_remembered = models.BooleanField(default=False)  # the mapping is that of an earlier file
    columns = models.JSONField(default=list, blank=True)  # those of `ReadColumn`
    notes = models.JSONField(default=list, blank=True)
    problem = models.TextField(blank=True)  # why the file could not be read
    states_none = models.BooleanField(default=False)
    named_month = models.CharField(max_length=7, blank=True)  # "2568-10" of the calendar, of a file that states none
    mode = models.CharField(max_length=6, choices=[(mode.value, mode.value) for mode in Mode], blank=True)
    with_duplicates = models.BooleanField(default=False)
    created_at = models.DateTimeField(_("ส่งไฟล์เมื่อ"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("ยืนยันเมื่อ"), null=True, blank=True)
    undone_at = models.DateTimeField(_("ยกเลิกเมื่อ"), null=True, blank=True)

    class Meta:
        verbose_name = _("ไฟล์รายการจัดซื้อจัดจ้าง")
        verbose_name_plural = _("ไฟล์รายการจัดซื้อจัดจ้าง")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def stage(self) -> BatchState:
        """Its state, as the rules take it."""
        return BatchState(self.state)


class RowState(models.TextChoices):
    """What became of a row."""

    WAITING = "waiting", _("รอสร้าง")
    LEFT_OUT = "left_out", _("ไม่นำเข้า")
    MADE = "made", _("เป็นร่าง")
    TO_SUBMIT = "to_submit", _("รอส่งขออนุมัติ")
    SUBMITTED = "submitted", _("ส่งขออนุมัติแล้ว")
    KEPT = "kept", _("คงไว้")
    DELETED = "deleted", _("ลบแล้ว")


class ImportRow(models.Model):
    """A sound procurement of a file: the values of its draft, and the record that it became."""

    wagtail_reference_index_ignore = True

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    place = models.PositiveIntegerField()
    sheet = models.CharField(max_length=200)
    row = models.PositiveIntegerField()
    values = models.JSONField()
    budget = MoneyField(_("วงเงินที่จะซื้อหรือจ้าง (บาท)"))
    agreed = MoneyField(_("ราคาที่ตกลงซื้อหรือจ้าง (บาท)"), null=True, blank=True)
    fiscal_year = models.PositiveSmallIntegerField(null=True, blank=True)
    month = models.CharField(max_length=3, blank=True)
    duplicate = models.CharField(max_length=500, blank=True)  # of what it is another copy, in Thai
    state = models.CharField(max_length=10, choices=RowState.choices, default=RowState.WAITING)
    note = models.TextField(blank=True)  # why it was left out, not submitted, or stays
    record = models.ForeignKey(ProcurementRecord, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("แถวของไฟล์")
        verbose_name_plural = _("แถวของไฟล์")
        ordering = ["batch", "place"]
        constraints = [models.UniqueConstraint(fields=["batch", "place"], name="import_row_once")]
        indexes = [models.Index(fields=["batch", "state", "place"], name="import_row_by_state")]

    def __str__(self) -> str:
        return f"{self.sheet} {self.row}"


class ImportProblem(models.Model):
    """What is wrong with a cell of a file, and how to mend it."""

    wagtail_reference_index_ignore = True

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="problems")
    sheet = models.CharField(max_length=200, blank=True)
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=500, blank=True)
    cell = models.CharField(max_length=20, blank=True)
    message = models.TextField()

    class Meta:
        verbose_name = _("ช่องที่ต้องแก้")
        verbose_name_plural = _("ช่องที่ต้องแก้")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.sheet} {self.cell}: {self.message}"


class KnownHeads(models.Model):
    """How the officers of an authority mean the heads of a form that they bring in again and again."""

    wagtail_reference_index_ignore = True

    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)  # `procurement.policy.imports.heads_key`
    mapping = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("คอลัมน์ที่จำไว้")
        verbose_name_plural = _("คอลัมน์ที่จำไว้")
        constraints = [models.UniqueConstraint(fields=["authority", "key"], name="known_heads_once")]

    def __str__(self) -> str:
        return self.key[:12]
