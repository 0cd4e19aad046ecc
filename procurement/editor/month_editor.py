"""The editor of a month: its rows to be read, and what officers add to them. No field of it can change a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel, PublishingPanel

from cms.editor.comparison import ApprovableTabs
from cms.editor.layout import FILES, PAPER
from cms.editor.panels import AttachmentsPanel
from cms.editor.readiness import ReadinessPanel
from cms.records.document import ATTACHMENTS
from cms.thai.money import format_amount
from procurement.policy.month_rows import Row
from procurement.policy.month_sums import agreed_price, sums_of


@dataclass(frozen=True)
class ShownRow:
    """A row of the draft in words, and where its record is opened."""

    number: int
    title: str
    withdrawn: str
    budget: str
    winners: list[str]
    agreed: str
    url: str


class MonthRowsPanel(Panel):
    """The rows of the newest draft as a table, with their number and sum."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "procurement/admin/month_rows.html"

        @property
        def media(self) -> forms.Media:
            """The look of the table."""
            return forms.Media(css={"all": ["procurement/css/admin.css"]})

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            """The rows and what they come to together."""
            rows = self.instance.procurements
            return {
                **super().get_context_data(parent_context),
                "rows": [shown_row(row) for row in rows],
                "total": format_amount(sums_of(rows).agreed),
            }


def shown_row(row: Row) -> ShownRow:
    """A row of a snapshot in words; one whose record may not be read says why and nothing more."""
    agreed = agreed_price(row)
    return ShownRow(
        number=row["number"],
        title=row["title"],
        withdrawn=row.get("withdrawn", ""),
        budget=format_amount(Decimal(row["budget"])) if "budget" in row else "",
        winners=[winner["name"] for winner in row.get("winners", ())],
        agreed="" if agreed is None else format_amount(agreed),
        url=reverse("wagtailsnippets_procurement_procurementrecord:edit", args=[row["record"]]),
    )


def month_tabs() -> ApprovableTabs:
    """The editor in tabs: remarks and paper beside the rows, files, dates."""
    paper = MultiFieldPanel([FieldPanel(name) for name in PAPER], heading=_("หนังสือ"))
    content = [ReadinessPanel(), MonthRowsPanel(), FieldPanel("summary", heading=_("หมายเหตุของเดือน")), paper]
    return ApprovableTabs(
        [
            ObjectList(content, heading=_("เนื้อหา")),
            ObjectList([AttachmentsPanel(ATTACHMENTS, heading=FILES, label=FILES)], heading=FILES),
            ObjectList([FieldPanel("next_review"), PublishingPanel()], heading=_("กำหนดเวลา")),
        ]
    )
