"""How the authority is reached: address and telephone, social networks, questions and answers, reports of bribery."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from cms.fields import Table, confirmed, each_choice, every, filled, rows
from cms.pages import Row, TablePage
from disclosures.policy.channels import CONTACTS, EMAIL, NETWORKS, ONLINE, QUESTIONS, REPORTS, TELEPHONE

LINK = _("ที่อยู่เว็บไซต์ ขึ้นต้นด้วย https://")


class ContactPage(TablePage):
    """Address, map, hours and all ways to reach the authority (ข้อมูลการติดต่อ)."""

    page_description = _("ที่อยู่ โทรศัพท์ อีเมล แผนที่ตั้ง และเวลาทำการของหน่วยงาน")
    also_called = ("เบอร์โทร", "ที่อยู่ อบต.", "แผนที่")
    sections, one_a_period, holds_for_years = ("contact",), True, True
    evidence = {
        "substance": rows("channels"),
        "kinds": each_choice("channels", "kind", TELEPHONE, EMAIL),
        "address": filled("address"),
        "map": filled("map_link"),
        "hours": filled("hours"),
    }

    address = models.TextField(_("ที่อยู่"), blank=True)
    map_link = models.URLField(_("แผนที่ตั้ง"), max_length=500, blank=True, help_text=_("ลิงก์แผนที่ ขึ้นต้นด้วย https://"))
    hours = models.CharField(_("เวลาทำการ"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("ข้อมูลการติดต่อ")


class ContactChannel(Row):
    """One way to reach the authority."""

    page = ParentalKey(ContactPage, on_delete=models.CASCADE, related_name="channels")
    kind = models.CharField(_("ช่องทาง"), max_length=12, choices=CONTACTS)
    detail = models.CharField(_("หมายเลขหรือที่อยู่"), max_length=250)
    whom = models.CharField(_("ติดต่อกับ"), max_length=200, blank=True, help_text=_("กอง สำนัก หรือเรื่องที่รับติดต่อ"))
    hours = models.CharField(_("เวลา"), max_length=120, blank=True)

    table = Table(heading=_("ช่องทางติดต่อ"))

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = _("ช่องทางติดต่อ")


class SocialNetworkPage(TablePage):
    """The authority's own accounts in social networks (สื่อสังคมออนไลน์)."""

    page_description = _("บัญชีสื่อสังคมออนไลน์ของหน่วยงาน พร้อมลิงก์ที่กดไปได้")
    also_called = ("เฟซบุ๊ก", "Facebook", "เพจ", "ไลน์", "LINE", "ยูทูบ", "YouTube")
    sections, one_a_period, holds_for_years = ("contact",), True, True
    evidence = {"substance": rows("accounts"), "links": every("accounts", "link")}

    class Meta:
        verbose_name = verbose_name_plural = _("สื่อสังคมออนไลน์")


class SocialNetworkAccount(Row):
    """One account."""

    page = ParentalKey(SocialNetworkPage, on_delete=models.CASCADE, related_name="accounts")
    network = models.CharField(_("สื่อ"), max_length=12, choices=NETWORKS)
    name = models.CharField(_("ชื่อบัญชี"), max_length=200)
    link = models.URLField(_("ลิงก์"), max_length=500, blank=True, help_text=LINK)
    about = models.CharField(_("ใช้ทำอะไร"), max_length=250, blank=True)

    table = Table(heading=_("บัญชีของหน่วยงาน"))

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = _("บัญชีสื่อสังคมออนไลน์")


class QuestionChannelPage(TablePage):
    """Where a citizen asks and gets an answer (Q&A): ways in both directions, and how soon an answer comes."""

    page_description = _("ช่องทางที่ประชาชนถามและหน่วยงานตอบได้ทั้งสองทาง เช่น LINE OA กระดานถามตอบ แชต")
    also_called = ("ถามตอบ", "กระทู้", "เว็บบอร์ด", "แชตบอต", "Q&A")
    sections, one_a_period, holds_for_years = ("contact",), True, True
    evidence = {
        "substance": rows("channels"),
        "links": every("channels", "link"),
        "both_ways": confirmed(_("ประชาชนถามและได้คำตอบในช่องทางเดียวกัน (สองทาง)")),
    }

    class Meta:
        verbose_name = verbose_name_plural = _("ช่องทางถามตอบ (Q&A)")


class QuestionChannel(Row):
    """One way to ask."""

    page = ParentalKey(QuestionChannelPage, on_delete=models.CASCADE, related_name="channels")
    kind = models.CharField(_("ช่องทาง"), max_length=12, choices=QUESTIONS)
    name = models.CharField(_("ชื่อที่ใช้ค้นหา"), max_length=200)
    link = models.URLField(_("ลิงก์"), max_length=500, blank=True, help_text=LINK)
    hours = models.CharField(_("เวลาที่มีผู้ตอบ"), max_length=120, blank=True)
    within = models.CharField(_("ตอบภายใน"), max_length=120, blank=True)

    table = Table(heading=_("ช่องทางถามตอบ"))

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = _("ช่องทางถามตอบ")


class CorruptionChannelPage(TablePage):
    """How to report corruption of officials: apart from all other ways in, online too, and who reports is protected."""

    page_description = _("ช่องทางแจ้งการทุจริตของเจ้าหน้าที่ แยกจากเรื่องร้องเรียนทั่วไป และวิธีคุ้มครองผู้แจ้ง")
    also_called = ("แจ้งเบาะแส", "สายด่วนทุจริต", "ร้องเรียนเจ้าหน้าที่")
    sections, one_a_period, holds_for_years = ("complaints",), True, True
    evidence = {
        "substance": rows("channels"),
        "online": each_choice("channels", "kind", ONLINE),
        "protection": filled("protection"),
        "apart": confirmed(_("เป็นช่องทางของเรื่องทุจริตโดยเฉพาะ แยกจากเรื่องร้องเรียนทั่วไป")),
    }

    protection = models.TextField(_("การคุ้มครองผู้แจ้ง"), blank=True, help_text=_("ข้อมูลของผู้แจ้งเก็บไว้อย่างไร ใครเปิดดูได้"))
    what_to_tell = models.TextField(_("สิ่งที่ควรแจ้ง"), blank=True, help_text=_("ใคร ทำอะไร ที่ไหน เมื่อใด มีหลักฐานใด"))

    class Meta:
        verbose_name = verbose_name_plural = _("ช่องทางแจ้งเรื่องทุจริต")


class CorruptionChannel(Row):
    """One way to report corruption."""

    page = ParentalKey(CorruptionChannelPage, on_delete=models.CASCADE, related_name="channels")
    kind = models.CharField(_("ช่องทาง"), max_length=12, choices=REPORTS)
    detail = models.CharField(_("หมายเลขหรือที่อยู่"), max_length=250)
    link = models.URLField(_("ลิงก์"), max_length=500, blank=True, help_text=LINK)
    receiver = models.CharField(_("ผู้รับเรื่อง"), max_length=200)
    hours = models.CharField(_("เวลา"), max_length=120, blank=True)

    table = Table(heading=_("ช่องทางแจ้งเรื่องทุจริต"))

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = _("ช่องทางแจ้งเรื่องทุจริต")
