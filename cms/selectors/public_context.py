"""Template context of public pages: the evidence of an approval, and the response once a publication has ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, Func, IntegerField, JSONField, Model, Q, When
from django.db.models.sql.compiler import SQLCompiler
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models.approvable import Approvable
from cms.models.approval import Review
from cms.models.documents import DocumentVersion, FileText
from cms.models.people import Authority
from cms.models.publication import Publication
from cms.policy.canonical import Content
from cms.policy.lifecycle import GONE, OPEN_TO_THE_PUBLIC, Stage
from cms.records.content import canonical_content, content_of_today
from cms.records.document import IN_THE_HEAD, Document, document_of
from cms.selectors.references import records_named
from cms.thai.dates import buddhist_year, thai_date

# The plan of a report has a section of its own.
NAMED_ELSEWHERE = ("plan",)


@dataclass(frozen=True)
class Attachment:
    """A file of a record: the version that was approved, its title, and its number of pages where it is a PDF."""

    version: DocumentVersion
    title: str
    pages: int | None


class ArrayLength(Func):
    """SQL function: the length of a JSON array, so that the array itself is not fetched."""

    function = "jsonb_array_length"
    output_field = IntegerField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """The name of the function on SQLite."""
        return self.as_sql(compiler, connection, function="json_array_length", **context)


def publication_context(obj: Approvable, authority: Authority | None) -> dict[str, object]:
    """Context of a public page or snippet: what was approved, its history, permanent address and citation."""
    if authority is not None:  # its divisions are read for every page
        known = {division.pk: division for division in authority.all_divisions}
        obj.division = known.get(obj.division_id) or obj.division
    history = _history(obj)
    publication = next((entry for entry in history if entry.stage == Stage.LIVE), None)
    document = document_of(publication) if publication else Document(type(obj), canonical_content(obj))
    return {
        **_document_context(obj, document),
        "named": records_named(obj, document.content, without=NAMED_ELSEWHERE) if isinstance(obj, Page) else [],
        "publication": publication,
        "history": history,
        "open_stages": OPEN_TO_THE_PUBLIC,
        "permanent_address": f"{settings.SITE_URL}{publication.address}" if publication else "",
        "citation": _citation(publication, authority),
        "error_report": _error_report(publication, authority),
    }


def _history(obj: Model) -> list[Publication]:
    """The editions that are or were public, newest first, with the content of the live one alone."""
    annotated = {"live_content": Case(When(stage=Stage.LIVE, then="content"), output_field=JSONField())}
    known = Publication.objects.of(obj).ever_public().annotate(**annotated)
    history = list(known.select_related("pdf").defer("content"))
    for entry in history:
        if entry.stage == Stage.LIVE:
            entry.content = entry.live_content
    return history


def preview_context(obj: Approvable, request: HttpRequest) -> dict[str, object]:
    """Context of a preview, without an approval: the content that would be submitted, or of what waits, that was.

    The request of an approver's preview has the review as `submitted_as`.
    """
    review: Review | None = getattr(request, "submitted_as", None)
    content = canonical_content(obj, like=review)
    if review is not None:
        content = content_of_today(type(obj), content, review.schema_version)
    return _document_context(obj, Document(type(obj), content))


def _document_context(obj: Approvable, document: Document) -> dict[str, object]:
    return {
        "record": obj,
        "document": document,
        "head": {name: document.words(name) for name in IN_THE_HEAD},
        "attachments": attachments(document.content),
    }


def attachments(content: Content) -> list[Attachment]:
    """The files that a content carries, in its order; at most two queries."""
    rows = [(row["version"], row.get("title", "")) for row in content.get("attachments") or ()]
    versions = _versions([version for version, _title in rows])
    counts = _page_counts([version.file_id for version in versions.values() if version.file.kind == "pdf"])
    found = [(versions.get((version["document"], version["number"])), title) for version, title in rows]
    return [Attachment(version, title, counts.get(version.file_id)) for version, title in found if version is not None]


def _versions(named: Sequence[Content]) -> dict[tuple[str, int], DocumentVersion]:
    """The versions that a content names, by the document's UUID and their number."""
    if not named:
        return {}
    wanted = Q()
    for each in named:
        wanted |= Q(document__uuid=each["document"], number=each["number"])
    rows = DocumentVersion.objects.filter(wanted).select_related("file", "document")
    return {(str(row.document.uuid), row.number): row for row in rows}


def _page_counts(files: Sequence[int]) -> dict[int, int]:
    if not files:
        return {}
    texts = FileText.objects.filter(file__in=files).annotate(count=ArrayLength("pages"))
    return dict(texts.values_list("file_id", "count"))


def latest_public_publication(obj: Model) -> Publication | None:
    """The newest publication that is or once was public, whatever its stage now."""
    return Publication.objects.of(obj).ever_public().select_related("division").first()


def is_ended(publication: Publication | None) -> bool:
    """Whether a publication was withdrawn, has expired or is suspended, so that its address explains why."""
    return publication is not None and publication.stage in {*GONE, Stage.SUSPENDED}


def ended_response(request: HttpRequest, publication: Publication) -> TemplateResponse:
    """410 with day and reason where it was withdrawn or has expired, 404 where it is suspended; never the content."""
    gone = publication.stage in GONE
    context = {"publication": publication, "is_gone": gone, "has_expired": publication.stage == Stage.EXPIRED}
    response = TemplateResponse(request, "cms/withdrawn.html", context, status=410 if gone else 404)
    response.headers["Cache-Control"] = "no-cache"  # a suspension may be lifted, or a newer version published
    return response


def _citation(publication: Publication | None, authority: Authority | None) -> str:
    """A citation in the form of Thai bibliographies: author, year, title, edition, day, address."""
    if publication is None or publication.live_from is None or authority is None:
        return ""
    return _("%(author)s. (%(year)s). %(title)s (ฉบับที่ %(number)s). เผยแพร่เมื่อ %(day)s. สืบค้นจาก %(address)s") % {
        "author": authority.name,
        "year": buddhist_year(publication.live_from),
        "title": publication.title,
        "number": publication.number,
        "day": thai_date(publication.live_from),
        "address": f"{settings.SITE_URL}{publication.address}",
    }


def _error_report(publication: Publication | None, authority: Authority | None) -> str:
    """A mailto link to the authority that names the page, or the anchor of the contact details."""
    if publication is None or authority is None or not authority.email:
        return "#contact"
    subject = _("แจ้งข้อผิดพลาด: %(title)s") % {"title": publication.title}
    body = _("หน้า %(address)s\n\nข้อผิดพลาดที่พบ: ") % {"address": f"{settings.SITE_URL}{publication.address}"}
    return f"mailto:{authority.email}?subject={quote(subject)}&body={quote(body)}"
