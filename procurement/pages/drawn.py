"""What is drawn up from the approved months of a period: base of the quarterly notice and the report of a year."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.utils.decorators import cached_classmethod

from cms.editor.layout import tabs_of
from cms.fields import checked
from cms.pages import TablePage
from cms.policy.lifecycle import Period, period_label
from cms.policy.periods import months_of
from procurement.editor.drawn_form import DrawnForm
from procurement.editor.drawn_panel import DrawnPanel
from procurement.pages.compressed import CompressedServing
from procurement.policy.roles import DRAFTS_PROCUREMENT
from procurement.policy.summaries import changes_since, names_of
from procurement.policy.year_sums import ApprovedMonth, by_month
from procurement.selectors.approved_months import approved_months, month_editions

MONTHS = "by_month"


class DrawnPage(CompressedServing, TablePage):
    """A record whose rows are copies of what the months of its period said when it was drawn up.

    A month that is corrected later changes nothing here: the page says so, and a draft is drawn up anew on request.
    `by_month` names the edition of each month from which the rows were drawn.
    """

    sections = ("procurement",)
    drafted_by = DRAFTS_PROCUREMENT
    one_a_period = True
    is_copied_to_other_years = False
    reading_order = ("tables", "texts", "facts")
    base_form_class = DrawnForm
    evidence = {"months": checked("lacking_months", _("ทุกเดือนของรอบเผยแพร่แล้ว และเป็นฉบับที่นำมารวม"))}

    class Meta:
        abstract = True

    @property
    def months(self) -> tuple[Period, ...]:
        """The months of its period."""
        return months_of(Period(self.period))

    def draw_up(self) -> None:
        """Set its rows to what its months say now; nothing is saved."""
        months = approved_months(self.authority_id, self.fiscal_year, self.months)
        setattr(self, MONTHS, by_month(months))
        self.draw_from(months)

    def draw_from(self, months: list[ApprovedMonth]) -> None:
        """Set the rows of the type from these months."""
        raise NotImplementedError

    def changed_months(self) -> list[Period]:
        """The months whose public edition is not the one from which it was drawn, in the order of the year."""
        now = month_editions(self.authority_id, self.fiscal_year, self.months)
        drawn = {row["month"]: row["edition"] for row in getattr(self, MONTHS)}
        return changes_since(drawn, {each.period.value: each.edition for each in now}, self.months)

    def lacking_months(self) -> Iterator[tuple[str, str]]:
        """That months are not public, and that others have another edition than was drawn from, each by their names."""
        public = {each.period for each in month_editions(self.authority_id, self.fiscal_year, self.months)}
        if lacking := [month for month in self.months if month not in public]:
            yield MONTHS, say("เดือนที่ยังไม่เผยแพร่: %(months)s") % {"months": self.names_of(lacking)}
        if newer := [month for month in self.changed_months() if month in public]:
            yield (
                MONTHS,
                say("เดือนที่มีฉบับใหม่กว่าตัวเลขในร่างนี้: %(months)s กด “ปรับตัวเลขตามเดือนล่าสุด”")
                % {"months": self.names_of(newer)},
            )

    def names_of(self, months: list[Period]) -> str:
        """Months with their years: `ตุลาคม 2568 · พฤศจิกายน 2568`."""
        return names_of(months, self.fiscal_year)

    @cached_classmethod
    def get_edit_handler(cls) -> Panel:  # noqa: N805 Wagtail's decorator makes it a class method
        """That of every record, with what changed since it was drawn at its head."""
        tabs = tabs_of(cls)
        tabs.children[0].children.insert(1, DrawnPanel())
        return tabs.bind_to_model(cls)

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        """Adds its months with their addresses, and those that were corrected since."""
        context = super().get_context(request, *args, **kwargs)
        editions = month_editions(self.authority_id, self.fiscal_year, self.months)
        changed = self.names_of(self.changed_months())
        links = [(period_label(each.period, self.fiscal_year), each.address) for each in editions]
        return {**context, "months": links, "changed_months": changed}

    def get_template(self, request: HttpRequest, *args: object, **kwargs: object) -> str:
        return "procurement/drawn_page.html"
