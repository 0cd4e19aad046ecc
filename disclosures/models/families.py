"""Families of page types: each with one base, one public template, one editor layout."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, TabbedInterface

from cms.blocks import NarrativeBlock
from cms.fields import StreamField
from cms.models import RecordPage


def editor(*content: Any) -> TabbedInterface:
    """The layout of every disclosure's editor: what is said, the files, the dates."""
    return TabbedInterface(
        [
            ObjectList([*RecordPage.content_panels, *content], heading=_("เนื้อหา")),
            ObjectList(RecordPage.file_panels, heading=_("เอกสารแนบ")),
            ObjectList([FieldPanel("next_review"), *RecordPage.settings_panels], heading=_("กำหนดเวลา")),
        ]
    )


def row_panel(relation: str, heading: Any, label: Any) -> InlinePanel:
    """Typed rows of a record in the editor."""
    return InlinePanel(relation, heading=heading, label=label)


class NarrativePage(RecordPage):
    """Text and files."""

    body = StreamField(NarrativeBlock(), verbose_name=_("เนื้อหา"), blank=True)

    approved_fields = (*RecordPage.approved_fields, "body")

    edit_handler = editor(FieldPanel("body"))

    class Meta:
        abstract = True

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "disclosures/narrative_page.html"


class TablePage(RecordPage):
    """Typed rows, shown as tables: a type names its tables in `tables`."""

    class Meta:
        abstract = True

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "disclosures/table_page.html"
