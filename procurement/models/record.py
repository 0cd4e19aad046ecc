"""The procurement record: one purchase or hire that was concluded, with its bidders and winners."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Revision

from cms.fields import AnswersField, MoneyField, PeriodField, Table, filled, rows
from cms.models import ApprovedSnippet
from cms.pages import Row
from cms.policy.periods import MONTH_CHOICES
from cms.thai.dates import fiscal_year
from procurement.fields import EgpNumberField, TaxIdField
from procurement.models.settings import ProcurementSettings
from procurement.models.vendor import Vendor
from procurement.policy.codes import KINDS, METHODS, STEPS
from procurement.policy.months import counting_day, month_of, refusal_to_count_elsewhere
from procurement.policy.roles import DRAFTS_PROCUREMENT
from procurement.policy.stages import reason_to_skip


def current_fiscal_year() -> int:
    """The fiscal year (Buddhist era) of today."""
    return fiscal_year(timezone.localdate())


class ProcurementRecord(ApprovedSnippet, ClusterableModel):
    """A purchase or hire. It counts in the month of its contract, else of its order or request (`counting_day`)."""

    # Both follow from the dates (`set_month`); the year of a record without a date is that of its making.
    fiscal_year = models.PositiveSmallIntegerField(_("ปีงบประมาณ (พ.ศ.)"), default=current_fiscal_year, editable=False)
    month = PeriodField(
        _("เดือนที่นับ"),
        max_length=3,
        blank=True,
        editable=False,
        choices=MONTH_CHOICES,
    )
    title = models.CharField(_("งานที่จัดซื้อหรือจัดจ้าง"), max_length=300)
    kind = models.CharField(_("ประเภทการจัดหา"), max_length=2, blank=True, choices=[*KINDS.items()])
    method = models.CharField(_("วิธีซื้อหรือจ้าง"), max_length=2, blank=True, choices=[*METHODS.items()])
    step = models.CharField(_("ขั้นตอน"), max_length=1, blank=True, choices=[*STEPS.items()])
    legal_basis = models.CharField(_("ข้อกฎหมาย"), max_length=120, blank=True, help_text=_("เช่น ม.56(2)(ข)"))
    budget = MoneyField(_("วงเงินที่จะซื้อหรือจ้าง (บาท)"))
    budget_source = models.CharField(_("แหล่งที่มาของงบประมาณ"), max_length=200, blank=True)
    reference_price = MoneyField(_("ราคากลาง (บาท)"), null=True, blank=True)
    reason = models.CharField(_("เหตุผลที่คัดเลือกโดยสรุป"), max_length=500, blank=True)
    request_date = models.DateField(_("วันที่ขอซื้อขอจ้าง"), null=True, blank=True)
    order_date = models.DateField(_("วันที่สั่งซื้อสั่งจ้าง"), null=True, blank=True)
    contract_number = models.CharField(_("เลขที่สัญญาหรือใบสั่ง"), max_length=60, blank=True)
    contract_date = models.DateField(_("ลงวันที่"), null=True, blank=True)
    end_date = models.DateField(_("วันสิ้นสุดสัญญา"), null=True, blank=True)
    egp_number = EgpNumberField(
        _("เลขที่โครงการในระบบ e-GP"), max_length=11, blank=True, help_text=_("ตัวเลข 11 หลัก เช่น 69089649017")
    )
    counted_on = models.DateField(
        _("ให้นับในเดือนของวันที่"),
        null=True,
        blank=True,
        help_text=_("เว้นว่างไว้เพื่อนับตามวันที่ของสัญญา ถ้าไม่มีนับตามวันที่สั่งหรือวันที่ขอ"),
    )
    counted_reason = models.CharField(_("เหตุผลที่นับในเดือนอื่น"), max_length=300, blank=True)
    answers = AnswersField(_("คำชี้แจงข้อสังเกต"), default=list, blank=True)

    address_name, address_fields = "procurement_record", ("fiscal_year",)
    when_empty: ClassVar[dict[str, Any]] = {"contract_number": _("ยังไม่มี"), "contract_date": _("ยังไม่มี")}
    drafted_by = DRAFTS_PROCUREMENT
    # What แบบ สขร.1 shows of it; the title, the budget and the cells of the rows are required fields.
    evidence = {
        "kind": filled("kind"),
        "method": filled("method"),
        "step": filled("step"),
        "bidders": rows("bidders"),
        "winners": rows("winners"),
        "reason": filled("reason"),
        "day": filled("contract_date", "order_date", "request_date"),
    }
    warnings_by = "procurement.selectors.oddities.oddities_of"

    class Meta:
        verbose_name = _("รายการจัดซื้อจัดจ้าง")
        verbose_name_plural = _("รายการจัดซื้อจัดจ้าง")
        ordering = ["-fiscal_year", "-id"]
        indexes = [models.Index(fields=["authority", "fiscal_year", "month"], name="procurement_of_a_month")]

    def __str__(self) -> str:
        return self.title

    @property
    def counting_day(self) -> date | None:
        """The day by which it counts in a month, or None where it has no date yet."""
        return counting_day(
            contract=self.contract_date, order=self.order_date, request=self.request_date, chosen=self.counted_on
        )

    @property
    def agreed(self) -> Decimal | None:
        """What was agreed with all winners, or None where there is no winner or the price of one is not known."""
        prices = [row.price for row in self.winners.all()]
        return sum(prices, Decimal(0)) if prices and None not in prices else None

    def set_month(self) -> None:
        """Set fiscal year and month to those of its day; without a day it counts in no month."""
        if day := self.counting_day:
            self.fiscal_year, self.month = month_of(day)
        else:
            self.month = ""

    def refusal_of_period(self) -> str | None:
        """Why it may not count in the month of the day that the officer chose, or None."""
        usual = counting_day(contract=self.contract_date, order=self.order_date, request=self.request_date)
        return refusal_to_count_elsewhere(chosen=self.counted_on, usual=usual, reason=self.counted_reason)

    def reason_to_skip_first_stage(self) -> str | None:
        """That its amounts are below what the authority decided, or None."""
        settings = ProcurementSettings.objects.filter(authority_id=self.authority_id).first()
        first_stage_from = settings.first_stage_from if settings else None
        return reason_to_skip(self.budget, self.agreed, first_stage_from=first_stage_from)

    def clean(self) -> None:
        """Raises ValidationError for a month that is chosen without need or reason."""
        super().clean()
        if reason := self.refusal_of_period():
            raise ValidationError({"counted_on": reason})

    def full_clean(self, exclude: Iterable[str] | None = None, *args: object, **kwargs: object) -> None:
        self.set_month()
        super().full_clean(exclude, *args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        self.set_month()
        return super().save_revision(*args, **kwargs)

    def serializable_data(self) -> dict[str, Any]:
        """That of a revision, which names no vendor: one may be merged with another before it is approved."""
        data: dict[str, Any] = super().serializable_data()
        for row in (row for relation in ("bidders", "winners") for row in data.get(relation, ())):
            row["vendor"] = None
        return data


class Party(Row):
    """Base of a bidder and a winner: the name and number as they were on the paper, and an amount."""

    name = models.CharField(_("ชื่อผู้ประกอบการ"), max_length=250)
    tax_id = TaxIdField(
        _("เลขประจำตัวผู้เสียภาษี"), max_length=17, blank=True, help_text=_("13 หลัก เลขของบุคคลธรรมดาเก็บแบบปิดบังเสมอ")
    )
    vendor = models.ForeignKey(
        Vendor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("ทะเบียนผู้ประกอบการ"),
    )

    not_approved: ClassVar[dict[str, str]] = {"vendor": "found by name and number, which are approved"}

    class Meta(Row.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name


class Bidder(Party):
    """Somebody who offered a price."""

    record = ParentalKey(ProcurementRecord, on_delete=models.CASCADE, related_name="bidders")
    price = MoneyField(_("ราคาที่เสนอ (บาท)"), null=True, blank=True)

    table = Table(heading=_("ผู้เสนอราคา"))

    class Meta(Row.Meta):
        verbose_name = _("ผู้เสนอราคา")
        verbose_name_plural = _("ผู้เสนอราคา")


class Winner(Party):
    """Somebody with whom a price was agreed; one procurement may have several."""

    record = ParentalKey(ProcurementRecord, on_delete=models.CASCADE, related_name="winners")
    price = MoneyField(_("ราคาที่ตกลงซื้อหรือจ้าง (บาท)"))

    table = Table(heading=_("ผู้ได้รับการคัดเลือก"), total=("price",))

    class Meta(Row.Meta):
        verbose_name = _("ผู้ได้รับการคัดเลือก")
        verbose_name_plural = _("ผู้ได้รับการคัดเลือก")
