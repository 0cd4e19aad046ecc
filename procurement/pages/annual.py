"""The report of a year's procurement."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.fields import SnapshotField, filled, rows
from procurement.models import KindSums, MethodSums, MonthSums
from procurement.pages.drawn import DrawnPage
from procurement.policy.codes import KINDS, METHODS
from procurement.policy.year_sums import ApprovedMonth, by_code, year_total


class AnnualProcurementPage(DrawnPage):
    """What was bought and hired in a year by method, kind and month, drawn from its twelve approved months."""

    by_method = SnapshotField(_("แยกตามวิธี"), row_model=MethodSums)
    by_kind = SnapshotField(_("แยกตามประเภท"), row_model=KindSums)
    by_month = SnapshotField(_("แยกตามเดือน"), row_model=MonthSums)
    problems = models.TextField(_("ปัญหาและอุปสรรค"), blank=True, help_text=_("ถ้าไม่มี ให้เขียนว่า “ไม่มี”"))
    suggestions = models.TextField(_("ข้อเสนอแนะ"), blank=True, help_text=_("ถ้าไม่มี ให้เขียนว่า “ไม่มี”"))

    page_description = _("ทั้งปีซื้อจ้างด้วยวิธีใด ประเภทใด วงเงินเทียบกับราคาที่ตกลง ระบบรวมจากสิบสองเดือนที่เผยแพร่แล้ว")
    also_called = ("รายงานจัดซื้อจัดจ้างประจำปี", "สรุปผลทั้งปี", "O13", "O22")
    slug_prefix = "annual-"
    evidence = {
        "substance": rows("by_month"),
        "problems": filled("problems"),
        "suggestions": filled("suggestions"),
    }

    class Meta:
        verbose_name = verbose_name_plural = _("รายงานสรุปผลการจัดซื้อจัดจ้างประจำปี")

    def draw_from(self, months: list[ApprovedMonth]) -> None:
        """The sums by method and by kind; those by month are drawn for every such record."""
        self.by_method = by_code(months, "method", METHODS)
        self.by_kind = by_code(months, "kind", KINDS)

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        """Adds the figures of the whole year, of the content that is shown."""
        context = super().get_context(request, *args, **kwargs)
        document: Any = context["document"]
        return {**context, "total": year_total(document.content.get("by_month") or [])}
