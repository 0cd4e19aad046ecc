"""What the pages of the section `procurement` show: the fiscal years, the months of one, and what else it has."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.models import Authority
from cms.selectors import listings
from cms.selectors.listings import SECTION_DEPTH, Year
from cms.selectors.site import authority_of
from cms.selectors.trees import pages_of_type
from cms.thai.dates import fiscal_year
from procurement.selectors.calendar import MONTHLY, public_months
from procurement.selectors.public import public_records

LATEST = 5


def context(page: Page, request: HttpRequest) -> Mapping[str, Any]:
    """The context of the section page or of a year page. Raises LookupError where no authority owns the site."""
    authority = authority_of(request)
    if authority is None:
        raise LookupError("no authority owns this site")
    return _of_section(page, authority, request) if page.depth == SECTION_DEPTH else _of_year(page, authority, request)


def _of_section(section: Page, authority: Authority, request: HttpRequest) -> Mapping[str, Any]:
    years = _years(section, request)
    latest = listings.latest(_other_records(section, authority), request, f"others:{section.path}", LATEST)
    return {
        "years": years,
        "years_of_records": _years_of_records(years, authority),
        "calendars": _calendars(years, authority, request),
        "latest": latest,
    }


def _calendars(years: list[Year], authority: Authority, request: HttpRequest) -> list[Mapping[str, Any]]:
    """The months of the current fiscal year; with those of the year before as long as none of it is public."""
    current = fiscal_year(timezone.localdate())
    found = []
    for year in [year for year in years if year.fiscal_year <= current][:2]:
        found.append(_months(year, authority, request))
        if any(month.is_public for month in found[-1]["months"]):
            break
    return found


def _years_of_records(years: list[Year], authority: Authority) -> list[tuple[int, int]]:
    """The fiscal years without a page that have public records, each with their number."""
    others = (
        public_records(authority).exclude(fiscal_year__in=[year.fiscal_year for year in years]).order_by("-fiscal_year")
    )
    return list(others.values_list("fiscal_year").annotate(count=Count("pk")))


def _of_year(page: Page, authority: Authority, request: HttpRequest) -> Mapping[str, Any]:
    section = page.get_parent()
    years = _years(section, request)
    shown = next(year for year in years if year.path == page.path)
    others = listings.for_listing(_other_records(page, authority))
    count = others.count()
    return {
        "section": section,
        "years": years,
        "page_obj": listings.page_of(others, count, request),
        **_months(shown, authority, request),
    }


def _years(section: Page, request: HttpRequest) -> list[Year]:
    return listings.years(pages_of_type(apps.get_model("cms", "YearPage")).live().child_of(section), request)


def _other_records(under: Page, authority: Authority) -> PageQuerySet:
    """The public records that are no months: plans, notices, reports."""
    months = apps.get_model(*MONTHLY)._default_manager.filter(authority=authority).order_by().values("pk")
    return listings.public_records(authority, under).exclude(pk__in=months)


def _months(year: Year, authority: Authority, request: HttpRequest) -> Mapping[str, Any]:
    """The months of a year, how many records of procurements it has, and whether there are files of its months."""
    bought = public_records(authority).filter(fiscal_year=year.fiscal_year)
    months = public_months(authority, year.fiscal_year, year.url, request)
    return {
        "year": year,
        "months": months,
        "files": any(month.is_public for month in months),
        "with_rows": any(month.rows for month in months),
        "record_count": bought.count(),
    }
