"""Risks of corruption: the assessment of a year, how they are treated, and what was left of them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from cms.fields import Table, computed, every, matrix, rows
from cms.models import Division
from cms.pages import PlanPage, ReportPage, ReportRow, Row
from disclosures.policy.risks import IMPACT, LIKELIHOOD, level_in_words, rank_and_level

LEVEL = computed("level", models.CharField(_("ระดับความเสี่ยง")), of=("likelihood", "impact"), by=level_in_words)
LEVEL_LEFT = computed(
    "level_left", models.CharField(_("ระดับที่เหลือ")), of=("likelihood_left", "impact_left"), by=level_in_words
)
MATRIX = matrix("likelihood", "impact", level=rank_and_level)
MATRIX_LEFT = matrix("likelihood_left", "impact_left", level=rank_and_level)


class RiskColumns(Row):
    """What the assessment says of a risk."""

    process = models.CharField(_("กระบวนงาน"), max_length=200)
    event = models.TextField(_("เหตุการณ์ความเสี่ยง"))
    likelihood = models.PositiveSmallIntegerField(_("โอกาสเกิด"), null=True, choices=list(LIKELIHOOD.items()))
    impact = models.PositiveSmallIntegerField(_("ผลกระทบ"), null=True, choices=list(IMPACT.items()))
    measure = models.TextField(_("มาตรการจัดการความเสี่ยง"))

    class Meta(Row.Meta):
        abstract = True


class RiskResult(RiskColumns, ReportRow):
    """Base of a risk in a report; what its treatment costs is no part of it."""

    spent = None
    from_plan: ClassVar[tuple[str, ...]] = ("process", "event", "likelihood", "impact", "measure")

    class Meta(ReportRow.Meta):
        abstract = True
        verbose_name = verbose_name_plural = _("ผลการจัดการความเสี่ยง")


class RiskAssessmentPage(PlanPage):
    """The risks of corruption of a year, each with its level and the measure against it."""

    page_description = _("งานใดเสี่ยงต่อการทุจริต โอกาสและผลกระทบเท่าใด ป้องกันอย่างไร")
    also_called = ("ประเมินความเสี่ยงทุจริต", "ผลประโยชน์ทับซ้อน", "สินบน")
    sections = ("corruption-risk",)
    evidence = {
        "substance": rows("risks"),
        "events": every("risks", "event"),
        "likelihood": every("risks", "likelihood"),
        "impact": every("risks", "impact"),
        "measures": every("risks", "measure"),
    }

    class Meta:
        verbose_name = verbose_name_plural = _("การประเมินความเสี่ยงการทุจริตประจำปี")


class AssessedRisk(RiskColumns):
    page = ParentalKey(RiskAssessmentPage, on_delete=models.CASCADE, related_name="risks")
    unit = models.ForeignKey(Division, models.PROTECT, null=True, related_name="+", verbose_name=_("หน่วยงานรับผิดชอบ"))

    table = Table(computed=(LEVEL,), matrices=(MATRIX,))

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = _("ความเสี่ยง")


class RiskTreatmentPage(ReportPage):
    """What was done in the year under the measure against each risk."""

    page_description = _("ได้ทำอะไรไปแล้วตามมาตรการจัดการความเสี่ยงแต่ละข้อ")
    also_called = ("จัดการความเสี่ยง", "ควบคุมความเสี่ยง", "ควบคุมภายใน")
    plan = models.ForeignKey(RiskAssessmentPage, models.PROTECT, related_name="+", verbose_name=_("การประเมินที่รายงาน"))

    sections = ("corruption-risk",)
    evidence = {"substance": rows("risks"), "state": every("risks", "state"), "result": every("risks", "result")}

    class Meta:
        verbose_name = verbose_name_plural = _("การดำเนินการเพื่อจัดการความเสี่ยงการทุจริต")


class TreatedRisk(RiskResult):
    page = ParentalKey(RiskTreatmentPage, on_delete=models.CASCADE, related_name="risks")
    unit = models.ForeignKey(Division, models.PROTECT, null=True, related_name="+", verbose_name=_("หน่วยงานรับผิดชอบ"))

    from_plan = (*RiskResult.from_plan, "unit")
    table = Table(computed=(LEVEL,))


class RiskReportPage(ReportPage):
    """What the measures of a year achieved: the level that is left of each risk."""

    page_description = _("สิ้นปีแล้ว ความเสี่ยงแต่ละข้อเหลือระดับใด มาตรการได้ผลหรือไม่")
    also_called = ("รายงานความเสี่ยง", "ผลบริหารความเสี่ยง")
    plan = models.ForeignKey(RiskAssessmentPage, models.PROTECT, related_name="+", verbose_name=_("การประเมินที่รายงาน"))

    sections = ("corruption-risk",)
    evidence = {
        "substance": rows("risks"),
        "result": every("risks", "result"),
        "likelihood_left": every("risks", "likelihood_left"),
        "impact_left": every("risks", "impact_left"),
    }

    class Meta:
        verbose_name = verbose_name_plural = _("รายงานผลการจัดการความเสี่ยงการทุจริตประจำปี")


class ReportedRisk(RiskResult):
    page = ParentalKey(RiskReportPage, on_delete=models.CASCADE, related_name="risks")
    likelihood_left = models.PositiveSmallIntegerField(
        _("โอกาสเกิดที่เหลือ"), null=True, blank=True, choices=list(LIKELIHOOD.items())
    )
    impact_left = models.PositiveSmallIntegerField(
        _("ผลกระทบที่เหลือ"), null=True, blank=True, choices=list(IMPACT.items())
    )

    state = None  # type: ignore[assignment]  # Django takes the field away; the level that is left says more
    table = Table(computed=(LEVEL, LEVEL_LEFT), matrices=(MATRIX, MATRIX_LEFT))
