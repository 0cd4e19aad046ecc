"""The monthly summary of procurement, แบบ สขร.1."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.fields import SnapshotField, rows
from cms.pages import TablePage
from cms.policy.periods import EVERY_MONTH
from procurement.models import MonthRow
from procurement.pages.month_serving import MonthServing
from procurement.policy.roles import DRAFTS_PROCUREMENT


class MonthlyProcurementPage(MonthServing, TablePage):
    """What was bought and hired in a month: a snapshot of its approved records, drawn up and never typed."""

    procurements = SnapshotField(_("รายการจัดซื้อจัดจ้างของเดือน"), row_model=MonthRow)
    procurements_digest = models.CharField(_("รหัสตรวจสอบรายการ"), max_length=64, blank=True, editable=False)

    sections = ("procurement",)
    is_creatable = False
    periods = EVERY_MONTH
    one_a_period = True
    is_copied_to_other_years = False
    drafted_by = DRAFTS_PROCUREMENT
    reading_order = ("tables", "texts", "facts")
    paper = "procurement.exports.month_pdf.paper"
    evidence = {"substance": rows("procurements")}
    page_description = _("สรุปผลการจัดซื้อจัดจ้างรายเดือน ระบบจัดทำจากรายการที่อนุมัติแล้ว")

    class Meta:
        verbose_name = _("สรุปผลการจัดซื้อจัดจ้างรายเดือน (สขร.1)")
        verbose_name_plural = _("สรุปผลการจัดซื้อจัดจ้างรายเดือน (สขร.1)")
