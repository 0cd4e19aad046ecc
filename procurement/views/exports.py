"""Public files of procurement: an approved month, and all approved months of a fiscal year."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from functools import partial
from typing import TypeVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.exports import data
from cms.models import Authority, Publication
from cms.policy.delivery import attachment
from cms.policy.lifecycle import Period
from cms.selectors.public_context import ended_response, is_ended, latest_public_publication
from cms.selectors.site import authority_of
from cms.views.public import XLSX
from procurement.exports import form, ocds, sheets
from procurement.exports.editions import PublishedMonth, published_month, published_months
from procurement.models import ProcurementSettings
from procurement.pages import MonthlyProcurementPage
from procurement.policy.month_tables import oit_columns
from procurement.policy.months import period_of_calendar_month
from procurement.views.downloads import CSV, xlsx_response

R = TypeVar("R", bound=HttpResponseBase)
JSON = "application/json"


@dataclass(frozen=True)
class Export:
    """What is made of a month, beside its name: content type, ending, words for the name of the file, the bytes."""

    content_type: str
    ending: str
    words: str
    made: Callable[[PublishedMonth, Authority], bytes]


def _json(month: PublishedMonth, authority: Authority) -> bytes:
    """The approved content as of any record, with its digest."""
    return data.json_of(Publication.objects.select_related("authority").get(pk=month.current.pk))


def _form(month: PublishedMonth, authority: Authority) -> bytes:
    return form.month_form(month, authority.name, _signature(authority))


def _signature(authority: Authority) -> form.Signature:
    return form.Signature.of(ProcurementSettings.objects.filter(authority=authority).first())


def _oit(month: PublishedMonth, authority: Authority) -> bytes:
    if not oit_columns(month.fiscal_year):
        raise Http404
    return sheets.month_oit(month, authority)


def _releases(month: PublishedMonth, authority: Authority) -> bytes:
    return _of_rows([month], ocds.release_package([month], authority, uri=_uri(month, "ocds")))


def _records(month: PublishedMonth, authority: Authority) -> bytes:
    return _of_rows([month], ocds.record_package([month], authority, uri=_uri(month, "ocds-records")))


def _of_rows(months: list[PublishedMonth], parts: Iterable[bytes]) -> bytes:
    """A package as bytes. Raises Http404 where there is no row: the standard knows no package without a release."""
    if not ocds.has_releases(months):
        raise Http404
    return b"".join(parts)


EXPORTS: Mapping[str, Export] = {
    "xlsx": Export(XLSX, "xlsx", "", lambda month, _authority: sheets.month_xlsx(month)),
    "csv": Export(CSV, "csv", "", lambda month, _authority: sheets.month_csv(month)),
    "json": Export(JSON, "json", "", _json),
    "skr1": Export(XLSX, "xlsx", "แบบ สขร.1", _form),
    "oit": Export(XLSX, "xlsx", "แบบ OIT", _oit),
    "ocds": Export(JSON, "json", "OCDS", _releases),
    "ocds-records": Export(JSON, "json", "OCDS records", _records),
}
YEAR_FORMATS: Mapping[str, tuple[str, str, str]] = {
    "xlsx": (XLSX, "xlsx", ""),
    "csv": (CSV, "csv", ""),
    "ocds": (JSON, "json", "OCDS"),
    "ocds-records": (JSON, "json", "OCDS records"),
}


@require_safe
def month_export(request: HttpRequest, fiscal_year: int, month: str, format: str) -> HttpResponseBase:  # noqa: A002  # as in the address
    """A month as the public sees it, in a format of `EXPORTS`; 404 without an approval, 410 where it was withdrawn."""
    authority, export = authority_of(request), EXPORTS.get(format)
    if authority is None or export is None:
        raise Http404
    period = period_of_calendar_month(int(month))
    found = published_month(authority, fiscal_year, period)
    if found is None:
        return _not_public(request, authority, fiscal_year, period)
    etag = _etag(format, authority, [found])
    if not_modified := get_conditional_response(request, etag=etag):
        return not_modified
    response = HttpResponse(export.made(found, authority), content_type=export.content_type)
    title = _("%(title)s (ฉบับที่ %(number)s)") % {"title": found.current.title[:80], "number": found.current.number}
    return _download(response, f"{title} {export.words}".strip(), export.ending, etag)


@require_safe
def year_export(request: HttpRequest, fiscal_year: int, format: str) -> HttpResponseBase:  # noqa: A002  # as in the address
    """All approved months of a fiscal year in a format of `YEAR_FORMATS`, written as it is read; 404 without any."""
    authority = authority_of(request)
    if authority is None or format not in YEAR_FORMATS:
        raise Http404
    months = published_months(authority, fiscal_year)
    if not months or (format.startswith("ocds") and not ocds.has_releases(months)):
        raise Http404
    etag = _etag(format, authority, months)
    if not_modified := get_conditional_response(request, etag=etag):
        return not_modified
    content_type, ending, words = YEAR_FORMATS[format]
    title = _("การจัดซื้อจัดจ้าง ปีงบประมาณ %(year)s") % {"year": fiscal_year}
    response = _of_year(months, authority, format, content_type)
    return _download(response, f"{title} {words}".strip(), ending, etag)


def _of_year(months: list[PublishedMonth], authority: Authority, form_of: str, content_type: str) -> HttpResponseBase:
    if form_of == "xlsx":
        return xlsx_response(partial(sheets.year_xlsx, months))
    return StreamingHttpResponse(_parts_of_year(months, authority, form_of), content_type=content_type)


def _parts_of_year(months: list[PublishedMonth], authority: Authority, form_of: str) -> Iterator[bytes]:
    if form_of == "csv":
        return sheets.year_csv(months)
    address = reverse("procurement_year_export", args=[months[0].fiscal_year, form_of])
    package = ocds.record_package if form_of == "ocds-records" else ocds.release_package
    return package(months, authority, uri=f"{settings.SITE_URL}{address}")


def _not_public(request: HttpRequest, authority: Authority, fiscal_year: int, period: Period) -> HttpResponseBase:
    """Why a month is not shown, where it once was. Raises Http404 where it never was."""
    pages = MonthlyProcurementPage.objects.filter(authority=authority, fiscal_year=fiscal_year, period=period)
    page = pages.first()
    ended = latest_public_publication(page) if page else None
    if ended is None or not is_ended(ended):
        raise Http404
    return ended_response(request, ended).render()


def _etag(form_of: str, authority: Authority, months: list[PublishedMonth]) -> str:
    """Of all that goes into the file: the editions, the names of the authority, the settings."""
    editions = [f"{each.pk} {each.digest}" for month in months for each in month.editions]
    office = (authority.name, authority.district, authority.province, *astuple(_signature(authority)))
    open_data = (settings.OCDS_PREFIX, settings.OCDS_BUYER, settings.OPEN_DATA_LICENCE, settings.SITE_URL)
    parts = "\n".join((form_of, *office, *open_data, *editions))
    return f'W/"{hashlib.sha256(parts.encode()).hexdigest()[:32]}"'


def _uri(month: PublishedMonth, form_of: str) -> str:
    address = reverse("procurement_month_export", args=[month.fiscal_year, month.calendar_month, form_of])
    return f"{settings.SITE_URL}{address}"


def _download(response: R, name: str, ending: str, etag: str) -> R:
    response.headers["Content-Disposition"] = attachment(f"{name}.{ending}")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "public, no-cache"  # a withdrawal takes effect at once
    return response
