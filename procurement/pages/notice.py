"""Notices of procurement: plan, reference price, draft terms, invitation, winner; what changes or cancels them."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from cms.fields import MoneyField, checked, filled, published
from cms.pages import NarrativePage
from procurement.editor.notice_form import NoticeForm
from procurement.models import ProcurementRecord
from procurement.models.egp_numbers import egp_number, egp_plan_number
from procurement.policy.codes import NOTICE_KINDS, NoticeKind
from procurement.policy.notices import asked_of, refusal_to_change
from procurement.policy.roles import DRAFTS_PROCUREMENT
from procurement.selectors.notices import context_of_notice


class ProcurementNoticePage(NarrativePage):
    """A notice as it was announced. One that changes or cancels another names it, so that readers see all of them."""

    page_description = _("ราคากลาง ร่าง TOR ประกาศเชิญชวน ผู้ชนะ และการเปลี่ยนแปลงหรือยกเลิกประกาศ")
    also_called = ("ประกวดราคา", "ประกาศผู้ชนะ", "ราคากลาง", "TOR", "e-bidding")
    sections = ("procurement",)
    slug_prefix = "n-"
    drafted_by = DRAFTS_PROCUREMENT
    is_copied_to_other_years = False
    base_form_class = NoticeForm
    evidence = {
        "substance": filled("attachments", "source_url", "body"),
        "announced": filled("announced"),
        "kind": checked("lacking_of_kind", _("ที่ประกาศชนิดนั้นต้องมี")),
        "changes": published("changes"),
        "record": published("record"),
    }

    kind = models.CharField(
        _("ชนิดของประกาศ"), max_length=2, choices=[(kind.value, NOTICE_KINDS[kind]) for kind in NoticeKind]
    )
    changes = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="changed_by",
        verbose_name=_("ประกาศเดิม"),
        help_text=_("เลือกเมื่อเป็นประกาศเปลี่ยนแปลงหรือยกเลิก"),
    )
    announced = models.DateField(_("วันที่ประกาศ"), null=True, blank=True)
    closes = models.DateField(_("ยื่นเสนอราคาได้ถึงวันที่"), null=True, blank=True)
    budget = MoneyField(_("วงเงินงบประมาณ (บาท)"), null=True, blank=True)
    reference_price = MoneyField(_("ราคากลาง (บาท)"), null=True, blank=True)
    winner = models.CharField(_("ผู้ชนะการเสนอราคา"), max_length=250, blank=True)
    agreed_price = MoneyField(_("ราคาที่ตกลง (บาท)"), null=True, blank=True)
    egp_number = models.CharField(
        _("เลขที่โครงการในระบบ e-GP"), max_length=11, blank=True, validators=[egp_number], help_text=_("ตัวเลข 11 หลัก")
    )
    plan_number = models.CharField(_("เลขที่แผนในระบบ e-GP"), max_length=12, blank=True, validators=[egp_plan_number])
    record = models.ForeignKey(
        ProcurementRecord,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name=_("รายการจัดซื้อจัดจ้าง"),
        help_text=_("เว้นว่างได้ ระบบเชื่อมกับรายการที่มีเลขที่โครงการ e-GP เดียวกันให้"),
    )
    source_url = models.URLField(_("ประกาศในระบบ e-GP"), max_length=500, blank=True)
    # Set where it came in from a file, so that the whole file may be taken back.
    import_batch = models.UUIDField(null=True, editable=False, db_index=True)

    not_approved = {"import_batch": "from which file it came"}

    class Meta:
        verbose_name = verbose_name_plural = _("ประกาศจัดซื้อจัดจ้าง")

    def clean(self) -> None:
        super().clean()
        is_itself = self.changes_id is not None and self.changes_id == self.pk
        if reason := refusal_to_change(self.kind, has_changed=self.changes_id is not None, is_itself=is_itself):
            raise ValidationError({"changes": reason})

    def lacking_of_kind(self) -> Iterator[tuple[str, str]]:
        """The fields that a notice of its kind must fill and that are empty, each with a sentence."""
        for name in asked_of(self.kind):
            field = self._meta.get_field(name)
            if getattr(self, field.attname) in (None, ""):
                words = {"kind": self.get_kind_display(), "field": field.verbose_name}
                yield name, say("“%(kind)s” ต้องมี “%(field)s” ใส่ก่อนส่งขออนุมัติ") % words

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        """Adds the notices of the same procurement in their order, its record and its plan, as far as public."""
        return super().get_context(request, *args, **kwargs) | context_of_notice(self)

    def get_template(self, request: HttpRequest, *args: object, **kwargs: object) -> str:
        return "procurement/notice_page.html"
