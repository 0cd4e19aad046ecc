"""The authority's measures for integrity and transparency, with the actions taken and their outcomes."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from cms.fields import Table, rows
from cms.pages import Row, TablePage
from disclosures.policy.cadence import LABEL, Cadence
from disclosures.policy.measures import ABOUT_REPORTING


class IntegrityMeasurePage(TablePage):
    """One measure of a fiscal year: its duties, the actions taken and their outcomes (the report's three columns)."""

    measure_number = models.PositiveSmallIntegerField(_("มาตรการที่"))

    parent_page_types: ClassVar[list[str]] = ["cms.YearPage"]
    is_creatable = True
    sections = ("integrity-measures",)
    numbered_by = "measure_number"
    # A measure needs no summary: its rows are the substance.
    evidence = {"substance": rows("actions"), "outcomes": rows("outcomes")}

    @property
    def shows_corruption_ways(self) -> bool:
        """Whether it is one of the measures about reporting corruption: their pages are no dead end."""
        return self.measure_number in ABOUT_REPORTING

    class Meta:
        verbose_name = _("มาตรการส่งเสริมคุณธรรมและความโปร่งใส")
        verbose_name_plural = _("มาตรการส่งเสริมคุณธรรมและความโปร่งใส")


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
