"""What a record says beyond its title, as parts in their order: facts, texts, tables. Page, PDF and search read these.

All of it comes from the canonical content of one publication, so that shown, printed and found are the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import models
from wagtail.fields import RichTextField, StreamField

from cms.models import Approvable, Publication
from cms.models.approved_content import approved_fields, field_of
from cms.policy.canonical import Content, is_empty
from cms.policy.schema import retired_labels
from cms.policy.sheets import rows_of_text
from cms.records.content import content_of_today, schema_changes
from cms.records.paragraphs import paragraphs
from cms.records.shown_cells import shown
from cms.records.stream_pictures import stored_stream
from cms.records.tables import RecordTable, tables_of
from cms.records.wording import labels_of, value_in_words

# Fields that every page, PDF and list shows in a place of their own, or that no reader needs.
IN_THE_HEAD = frozenset(
    {"type", "title", "summary", "division", "fiscal_year", "period", "document_number", "document_date"}
    | {"next_review", "go_live_at", "expire_at", "stated_none"}
)
ATTACHMENTS = "attachments"
# What a page notes about rows, by relation and number.
Notes = Mapping[str, Mapping[int, str]]


@dataclass(frozen=True)
class Fact:
    """A short value under its label."""

    name: str
    label: str
    words: str
    field: Any = None

    @property
    def shown(self) -> str:
        """The words as a page shows them: an address as a link."""
        return shown(self.field, self.words)


@dataclass(frozen=True)
class Part:
    """A part of a long text: a heading ("" for none) with either paragraphs or the rows of a table."""

    heading: str
    paragraphs: list[str] = field(default_factory=list)
    table: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class Text:
    """A long text: blocks, rich text or plain paragraphs; without a heading where it is the body of the record."""

    field: Any
    value: Any

    @property
    def heading(self) -> str:
        """The label of the field; the blocks of a StreamField have headings of their own."""
        return "" if self.is_stream else str(self.field.verbose_name)

    @property
    def is_stream(self) -> bool:
        """Whether the value is a list of blocks."""
        return isinstance(self.field, StreamField)

    @property
    def is_rich(self) -> bool:
        """Whether the value is HTML of the editor."""
        return isinstance(self.field, RichTextField)

    @property
    def blocks(self) -> Any:
        """The value of a StreamField as a template renders it."""
        return self.field.stream_block.to_python(stored_stream(self.value))

    def sections(self) -> list[tuple[str, list[str]]]:
        """Headings, each with the paragraphs below it; a row of a table is a paragraph."""
        found = [(part.heading, [*part.paragraphs, *map(" · ".join, part.table)]) for part in self.parts()]
        return [section for section in found if any(section)]

    def parts(self) -> list[Part]:
        """The parts of the text in their order: each begins with a heading, or is a table."""
        if not self.is_stream:
            return [Part(self.heading, paragraphs(self.value) if self.is_rich else self.value.splitlines())]
        found = [Part("")]
        for block in self.value:
            if block["type"] == "heading":
                found.append(Part(block["value"]))
            elif block["type"] == "table":
                only_heading = found.pop().heading if not (found[-1].paragraphs or found[-1].table) else ""
                found.append(Part(only_heading, table=rows_of_text(block["value"])))
            elif block["type"] == "paragraph":
                if found[-1].table:
                    found.append(Part(""))
                found[-1].paragraphs.extend(paragraphs(block["value"]))
        return found


@dataclass(frozen=True)
class Document:
    """A record as its readers have it. `content` has the names of today, whatever version it was written in.

    `notes` are what a page notes about rows; they are no part of what was approved.
    """

    model: type[Approvable] | None
    content: Content
    notes: Notes = field(default_factory=dict)

    @cached_property
    def facts(self) -> list[Fact]:
        """The short values, in the order of the fields; then those of fields that no longer exist."""
        return [*self._facts(), *self._facts_of_the_past()]

    @property
    def number(self) -> str:
        """What stands before the title, such as “มาตรการที่ 5”; "" where the type names no field for it."""
        return next((f"{fact.label} {fact.words}" for fact in self.facts if fact.name == self._numbered_by), "")

    @property
    def facts_below_title(self) -> list[Fact]:
        """The facts but those which a page shows elsewhere: before the title, or in a part of their own."""
        elsewhere = {self._numbered_by, *(self.model or Approvable).shown_apart}
        return [fact for fact in self.facts if fact.name not in elsewhere]

    @property
    def is_wide(self) -> bool:
        """Whether it has a table of several columns, which takes the whole width of a page."""
        return any(table.rows and not table.is_list for table in self.tables)

    @property
    def order(self) -> tuple[str, ...]:
        """The order of its parts on page and paper, the `reading_order` of the type: what readers come for is first."""
        return (self.model or Approvable).reading_order

    @cached_property
    def texts(self) -> list[Text]:
        """The long texts that are not empty."""
        fields = ((name, field_of(self.model, name)) for name in self._shown_fields())
        return [Text(field, value) for name, field in fields if is_long(field) and (value := self.content.get(name))]

    @cached_property
    def tables(self) -> list[RecordTable]:
        """The tables that have rows, or say that there are none."""
        tables = tables_of(self.model, self.content, without=[ATTACHMENTS]) if self.model else []
        return [replace(table, notes=self.notes.get(table.name, {})) for table in tables if table.rows or table.none]

    @cached_property
    def labels(self) -> dict[str, str]:
        """The Thai names of its fields and rows; of a retired type none are known."""
        return labels_of(self.model) if self.model else {}

    def words(self, name: str) -> str:
        """The words of one field, "" where it is absent."""
        return value_in_words(
            field_of(self.model, name), self.content.get(name), fiscal_year=self.content.get("fiscal_year")
        )

    @property
    def _numbered_by(self) -> str:
        return (self.model or Approvable).numbered_by

    def _shown_fields(self) -> list[str]:
        names = approved_fields(self.model) if self.model else ()
        return [name for name in names if name not in IN_THE_HEAD]

    def _facts(self) -> Iterator[Fact]:
        empty: Mapping[str, Any] = getattr(self.model, "when_empty", {})
        for name in self._shown_fields():
            field = field_of(self.model, name)
            words = self.words(name) or str(empty.get(name, ""))
            if words and not is_long(field):
                yield Fact(name, str(field.verbose_name), words, field)

    def _facts_of_the_past(self) -> Iterator[Fact]:
        labels = retired_labels(schema_changes(self.model)) if self.model else {}
        for name, value in self.content.items():
            is_past = name in labels or (self.model is None and name not in IN_THE_HEAD | {ATTACHMENTS})
            if is_past and not is_empty(value):
                yield Fact(name, labels.get(name, name), value_in_words(None, value))


def document_of(publication: Publication) -> Document:
    """The document of a publication; of a type that no longer exists it has its values without labels."""
    model = model_of(publication.kind)
    if model is None:
        return Document(None, publication.content)
    return Document(model, content_of_today(model, publication.content, publication.schema_version))


def model_of(kind: str) -> type[Approvable] | None:
    """The model of a kind of publication (`app.model`), or None where the type was retired."""
    try:
        found: type[Approvable] = apps.get_model(kind)
    except LookupError:
        return None
    return found


def kind_name(kind: str) -> str:
    """The Thai name of a kind; of a retired one, what its app's `retired_types` say."""
    if model := model_of(kind):
        return str(model._meta.verbose_name)
    named = (getattr(config, "retired_types", {}).get(kind) for config in apps.get_app_configs())
    return str(next((name for name in named if name), kind))


def is_long(field: Any) -> bool:
    """Whether the value of a field is text with paragraphs."""
    return isinstance(field, StreamField | RichTextField | models.TextField) and not field.choices
