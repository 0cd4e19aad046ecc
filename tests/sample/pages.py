from django.db import models
from modelcluster.fields import ParentalKey

from cms.fields import MoneyField, Table, bar, every, rows
from cms.models import Division
from cms.pages import Row, TablePage


class SamplePlanPage(TablePage):
    sections, is_creatable = ("announcements",), False  # made by tests alone
    evidence = {"projects": rows("projects"), "budget": every("projects", "budget")}

    class Meta:
        verbose_name = verbose_name_plural = "แผนตัวอย่าง"


class PlannedProject(Row):
    page = ParentalKey(SamplePlanPage, on_delete=models.CASCADE, related_name="projects")
    project = models.CharField("โครงการ", max_length=300)
    unit = models.ForeignKey(Division, models.PROTECT, related_name="+", verbose_name="หน่วยงาน")
    budget = MoneyField("งบประมาณ (บาท)", null=True, blank=True)
    begins = models.DateField("เริ่ม", null=True, blank=True)
    state = models.CharField("สถานะ", max_length=10, blank=True, choices=[("done", "เสร็จแล้ว"), ("open", "กำลังทำ")])

    table = Table(total=("budget",), chart=bar("unit", "budget"), none="ปีนี้ไม่มีโครงการ")

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = "โครงการในแผน"
