"""Lists of the public register as its pages show them: what is public now, how much of it where, a page at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page as PaginatedPage
from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.db.models.functions import Left
from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.lifecycle import Stage
from cms.models.people import Authority
from cms.models.publication import Publication

# A RecordQuerySet; to import it from the register, which stands on the pages, would close a circle.
Records = Any

A_PAGE = 25
NEWEST_FIRST = "new"
SECTION_DEPTH = 3


@dataclass(frozen=True)
class Crumb:
    title: str
    url: str


@dataclass(frozen=True)
class Year:
    """A year page of a section and how many records it shows."""

    path: str
    fiscal_year: int
    url: str
    count: int


@dataclass(frozen=True)
class Shelf:
    """A section with its years, the newest first."""

    title: str
    description: str
    url: str
    years: Sequence[Year]

    @property
    def count(self) -> int:
        return sum(year.count for year in self.years)

    @property
    def latest_year(self) -> int | None:
        return next((year.fiscal_year for year in self.years if year.count), None)

    def across(self, fiscal_years: Iterable[int]) -> list[Year | None]:
        """One cell for each fiscal year: the year's page where it has records."""
        known = {year.fiscal_year: year for year in self.years if year.count}
        return [known.get(fiscal_year) for fiscal_year in fiscal_years]


@dataclass(frozen=True)
class Facts:
    count: int
    latest: datetime | None


def authority_of(request: HttpRequest) -> Authority | None:
    """Whose site was asked; read once a request."""
    kept = vars(request)  # as Wagtail keeps its site
    if "_authority" not in kept:
        site = Site.find_for_request(request)
        kept["_authority"] = site and Authority.objects.select_related("site__root_page").filter(site=site).first()
    authority: Authority | None = kept["_authority"]
    return authority


def trail(page: Page, request: HttpRequest) -> list[Crumb]:
    """The pages between the front door and this one; those on the way of the request are in memory already."""
    crumbs: list[Crumb] = []
    while page.depth > SECTION_DEPTH:
        page = page.get_parent()
        crumbs.insert(0, Crumb(page.title, page.get_url(request) or ""))
    return crumbs


def public_records(authority: Authority | None, under: Page) -> Records:
    """The records below a page that the public sees now."""
    if authority is None:
        raise LookupError("no authority owns this site")
    records: Records = authority.records
    return records.live().descendant_of(under)


def with_rows(records: Records) -> Records:
    """The records with what a row of a list says about each."""
    return records.select_related("division").annotate(files=Count("attachments"))


def years(pages: Any, records: Records, request: HttpRequest) -> list[Year]:
    """The given year pages, the newest first, each with the number of its records."""
    found = list(pages.order_by("-fiscal_year"))
    if not found:
        return []
    per_year = records.order_by().annotate(year=Left("path", len(found[0].path))).values_list("year")
    counts = dict(per_year.annotate(count=Count("pk")))
    return [Year(page.path, page.fiscal_year, page.get_url(request) or "", counts.get(page.path, 0)) for page in found]


def shelf(section: Any, years: Iterable[Year], request: HttpRequest) -> Shelf:
    own = [year for year in years if year.path.startswith(section.path)]
    return Shelf(section.title, section.description, section.get_url(request) or "", own)


def facts(authority: Authority | None) -> Facts:
    """How much is public now, pages and snippets alike, and since when the newest is."""
    live = Publication.objects.filter(authority=authority, stage=Stage.LIVE)
    found = live.aggregate(count=Count("pk"), latest=Max("live_from"))
    return Facts(found["count"], found["latest"])


def divisions(records: Records) -> list[dict[str, Any]]:
    """The divisions that own the records, each with how many."""
    rows = records.order_by("division__name").values("division", "division__name").annotate(count=Count("pk"))
    return [{"pk": row["division"], "name": row["division__name"], "count": row["count"]} for row in rows]


def asked_division(request: HttpRequest) -> int | None:
    """The division that the address asks for; anything else than a number asks for none."""
    asked = request.GET.get("division", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None


def page_of(records: Records, request: HttpRequest) -> "PaginatedPage[Any]":
    return Paginator(records, A_PAGE).get_page(request.GET.get("p"))
