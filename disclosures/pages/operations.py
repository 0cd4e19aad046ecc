"""The operation plan with its budget, its six-month progress and the report of the year."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from cms.pages import PlanPage, ReportPage
from cms.policy.periods import HALF_YEARS
from disclosures.pages.projects import PLANNED, PROGRESS, RESULTS, PlannedProject, ReportedProject


class OperationPlanPage(PlanPage):
    """What the authority does in a fiscal year and what it spends on it, project by project."""

    page_description = _("โครงการที่จะทำในปีนี้ ใครทำ ใช้งบเท่าใด จากแหล่งใด เริ่มและเสร็จเมื่อใด")
    also_called = ("แผนปฏิบัติการ", "แผนประจำปี", "ข้อบัญญัติงบประมาณ", "แผนใช้จ่ายเงิน")
    sections = ("operations",)
    evidence = PLANNED

    class Meta:
        verbose_name = verbose_name_plural = _("แผนดำเนินงานและการใช้งบประมาณประจำปี")


class OperationPlanProject(PlannedProject):
    page = ParentalKey(OperationPlanPage, on_delete=models.CASCADE, related_name="projects")


class OperationProgressPage(ReportPage):
    """How far each project is, and what was spent, after six months."""

    page_description = _("ครึ่งปีผ่านไป โครงการใดถึงไหน ใช้เงินไปเท่าใด ติดขัดอะไร")
    also_called = ("รายงานครึ่งปี", "รายงานรอบ 6 เดือน", "ติดตามงบประมาณ")
    plan = models.ForeignKey(OperationPlanPage, models.PROTECT, related_name="+", verbose_name=_("แผนที่รายงาน"))

    sections, periods = ("operations",), HALF_YEARS
    evidence = PROGRESS

    class Meta:
        verbose_name = verbose_name_plural = _("รายงานการกำกับติดตามการดำเนินงานและการใช้งบประมาณ")


class OperationProgressProject(ReportedProject):
    page = ParentalKey(OperationProgressPage, on_delete=models.CASCADE, related_name="projects")


class OperationReportPage(ReportPage):
    """What became of each project of a fiscal year."""

    page_description = _("สิ้นปีแล้ว แต่ละโครงการได้ผลอย่างไร ใช้เงินจริงเท่าใด")
    also_called = ("รายงานประจำปี", "ผลการใช้จ่ายงบประมาณ", "ติดตามประเมินผลแผน")
    plan = models.ForeignKey(OperationPlanPage, models.PROTECT, related_name="+", verbose_name=_("แผนที่รายงาน"))

    sections = ("operations",)
    evidence = RESULTS

    class Meta:
        verbose_name = verbose_name_plural = _("รายงานผลการดำเนินงานประจำปี")


class OperationReportProject(ReportedProject):
    page = ParentalKey(OperationReportPage, on_delete=models.CASCADE, related_name="projects")
