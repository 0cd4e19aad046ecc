"""The No Gift Policy: declaration, culture, report; and the benefits that officials received by custom."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from cms.fields import Table, confirmed, filled, rows
from cms.pages import NarrativePage, StatementPage, TablePage
from cms.policy.lifecycle import Period
from cms.policy.periods import HALF_YEARS
from disclosures.pages.activities import ActivityRow, GiftRow


class NoGiftDeclarationPage(StatementPage):
    """The declaration of a year, signed by the head of the authority, that binds him and all officials."""

    page_description = _("ประกาศของผู้บริหารสูงสุดว่าหน่วยงานไม่รับของขวัญทุกชนิด")
    also_called = ("งดรับของขวัญ", "โนกิฟต์", "ประกาศเจตจำนง")
    sections = ("no-gift",)
    evidence = {
        "paper": filled("attachments"),
        "signed": confirmed(_("ประกาศที่แนบลงนามโดยผู้บริหารสูงสุดคนปัจจุบัน และผูกพันเจ้าหน้าที่ทุกคนทั้งก่อน ขณะ และหลังปฏิบัติหน้าที่")),
    }

    class Meta:
        verbose_name = verbose_name_plural = _("ประกาศเจตนารมณ์นโยบาย No Gift Policy")


class NoGiftCulturePage(NarrativePage):
    """What was held in a year so that nobody gives and nobody takes."""

    page_description = _("กิจกรรมในปีนี้ที่ทำให้ไม่มีผู้ให้และไม่มีผู้รับของขวัญ")
    also_called = ("วัฒนธรรมงดรับของขวัญ", "โนกิฟต์")
    sections, one_a_period, is_copied_to_other_years = ("no-gift",), True, False
    evidence = {"substance": rows("activities")}

    class Meta:
        verbose_name = verbose_name_plural = _("การสร้างวัฒนธรรม No Gift Policy")


class NoGiftActivity(ActivityRow):
    page = ParentalKey(NoGiftCulturePage, on_delete=models.CASCADE, related_name="activities")


class NoGiftReportPage(TablePage):
    """The gifts that were offered or taken in half a year, or that there was none."""

    page_description = _("ครึ่งปีนี้มีผู้เสนอหรือรับของขวัญใดบ้าง ถ้าไม่มีให้ระบุว่าไม่มี")
    also_called = ("รายงานรับของขวัญ", "งดรับของขวัญ", "โนกิฟต์")
    sections, periods, one_a_period, is_copied_to_other_years = ("no-gift",), HALF_YEARS, True, False
    evidence = {"substance": rows("gifts")}

    class Meta:
        verbose_name = verbose_name_plural = _("รายงานผลตามนโยบาย No Gift Policy")


class ReportedGift(GiftRow):
    page = ParentalKey(NoGiftReportPage, on_delete=models.CASCADE, related_name="gifts")

    table = Table(total=("value",), none=_("ไม่มีการรับของขวัญและของกำนัลทุกชนิด"))

    class Meta(GiftRow.Meta):
        verbose_name = verbose_name_plural = _("ของขวัญและของกำนัล")


class BenefitsReceivedPage(TablePage):
    """Property and other benefits that officials received by custom in a half-year or year, or that there was none."""

    page_description = _("ทรัพย์สินหรือประโยชน์ที่เจ้าหน้าที่รับตามธรรมจรรยา ถ้าไม่มีให้ระบุว่าไม่มี")
    also_called = ("ธรรมจรรยา", "รับของขวัญ", "ของกำนัล")
    sections, one_a_period, is_copied_to_other_years = ("no-gift",), True, False
    periods = (*HALF_YEARS, Period.YEAR)
    evidence = {"substance": rows("benefits")}

    class Meta:
        verbose_name = verbose_name_plural = _("รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา")


class BenefitReceived(GiftRow):
    page = ParentalKey(BenefitsReceivedPage, on_delete=models.CASCADE, related_name="benefits")

    table = Table(total=("value",), none=_("ไม่มีการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา"))

    class Meta(GiftRow.Meta):
        verbose_name = verbose_name_plural = _("ทรัพย์สินหรือประโยชน์ที่ได้รับ")
