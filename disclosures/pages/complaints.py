"""Complaints about corruption: how they are handled, and how many there were."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from cms.fields import CountField, Table, every, every_month, filled
from cms.models import Division
from cms.pages import ManualPage, MonthRow, StatisticsPage, StepRow
from disclosures.pages.services import FIRST_HALF_OR_YEAR


class ComplaintProcedurePage(ManualPage):
    """What happens to a complaint (แนวปฏิบัติการจัดการเรื่องร้องเรียน): steps, days, which division."""

    page_description = _("ร้องเรียนการทุจริตได้อย่างไร แต่ละขั้นตอนใครทำ ภายในกี่วัน")
    also_called = ("ขั้นตอนร้องเรียน", "คู่มือร้องเรียน", "ร้องทุกข์")
    sections, one_a_period = ("complaints",), True
    evidence = {
        "how": filled("how"),
        "days": every("steps", "days"),
        "divisions": every("steps", "division"),
    }

    how = models.TextField(_("วิธีร้องเรียน"), blank=True, help_text=_("บุคคลภายนอกร้องเรียนได้ทางใด ต้องบอกอะไรบ้าง"))

    class Meta:
        verbose_name = verbose_name_plural = _("แนวปฏิบัติการจัดการเรื่องร้องเรียน")

    @property
    def shows_corruption_ways(self) -> bool:
        """Whoever reads what happens to a complaint may have one."""
        return True


class ComplaintStep(StepRow):
    """A step, the division that takes it, and its days."""

    page = ParentalKey(ComplaintProcedurePage, on_delete=models.CASCADE, related_name="steps")
    division = models.ForeignKey(
        Division, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ส่วนงานรับผิดชอบ")
    )
    days = CountField(_("ภายใน (วัน)"), null=True, blank=True)
    # A division and a number say it here.
    responsible: Any = None
    duration: Any = None

    table = Table(heading=_("ขั้นตอนการจัดการเรื่องร้องเรียน"), total=("days",))

    class Meta(StepRow.Meta):
        verbose_name = verbose_name_plural = _("ขั้นตอนการจัดการเรื่องร้องเรียน")


class ComplaintStatisticsPage(StatisticsPage):
    """Complaints about corruption by month (สถิติเรื่องร้องเรียน): all, done, open; "no case" is said."""

    page_description = _("เรื่องร้องเรียนการทุจริตทั้งหมด เสร็จแล้ว และอยู่ระหว่างดำเนินการ ถ้าไม่มีเรื่องให้ระบุว่าไม่มี")
    also_called = ("จำนวนเรื่องร้องเรียน", "สถิติร้องทุกข์")
    sections, periods = ("complaints",), FIRST_HALF_OR_YEAR
    evidence = {"substance": every_month("counts", "month")}

    class Meta:
        verbose_name = verbose_name_plural = _("สถิติเรื่องร้องเรียนการทุจริต")


class ComplaintCount(MonthRow):
    """The complaints of one month, and what became of them."""

    page = ParentalKey(ComplaintStatisticsPage, on_delete=models.CASCADE, related_name="counts")
    received = CountField(_("ทั้งหมด (เรื่อง)"))
    finished = CountField(_("เสร็จแล้ว (เรื่อง)"), default=0)
    unfinished = CountField(_("ระหว่างดำเนินการ (เรื่อง)"), default=0)

    table = Table(
        heading=_("เรื่องร้องเรียนรายเดือน"),
        total=("received", "finished", "unfinished"),
        none=_("ไม่มีเรื่องร้องเรียนการทุจริต"),
    )

    class Meta(MonthRow.Meta):
        verbose_name = verbose_name_plural = _("เรื่องร้องเรียนรายเดือน")
