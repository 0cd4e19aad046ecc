"""The monthly summary of procurement, แบบ สขร.1."""

from django.db import models
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.utils.decorators import cached_classmethod

from cms.fields import SnapshotField, rows
from cms.pages import TablePage
from cms.policy.periods import EVERY_MONTH
from cms.policy.refusal import Refused
from cms.thai.money import format_amount
from procurement.editor.month_editor import month_tabs
from procurement.models import MonthRow
from procurement.pages.month_serving import MonthServing
from procurement.policy.month_sums import sums_by_method, sums_of
from procurement.policy.month_work import NEVER_DELETED, refusal_to_publish
from procurement.policy.roles import DRAFTS_PROCUREMENT
from procurement.selectors.months import hidden_records, public_records_of


class MonthlyProcurementPage(MonthServing, TablePage):
    """What was bought and hired in a month: a snapshot of its approved records, drawn up and never typed."""

    procurements = SnapshotField(_("รายการจัดซื้อจัดจ้างของเดือน"), row_model=MonthRow)
    procurements_digest = models.CharField(_("รหัสตรวจสอบรายการ"), max_length=64, blank=True, editable=False)

    sections = ("procurement",)
    is_creatable = is_deletable = False
    periods = EVERY_MONTH
    one_a_period = True
    is_copied_to_other_years = False
    drafted_by = DRAFTS_PROCUREMENT
    reading_order = ("tables", "texts", "facts")
    paper = "procurement.exports.month_pdf.paper"
    evidence = {"substance": rows("procurements")}
    page_description = _("สรุปผลการจัดซื้อจัดจ้างรายเดือน ระบบจัดทำจากรายการที่อนุมัติแล้ว")

    class Meta:
        verbose_name = _("สรุปผลการจัดซื้อจัดจ้างรายเดือน (สขร.1)")
        verbose_name_plural = _("สรุปผลการจัดซื้อจัดจ้างรายเดือน (สขร.1)")

    def refusal_to_publish(self) -> str | None:
        """Rows that were drawn up before their record was withdrawn or suspended would be public again."""
        return refusal_to_publish(
            rows=len(self.procurements),
            hidden=len(hidden_records(self.procurements)),
            approved=0 if self.procurements else len(public_records_of(self)),
        )

    def sums_in_words(self) -> list[str]:
        """The number of its rows with their sums, then those of each method."""
        sums = sums_of(self.procurements)
        words = {"count": sums.count, "agreed": format_amount(sums.agreed), "budget": format_amount(sums.budget)}
        whole = say("%(count)s รายการ ตกลงซื้อหรือจ้าง %(agreed)s บาท จากวงเงิน %(budget)s บาท") % words
        methods = [
            say("%(name)s %(count)s รายการ %(agreed)s บาท")
            % {"name": each.name, "count": each.count, "agreed": format_amount(each.agreed)}
            for each in sums_by_method(self.procurements)
        ]
        return [whole, *methods] if self.procurements else []

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """Raises Refused: a month that is not there would say nothing."""
        raise Refused(NEVER_DELETED)

    @cached_classmethod
    def get_edit_handler(cls) -> Panel:  # noqa: N805 Wagtail's decorator makes it a class method
        """The editor: remarks, paper and files; what a month is and holds follows from the tree and the records."""
        return month_tabs().bind_to_model(cls)
