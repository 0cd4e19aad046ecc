"""The procurement plan of a year."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from cms.fields import MoneyField, Table, bar, every, rows
from cms.models import Division
from cms.pages import PlanPage, Row
from procurement.models.egp_numbers import egp_plan_number
from procurement.policy.codes import KINDS, METHODS_TODAY
from procurement.policy.planned_times import PLANNED_TIMES
from procurement.policy.roles import DRAFTS_PROCUREMENT


class ProcurementPlanPage(PlanPage):
    """What the authority means to buy and hire in a fiscal year; a correction is a new edition of the same plan."""

    page_description = _("สิ่งที่จะซื้อหรือจ้างในปีนี้ วงเงิน แหล่งเงิน วิธี และช่วงเวลา แก้แผนคือออกฉบับใหม่ของเรื่องเดิม")
    also_called = ("แผนจัดหาพัสดุ", "แผนจัดซื้อจัดจ้าง", "P0")
    sections = ("procurement",)
    slug_prefix = "plan-"
    drafted_by = DRAFTS_PROCUREMENT
    is_copied_to_other_years = False
    evidence = {
        "substance": rows("items"),
        "kind": every("items", "kind"),
        "method": every("items", "method"),
        "budget": every("items", "budget"),
        "source": every("items", "source"),
        "planned": every("items", "planned"),
    }

    class Meta:
        verbose_name = verbose_name_plural = _("แผนการจัดซื้อจัดจ้างประจำปี")


class PlannedProcurement(Row):
    """Something that is planned, with its number in e-GP where it is announced there."""

    page = ParentalKey(ProcurementPlanPage, on_delete=models.CASCADE, related_name="items")
    project = models.CharField(_("รายการหรือโครงการ"), max_length=300)
    kind = models.CharField(_("ประเภทการจัดหา"), max_length=2, blank=True, choices=[*KINDS.items()])
    method = models.CharField(_("วิธีซื้อหรือจ้าง"), max_length=2, blank=True, choices=[*METHODS_TODAY.items()])
    budget = MoneyField(_("วงเงินงบประมาณ (บาท)"), null=True)
    source = models.CharField(_("แหล่งเงิน"), max_length=120, blank=True)
    planned = models.CharField(_("ช่วงเวลาที่คาดว่าจะซื้อหรือจ้าง"), max_length=3, blank=True, choices=[*PLANNED_TIMES])
    unit = models.ForeignKey(
        Division, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("กอง/สำนัก")
    )
    plan_number = models.CharField(_("เลขที่แผนในระบบ e-GP"), max_length=12, blank=True, validators=[egp_plan_number])

    table = Table(
        heading=_("รายการที่จะซื้อหรือจ้าง"),
        total=("budget",),
        chart=bar("kind", "budget"),
        none=_("ปีนี้ไม่มีการจัดซื้อจัดจ้างที่กฎหมายให้ประกาศแผน"),
    )

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = _("รายการในแผน")
