"""The procurement record: one purchase or hire, from plan to contract."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.fields import MoneyField
from cms.models import ApprovedSnippet
from procurement.policy.roles import DRAFTS_PROCUREMENT


class ProcurementRecord(ApprovedSnippet):
    """A purchase or hire."""

    fiscal_year = models.PositiveSmallIntegerField(_("ปีงบประมาณ (พ.ศ.)"))
    title = models.CharField(_("งานที่จัดซื้อหรือจัดจ้าง"), max_length=300)
    budget = MoneyField(_("วงเงินที่จะซื้อหรือจ้าง (บาท)"))
    contract_number = models.CharField(_("เลขที่สัญญาหรือใบสั่ง"), max_length=60, blank=True)
    contract_date = models.DateField(_("ลงวันที่"), null=True, blank=True)

    address_name, address_fields = "procurement_record", ("fiscal_year",)
    when_empty = {"contract_number": _("ยังไม่มี"), "contract_date": _("ยังไม่มี")}
    drafted_by = DRAFTS_PROCUREMENT

    class Meta:
        verbose_name = _("รายการจัดซื้อจัดจ้าง")
        verbose_name_plural = _("รายการจัดซื้อจัดจ้าง")
        ordering = ["-fiscal_year", "-id"]

    def __str__(self) -> str:
        return self.title
