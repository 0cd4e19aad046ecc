"""A publication as PDF and as searchable text: the data for `templates/pdf/record.typ`, from the approved content."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NotRequired, TypedDict

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import SourceImageIOError

from cms.exports import pdf
from cms.models import Approvable, Picture, Publication, StoredFile
from cms.policy.canonical import Content, digest
from cms.policy.lifecycle import Period
from cms.records.content import Approved, canonical_content, schema_version
from cms.records.document import Document, Part, document_of, kind_name, model_of
from cms.records.shown_cells import SMALL, known_pictures
from cms.records.tables import RecordTable
from cms.thai.dates import thai_date
from cms.thai.sizes import file_size


class PdfPicture(TypedDict):
    """A picture in a cell: its bytes, as JSON has no other form of them, and its description."""

    bytes: list[int]
    description: str


class PdfTable(TypedDict):
    """A table of a PDF section; every row has one cell for each column, `numeric` says which are aligned right."""

    caption: str | None
    columns: list[str]
    rows: list[list[str | PdfPicture]]
    numeric: list[bool]


class PdfSection(TypedDict):
    """A section of the publication PDF: a heading ("" for none) with either paragraphs or a table."""

    heading: str
    paragraphs: NotRequired[list[str]]
    table: NotRequired[PdfTable]


def render(publication: Publication) -> bytes:
    """The PDF of a publication; equal content renders to equal bytes."""
    return pdf.render(*paper_of(publication))


def paper_of(publication: Publication) -> tuple[str, Mapping[str, object]]:
    """The template of a publication and its data: those that its type names in `paper`, else those of a record."""
    named = getattr(model_of(publication.kind), "paper", "")
    found: tuple[str, Mapping[str, object]] = (
        import_string(named)(publication) if named else ("record", data_of(publication))
    )
    return found


def render_draft(draft: Approvable, *, like: Approved | None = None) -> bytes:
    """The PDF that a draft would become; it says that it is not approved. With `like` as it was submitted."""
    content = canonical_content(draft, like=like)
    now = timezone.now()
    publication = Publication(
        authority=draft.authority,
        division_id=draft.owning_division_id(),
        kind=draft._meta.label_lower,
        title=str(draft),
        address=draft.public_address(),
        content=content,
        schema_version=like.schema_version if like else schema_version(type(draft)),
        digest=digest(content),
        approved_name=str(_("ยังไม่อนุมัติ (ฉบับสำหรับพิจารณา)")),
        approved_at=now,
        live_from=now,
    )
    return pdf.render_in_subprocess(*paper_of(publication))


def data_of(publication: Publication) -> dict[str, object]:
    """The template's data: the approved content, who approved it, and the dates and address of its publication."""
    document = document_of(publication)
    return {**head_of(publication, document), "sections": sections(document)}


def head_of(publication: Publication, document: Document) -> dict[str, object]:
    """The data of a template but the content itself: what it is, its files, who approved it, when it was published."""
    content = document.content
    return {
        "authority": publication.authority.name,
        "title": publication.title,
        "kind": kind_name(publication.kind),
        "fiscal_year": str(content.get("fiscal_year") or ""),
        "period": _period(document),
        "document_number": document.words("document_number") or None,
        "document_date": document.words("document_date") or None,
        "division": document.words("division") or None,
        "summary": document.words("summary") or None,
        "attachments": _attachments(content),
        "approved_by": publication.approved_name,
        "approved_position": publication.approved_position,
        "approved_on": thai_date(publication.approved_at),
        "published_on": thai_date(publication.live_from) if publication.live_from else None,
        "address": f"{settings.SITE_URL}{publication.address}",
        "digest": publication.digest,
        "thai_digits": True,
    }


