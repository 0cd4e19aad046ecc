"""Services: how many people used them, how content they are, and what can be had online."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from cms.fields import CountField, Table, bar, every, every_month, filled, rows
from cms.pages import MonthRow, Row, StatisticsPage, TablePage
from cms.policy.lifecycle import Period

FIRST_HALF_OR_YEAR = (Period.H1, Period.YEAR)


class ServiceStatisticsPage(StatisticsPage):
    """How many people used each service in each month (สถิติการให้บริการ), at the counter and online."""

    page_description = _("จำนวนผู้ใช้บริการของแต่ละบริการทุกเดือน ทั้งที่สำนักงานและออนไลน์ 6 เดือนแรกหรือทั้งปี")
    also_called = ("จำนวนผู้มารับบริการ", "ยอดผู้ใช้บริการ")
    sections, periods = ("services",), FIRST_HALF_OR_YEAR
    evidence = {"substance": every_month("counts", "month", of="service")}

    class Meta:
        verbose_name = verbose_name_plural = _("สถิติการให้บริการ")


class ServiceCount(MonthRow):
    """The users of one service in one month."""

    page = ParentalKey(ServiceStatisticsPage, on_delete=models.CASCADE, related_name="counts")
    service = models.CharField(_("บริการ"), max_length=200, help_text=_("เขียนชื่อเดียวกันทุกเดือน"))
    counter = CountField(_("ที่สำนักงาน (ราย)"))
    online = CountField(_("ออนไลน์ (ราย)"), default=0)

    table = Table(
        heading=_("ผู้ใช้บริการรายเดือน"),
        total=("counter", "online"),
        group="service",
        chart=bar("service", "counter"),
        none=_("ไม่มีผู้มาใช้บริการในรอบนี้"),
    )

    class Meta(MonthRow.Meta):
        verbose_name = verbose_name_plural = _("ผู้ใช้บริการรายเดือน")


class SatisfactionSurveyPage(TablePage):
    """A survey of how content people are (ผลสำรวจความพึงพอใจ): how they were asked, each question with its mean."""

    page_description = _("สำรวจเรื่องใด ถามใคร อย่างไร กี่คน แต่ละคำถามได้คะแนนเฉลี่ยเท่าใด")
    also_called = ("แบบสอบถาม", "ประเมินความพึงพอใจ")
    sections, is_copied_to_other_years = ("services",), False
    evidence = {
        "substance": rows("questions"),
        "method": filled("method"),
        "answered": filled("answered"),
        "means": every("questions", "mean"),
        "full": filled("full_marks"),
    }

    method = models.TextField(_("วิธีสำรวจ"), blank=True, help_text=_("ถามใคร ด้วยวิธีใด ระหว่างวันใด"))
    answered = CountField(_("ผู้ตอบทั้งหมด (คน)"), null=True, blank=True)
    full_marks = models.PositiveSmallIntegerField(_("คะแนนเต็ม"), null=True, blank=True)
    improvements = models.TextField(_("สิ่งที่จะปรับปรุง"), blank=True, help_text=_("ถ้าไม่มี ให้เขียนว่า “ไม่มี”"))

    class Meta:
        verbose_name = verbose_name_plural = _("ผลสำรวจความพึงพอใจ")


class SurveyQuestion(Row):
    """One question, how many answered it, and the mean."""

    page = ParentalKey(SatisfactionSurveyPage, on_delete=models.CASCADE, related_name="questions")
    question = models.CharField(_("คำถาม"), max_length=300)
    answers = CountField(_("ผู้ตอบ (คน)"))
    mean = models.DecimalField(_("คะแนนเฉลี่ย"), max_digits=5, decimal_places=2, null=True, blank=True)

    table = Table(heading=_("ผลแต่ละคำถาม"), chart=bar("question", "mean"))

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = _("คำถามของการสำรวจ")


class EServicePage(TablePage):
    """Services that are had without coming (E-Service): where, how, and how many have used them."""

    page_description = _("บริการที่ขอรับทางออนไลน์ได้โดยไม่ต้องมา พร้อมลิงก์ วิธีใช้ และจำนวนผู้ใช้")
    also_called = ("ยื่นคำร้องออนไลน์", "บริการอิเล็กทรอนิกส์", "OSS")
    sections = ("services",)
    evidence = {
        "substance": rows("services"),
        "links": every("services", "link"),
        "guides": every("services", "guide"),
    }

    class Meta:
        verbose_name = verbose_name_plural = _("บริการออนไลน์ (E-Service)")


class OnlineService(Row):
    """One service."""

    page = ParentalKey(EServicePage, on_delete=models.CASCADE, related_name="services")
    name = models.CharField(_("บริการ"), max_length=200)
    link = models.URLField(_("เข้าใช้ที่"), max_length=500, blank=True, help_text=_("ขึ้นต้นด้วย https://"))
    guide = models.TextField(_("วิธีใช้"), blank=True, help_text=_("สั้นๆ เป็นข้อ หรือบอกว่าอ่านคู่มือได้ที่ใด"))
    users = CountField(_("ผู้ใช้ในปีที่ผ่านมา (ราย)"), null=True, blank=True)

    table = Table(heading=_("บริการที่ใช้ทางออนไลน์ได้"), total=("users",), none=_("ยังไม่มีบริการทางออนไลน์"))

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = _("บริการออนไลน์")
