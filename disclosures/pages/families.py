"""Families of page types: abstract bases, each with one public template and one editor layout."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from lxml import html
from lxml.html import HtmlElement
from wagtail.admin.panels import FieldPanel, ObjectList, Panel

from cms.blocks import NarrativeBlock
from cms.editor.comparison import ApprovableTabs
from cms.editor.panels import RowsPanel
from cms.fields import StreamField
from cms.models.approvable import PdfSection
from cms.pages import RecordPage
from cms.policy.canonical import Content

Label = str | Promise


def editor(*content: Panel) -> ApprovableTabs:
    """The edit handler of a disclosure page type: tabs for content (with the given panels), files and dates."""
    return ApprovableTabs(
        [
            ObjectList([*RecordPage.content_panels, *content], heading=_("เนื้อหา")),
            ObjectList(RecordPage.file_panels, heading=_("เอกสารแนบ")),
            ObjectList([FieldPanel("next_review"), *RecordPage.settings_panels], heading=_("กำหนดเวลา")),
        ]
    )


def row_panel(relation: str, heading: Label, label: Label) -> RowsPanel:
    """The panel that edits a record's child rows; `label` names one row."""
    return RowsPanel(relation, heading=heading, label=label)


class NarrativePage(RecordPage):
    """Base of page types with free text and files."""

    body = StreamField(NarrativeBlock(), verbose_name=_("เนื้อหา"), blank=True)

    approved_fields = (*RecordPage.approved_fields, "body")

    edit_handler = editor(FieldPanel("body"))

    class Meta:
        abstract = True

    def get_template(self, request: HttpRequest, *args: object, **kwargs: object) -> str:
        return "disclosures/narrative_page.html"

    @classmethod
    def pdf_sections(cls, content: Content) -> list[PdfSection]:
        """A section for each heading, with the paragraphs below it."""
        sections: list[tuple[str, list[str]]] = [("", [])]
        for block in content["body"] or []:
            if block["type"] == "heading":
                sections.append((block["value"], []))
            elif block["type"] == "paragraph":
                sections[-1][1].extend(paragraphs(block["value"]))
        return [{"heading": heading, "paragraphs": texts} for heading, texts in sections if heading or texts]


@dataclass(frozen=True)
class Column:
    """A column of a table; `to_text` turns a stored value into text, `css_class` goes on its cells."""

    name: str
    label: Label
    css_class: str = ""
    to_text: Callable[[Any], str] = str


@dataclass(frozen=True)
class RowTable:
    """How child rows are shown: as a table, or with a single column as a list (numbered if it has several rows)."""

    relation: str
    heading: Label
    columns: tuple[Column, ...]

    def cells(self, rows: Iterable[object], getter: Callable[[str], Callable[[Any], object]]) -> list[list[str]]:
        """The text of each cell, row by row; `getter` is `attrgetter` for model rows, `itemgetter` for JSON rows."""
        columns = [(getter(column.name), column.to_text) for column in self.columns]
        return [[to_text(value(row)) for value, to_text in columns] for row in rows]

    def for_template(self, rows: Iterable[object]) -> dict[str, object]:
        """Data for `components/rows.html`: each cell is (text, CSS class, label of the column)."""
        css_classes = [column.css_class for column in self.columns]
        labels = [column.label for column in self.columns]
        cells = [list(zip(row, css_classes, labels, strict=True)) for row in self.cells(rows, attrgetter)]
        return {"name": self.relation, "heading": self.heading, "columns": self.columns, "rows": cells}

    def for_pdf(self, rows: Iterable[object]) -> PdfSection:
        """The section of the publication PDF, made of the rows of an approved content."""
        cells = self.cells(rows, itemgetter)
        if len(self.columns) == 1:
            return {"heading": str(self.heading), "paragraphs": numbered([row[0] for row in cells])}
        columns = [str(column.label) for column in self.columns]
        return {"heading": str(self.heading), "table": {"caption": None, "columns": columns, "rows": cells}}


def numbered(rows: list[str]) -> list[str]:
    """The rows with their numbers: “1. …”; a single row gets none."""
    return rows if len(rows) == 1 else [f"{number}. {row}" for number, row in enumerate(rows, start=1)]


class TablePage(RecordPage):
    """Base of page types whose child rows are shown as tables: a type names them in `tables`."""

    tables: ClassVar[tuple[RowTable, ...]] = ()

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        """Adds the tables that have rows."""
        context = super().get_context(request, *args, **kwargs)
        shown = [table.for_template(getattr(self, table.relation).all()) for table in self.tables]
        return {**context, "tables": [table for table in shown if table["rows"]]}

    @classmethod
    def pdf_sections(cls, content: Content) -> list[PdfSection]:
        """A section for each table that has rows."""
        return [table.for_pdf(content[table.relation]) for table in cls.tables if content[table.relation]]

    def get_template(self, request: HttpRequest, *args: object, **kwargs: object) -> str:
        return "disclosures/table_page.html"


def paragraphs(rich_text: str) -> list[str]:
    """The text of rich text (HTML), one string for each paragraph; list items begin with their number or a dash."""
    root = html.fragment_fromstring(rich_text, create_parent="div")
    for line_break in root.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    elements = [each for each in root.iter("p", "li") if each.tag == "li" or not each.xpath("ancestor::li")]
    texts = [(_bullet(element), _own_text(element).strip()) for element in elements]
    found = [f"{bullet}{text}" for bullet, text in texts if text]
    return found or [text for text in [root.text_content().strip()] if text]


def _own_text(element: HtmlElement) -> str:
    """The text of a paragraph or list item, without that of a list inside it, whose items stand for themselves."""
    parts = [element.text or ""]
    for child in element:
        is_text = isinstance(child.tag, str) and child.tag not in ("ul", "ol")  # the tag of a comment is none
        parts += [_own_text(child) if is_text else "", child.tail or ""]
    return "".join(parts)


def _bullet(element: HtmlElement) -> str:
    if element.tag != "li":
        return ""
    if element.getparent().tag != "ol":
        return "– "
    return f"{len(list(element.itersiblings('li', preceding=True))) + 1}. "
