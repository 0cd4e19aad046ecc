"""Template context of public pages: the evidence of an approval, and the response once a publication has ended."""

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar
from urllib.parse import quote

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, IntegerField, Model
from django.db.models.sql.compiler import SQLCompiler
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from cms.models.documents import DocumentVersion, FileText
from cms.models.people import Authority
from cms.models.publication import Publication
from cms.policy.lifecycle import GONE, OPEN_TO_THE_PUBLIC, Stage
from cms.thai.dates import buddhist_year, thai_date


class HasVersion(Protocol):
    """A row with a document version, such as a record's attachment."""

    version: DocumentVersion
    pages: int | None


Attachment = TypeVar("Attachment", bound=HasVersion)


class PageCount(Func):
    """SQL function: the length of a JSON array (`FileText.pages`), so that the text itself is not fetched."""

    function = "jsonb_array_length"
    output_field = IntegerField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """The name of the function on SQLite."""
        return self.as_sql(compiler, connection, function="json_array_length", **context)


def publication_context(obj: Model, authority: Authority | None) -> dict[str, object]:
    """Context of a public page or snippet: its live publication, history, permanent address and citation."""
    history = _history(obj)
    publication = next((entry for entry in history if entry.stage == Stage.LIVE), None)
    return {
        "publication": publication,
        "history": history,
        "open_stages": OPEN_TO_THE_PUBLIC,
        "permanent_address": f"{settings.SITE_URL}{publication.address}" if publication else "",
        "citation": _citation(publication, authority),
        "error_report": _error_report(publication, authority),
    }


def _history(obj: Model) -> list[Publication]:
    known = Publication.objects.of(obj).ever_public()
    return list(known.select_related("pdf").defer("content"))


def attachments(rows: Sequence[Attachment]) -> Sequence[Attachment]:
    """The given rows, each with `pages` set: the number of pages of its PDF, or None where it was not counted."""
    files = [row.version.file_id for row in rows if row.version.file.kind == "pdf"]
    counts: dict[int, int] = {}
    if files:
        texts = FileText.objects.filter(file__in=files).annotate(count=PageCount("pages"))
        counts = dict(texts.values_list("file_id", "count"))
    for row in rows:
        row.pages = counts.get(row.version.file_id)
    return rows


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
