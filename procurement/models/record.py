"""The procurement record: one purchase or hire, from plan to contract."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from cms.models import Approvable, Authority, Division
from cms.models.approvable import PdfSection
from cms.policy.canonical import Content
from cms.thai.dates import thai_date
from cms.thai.money import format_amount
from procurement.policy.roles import DRAFTS_PROCUREMENT


class ProcurementRecord(
    Approvable, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, models.Model
):
    """A purchase or hire. A snippet, not a page, as there may be hundreds a month; published only by an approval."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="procurements", editable=False)
    division = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="procurements", verbose_name=_("กอง/สำนักเจ้าของเรื่อง")
    )
    fiscal_year = models.PositiveSmallIntegerField(_("ปีงบประมาณ (พ.ศ.)"))
    title = models.CharField(_("งานที่จัดซื้อหรือจัดจ้าง"), max_length=300)
    budget = models.DecimalField(
        _("วงเงินที่จะซื้อหรือจ้าง (บาท)"), max_digits=14, decimal_places=2, validators=[MinValueValidator(0)]
    )
    contract_number = models.CharField(_("เลขที่สัญญาหรือใบสั่ง"), max_length=60, blank=True)
    contract_date = models.DateField(_("ลงวันที่"), null=True, blank=True)

    approved_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "division",
        "fiscal_year",
        "budget",
        "contract_number",
        "contract_date",
        "go_live_at",
        "expire_at",
    )

    drafted_by = DRAFTS_PROCUREMENT

    class Meta:
        verbose_name = _("รายการจัดซื้อจัดจ้าง")
        verbose_name_plural = _("รายการจัดซื้อจัดจ้าง")
        ordering = ["-fiscal_year", "-id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/procurement/{self.fiscal_year}/records/{self.pk}/"

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "procurement/record.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, object]:
        return {**super().get_preview_context(request, mode_name), "record": self}

    @classmethod
    def pdf_sections(cls, content: Content) -> list[PdfSection]:
        """One table with the amount and the contract."""
        day = content["contract_date"]
        values = {
            "budget": format_amount(Decimal(content["budget"])),
            "contract_number": content["contract_number"] or _now("ยังไม่มี"),
            "contract_date": thai_date(date.fromisoformat(day)) if day else _now("ยังไม่มี"),
        }
        fields: dict[str, Any] = {name: cls._meta.get_field(name) for name in values}
        rows = [[str(fields[name].verbose_name), value] for name, value in values.items()]
        return [
            {"heading": "", "table": {"caption": None, "columns": [_now("รายการ"), _now("รายละเอียด")], "rows": rows}}
        ]
