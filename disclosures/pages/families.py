"""Families of page types: each with one base, one public template, one editor layout."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Any, ClassVar

from bs4 import BeautifulSoup
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, TabbedInterface

from cms.blocks import NarrativeBlock
from cms.fields import StreamField
from cms.pages import RecordPage
from cms.policy.canonical import Content


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

    @classmethod
    def pdf_sections(cls, content: Content) -> list[dict[str, Any]]:
        """A section for each heading, with the paragraphs below it."""
        sections: list[dict[str, Any]] = [{"heading": "", "paragraphs": []}]
        for block in content["body"] or []:
            if block["type"] == "heading":
                sections.append({"heading": block["value"], "paragraphs": []})
            elif block["type"] == "paragraph":
                sections[-1]["paragraphs"] += paragraphs(block["value"])
        return [section for section in sections if section["heading"] or section["paragraphs"]]


@dataclass(frozen=True)
class Column:
    """A column of a table; `say` puts a stored value into words, `look` is its class in the style sheet."""

    name: str
    label: Any
    look: str = ""
    say: Callable[[Any], Any] = str


@dataclass(frozen=True)
class RowTable:
    """Typed rows as they are shown: a table; where there is one column alone, a list (numbered if it has two rows)."""

    relation: str
    heading: Any
    columns: tuple[Column, ...]

    def cells(self, rows: Iterable[Any], value_of: Callable[[str], Callable[[Any], Any]]) -> list[list[str]]:
        reads = [(value_of(column.name), column.say) for column in self.columns]
        return [[str(say(read(row))) for read, say in reads] for row in rows]

    def shown(self, rows: Iterable[Any]) -> dict[str, Any]:
        """For the page: columns, and the cells of each row beside the look and label of its column."""
        looks = [column.look for column in self.columns]
        labels = [column.label for column in self.columns]
        cells = [list(zip(row, looks, labels, strict=True)) for row in self.cells(rows, attrgetter)]
        return {"name": self.relation, "heading": self.heading, "columns": self.columns, "rows": cells}

    def printed(self, rows: Iterable[Any]) -> dict[str, Any]:
        """For `cms.exports.pdf`."""
        cells = self.cells(rows, itemgetter)
        if len(self.columns) == 1:
            return {"heading": str(self.heading), "paragraphs": numbered([row[0] for row in cells])}
        columns = [str(column.label) for column in self.columns]
        return {"heading": str(self.heading), "table": {"caption": None, "columns": columns, "rows": cells}}


def numbered(rows: list[str]) -> list[str]:
    """The rows of a list, each with its number; a single one needs none."""
    return rows if len(rows) == 1 else [f"{number}. {row}" for number, row in enumerate(rows, start=1)]


class TablePage(RecordPage):
    """Typed rows, shown as tables: a type names its tables in `tables`."""

    tables: ClassVar[tuple[RowTable, ...]] = ()

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        shown = [table.shown(getattr(self, table.relation).all()) for table in self.tables]
        return {**context, "tables": [table for table in shown if table["rows"]]}

    @classmethod
    def pdf_sections(cls, content: Content) -> list[dict[str, Any]]:
        return [table.printed(content[table.relation]) for table in cls.tables if content[table.relation]]

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "disclosures/table_page.html"


def paragraphs(rich_text: str) -> list[str]:
    """The words of rich text, a string for each paragraph; items of a list keep their number or a dash."""
    soup = BeautifulSoup(rich_text, "html.parser")
    for line_break in soup.find_all("br"):
        line_break.replace_with("\n")
    found = [f"{_bullet(element)}{element.get_text().strip()}" for element in soup.find_all(["p", "li"])]
    return [words for words in found if words] or [text for text in [soup.get_text().strip()] if text]


def _bullet(element: Any) -> str:
    if element.name != "li":
        return ""
    if element.parent is None or element.parent.name != "ol":
        return "– "
    return f"{len(element.find_previous_siblings('li')) + 1}. "
