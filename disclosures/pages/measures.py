"""The authority's measures for integrity and transparency, with the actions taken and their outcomes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from cms.fields import Table, every, filled, rows
from cms.pages import PlanPage, ReportPage, ReportRow, Row, TablePage
from cms.policy.lifecycle import Period
from cms.policy.periods import HALF_YEARS
from disclosures.policy.cadence import LABEL, Cadence
from disclosures.policy.measures import ABOUT_REPORTING
from disclosures.policy.weaknesses import URGENCY_LABEL, Urgency


class IntegrityMeasurePage(TablePage):
    """One measure of a fiscal year: its duties, the actions taken and their outcomes (the report's three columns)."""

    page_description = _("หนึ่งมาตรการต่อหนึ่งเรื่อง ต้องทำอะไร ทำแล้วอย่างไร ได้ผลอะไร")
    also_called = ("มาตรการภายใน", "มาตรการ ITA")
    measure_number = models.PositiveSmallIntegerField(_("มาตรการที่"))

    sections = ("integrity-measures",)
    numbered_by = "measure_number"
    # A measure needs no summary: its rows are the substance.
    evidence = {"substance": rows("actions"), "outcomes": rows("outcomes")}

    class Meta:
        verbose_name = _("มาตรการส่งเสริมคุณธรรมและความโปร่งใส")
        verbose_name_plural = _("มาตรการส่งเสริมคุณธรรมและความโปร่งใส")

    @property
    def shows_corruption_ways(self) -> bool:
        """Whether it is one of the measures about reporting corruption: their pages are no dead end."""
        return self.measure_number in ABOUT_REPORTING


class MeasureAction(Row):
    """One thing done under the measure."""

    page = ParentalKey(IntegrityMeasurePage, on_delete=models.CASCADE, related_name="actions")
    text = models.TextField(_("การดำเนินการ"))

    table = Table(heading=_("สรุปผลการดำเนินการ"))

    class Meta(Row.Meta):
        verbose_name = _("การดำเนินการ")
        verbose_name_plural = _("การดำเนินการ")


class MeasureOutcome(Row):
    """One result of the measure."""

    page = ParentalKey(IntegrityMeasurePage, on_delete=models.CASCADE, related_name="outcomes")
    text = models.TextField(_("ผลลัพธ์"))

    table = Table(heading=_("ผลลัพธ์และความสำเร็จ"))

    class Meta(Row.Meta):
        verbose_name = _("ผลลัพธ์")
        verbose_name_plural = _("ผลลัพธ์")


class MeasureObligation(Row):
    """A duty under the measure: what, who, how often, by when, by which evidence, reported to whom."""

    page = ParentalKey(IntegrityMeasurePage, on_delete=models.CASCADE, related_name="obligations")
    what = models.TextField(_("สิ่งที่ต้องทำ"))
    owner = models.CharField(_("ผู้รับผิดชอบ"), max_length=200)
    cadence = models.CharField(_("ความถี่"), max_length=30, choices=[(item.value, LABEL[item]) for item in Cadence])
    due = models.CharField(_("กำหนด"), max_length=250, blank=True)
    evidence = models.CharField(_("หลักฐาน"), max_length=250, blank=True)
    reported_to = models.CharField(_("รายงานต่อ"), max_length=120, blank=True)

    table = Table(heading=_("หน้าที่ตามมาตรการ"))

    class Meta(Row.Meta):
        verbose_name = _("หน้าที่ตามมาตรการ")
        verbose_name_plural = _("หน้าที่ตามมาตรการ")


class WeaknessColumns(Row):
    """What the analysis says of a weak point, and the measure that answers it."""

    indicator = models.CharField(_("ตัวชี้วัด ITA"), max_length=200)
    score = models.DecimalField(_("คะแนนปีก่อน"), max_digits=5, decimal_places=2, null=True, blank=True)
    weakness = models.TextField(_("จุดอ่อนที่พบ"))
    urgency = models.CharField(
        _("ความเร่งด่วน"), max_length=12, choices=[(each.value, URGENCY_LABEL[each]) for each in Urgency]
    )
    measure = models.ForeignKey(
        IntegrityMeasurePage,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("มาตรการที่ตอบ"),
        limit_choices_to={"live": True},
    )

    class Meta(Row.Meta):
        abstract = True


class IntegrityAnalysisPage(PlanPage):
    """The ITA result of the year before: its weak points, and which measure of this year answers each."""

    page_description = _("ผล ITA ปีก่อนมีจุดอ่อนใด และมาตรการใดของปีนี้ตอบจุดนั้น")
    also_called = ("ผลคะแนน ITA", "OIT", "จุดอ่อน")
    overall = models.DecimalField(_("คะแนน ITA ปีก่อน"), max_digits=5, decimal_places=2, null=True, blank=True)
    analysis = models.TextField(_("บทวิเคราะห์"), blank=True, help_text=_("ผลปีก่อนบอกอะไร เรื่องใดต้องเร่งแก้ เรื่องใดต้องพัฒนา"))

    sections = ("integrity-measures",)
    evidence = {
        "substance": rows("weaknesses"),
        "analysis": filled("analysis"),
        "urgency": every("weaknesses", "urgency"),
        "measures": every("weaknesses", "measure"),
    }

    class Meta:
        verbose_name = verbose_name_plural = _("การวิเคราะห์ผล ITA และจุดที่ต้องแก้")


class IntegrityWeakness(WeaknessColumns):
    page = ParentalKey(IntegrityAnalysisPage, on_delete=models.CASCADE, related_name="weaknesses")

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = _("จุดอ่อนและมาตรการที่ตอบ")


class IntegrityProgressPage(ReportPage):
    """What was done about each weak point, under the measure that answers it."""

    page_description = _("ได้ทำอะไรแล้วตามมาตรการที่ตอบจุดอ่อนแต่ละข้อ")
    also_called = ("รายงานผลมาตรการ", "ติดตามมาตรการ ITA")
    plan = models.ForeignKey(
        IntegrityAnalysisPage, models.PROTECT, related_name="+", verbose_name=_("การวิเคราะห์ที่รายงาน")
    )

    sections, periods = ("integrity-measures",), (*HALF_YEARS, Period.YEAR)
    evidence = {
        "substance": rows("weaknesses"),
        "state": every("weaknesses", "state"),
        "result": every("weaknesses", "result"),
    }

    class Meta:
        verbose_name = verbose_name_plural = _("การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส")


class WeaknessProgress(WeaknessColumns, ReportRow):
    page = ParentalKey(IntegrityProgressPage, on_delete=models.CASCADE, related_name="weaknesses")

    spent = None
    from_plan = ("indicator", "score", "weakness", "urgency", "measure")

    class Meta(ReportRow.Meta):
        verbose_name = verbose_name_plural = _("ผลตามจุดอ่อนและมาตรการ")
