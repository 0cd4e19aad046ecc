"""Families of page types: abstract bases with what their types have in common. A type adds fields, rows and evidence.

Editor, public page, PDF, search and exports of all of them are derived from the fields (`cms.records`). A base stands
here because its types share fields, evidence or a rule; rows that they share stand beside it.
"""

from dataclasses import replace
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.blocks import NarrativeBlock
from cms.editor.page_forms import ReportPageForm
from cms.fields import MoneyField, StreamField, filled, published, rows
from cms.models.approved_content import approved_rows, row_model
from cms.pages.record import RecordPage
from cms.pages.row import Row
from cms.policy.periods import MONTH_CHOICES
from cms.policy.progress import LABEL, Progress
from cms.records.plan_today import plan_today


class NarrativePage(RecordPage):
    """Base of page types with free text and files."""

    body = StreamField(NarrativeBlock(), verbose_name=_("เนื้อหา"), blank=True)

    class Meta:
        abstract = True


class TablePage(RecordPage):
    """Base of page types whose content is in typed rows."""

    class Meta:
        abstract = True


class PlanPage(TablePage):
    """Base of plans: one a period (and division, with `one_a_division`). A `ReportPage` begins with its rows."""

    one_a_period = True

    class Meta:
        abstract = True


class ReportPage(TablePage):
    """Base of reports on a plan: its type names the plan in `plan`, a foreign key to a type of plans.

    A report begins with the rows of its plan (`begin_with_plan`): copies, so that a plan corrected later does not
    change what was reported. Its own rows extend `ReportRow`; the relation has the name that it has in the plan.
    """

    problems = models.TextField(_("ปัญหาและอุปสรรค"), blank=True, help_text=_("ถ้าไม่มี ให้เขียนว่า “ไม่มี”"))
    suggestions = models.TextField(_("ข้อเสนอแนะ"), blank=True, help_text=_("ถ้าไม่มี ให้เขียนว่า “ไม่มี”"))

    plan: Any
    one_a_period = True
    is_copied_to_other_years = False
    reading_order = ("tables", "texts", "facts")
    shown_apart = ("plan",)
    base_form_class = ReportPageForm
    evidence = {"plan": published("plan"), "problems": filled("problems"), "suggestions": filled("suggestions")}

    class Meta:
        abstract = True

    @classmethod
    def rows_from_plan(cls) -> dict[str, tuple[str, ...]]:
        """The relations whose rows come from the plan, each with the columns that do."""
        found = {relation: getattr(row_model(cls, relation), "from_plan", ()) for relation in approved_rows(cls)}
        return {relation: columns for relation, columns in found.items() if columns}

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        """Adds what the plan says today in another way than the report."""
        context = super().get_context(request, *args, **kwargs)
        document: Any = context["document"]
        today = plan_today(self, document.content)
        return context | {"plan_today": today, "document": replace(document, notes=today.notes)}

    def begin_with_plan(self) -> None:
        """Set the rows to copies of those of the plan, in their order; nothing is saved."""
        for relation, columns in self.rows_from_plan().items():
            planned = rows_in_order(self.plan, relation)
            copies: list[Any] = [row_model(type(self), relation)(sort_order=place) for place in range(len(planned))]
            for copy, row in zip(copies, planned, strict=True):
                copy.copy_columns(row, columns)
            setattr(self, relation, copies)

    def is_reported(self, relation: str, row: models.Model) -> bool:
        """Whether a row says more than the plan did."""
        own = [name for name in approved_rows(type(self))[relation] if name not in self.rows_from_plan()[relation]]
        return any(getattr(row, name) not in (None, "") for name in own)


class ReportRow(Row):
    """Base of a row of a report: the columns in `from_plan` are the plan's and cannot be edited, these come after."""

    state = models.CharField(
        _("สถานะ"), max_length=12, blank=True, choices=[(item.value, LABEL[item]) for item in Progress]
    )
    spent = MoneyField(_("ใช้จ่ายจริง (บาท)"), null=True, blank=True)
    result = models.TextField(_("ผลการดำเนินงาน"), blank=True)

    from_plan: ClassVar[tuple[str, ...]] = ()

    class Meta(Row.Meta):
        abstract = True


class StatisticsPage(TablePage):
    """Base of counts by month, which belong to their year alone. Its rows extend `MonthRow`."""

    one_a_period = True
    is_copied_to_other_years = False

    class Meta:
        abstract = True


class MonthRow(Row):
    """Base of a row of counts of one month; `every_month("counts", "month")` asks for all of the record's period."""

    month = models.CharField(_("เดือน"), max_length=3, choices=MONTH_CHOICES)

    class Meta(Row.Meta):
        abstract = True


class ManualPage(TablePage):
    """Base of manuals and procedures: whom they are for, and `steps`, rows that extend `StepRow`."""

    users = models.TextField(_("ผู้ใช้หรือผู้มีสิทธิยื่นคำขอ"), blank=True)
    papers = models.TextField(_("เอกสารที่ต้องใช้"), blank=True, help_text=_("บรรทัดละหนึ่งรายการ"))
    duration = models.CharField(_("ระยะเวลาทั้งหมด"), max_length=120, blank=True)
    fee = models.CharField(_("ค่าธรรมเนียม"), max_length=120, blank=True, help_text=_("ถ้าไม่มี ให้เขียนว่า “ไม่มี”"))
    law = models.TextField(_("กฎหมายที่เกี่ยวข้อง"), blank=True, help_text=_("บรรทัดละหนึ่งฉบับ"))

    holds_for_years = True
    evidence = {"substance": rows("steps"), "users": filled("users")}

    class Meta:
        abstract = True


class StepRow(Row):
    """Base of a step of a procedure: what is done, who does it, in which time."""

    step = models.TextField(_("ขั้นตอน"))
    responsible = models.CharField(_("ผู้รับผิดชอบ"), max_length=200, blank=True)
    duration = models.CharField(_("ระยะเวลา"), max_length=120, blank=True)

    class Meta(Row.Meta):
        abstract = True


class StatementPage(RecordPage):
    """Base of declarations: the text is the content itself, in the name of who declares it. One a period."""

    declaration = models.TextField(_("ข้อความประกาศ"), blank=True)
    declared_by = models.CharField(_("ผู้ประกาศ"), max_length=200, blank=True)
    position = models.CharField(_("ตำแหน่ง"), max_length=200, blank=True)

    one_a_period = True
    reading_order = ("texts", "facts", "tables")
    evidence = {
        "substance": filled("declaration"),
        "declared_by": filled("declared_by"),
        "position": filled("position"),
    }

    class Meta:
        abstract = True


def rows_in_order(record: RecordPage, relation: str) -> list[Any]:
    """The rows of a record in the order in which its canonical content has them."""
    rows = getattr(record, relation).all()
    return sorted(rows, key=lambda row: (row.sort_order is None, row.sort_order or 0))
