"""The way of a record of every type: refused while it lacks something, completed, approved, public, copied, kept.

The completed record is the type's entry in the demo's data, so that a type without a sample fails here.
"""

import csv
import html
import io
import json
import re

import openpyxl
import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils.html import strip_tags

from cms.actions import approval
from cms.actions.copies import carry_over, copy_record
from cms.actions.fiscal_years import open_year
from cms.actions.people import add_division
from cms.actions.records import draft
from cms.demo import DIVISIONS
from cms.exports.record import data_of, sections
from cms.fields import Tree
from cms.models.approved_content import approved_fields, approved_rows
from cms.pages import RecordAttachment, RecordPage, ReportPage, SectionPage, YearPage
from cms.policy.changes import Mark, changes
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.records.content import canonical_content
from cms.records.document import Document, document_of
from cms.records.missing import missing
from cms.records.tables import EMPTY
from cms.records.wording import labels_of, reading
from cms.thai.numerals import to_thai
from cms.thai.words import words as words_of
from disclosures import demo
from disclosures.demo import records
from disclosures.demo.measures import entry_of_measure
from disclosures.pages import IntegrityMeasurePage
from search.models import SearchEntry
from tests.factories.publications import current, fresh, make_version, publish
from tests.journeys import bought
from tests.reading import squeezed, text_on_paper

TYPES = [model for model in apps.get_app_config("disclosures").get_models() if issubclass(model, RecordPage)]
TYPES += bought.TYPES
MEASURES = {data["number"]: entry_of_measure(data) for data in demo.read("measures_2566")}
PIECES = re.compile(r"[\s@./:?=&%_-]+")
FEW = 0.05
BULLET = re.compile(r"^(?:– |\d+\. )")

every_type = pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)


def samples_of(kind):
    """The entries of a type that the demo makes public, the earliest first."""
    if kind in bought.TYPES:
        return [bought.Sample(kind)]
    entries = [MEASURES[6]] if kind is IntegrityMeasurePage else records.entries_of(kind)
    return [entry for entry in entries if entry.get("state", "live") in ("live", "superseded")]


def sample_of(kind):
    """The one of them that says most."""
    samples = samples_of(kind)
    return samples[0] if len(samples) == 1 else max(samples, key=lambda entry: len(json.dumps(entry)))


@pytest.fixture
def office(authority, kind, disclosure_officer, procurement_officer, executive):
    """The authority with the divisions of the demo, and what its people do with an entry of a type."""
    for code, name in DIVISIONS:
        if not authority.divisions.filter(code=code).exists():
            add_division(authority, code, name, by=None)
    return Office(procurement_officer if kind in bought.TYPES else disclosure_officer, executive)


class Office:
    def __init__(self, officer, executive):
        self.officer, self.executive = officer, executive

    def year_page(self, kind, year):
        section = SectionPage.objects.get(slug=kind.sections[0])
        found = YearPage.objects.child_of(section).filter(fiscal_year=year).first()
        return found or open_year(section, year)

    def built(self, entry):
        """The complete record of an entry, not saved; what it names is public."""
        if isinstance(entry, bought.Sample):
            return entry.build(self)
        for named in [*records.plans_of(entry), *(MEASURES[number] for number in records.measures_of(entry))]:
            self.published(named)
        kind = records.model_of(entry)
        full = records.build(entry, self.year_page(kind, records.year_of(entry)), by=self.officer)
        full.attachments = [
            RecordAttachment(version=make_version(full.division, name=f"{title}.pdf"), title=title)
            for title in entry.get("files", [])
        ]
        return full

    def begun(self, full):
        """A draft with nothing but what no draft is without: title, division, period, plan."""
        kind = type(full)
        bare = kind(title=full.title, division=full.division, period=full.period, **_needed(full))
        if isinstance(bare, ReportPage):
            bare.begin_with_plan()
        return draft(bare, self.year_page(kind, full.fiscal_year), by=self.officer)

    def completed(self, page, full):
        for name in approved_fields(type(page)):
            setattr(page, name, getattr(full, name))
        for relation in approved_rows(type(page)):
            rows = getattr(full, relation)
            setattr(page, relation, rows if isinstance(rows, list) else [*rows.all()])
        page.save_revision(user=self.officer)
        return page

    def published(self, entry):
        found = entry.existing() if isinstance(entry, bought.Sample) else records.existing(entry)
        if found is not None:
            return found
        full = self.built(entry)
        page = draft(full, self.year_page(type(full), full.fiscal_year), by=self.officer)
        return publish(page, by=self.officer, approver=self.executive)


