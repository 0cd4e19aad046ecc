"""Lists of the public register as its pages show them: what is public now, how much of it where, a page at a time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.core.cache import cache
from django.core.paginator import Page as PaginatedPage
from django.core.paginator import Paginator
from django.db.models import Count, Max, OuterRef, Subquery
from django.db.models.functions import Left
from django.http import HttpRequest
from wagtail.models import Page

from cms.models.people import Authority, Division
from cms.models.publication import Publication
from cms.policy.lifecycle import Stage
from cms.selectors.site import authority_of, site_context

# A RecordQuerySet; to import it from the register, which stands on the pages, would close a circle.
Records = Any

A_PAGE = 25
NEWEST_FIRST = "new"
SECTION_DEPTH = 3
YEAR_DEPTH = SECTION_DEPTH + 1
CACHE_SECONDS = 60 * 60
# What a row of a list shows; `url_path`, `depth` and `content_type` stand behind its address and its type's name.
LISTED_FIELDS = (
    "title",
    "summary",
    "url_path",
    "depth",
    "content_type",
    "period",
    "fiscal_year",
    "last_published_at",
    "division__name",
)

# The number of records by the path of their year and by division.
RecordCounts = Mapping[tuple[str, int], int]


@dataclass(frozen=True)
class Breadcrumb:
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
class SectionListing:
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
class Totals:
    count: int
    latest: datetime | None


def breadcrumbs(page: Page, request: HttpRequest) -> list[Breadcrumb]:
    """The pages between the front door and this one; those on the way of the request are in memory already."""
    crumbs: list[Breadcrumb] = []
    while page.depth > SECTION_DEPTH:
        page = page.get_parent()
        crumbs.insert(0, Breadcrumb(page.title, page.get_url(request) or ""))
    return crumbs


def cached_by_audit_head(name: str, request: HttpRequest, read: Callable[[], Any]) -> Any:
    """A number of the public register, read anew only when it may have changed.

    Nothing becomes public, or ceases to be, without an entry in the audit chain: its head is the mark of what is kept.
    """
    head = site_context(request).audit_head
    return cache.get_or_set(f"{name}:{head}", read, CACHE_SECONDS) if head else read()


def record_counts(request: HttpRequest) -> RecordCounts:
    """How many records are public, by the path of their year and by division."""
    authority = authority_of(request)
    if authority is None:
        raise LookupError("no authority owns this site")
    return cached_by_audit_head(f"tally:{authority.pk}", request, partial(_count_records, authority))


def _count_records(authority: Authority) -> RecordCounts:
    records: Any = authority.records
    by_year = records.live().order_by().annotate(year=Left("path", YEAR_DEPTH * Page.steplen))
    rows = by_year.values_list("year", "division").annotate(count=Count("pk"))
    return {(year, division): count for year, division, count in rows}


def public_records(authority: Authority | None, under: Page) -> Records:
    """The records below a page that the public sees now; those of an authority all stand in its own tree."""
    if authority is None:
        raise LookupError("no authority owns this site")
    records: Records = authority.records.model.objects
    return records.live().descendant_of(under)


def for_listing(records: Records) -> Records:
    """The records with what a row of a list says about each, and no more."""
    attached = records.model._meta.get_field("attachments").related_model.objects.filter(page=OuterRef("pk"))
    count = attached.order_by().values("page").annotate(count=Count("pk")).values("count")
    return records.select_related("division").only(*LISTED_FIELDS).annotate(files=Subquery(count))


def latest(records: Records, request: HttpRequest, name: str, count: int) -> Records:
    """The records that became public last."""
    newest = records.order_by("-last_published_at", "-pk").values_list("pk", flat=True)
    keys = cached_by_audit_head(f"latest:{name}", request, lambda: list(newest[:count]))
    return for_listing(records.filter(pk__in=keys).order_by("-last_published_at", "-pk"))


def years(pages: Any, request: HttpRequest) -> list[Year]:
    """The given year pages, the newest first, each with the number of its records."""
    counts: dict[str, int] = defaultdict(int)
    for (path, _division), count in record_counts(request).items():
        counts[path] += count
    found = pages.order_by("-fiscal_year")
    return [Year(page.path, page.fiscal_year, page.get_url(request) or "", counts[page.path]) for page in found]


def section_listing(section: Any, years: Iterable[Year], request: HttpRequest) -> SectionListing:
    own = [year for year in years if year.path.startswith(section.path)]
    return SectionListing(section.title, section.description, section.get_url(request) or "", own)


def totals(request: HttpRequest) -> Totals:
    """How much is public now, pages and snippets alike, and since when the newest is."""
    authority = authority_of(request)
    live = Publication.objects.filter(authority=authority, stage=Stage.LIVE)
    read = partial(live.aggregate, count=Count("pk"), latest=Max("live_from"))
    return Totals(**cached_by_audit_head(f"facts:{authority and authority.pk}", request, read))


def divisions(year_page: Page, request: HttpRequest) -> list[dict[str, Any]]:
    """The divisions that own the records of a year, each with how many."""
    counts = {division: count for (path, division), count in record_counts(request).items() if path == year_page.path}
    names = Division.objects.filter(pk__in=counts).order_by("name").values_list("pk", "name")
    return [{"pk": pk, "name": name, "count": counts[pk]} for pk, name in names]


def asked_division(request: HttpRequest) -> int | None:
    """The division that the address asks for; anything else than a number asks for none."""
    asked = request.GET.get("division", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None


def page_of(records: Records, count: int, request: HttpRequest) -> "PaginatedPage[Any]":
    """The page that the address asks for; how many there are is known already."""
    paginator = Paginator(records, A_PAGE)
    vars(paginator)["count"] = count
    return paginator.get_page(request.GET.get("p"))
