"""The plan against corruption, its six-month progress and the report of the year: rows as in the operation plan."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from cms.pages import PlanPage, ReportPage
from cms.policy.periods import HALF_YEARS
from disclosures.pages.projects import PLANNED, PROGRESS, RESULTS, PlannedProject, ReportedProject


class AntiCorruptionPlanPage(PlanPage):
    """What is done against corruption in a fiscal year; of what costs nothing that is said."""

    page_description = _("โครงการป้องกันการทุจริตของปี งานที่ไม่ใช้งบให้ระบุว่าไม่ใช้")
    also_called = ("แผนปราบทุจริต", "แผนต้านทุจริต", "แผนป้องกันและปราบปรามการทุจริต")
    sections = ("anti-corruption",)
    evidence = PLANNED

    class Meta:
        verbose_name = verbose_name_plural = _("แผนปฏิบัติการป้องกันการทุจริต")


class AntiCorruptionPlanProject(PlannedProject):
    page = ParentalKey(AntiCorruptionPlanPage, on_delete=models.CASCADE, related_name="projects")


class AntiCorruptionProgressPage(ReportPage):
    """How far each project against corruption is after six months."""

    page_description = _("ครึ่งปีผ่านไป โครงการป้องกันการทุจริตถึงไหน ใช้เงินไปเท่าใด")
    also_called = ("รายงานรอบ 6 เดือนแผนทุจริต", "ติดตามแผนต้านทุจริต")
    plan = models.ForeignKey(AntiCorruptionPlanPage, models.PROTECT, related_name="+", verbose_name=_("แผนที่รายงาน"))

    sections, periods = ("anti-corruption",), HALF_YEARS
    evidence = PROGRESS

    class Meta:
        verbose_name = verbose_name_plural = _("รายงานการกำกับติดตามการป้องกันการทุจริต")


class AntiCorruptionProgressProject(ReportedProject):
    page = ParentalKey(AntiCorruptionProgressPage, on_delete=models.CASCADE, related_name="projects")


class AntiCorruptionReportPage(ReportPage):
    """What became of each project against corruption in a fiscal year."""

    page_description = _("สิ้นปีแล้ว โครงการป้องกันการทุจริตแต่ละโครงการได้ผลอย่างไร")
    also_called = ("รายงานประจำปีแผนทุจริต", "สรุปผลแผนต้านทุจริต")
    plan = models.ForeignKey(AntiCorruptionPlanPage, models.PROTECT, related_name="+", verbose_name=_("แผนที่รายงาน"))

    sections = ("anti-corruption",)
    evidence = RESULTS

    class Meta:
        verbose_name = verbose_name_plural = _("รายงานผลการดำเนินการป้องกันการทุจริตประจำปี")


class AntiCorruptionReportProject(ReportedProject):
    page = ParentalKey(AntiCorruptionReportPage, on_delete=models.CASCADE, related_name="projects")
