"""News of the authority, and announcements that no other page type covers."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from cms.fields import Table, filled
from cms.models import Picture
from cms.pages import NarrativePage, Row


class GeneralAnnouncementPage(NarrativePage):
    """A general announcement (ประกาศทั่วไป): text, files, number and date of the letter."""

    page_description = _("ประกาศ คำสั่ง หรือหนังสือที่ไม่มีแบบเฉพาะ")
    also_called = ("คำสั่ง", "หนังสือเวียน", "ประกาศ อบต.")
    sections = ("announcements",)

    class Meta:
        verbose_name = _("ประกาศทั่วไป")
        verbose_name_plural = _("ประกาศทั่วไป")


class NewsPage(NarrativePage):
    """A piece of news (ข่าวประชาสัมพันธ์): what happened on which day, with pictures and their descriptions."""

    page_description = _("ข่าวการทำงานตามหน้าที่ของหน่วยงาน บอกวันที่เกิดเหตุการณ์ พร้อมภาพและคำบรรยาย")
    also_called = ("ข่าวกิจกรรม", "ภาพข่าว", "PR")
    sections, is_copied_to_other_years = ("announcements",), False
    evidence = {"substance": filled("summary"), "body": filled("body"), "day": filled("happened_on")}

    happened_on = models.DateField(_("วันที่เกิดเหตุการณ์"), null=True, blank=True)
    place = models.CharField(_("สถานที่"), max_length=200, blank=True)
    tags = models.CharField(_("คำสำคัญ"), max_length=250, blank=True, help_text=_("คั่นด้วยจุลภาค เช่น ถนน, หมู่ที่ 4"))

    class Meta:
        verbose_name = verbose_name_plural = _("ข่าวประชาสัมพันธ์")


class NewsPicture(Row):
    """A picture of the event with its description."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="pictures")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="+", verbose_name=_("รูปภาพ"))
    description = models.CharField(
        _("คำบรรยายภาพ"), max_length=250, help_text=_("ใครทำอะไรที่ไหน คนที่มองไม่เห็นภาพอ่านแล้วเข้าใจ")
    )

    table = Table(heading=_("ภาพข่าว"))

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = _("ภาพข่าว")
