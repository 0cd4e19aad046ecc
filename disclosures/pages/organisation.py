"""What the authority is: its structure, its powers and duties, the laws it stands on, its policy on personal data."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from cms.fields import Table, confirmed, each_choice, every, filled, rows, tree
from cms.pages import NarrativePage, Row, TablePage
from disclosures.policy.channels import LAWS, LEVELS, SIDES


class StructurePage(NarrativePage):
    """The structure (โครงสร้าง): units below one another, drawn as a chart; the political and the permanent side."""

    page_description = _("แผนผังการแบ่งส่วนราชการ ตำแหน่งสำคัญ ครบทั้งฝ่ายการเมืองและฝ่ายประจำ")
    also_called = ("ผังองค์กร", "แผนผัง", "ส่วนราชการ", "กรอบอัตรากำลัง")
    sections, one_a_period, holds_for_years = ("about",), True, True
    evidence = {
        "substance": rows("units"),
        "heads": every("units", "head"),
        "sides": each_choice("units", "side"),
    }

    legal_basis = models.TextField(
        _("ฐานอำนาจ"), blank=True, help_text=_("แผนอัตรากำลัง ประกาศ หรือกฎหมายที่กำหนดโครงสร้างนี้")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("โครงสร้างหน่วยงาน")


class StructureUnit(Row):
    """A unit or post. It stands below the nearest one before it with a smaller level."""

    page = ParentalKey(StructurePage, on_delete=models.CASCADE, related_name="units")
    name = models.CharField(_("ส่วนงานหรือตำแหน่ง"), max_length=200)
    level = models.PositiveSmallIntegerField(
        _("ระดับ"), choices=LEVELS, default=1, help_text=_("อยู่ใต้รายการก่อนหน้าที่ระดับสูงกว่า เรียงแถวตามแผนผัง")
    )
    head = models.CharField(
        _("ตำแหน่งหัวหน้า"), max_length=200, blank=True, help_text=_("เช่น ผู้อำนวยการกองคลัง ถ้าไม่มี ให้เขียนว่า “ไม่มี”")
    )
    side = models.CharField(_("ฝ่าย"), max_length=10, choices=SIDES)
    duties = models.CharField(_("งานที่รับผิดชอบ"), max_length=300, blank=True)

    table = Table(heading=_("ผังโครงสร้าง"), chart=tree("name", "level", group="side"))

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = _("ส่วนงานในผัง")


class DutiesPage(NarrativePage):
    """Powers and duties (หน้าที่และอำนาจ) in the authority's own words."""

    page_description = _("หน้าที่และอำนาจของหน่วยงานโดยเฉพาะ เขียนให้ประชาชนเข้าใจ ไม่ใช่ตัวบทกฎหมายทั้งฉบับ")
    also_called = ("อำนาจหน้าที่", "ภารกิจ", "พันธกิจ")
    sections, one_a_period, holds_for_years = ("about",), True, True
    evidence = {
        "substance": filled("body"),
        "legal_basis": filled("legal_basis"),
        "own_words": confirmed(_("เป็นหน้าที่ของหน่วยงานนี้โดยเฉพาะ ไม่ใช่ตัวบทกฎหมายทั้งฉบับ")),
    }

    legal_basis = models.TextField(_("ฐานอำนาจ"), blank=True, help_text=_("กฎหมายและมาตราที่ให้หน้าที่และอำนาจ"))

    class Meta:
        verbose_name = verbose_name_plural = _("หน้าที่และอำนาจ")


class RelatedLawsPage(TablePage):
    """The laws on which the authority's work stands (กฎหมายที่เกี่ยวข้อง), each with where it can be read."""

    page_description = _("กฎหมาย ระเบียบ และข้อบัญญัติที่หน่วยงานใช้ พร้อมลิงก์ไปอ่านฉบับเต็ม")
    also_called = ("พ.ร.บ.", "ระเบียบ", "ข้อบัญญัติ")
    sections, one_a_period, holds_for_years = ("about",), True, True
    evidence = {"substance": rows("laws")}

    class Meta:
        verbose_name = verbose_name_plural = _("กฎหมายที่เกี่ยวข้อง")


class RelatedLaw(Row):
    """One law: its kind, what it is about here, where it is read."""

    page = ParentalKey(RelatedLawsPage, on_delete=models.CASCADE, related_name="laws")
    name = models.CharField(_("ชื่อกฎหมาย"), max_length=300)
    kind = models.CharField(_("ประเภท"), max_length=12, choices=LAWS)
    about = models.TextField(_("เกี่ยวข้องอย่างไร"), blank=True)
    link = models.URLField(_("อ่านฉบับเต็ม"), blank=True, help_text=_("ที่อยู่เว็บไซต์ ขึ้นต้นด้วย https://"))

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = _("กฎหมาย")


class PrivacyPolicyPage(NarrativePage):
    """The policy on personal data (นโยบายคุ้มครองข้อมูลส่วนบุคคล), and whom one asks about one's own data."""

    page_description = _("นโยบายคุ้มครองข้อมูลส่วนบุคคลตาม พ.ร.บ. พ.ศ. 2562 และช่องทางใช้สิทธิของเจ้าของข้อมูล")
    also_called = ("PDPA", "ข้อมูลส่วนตัว", "ประกาศความเป็นส่วนตัว")
    sections, one_a_period, holds_for_years = ("about",), True, True
    evidence = {"substance": filled("body", "attachments"), "contact": filled("contact")}

    contact = models.TextField(
        _("ติดต่อเรื่องข้อมูลส่วนบุคคล"), blank=True, help_text=_("ผู้รับผิดชอบ โทรศัพท์ อีเมล ที่ประชาชนใช้สิทธิได้")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("นโยบายคุ้มครองข้อมูลส่วนบุคคล")
