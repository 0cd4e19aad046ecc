"""What an authority decides about its procurement: amounts, the division in charge, who signs the monthly form."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.fields import MoneyField
from cms.models import Authority, Division


class ProcurementSettings(models.Model):
    """The settings of an authority; without a row nothing is skipped and the first division is in charge."""

    authority = models.OneToOneField(
        Authority, on_delete=models.CASCADE, related_name="procurement_settings", editable=False
    )
    division = models.ForeignKey(
        Division,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("กอง/สำนักที่รับผิดชอบงานพัสดุ"),
    )
    # Below this amount (the larger of budget and agreed price) the first of several stages is skipped.
    first_stage_from = MoneyField(
        _("วงเงินที่ต้องผ่านขั้นแรก (บาท)"),
        null=True,
        blank=True,
        help_text=_("รายการที่วงเงินและราคาที่ตกลงต่ำกว่านี้ข้ามขั้นอนุมัติขั้นแรกเมื่อมีหลายขั้น ขั้นสุดท้ายไม่ข้าม ว่างไว้คือไม่ข้าม"),
    )
    reported_by = models.CharField(_("ผู้รายงานในแบบ สขร.1"), max_length=120, blank=True)
    reporter_position = models.CharField(_("ตำแหน่งผู้รายงาน"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("การตั้งค่างานจัดซื้อจัดจ้าง")
        verbose_name_plural = _("การตั้งค่างานจัดซื้อจัดจ้าง")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.authority}"
