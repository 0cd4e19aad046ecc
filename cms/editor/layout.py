"""The editor of a type, laid out from its model: tabs for the content with its rows, for files and for dates."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel, PublishingPanel
from wagtail.models import Page

from cms.editor.answers import AnswersPanel
from cms.editor.comparison import ApprovablePanels, ApprovableTabs
from cms.editor.panels import AttachmentsPanel, PlannedRowsPanel, RowsPanel, WordsPanel
from cms.editor.plan_panel import PlanTodayPanel
from cms.editor.readiness import ReadinessPanel
from cms.fields import AnswersField
from cms.models import Approvable
from cms.models.approved_content import SCHEDULE, approved_fields, child_rows, row_model
from cms.records.document import ATTACHMENTS
from cms.records.tables import sentences_for_none, table_of

# The fields that many types have, in the order in which an officer fills them in.
FIRST = ("title", "fiscal_year", "period", "plan", "division", "summary")
PAPER = ("document_number", "document_date")
CHOICE = 2  # an officer chooses the period where the type has as many
FILES = _("เอกสารแนบ")
ON_THE_TAB_OF_DATES = ("next_review",)


def tabs_of(model: type[Approvable]) -> ApprovableTabs:
    """The editor of a page type, in tabs."""
    plan = [PlanTodayPanel()] if hasattr(model, "rows_from_plan") else []
    dates = [FieldPanel(name) for name in ON_THE_TAB_OF_DATES if name in approved_fields(model)]
    return ApprovableTabs(
        [
            ObjectList([ReadinessPanel(), *plan, *content_panels(model)], heading=_("เนื้อหา")),
            ObjectList([AttachmentsPanel(ATTACHMENTS, heading=FILES, label=FILES)], heading=FILES),
            ObjectList([*dates, PublishingPanel()], heading=_("กำหนดเวลา")),
        ]
    )


def panels_of(model: type[Approvable], *, form: type[Any], content: Sequence[Panel] | None = None) -> ApprovablePanels:
    """The editor of a snippet type, on one page, with its base form; `content` where the type lays its fields out."""
    panels = content_panels(model) if content is None else content
    return ApprovablePanels([ReadinessPanel(), *panels, PublishingPanel()], base_form_class=form)


def field_panel(model: type[Approvable], name: str) -> FieldPanel:
    """The panel of a field; that of answers shows what they answer."""
    return (AnswersPanel if isinstance(model._meta.get_field(name), AnswersField) else FieldPanel)(name)


def content_panels(model: type[Approvable]) -> list[Panel]:
    """A panel for each field that an officer fills in, and one for each kind of rows."""
    names = [name for name in approved_fields(model) if model._meta.get_field(name).editable]
    if len(getattr(model, "periods", ())) < CHOICE and "period" in names:
        names.remove("period")
    skipped = {*FIRST, *PAPER, *ON_THE_TAB_OF_DATES, *SCHEDULE, "stated_none"}
    panels: list[Panel] = [FieldPanel(name) for name in FIRST if name in names]
    panels += [field_panel(model, name) for name in names if name not in skipped]
    if paper := [FieldPanel(name) for name in PAPER if name in names]:
        panels.append(MultiFieldPanel(paper, heading=_("หนังสือ")))
    panels += [rows_panel(model, relation) for relation in child_rows(model) if relation != ATTACHMENTS]
    if sentences_for_none(model):
        panels.append(FieldPanel("stated_none"))
    return panels


def rows_panel(model: type[Approvable], relation: str) -> RowsPanel:
    """The panel of a kind of rows, edited as a sheet where its cells allow."""
    rows_of: type[models.Model] = row_model(model, relation)
    names = [name for name in child_rows(model)[relation] if rows_of._meta.get_field(name).editable]
    planned: tuple[str, ...] = getattr(rows_of, "from_plan", ())
    return (PlannedRowsPanel if planned else RowsPanel)(
        relation,
        heading=table_of(model, relation, {}).heading,
        label=rows_of._meta.verbose_name,
        panels=[WordsPanel(name) if name in planned else _cell(rows_of, name) for name in names],
    )


def _cell(rows_of: type[models.Model], name: str) -> FieldPanel:
    """The field of a row; another record is chosen from a list (`RowForm`), not from the tree of pages."""
    related: Any = rows_of._meta.get_field(name).related_model
    is_record = isinstance(related, type) and issubclass(related, Page)
    return FieldPanel(name, widget=forms.Select) if is_record else FieldPanel(name)
