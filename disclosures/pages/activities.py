"""Rows that several types share: something that was held, and a gift that somebody was given."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.fields import CountField, MoneyField, Table
from cms.pages import Row


class ActivityRow(Row):
    """Base of something that was held: when, what, how many took part, what came of it."""

    held_on = models.DateField(_("วันที่จัด"), null=True)
    activity = models.CharField(_("กิจกรรม"), max_length=300)
    participants = CountField(_("ผู้เข้าร่วม (คน)"), null=True, blank=True)
    result = models.TextField(_("ผลที่ได้"), blank=True)

    table = Table(total=("participants",))

    class Meta(Row.Meta):
        abstract = True
        verbose_name = verbose_name_plural = _("กิจกรรมที่จัด")


class GiftRow(Row):
    """Base of a gift or another benefit. Posts and kinds are named, no private persons."""

    received_on = models.DateField(_("วันที่ได้รับ"), null=True)
    what = models.CharField(_("ทรัพย์สินหรือประโยชน์"), max_length=300)
    receiver = models.CharField(_("ตำแหน่งผู้รับ"), max_length=200, help_text=_("ระบุตำแหน่ง ไม่ต้องระบุชื่อบุคคล"))
    giver = models.CharField(_("ประเภทผู้ให้"), max_length=200, help_text=_("เช่น ผู้มาติดต่อราชการ หน่วยงานของรัฐ เอกชน"))
    value = MoneyField(_("มูลค่าโดยประมาณ (บาท)"), null=True)
    handling = models.CharField(_("การดำเนินการ"), max_length=300, help_text=_("เช่น ส่งคืน ส่งมอบเป็นของหน่วยงาน"))

    class Meta(Row.Meta):
        abstract = True
