"""One type of each family, as thin as a new one."""

from django.db import models
from modelcluster.fields import ParentalKey

from cms.fields import CountField, MoneyField, Table, bar, every, every_month, rows
from cms.models import Division
from cms.pages import (
    ManualPage,
    MonthRow,
    PlanPage,
    RecordPage,
    ReportPage,
    ReportRow,
    Row,
    StatementPage,
    StatisticsPage,
    StepRow,
)
from cms.policy.periods import HALF_YEARS


class ActionPlanPage(PlanPage):
    sections, is_creatable = ("announcements",), False
    evidence = {"substance": rows("projects")}

    class Meta:
        verbose_name = verbose_name_plural = "แผนดำเนินงานตัวอย่าง"


class PlannedWork(Row):
    page = ParentalKey(ActionPlanPage, on_delete=models.CASCADE, related_name="projects")
    project = models.CharField("โครงการ", max_length=300)
    unit = models.ForeignKey(Division, models.PROTECT, related_name="+", verbose_name="หน่วยงาน")
    budget = MoneyField("งบประมาณ (บาท)")

    table = Table(total=("budget",), none="ปีนี้ไม่มีโครงการ")

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = "โครงการ/กิจกรรม"


class ActionReportPage(ReportPage):
    plan = models.ForeignKey(ActionPlanPage, models.PROTECT, related_name="+", verbose_name="แผนที่รายงาน")

    sections, is_creatable, periods = ("announcements",), False, HALF_YEARS
    evidence = {"substance": rows("projects"), "state": every("projects", "state")}

    class Meta:
        verbose_name = verbose_name_plural = "รายงานผลตัวอย่าง"


class ReportedWork(ReportRow):
    page = ParentalKey(ActionReportPage, on_delete=models.CASCADE, related_name="projects")
    project = models.CharField("โครงการ", max_length=300)
    unit = models.ForeignKey(Division, models.PROTECT, related_name="+", verbose_name="หน่วยงาน")
    budget = MoneyField("งบประมาณ (บาท)")

    from_plan = ("project", "unit", "budget")
    table = Table(total=("budget", "spent"), chart=bar("unit", "spent"))

    class Meta(ReportRow.Meta):
        verbose_name = verbose_name_plural = "ผลของโครงการ/กิจกรรม"


def parent_link(name: str) -> "models.OneToOneField[RecordPage, RecordPage]":
    """The link to the record under another name than that of the type of `disclosures` with the same name."""
    return models.OneToOneField(
        RecordPage, models.CASCADE, parent_link=True, primary_key=True, serialize=False, related_name=f"sample_{name}"
    )


class ServiceStatisticsPage(StatisticsPage):
    recordpage_ptr = parent_link("statistics")
    sections, is_creatable, one_a_division = ("announcements",), False, True
    evidence = {"substance": every_month("counts", "month")}

    class Meta:
        verbose_name = verbose_name_plural = "สถิติตัวอย่าง"


class ServiceCount(MonthRow):
    page = ParentalKey(ServiceStatisticsPage, on_delete=models.CASCADE, related_name="counts")
    counter = CountField("ที่สำนักงาน (ราย)")
    online = CountField("ออนไลน์ (ราย)", default=0)

    table = Table(total=("counter", "online"), chart=bar("month", "counter"), none="ไม่มีผู้มาใช้บริการ")

    class Meta(MonthRow.Meta):
        verbose_name = verbose_name_plural = "ผู้ใช้บริการรายเดือน"


class ServiceManualPage(ManualPage):
    recordpage_ptr = parent_link("manual")
    sections, is_creatable = ("announcements",), False

    class Meta:
        verbose_name = verbose_name_plural = "คู่มือตัวอย่าง"


class ServiceStep(StepRow):
    page = ParentalKey(ServiceManualPage, on_delete=models.CASCADE, related_name="steps")

    class Meta(StepRow.Meta):
        verbose_name = verbose_name_plural = "ขั้นตอนการให้บริการ"


class NoGiftPage(StatementPage):
    sections, is_creatable, periods = ("announcements",), False, HALF_YEARS

    class Meta:
        verbose_name = verbose_name_plural = "ประกาศตัวอย่าง"


class BenefitReceived(Row):
    page = ParentalKey(NoGiftPage, on_delete=models.CASCADE, related_name="benefits")
    what = models.CharField("ของขวัญหรือประโยชน์ที่ได้รับ", max_length=300)

    table = Table(none="ไม่มีการรับของขวัญ")

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = "ประโยชน์ที่ได้รับ"