def searchable_text(document: Document) -> str:
    """The text of a document for the search index: all its words but the title, separated by `·`."""
    words = [document.words("summary"), *(f"{fact.label} {fact.words}" for fact in document.facts)]
    for text in document.texts:
        words += [part for heading, paragraphs in text.sections() for part in (heading, *paragraphs)]
    words += [line for table in document.tables for line in table.lines()]
    return " · ".join(filter(None, [*words, document.words("document_number")]))


def sections(document: Document) -> list[PdfSection]:
    """The sections of the PDF in the order of the type: the facts in a table, the texts with their headings, tables."""
    facts: list[PdfSection] = []
    if document.facts:
        rows = [[fact.label, fact.words] for fact in document.facts]
        columns = [str(_("รายการ")), str(_("รายละเอียด"))]
        facts = [{"heading": "", "table": _pdf_table(columns, rows, [False, False])}]
    texts = [section for text in document.texts for part in text.parts() for section in _sections_of_part(part)]
    parts = {"facts": facts, "texts": texts, "tables": [_section_of_table(table) for table in document.tables]}
    return [section for part in document.order for section in parts[part]]


def _sections_of_part(part: Part) -> Iterator[PdfSection]:
    if part.table:
        head, *rows = part.table
        yield {"heading": part.heading, "table": _pdf_table(head, rows, [False] * len(head))}
    elif part.heading or part.paragraphs:
        yield {"heading": part.heading, "paragraphs": part.paragraphs}


def _section_of_table(table: RecordTable) -> PdfSection:
    if table.none:
        return {"heading": table.heading, "paragraphs": [table.none]}
    if table.is_list:
        return {"heading": table.heading, "paragraphs": numbered([row[0] for row in table.cells])}
    rows = _cells(table)
    if table.totals:
        rows.append([*table.totals])
    columns = [column.label for column in table.columns]
    return {
        "heading": table.heading,
        "table": _pdf_table(columns, rows, [column.is_number for column in table.columns]),
    }


def _cells(table: RecordTable) -> list[list[str | PdfPicture]]:
    """The cells of a table, those that name a picture with the picture."""
    place = next((place for place, column in enumerate(table.columns) if column.is_picture), None)
    cells: list[list[str | PdfPicture]] = [[*row] for row in table.cells]
    if place is not None:
        values = [row.get(table.columns[place].name) for row in table.rows]
        known = known_pictures(values)
        for row, value in zip(cells, values, strict=True):
            if value is not None and (picture := known.get(value["picture"])):
                words = [words for words in row[:place] + row[place + 1 :] if isinstance(words, str)]
                row[place] = _pdf_picture(picture, words[0]) or row[place]
    return cells


def _pdf_picture(picture: Picture, description: str) -> PdfPicture | None:
    """A picture in the small size, or None where its file is missing."""
    try:
        with picture.get_rendition(SMALL).file.open() as file:
            return {"bytes": [*file.read()], "description": description}
    except (SourceImageIOError, FileNotFoundError):
        return None


def _pdf_table(columns: list[str], rows: Sequence[Sequence[str | PdfPicture]], numeric: list[bool]) -> PdfTable:
    cells = [list(row) for row in rows]
    return {"caption": None, "columns": columns, "rows": cells, "numeric": numeric}


def numbered(rows: list[str]) -> list[str]:
    """The rows with their numbers: “1. …”; a single row gets none."""
    return rows if len(rows) == 1 else [f"{number}. {row}" for number, row in enumerate(rows, start=1)]


def _period(document: Document) -> str | None:
    period = Period(document.content.get("period") or Period.YEAR)
    return None if period is Period.YEAR else document.words("period")


def _attachments(content: Content) -> list[dict[str, str]]:
    rows = [(row.get("title"), row["version"]) for row in content.get("attachments") or ()]
    hashes = [version["sha256"] for _title, version in rows]
    sizes = dict(StoredFile.objects.filter(sha256__in=hashes).values_list("sha256", "size"))
    return [
        {
            "name": title or version["name"],
            "size": file_size(sizes[version["sha256"]]),
            "sha256": version["sha256"],
        }
        for title, version in rows
    ]
