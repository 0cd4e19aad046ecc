"""Manuals: how officials do a task, and how a citizen gets a service."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from cms.fields import Table, every, filled
from cms.pages import ManualPage, StepRow


class StaffManualPage(ManualPage):
    """A manual for officials (คู่มือการปฏิบัติงาน): the task, which posts it is for, its steps. Each division has one."""

    page_description = _("ภารกิจใด ใช้กับตำแหน่งใด ทำตามขั้นตอนอย่างไร ทุกกองควรมีอย่างน้อยหนึ่งคู่มือ")
    also_called = ("คู่มือพนักงาน", "คู่มือเจ้าหน้าที่", "SOP", "Work manual")
    sections, asked_of_each_division = ("manuals",), True

    class Meta:
        verbose_name = verbose_name_plural = _("คู่มือการปฏิบัติงาน")


class StaffManualStep(StepRow):
    """A step of the task."""

    page = ParentalKey(StaffManualPage, on_delete=models.CASCADE, related_name="steps")

    table = Table(heading=_("ขั้นตอนการปฏิบัติงาน"))

    class Meta(StepRow.Meta):
        verbose_name = verbose_name_plural = _("ขั้นตอนการปฏิบัติงาน")


class ServiceManualPage(ManualPage):
    """A manual for citizens (คู่มือการให้บริการ): who may apply, with which papers, in which time, for which fee."""

    page_description = _("ใครยื่นได้ ใช้เอกสารใด กี่ขั้นตอน กี่วัน ค่าธรรมเนียมเท่าใด ทุกกองควรมีอย่างน้อยหนึ่งคู่มือ")
    also_called = ("คู่มือประชาชน", "ขั้นตอนขออนุญาต", "ใบอนุญาต")
    sections, asked_of_each_division = ("manuals",), True
    evidence = {
        "papers": filled("papers"),
        "duration": filled("duration"),
        "fee": filled("fee"),
        "times": every("steps", "duration"),
    }

    place = models.CharField(_("ยื่นที่ไหน"), max_length=250, blank=True, help_text=_("สถานที่ เวลา หรือทางออนไลน์"))

    class Meta:
        verbose_name = verbose_name_plural = _("คู่มือการให้บริการ")


class ServiceManualStep(StepRow):
    """A step of the service."""

    page = ParentalKey(ServiceManualPage, on_delete=models.CASCADE, related_name="steps")

    table = Table(heading=_("ขั้นตอนการรับบริการ"))

    class Meta(StepRow.Meta):
        verbose_name = verbose_name_plural = _("ขั้นตอนการรับบริการ")
