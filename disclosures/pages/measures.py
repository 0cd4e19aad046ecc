"""The authority's measures for integrity and transparency, with the actions taken and their outcomes."""

from typing import ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from cms.pages import RecordPage, Row
from disclosures.pages.families import Column, RowTable, TablePage, editor, row_panel
from disclosures.policy.cadence import LABEL, Cadence


class IntegrityMeasurePage(TablePage):
    """One measure of a fiscal year: its duties, the actions taken and their outcomes (the report's three columns)."""

    measure_number = models.PositiveSmallIntegerField(_("มาตรการที่"))

    parent_page_types: ClassVar[list[str]] = ["cms.YearPage"]
    is_creatable = True
    sections = ("integrity-measures",)

    approved_fields = (*RecordPage.approved_fields, "measure_number")
    approved_rows = {
        **RecordPage.approved_rows,
        "obligations": ("what", "owner", "cadence", "due", "evidence", "reported_to"),
        "actions": ("text",),
        "outcomes": ("text",),
    }
    edit_handler = editor(
        FieldPanel("measure_number"),
        row_panel("actions", _("สรุปผลการดำเนินการตามมาตรการ/กิจกรรม"), _("การดำเนินการ")),
        row_panel("outcomes", _("ผลลัพธ์/ความสำเร็จของการดำเนินการ"), _("ผลลัพธ์")),
        row_panel("obligations", _("หน้าที่ตามมาตรการ"), _("หน้าที่")),
    )

    tables = (
        RowTable("actions", _("สรุปผลการดำเนินการ"), (Column("text", _("การดำเนินการ")),)),
        RowTable("outcomes", _("ผลลัพธ์และความสำเร็จ"), (Column("text", _("ผลลัพธ์")),)),
        RowTable(
            "obligations",
            _("หน้าที่ตามมาตรการ"),
            (
                Column("what", _("สิ่งที่ต้องทำ"), "is-text"),
                Column("owner", _("ผู้รับผิดชอบ")),
                Column("cadence", _("ความถี่"), to_text=lambda value: LABEL[Cadence(value)]),
                Column("due", _("กำหนด")),
                Column("evidence", _("หลักฐาน"), "is-text"),
                Column("reported_to", _("รายงานต่อ")),
            ),
        ),
    )

    class Meta:
        verbose_name = _("มาตรการส่งเสริมคุณธรรมและความโปร่งใส")
        verbose_name_plural = _("มาตรการส่งเสริมคุณธรรมและความโปร่งใส")

    def get_template(self, request: HttpRequest, *args: object, **kwargs: object) -> str:
        return "disclosures/measure_page.html"

    def refusal_to_submit(self) -> str | None:
        """Asks for an action and an outcome instead of a summary or an attachment."""
        if not self.actions.all():
            return "ยังไม่มีสรุปผลการดำเนินการ เพิ่มอย่างน้อยหนึ่งข้อก่อนส่งขออนุมัติ"
        if not self.outcomes.all():
            return "ยังไม่มีผลลัพธ์ของการดำเนินการ เพิ่มอย่างน้อยหนึ่งข้อก่อนส่งขออนุมัติ"
        return None


class MeasureObligation(Row):
    """A duty under the measure: what, who, how often, by when, by which evidence, reported to whom."""

    page = ParentalKey(IntegrityMeasurePage, on_delete=models.CASCADE, related_name="obligations")
    what = models.TextField(_("สิ่งที่ต้องทำ"))
    owner = models.CharField(_("ผู้รับผิดชอบ"), max_length=200)
    cadence = models.CharField(_("ความถี่"), max_length=30, choices=[(item.value, LABEL[item]) for item in Cadence])
    due = models.CharField(_("กำหนด"), max_length=250, blank=True)
    evidence = models.CharField(_("หลักฐาน"), max_length=250, blank=True)
    reported_to = models.CharField(_("รายงานต่อ"), max_length=120, blank=True)

    panels = [FieldPanel(name) for name in ("what", "owner", "cadence", "due", "evidence", "reported_to")]

    class Meta(Row.Meta):
        verbose_name = _("หน้าที่ตามมาตรการ")
        verbose_name_plural = _("หน้าที่ตามมาตรการ")


class MeasureAction(Row):
    """One thing done under the measure."""

    page = ParentalKey(IntegrityMeasurePage, on_delete=models.CASCADE, related_name="actions")
    text = models.TextField(_("การดำเนินการ"))

    panels = [FieldPanel("text")]

    class Meta(Row.Meta):
        verbose_name = _("การดำเนินการ")
        verbose_name_plural = _("การดำเนินการ")


class MeasureOutcome(Row):
    """One result of the measure."""

    page = ParentalKey(IntegrityMeasurePage, on_delete=models.CASCADE, related_name="outcomes")
    text = models.TextField(_("ผลลัพธ์"))

    panels = [FieldPanel("text")]

    class Meta(Row.Meta):
        verbose_name = _("ผลลัพธ์")
        verbose_name_plural = _("ผลลัพธ์")