def _needed(full):
    """The values without which no row of the type is stored."""
    own = [field for field in type(full)._meta.local_concrete_fields if not field.primary_key]
    needed = [field for field in own if not (field.blank or field.has_default())]
    return {field.attname: getattr(full, field.attname) for field in needed}


@every_type
def test_from_an_empty_draft_to_what_the_public_reads(kind, office, client):
    full = office.built(sample_of(kind))
    page = office.begun(full)
    before = reading(kind, canonical_content(page))

    lacking = [each.sentence for each in missing(page) if not each.only_a_person_knows]
    with pytest.raises(Refused) as refused:
        approval.submit(page, by=office.officer)

    assert lacking
    assert [sentence for sentence in lacking if sentence not in str(refused.value)] == []

    page = publish(office.completed(page, full), by=office.officer, approver=office.executive)
    publication = current(page)
    document = document_of(publication)

    assert (page.live, publication.stage) == (True, Stage.LIVE)
    assert [words for words in tables_in_words(document) if words] or document.texts
    assert lacking_on_the_page(client, document, publication) == []
    assert lacking_on_paper(document, publication) == []
    assert_data_agree(client, document, publication)
    assert lacking_in(SearchEntry.objects.get(object_id=str(page.pk), version=None).body, document) == []
    assert page.get_url() in client.get("/search/", {"q": page.title}).content.decode()
    assert lacking_in(shown_changes(kind, before, page), document) == []


@every_type
def test_a_copy_for_another_year_says_the_same_or_is_refused(kind, office):
    page = office.published(samples_of(kind)[0])
    later = office.year_page(kind, page.fiscal_year + 1)

    if not kind.is_copied_to_other_years:
        with pytest.raises(Refused):
            copy_record(page, later, by=office.officer)
        return
    copy = fresh(copy_record(page, later, by=office.officer))
    was, now = (tables_in_words(Document(kind, canonical_content(each))) for each in (page, copy))

    assert (copy.fiscal_year, copy.live) == (page.fiscal_year + 1, False)
    assert now == was


@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind.holds_for_years], ids=lambda kind: kind.__name__)
def test_what_holds_for_years_waits_for_the_next_year_as_it_is(kind, office):
    page = office.published(samples_of(kind)[0])

    carried = carry_over(page, office.year_page(kind, page.fiscal_year + 1), by=office.officer)

    was, now = (tables_in_words(Document(kind, canonical_content(each))) for each in (page, fresh(carried.record)))
    assert carried.refused is None
    assert now == was
    assert fresh(carried.record).workflow_in_progress


@every_type
def test_an_edition_from_before_a_field_was_added_is_still_read(kind, office):
    content = canonical_content(office.built(sample_of(kind)))
    for name in [*approved_fields(kind), *approved_rows(kind)]:
        earlier = [{key: value for key, value in content.items() if key != name}]
        for column in approved_rows(kind).get(name, ()):
            rows = [{key: value for key, value in row.items() if key != column} for row in content.get(name, ())]
            earlier.append({**content, name: rows})

        for old in earlier:
            document = Document(kind, old)
            told = str([sections(document), [text.sections() for text in document.texts], tables_in_words(document)])
            assert "None" not in told.replace("'caption': None", "")
            assert all(table.drawing.boxes for table in document.tables if table.units)


def tables_in_words(document):
    """The words of the rows, but the cells that are empty, pictures, or the level of a tree, which is a place."""
    return [
        [words for column, words in zip(table.columns, row, strict=True) if words != EMPTY and is_said(table, column)]
        for table in document.tables
        for row in table.cells
    ]


