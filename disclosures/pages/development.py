"""The development plan of the subdistrict: what it wants to reach over several years."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from cms.fields import Table, every, filled, rows
from cms.pages import PlanPage, Row
from disclosures.policy.plan_years import refusal_of_years


class DevelopmentPlanPage(PlanPage):
    """A plan of more than one year that is in force in its fiscal year: strategies, aims and indicators."""

    page_description = _("แผนหลายปีของตำบล ยุทธศาสตร์ เป้าหมาย และตัวชี้วัดของแต่ละปี")
    also_called = ("แผน 5 ปี", "แผนห้าปี", "แผนพัฒนาตำบล", "แผนยุทธศาสตร์")
    first_year = models.PositiveSmallIntegerField(
        _("ปีแรกของแผน (พ.ศ.)"), null=True, blank=True, help_text=_("แผนต้องเกินหนึ่งปี")
    )
    last_year = models.PositiveSmallIntegerField(_("ปีสุดท้ายของแผน (พ.ศ.)"), null=True, blank=True)
    vision = models.TextField(_("วิสัยทัศน์"), blank=True)

    sections = ("development-plan",)
    evidence = {
        "years": filled("first_year"),
        "last_year": filled("last_year"),
        "substance": rows("targets"),
        "strategies": every("targets", "strategy"),
        "aims": every("targets", "aim"),
        "indicators": every("targets", "indicator"),
    }

    class Meta:
        verbose_name = verbose_name_plural = _("แผนพัฒนาท้องถิ่น")

    def clean(self) -> None:
        super().clean()
        if reason := refusal_of_years(self.first_year, self.last_year, self.fiscal_year):
            raise ValidationError({"last_year": reason})


class DevelopmentTarget(Row):
    """One indicator, with the aim that it measures and the strategy of that aim."""

    page = ParentalKey(DevelopmentPlanPage, on_delete=models.CASCADE, related_name="targets")
    strategy = models.CharField(_("ยุทธศาสตร์หรือแนวทาง"), max_length=300)
    aim = models.TextField(_("เป้าหมาย"))
    indicator = models.TextField(_("ตัวชี้วัด"))
    goal = models.CharField(_("ค่าเป้าหมาย"), max_length=120, blank=True)

    table = Table(heading=_("ยุทธศาสตร์ เป้าหมาย และตัวชี้วัด"), group="strategy")

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = _("ตัวชี้วัด")
