"""The notice of the winners of a quarter."""

from django.utils.translation import gettext_lazy as _

from cms.fields import SnapshotField, rows
from cms.policy.periods import QUARTERS
from procurement.models import MonthSums, QuarterWinner
from procurement.pages.drawn import DrawnPage
from procurement.policy.year_sums import ApprovedMonth, winners_of

WINNERS = "winners"


class QuarterlyWinnersPage(DrawnPage):
    """Who won in a quarter, in the seven columns of the form: drawn from its approved months, one a quarter."""

    winners = SnapshotField(_("ผู้ชนะในไตรมาส"), row_model=QuarterWinner)
    by_month = SnapshotField(_("เดือนที่นำมารวม"), row_model=MonthSums)

    page_description = _("ผู้ชนะของไตรมาสตามแบบเจ็ดช่อง ระบบจัดทำจากเดือนที่เผยแพร่แล้ว")
    also_called = ("ประกาศผู้ชนะรายไตรมาส", "ผลผู้ชนะไตรมาส")
    slug_prefix = "q-"
    periods = QUARTERS
    evidence = {"substance": rows(WINNERS)}

    class Meta:
        verbose_name = verbose_name_plural = _("ประกาศผลผู้ชนะการจัดซื้อจัดจ้าง ประจำไตรมาส")

    def draw_from(self, months: list[ApprovedMonth]) -> None:
        """One row for each winner; where all months say that there was none, so does the quarter."""
        self.winners = winners_of(months)
        is_complete = len(months) == len(self.months)
        self.stated_none = [WINNERS] if is_complete and not self.winners else []
