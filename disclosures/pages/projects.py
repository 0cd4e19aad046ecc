"""The rows of three chains from plan to report: a project with its budget and time, then what became of it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.fields import MoneyField, Rule, Table, bar, every, rows
from cms.models import Division
from cms.pages import ReportRow, Row

NO_BUDGET = _("ไม่ใช้งบประมาณ")
PLANNED: dict[str, Rule] = {
    "substance": rows("projects"),
    "budget": every("projects", "budget"),
    "begins": every("projects", "begins"),
    "ends": every("projects", "ends"),
}
PROGRESS: dict[str, Rule] = {
    "substance": rows("projects"),
    "state": every("projects", "state"),
    "spent": every("projects", "spent"),
}
RESULTS: dict[str, Rule] = {**PROGRESS, "result": every("projects", "result")}


class ProjectColumns(Row):
    """What a plan says of a project."""

    project = models.CharField(_("โครงการ/กิจกรรม"), max_length=300)
    unit = models.ForeignKey(Division, models.PROTECT, null=True, related_name="+", verbose_name=_("หน่วยงานรับผิดชอบ"))
    budget = MoneyField(
        _("งบประมาณ (บาท)"),
        null=True,
        zero=NO_BUDGET,
        help_text=_("ใส่ 0 หากไม่ใช้งบประมาณ ประชาชนจะอ่านว่า “ไม่ใช้งบประมาณ”"),
    )
    source = models.CharField(_("แหล่งงบประมาณ"), max_length=120, blank=True)
    begins = models.DateField(_("เริ่ม"), null=True)
    ends = models.DateField(_("สิ้นสุด"), null=True)

    class Meta(Row.Meta):
        abstract = True


class PlannedProject(ProjectColumns):
    """Base of a project in a plan."""

    table = Table(total=("budget",), chart=bar("unit", "budget"))

    class Meta(Row.Meta):
        abstract = True
        verbose_name = verbose_name_plural = _("โครงการ/กิจกรรม")


class ReportedProject(ProjectColumns, ReportRow):
    """Base of a project in a report."""

    from_plan: ClassVar[tuple[str, ...]] = ("project", "unit", "budget", "source", "begins", "ends")
    table = Table(total=("budget", "spent"), chart=bar("unit", "spent"))

    class Meta(ReportRow.Meta):
        abstract = True
        verbose_name = verbose_name_plural = _("ผลของโครงการ/กิจกรรม")
