"""Announcements of the authority that no other page type covers."""

from django.utils.translation import gettext_lazy as _

from cms.pages import NarrativePage


class GeneralAnnouncementPage(NarrativePage):
    """A general announcement (ประกาศทั่วไป): text, files, number and date of the letter."""

    parent_page_types = ["cms.YearPage"]
    page_description = _("ประกาศ คำสั่ง หรือหนังสือที่ไม่มีแบบเฉพาะ")
    is_creatable = True
    sections = ("announcements",)

    class Meta:
        verbose_name = _("ประกาศทั่วไป")
        verbose_name_plural = _("ประกาศทั่วไป")
