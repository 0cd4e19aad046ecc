"""What a visitor sees of an approved thing: its evidence while it is public, and why it is not shown any more."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db.models import Func, IntegerField, Model
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from cms.models.documents import FileText
from cms.models.people import Authority
from cms.models.publication import Publication
from cms.policy.lifecycle import GONE, OPEN_TO_THE_PUBLIC, Stage
from cms.thai.dates import buddhist_year, thai_date

# These were never before the public.
UNSEEN = (Stage.SCHEDULED, Stage.CANCELLED)


class PageCount(Func):
    """How many pages of text a file has, counted where the text lies."""

    function = "jsonb_array_length"
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="json_array_length", **context)


def publication_context(obj: Any, authority: Authority | None) -> dict[str, Any]:
    """Who approved what is shown, all its versions, its permanent address and how to cite it."""
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


def _history(obj: Any) -> list[Publication]:
    known = Publication.objects.of(obj).exclude(stage__in=UNSEEN)
    return list(known.select_related("approved_by", "pdf").defer("content"))


def attachments(rows: Sequence[Any]) -> Sequence[Any]:
    """The attached versions, each with the number of its pages where that was read (`pages`, else None)."""
    files = [row.version.file_id for row in rows if row.version.file.kind == "pdf"]
    counts: dict[int, int] = {}
    if files:
        texts = FileText.objects.filter(file__in=files).annotate(count=PageCount("pages"))
        counts = dict(texts.values_list("file_id", "count"))
    for row in rows:
        row.pages = counts.get(row.version.file_id)
    return rows


def is_open(publication: Publication) -> bool:
    """Whether the public may read what this publication gave."""
    return publication.stage in OPEN_TO_THE_PUBLIC


def is_suspended(publication: Publication) -> bool:
    """Whether the object is hidden just now; what leaked may stand in its earlier versions too."""
    same = Publication.objects.filter(content_type=publication.content_type_id, object_id=publication.object_id)
    return same.filter(stage=Stage.SUSPENDED).exists()


def last_seen(obj: Model) -> Publication | None:
    """The newest publication that was before the public, whatever became of it."""
    return Publication.objects.of(obj).exclude(stage__in=UNSEEN).select_related("division").first()


def is_ended(publication: Publication | None) -> bool:
    """Whether an address has something to say about its end: it was withdrawn, has expired, or is suspended."""
    return publication is not None and publication.stage in {*GONE, Stage.SUSPENDED}


def ended_response(request: HttpRequest, publication: Publication) -> TemplateResponse:
    """Day and reason where it is gone (410); where it is only suspended, that alone (404). Never the content."""
    gone = publication.stage in GONE
    context = {"publication": publication, "is_gone": gone, "has_expired": publication.stage == Stage.EXPIRED}
    response = TemplateResponse(request, "cms/withdrawn.html", context, status=410 if gone else 404)
    response.headers["Cache-Control"] = "no-cache"  # it may be lifted, or published anew
    return response


def _citation(publication: Publication | None, authority: Authority | None) -> str:
    """As Thai bibliographies have it: author, year, title, edition, day, address."""
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
    """A letter to the authority that names the page already; without an e-mail address, where to call or write."""
    if publication is None or authority is None or not authority.email:
        return "#contact"
    subject = _("แจ้งข้อผิดพลาด: %(title)s") % {"title": publication.title}
    body = _("หน้า %(address)s\n\nข้อผิดพลาดที่พบ: ") % {"address": f"{settings.SITE_URL}{publication.address}"}
    return f"mailto:{authority.email}?subject={quote(subject)}&body={quote(body)}"
