"""Ethics of officials: the codes, how they are promoted, and what their appraisal is used for."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from cms.fields import Table, filled, rows
from cms.pages import NarrativePage, Row
from disclosures.pages.activities import ActivityRow


class EthicsCodePage(NarrativePage):
    """The codes of ethics that hold for the executives, the council and the officials of the authority."""

    page_description = _("ประมวลจริยธรรมที่ผู้บริหาร สมาชิกสภา และพนักงานต้องถือปฏิบัติ")
    also_called = ("จรรยาบรรณ", "ข้อบังคับจรรยา", "มาตรฐานจริยธรรม")
    sections, one_a_period, holds_for_years = ("ethics",), True, True
    evidence = {"substance": rows("codes")}

    class Meta:
        verbose_name = verbose_name_plural = _("ประมวลจริยธรรมสำหรับเจ้าหน้าที่ของรัฐ")


class EthicsCode(Row):
    """One code, and for whom it holds."""

    page = ParentalKey(EthicsCodePage, on_delete=models.CASCADE, related_name="codes")
    holds_for = models.CharField(_("ใช้กับ"), max_length=200, help_text=_("เช่น ผู้บริหารท้องถิ่น สมาชิกสภา พนักงานส่วนตำบล"))
    code = models.CharField(_("ประมวลจริยธรรม"), max_length=300)
    principles = models.TextField(_("สาระสำคัญ"), blank=True)

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = _("ประมวลจริยธรรมที่ใช้")


class EthicsPromotionPage(NarrativePage):
    """How ethics are promoted in a year: the working group by its order, what to do and what not, activities."""

    page_description = _("คณะทำงานจริยธรรม สิ่งที่ควรทำและไม่ควรทำ กิจกรรมในปีนี้")
    also_called = ("ชมรมจริยธรรม", "Dos & Don’ts", "ข้อควรทำไม่ควรทำ", "อบรมคุณธรรม")
    sections, one_a_period = ("ethics",), True
    evidence = {
        "order": filled("document_number"),
        "working_group": rows("members"),
        "dos_and_donts": rows("conduct"),
        "substance": rows("activities"),
    }

    class Meta:
        verbose_name = verbose_name_plural = _("การขับเคลื่อนจริยธรรม")


class EthicsGroupMember(Row):
    """A post in the working group."""

    page = ParentalKey(EthicsPromotionPage, on_delete=models.CASCADE, related_name="members")
    post = models.CharField(_("ตำแหน่ง"), max_length=200)
    duty = models.CharField(_("หน้าที่ในคณะทำงาน"), max_length=200)

    table = Table(heading=_("คณะทำงานขับเคลื่อนจริยธรรม"))

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = _("คณะทำงาน")


class EthicalConduct(Row):
    """What officials should do in a matter, and what they should not."""

    page = ParentalKey(EthicsPromotionPage, on_delete=models.CASCADE, related_name="conduct")
    matter = models.CharField(_("เรื่อง"), max_length=200)
    do = models.TextField(_("ควรทำ"))
    dont = models.TextField(_("ไม่ควรทำ"))

    table = Table(heading=_("แนวปฏิบัติสิ่งที่ควรทำและไม่ควรทำ"))

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = _("แนวปฏิบัติ")


class EthicsActivity(ActivityRow):
    page = ParentalKey(EthicsPromotionPage, on_delete=models.CASCADE, related_name="activities")


class EthicsAppraisalPage(NarrativePage):
    """How officials are appraised by their ethics, and what the result is used for."""

    page_description = _("ประเมินจริยธรรมเจ้าหน้าที่อย่างไร และนำผลไปใช้เรื่องใด")
    also_called = ("ประเมินคุณธรรม", "ประเมินพฤติกรรม")
    method = models.TextField(_("วิธีประเมิน"), blank=True)
    result = models.TextField(_("ผลการประเมิน"), blank=True, help_text=_("ภาพรวม ไม่ระบุชื่อบุคคล"))
    use = models.TextField(_("การนำผลไปใช้ในการบริหารงานบุคคล"), blank=True)

    sections, one_a_period, is_copied_to_other_years = ("ethics",), True, False
    evidence = {"method": filled("method"), "result": filled("result"), "substance": filled("use")}

    class Meta:
        verbose_name = verbose_name_plural = _("การประเมินจริยธรรมเจ้าหน้าที่ของรัฐ")
