"""The columns of what is drawn from approved months: sums by method, kind and month; the winners of a quarter."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.fields import CountField, MoneyField, Table, bar, computed
from cms.policy.lifecycle import period_without_year
from cms.policy.periods import EVERY_MONTH
from procurement.policy.codes import KINDS, METHODS
from procurement.policy.winner_reasons import REASONS
from procurement.policy.year_sums import saving

# Made before the columns of sums, as columns stand in the order of their making.
METHOD = models.CharField(_("วิธีซื้อหรือจ้าง"), max_length=2, choices=[*METHODS.items()])
KIND = models.CharField(_("ประเภทการจัดหา"), max_length=2, choices=[*KINDS.items()])
MONTH = models.CharField(
    _("เดือน"), max_length=3, choices=[(month.value, period_without_year(month)) for month in EVERY_MONTH]
)


def sums_table(by: str) -> Table:
    """A table of sums with what was saved, and a chart of what was agreed by a column."""
    saved = computed("saving", MoneyField(_("ประหยัดได้ (บาท)")), of=("budget", "agreed"), by=saving)
    return Table(total=("count", "budget", "agreed", "saving"), chart=bar(by, "agreed"), computed=(saved,))


class SumsRow(models.Model):
    """Base of a row of sums. Abstract, as all of these: the columns of a snapshot."""

    count = CountField(_("จำนวนรายการ"))
    budget = MoneyField(_("วงเงินงบประมาณ (บาท)"))
    agreed = MoneyField(_("ราคาที่ตกลง (บาท)"))

    class Meta:
        abstract = True


class MethodSums(SumsRow):
    """The sums of one method."""

    method = METHOD

    table = sums_table("method")

    class Meta:
        abstract = True
        verbose_name = verbose_name_plural = _("ผลการจัดซื้อจัดจ้างแยกตามวิธี")


class KindSums(SumsRow):
    """The sums of one kind."""

    kind = KIND

    table = sums_table("kind")

    class Meta:
        abstract = True
        verbose_name = verbose_name_plural = _("ผลการจัดซื้อจัดจ้างแยกตามประเภท")


class MonthSums(SumsRow):
    """The sums of one month, and the edition of the month in which they were approved."""

    month = MONTH
    edition = models.PositiveIntegerField(_("ฉบับที่"))

    table = sums_table("month")

    class Meta:
        abstract = True
        verbose_name = verbose_name_plural = _("ผลการจัดซื้อจัดจ้างแยกตามเดือน")


class QuarterWinner(models.Model):
    """A winner in the notice of a quarter, in the columns of its form; the first (ลำดับ) counts rows."""

    tax_id = models.CharField(_("เลขประจำตัวผู้เสียภาษี/เลขประจำตัวประชาชน"), max_length=20)
    name = models.CharField(_("ชื่อผู้ประกอบการ"), max_length=250)
    item = models.CharField(_("รายการพัสดุที่จัดซื้อจัดจ้าง"), max_length=300)
    amount = MoneyField(_("จำนวนเงินรวมที่จัดซื้อจัดจ้าง (บาท)"))
    reference = models.CharField(_("เอกสารอ้างอิง (วันที่ เลขที่)"), max_length=120)
    reason = models.CharField(_("เหตุผลสนับสนุน"), max_length=1, choices=[*REASONS.items()])

    table = Table(heading=_("ผู้ได้รับการคัดเลือกในไตรมาส"), total=("amount",), none=_("ไตรมาสนี้ไม่มีการจัดซื้อจัดจ้าง"))

    class Meta:
        abstract = True
        verbose_name = verbose_name_plural = _("ผู้ชนะ")
