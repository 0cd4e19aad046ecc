"""Public URLs that are not pages of the tree: the PDF of a publication, the sitemap, robots.txt."""

from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.exports import data
from cms.models import Publication
from cms.pages import HomePage, SectionPage, YearPage
from cms.policy.delivery import attachment
from cms.policy.lifecycle import Stage
from cms.policy.visibility import PUBLIC, Visibility
from cms.records.document import document_of
from cms.selectors.public_context import ended_response
from cms.storage.private_files import private_storage

R = TypeVar("R", bound=HttpResponseBase)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BaseSitemap: Any = Sitemap  # generic in django-stubs, but the class itself cannot be subscripted
ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /search/\nSitemap: {site}/sitemap.xml\n"


@require_safe
def publication_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The stored PDF of a publication, under the same rule as its attached files.

    410 with the reason where the publication ended, 404 where it is not public or has no PDF yet.
    """
    publication = _publication(pk)
    if publication.visibility is Visibility.GONE:
        return ended_response(request, publication).render()
    if publication.pdf is None or publication.visibility not in PUBLIC:
        raise Http404
    etag = f'"{publication.pdf.sha256}"'
    if not_modified := get_conditional_response(request, etag=etag):
        return not_modified
    file = private_storage().open(publication.pdf.path)
    return _download(FileResponse(file, content_type="application/pdf"), publication, "pdf", etag)


@require_safe
def publication_data(request: HttpRequest, pk: int, form: str, table: str = "") -> HttpResponseBase:
    """The content of a publication as open data (`xlsx`, `json`, or `csv` of one table), under the rule of its PDF."""
    publication = _publication(pk)
    if publication.visibility is Visibility.GONE:
        return ended_response(request, publication).render()
    if publication.visibility not in PUBLIC:
        raise Http404
    etag = f'W/"{publication.digest}-{table}{form}"'
    if not_modified := get_conditional_response(request, etag=etag):
        return not_modified
    content_type, body = _data(publication, form, table)
    return _download(HttpResponse(body, content_type=content_type), publication, form, etag)


def _publication(pk: int) -> Publication:
    rows = Publication.objects.with_record().select_related("pdf", "division", "authority")
    return get_object_or_404(rows, pk=pk)


def _data(publication: Publication, form: str, table: str) -> tuple[str, bytes]:
    """The content type and the bytes of a form. Raises Http404 for a table that the publication does not have."""
    if form == "xlsx":
        return XLSX, data.xlsx_of(publication)
    if form == "json":
        return "application/json", data.json_of(publication)
    found = next((each for each in document_of(publication).tables if each.name == table), None)
    if found is None:
        raise Http404
    return "text/csv; charset=utf-8", data.csv_of(found)


def _download(response: R, publication: Publication, ending: str, etag: str) -> R:
    name = _("%(title)s (ฉบับที่ %(number)s)") % {"title": publication.title[:80], "number": publication.number}
    response.headers["Content-Disposition"] = attachment(f"{name}.{ending}")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "public, no-cache"  # a withdrawal takes effect at once
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """`robots.txt`, which excludes the admin and the search and names the sitemap."""
    return HttpResponse(ROBOTS.format(site=settings.SITE_URL), content_type="text/plain; charset=utf-8")


class PublicationSitemap(BaseSitemap):
    """Every live publication, of pages and snippets alike, with the time since when it is live."""

    limit = 10_000

    def items(self) -> QuerySet[Publication]:
        """Live publications, without their content; 10,000 a file."""
        return Publication.objects.filter(stage=Stage.LIVE).only("address", "live_from").order_by("pk")

    def location(self, item: Publication) -> str:
        return item.address

    def lastmod(self, item: Publication) -> datetime | None:
        return item.live_from


class TreeSitemap(BaseSitemap):
    """The pages of the tree that are no records: home, sections and their years."""

    def items(self) -> list[Page]:
        """All live pages of these three types, few enough for one list."""
        kinds = (HomePage, SectionPage, YearPage)
        return [page for kind in kinds for page in kind.objects.live().order_by("path")]

    def location(self, item: Page) -> str:
        return item.get_url() or "/"


SITEMAPS: dict[str, type] = {"tree": TreeSitemap, "publications": PublicationSitemap}
