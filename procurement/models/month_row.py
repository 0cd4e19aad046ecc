"""The columns of a month's rows, as the snapshot of a monthly page keeps them."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.fields import MoneyField, Table, computed
from procurement.policy.codes import KINDS, METHODS, STEPS
from procurement.policy.parties import parties_in_words, sum_of_prices

if TYPE_CHECKING:  # generic for the type checker alone
    JSONField = models.JSONField[Any, Any]
else:
    JSONField = models.JSONField


class PartiesField(JSONField):
    """Bidders or winners in a cell (`procurement.policy.parties`)."""

    def to_words(self, value: Any) -> str:
        """Each on a line with its price."""
        return parties_in_words(value)


class MonthRow(models.Model):
    """A row of แบบ สขร.1 and of the tables that are made from the same records. Abstract: the columns of a snapshot.

    A record that was withdrawn after its month was approved stays as a row with its title and the reason alone, so
    that the numbers of the others and the sums hold.
    """

    number = models.PositiveIntegerField(_("ลำดับที่"))
    record = models.PositiveBigIntegerField(_("รหัสรายการ"))
    publication = models.PositiveBigIntegerField(_("รหัสฉบับที่อนุมัติ"))
    title = models.CharField(_("งานที่จัดซื้อหรือจัดจ้าง"), max_length=300)
    budget = MoneyField(_("วงเงินที่จะซื้อหรือจ้าง (บาท)"))
    reference_price = MoneyField(_("ราคากลาง (บาท)"), null=True, blank=True)
    method = models.CharField(_("วิธีซื้อหรือจ้าง"), max_length=2, choices=[*METHODS.items()])
    bidders = PartiesField(_("ผู้เสนอราคาและราคาที่เสนอ"), default=list)
    winners = PartiesField(_("ผู้ได้รับการคัดเลือกและราคาที่ตกลง"), default=list)
    reason = models.CharField(_("เหตุผลที่คัดเลือกโดยสรุป"), max_length=500)
    contract_number = models.CharField(_("เลขที่สัญญาหรือข้อตกลง"), max_length=60)
    contract_date = models.DateField(_("วันที่ทำสัญญาหรือข้อตกลง"), null=True)
    end_date = models.DateField(_("วันสิ้นสุดสัญญา"), null=True)
    kind = models.CharField(_("ประเภทการจัดหา"), max_length=2, choices=[*KINDS.items()])
    step = models.CharField(_("ขั้นตอน"), max_length=1, choices=[*STEPS.items()])
    legal_basis = models.CharField(_("ข้อกฎหมาย"), max_length=120)
    budget_source = models.CharField(_("แหล่งที่มาของงบประมาณ"), max_length=200)
    egp_number = models.CharField(_("เลขที่โครงการในระบบ e-GP"), max_length=11)
    division = models.CharField(_("กอง/สำนัก"), max_length=120)
    withdrawn = models.CharField(_("ถอนการเผยแพร่"), max_length=500)

    table = Table(
        heading=_("รายการจัดซื้อจัดจ้าง"),
        none=_("เดือนนี้ไม่มีการจัดซื้อจัดจ้าง"),
        total=("budget", "agreed"),
        computed=(computed("agreed", MoneyField(_("ราคาที่ตกลงรวม (บาท)")), of=("winners",), by=sum_of_prices),),
    )

    # What an approver reads of each row before he unfolds it.
    headline = ("title", "agreed", "withdrawn")

    class Meta:
        abstract = True
        verbose_name = _("รายการของเดือน")
        verbose_name_plural = _("รายการของเดือน")