def is_said(table, column):
    chart = table.table.chart
    return not column.is_picture and not (isinstance(chart, Tree) and column.name == chart.level)


def all_words(document):
    """Facts, lines of the texts, cells: without addresses, which a page shortens."""
    yield from (fact.words for fact in document.facts if not isinstance(fact.field, models.URLField))
    for text in document.texts:
        for heading, paragraphs in text.sections():
            yield from (BULLET.sub("", line) for part in (heading, *paragraphs) for line in part.split(" · "))
    for table in document.tables:
        yield table.none
        skipped = {column.name for column in table.columns if isinstance(column.field, models.URLField)}
        for row, cells in zip(table.rows, table.cells, strict=True):
            for column, words in zip(table.columns, cells, strict=True):
                if column.name in row and column.name not in skipped and is_said(table, column):
                    yield words


def addresses(document):
    yield from (fact.words for fact in document.facts if isinstance(fact.field, models.URLField))
    for table in document.tables:
        for column in (column for column in table.columns if isinstance(column.field, models.URLField)):
            yield from (row[column.name] for row in table.rows if column.name in row)


def lacking_in(text, document):
    text = squeezed(text)
    return [words for words in all_words(document) if squeezed(words) not in text]


def lacking_on_the_page(client, document, publication):
    page = client.get(publication.address).content.decode()
    pictures = sum(table.columns[place].name in row for table, place, row in pictures_of(document))
    assert "None" not in strip_tags(page)
    assert [link for link in addresses(document) if f'href="{html.escape(link)}"' not in page] == []
    assert page.count("/pictures/") >= pictures
    return lacking_in(html.unescape(strip_tags(page)), document)


def pictures_of(document):
    for table in document.tables:
        for place in (place for place, column in enumerate(table.columns) if column.is_picture):
            yield from ((table, place, row) for row in table.rows)


def lacking_on_paper(document, publication):
    """What the PDF lacks: any number, and words but for the few that the end of a line in a cell tears."""
    paper, data = to_thai(text_on_paper(publication)), squeezed(str(data_of(publication)).replace("\\n", ""))
    said = [*all_words(document), publication.title, *addresses(document)]
    pieces = [piece for words in said for piece in PIECES.split(to_thai(words))]
    lacking = [word for piece in pieces if piece not in paper for word in words_of(piece) if word not in paper]
    if len(lacking) > FEW * len(pieces):
        return lacking
    numbers = [word for word in lacking if re.fullmatch(r"\d+", word)]
    return [*numbers, *(words for words in said if squeezed(words) not in data)]


def assert_data_agree(client, document, publication):
    """CSV, XLSX and JSON have the values that the page words."""
    answer = client.get(reverse("publication_json", args=[publication.pk]))
    assert json.loads(answer.content)["content"] == publication.content
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("publication_xlsx", args=[publication.pk])).content))
    shown = [table for table in document.tables if table.rows]
    told = [str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None]
    for table in document.tables:
        if table.none:
            continue
        answer = client.get(reverse("publication_csv", args=[publication.pk, table.name])).content.decode("utf-8-sig")
        _head, *lines = csv.reader(io.StringIO(answer))
        assert [[cell.removeprefix("'") for cell in line] for line in lines] == [
            ["" if cell is None else str(cell).replace("\r\n", "\n") for cell in row] for row in table.data
        ]
        for row, cells in zip(table.data, table.cells, strict=True):
            texts = [(cell, words) for cell, words in zip(row, cells, strict=True) if isinstance(cell, str)]
            assert [cell for cell, words in texts if cell != words] == []
            assert [cell for cell, _words in texts if cell not in told] == []
    assert len(book.worksheets) >= 1 + len(shown)


def shown_changes(kind, before, page):
    """What the approver was shown of the completed draft beside the empty one."""
    after = reading(kind, canonical_content(page))
    found = [each for each in changes(before, after, labels_of(kind)) if not each.is_gone]
    told = [
        each.name + "".join(piece.text for piece in each.pieces if piece.mark is not Mark.REMOVED) for each in found
    ]
    return "".join(told)
