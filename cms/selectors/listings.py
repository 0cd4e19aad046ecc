"""Listings of the public register: the records that are public now, their counts, and one page at a time."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from django.apps import apps
from django.core.paginator import Page as PaginatedPage
from django.core.paginator import Paginator
from django.db.models import Case, CharField, Count, Max, Model, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast, Concat, Left
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.models.people import Authority
from cms.models.publication import Publication
from cms.policy.lifecycle import Stage
from cms.selectors.cached import cached_at_head
from cms.selectors.site import authority_of, site_context
from cms.thai.collation import sort_key

T = TypeVar("T")

PAGE_SIZE = 25
NEWEST_FIRST = "new"
SECTION_DEPTH = 3
YEAR_DEPTH = SECTION_DEPTH + 1
# The columns that a row of a listing needs; `url_path`, `depth` and `content_type` give its URL and its type's name.
LISTED_FIELDS = (
    "title",
    "summary",
    "url_path",
    "depth",
    "content_type",
    "period",
    "fiscal_year",
    "first_published_at",
    "last_published_at",
    "division__name",
)

# The number of records by the path of their year and by division.
RecordCounts = Mapping[tuple[str, int], int]


@dataclass(frozen=True)
class Breadcrumb:
    """A link to a page above the current one."""

    title: str
    url: str


@dataclass(frozen=True)
class Year:
    """A year page of a section and the number of its public records."""

    path: str
    fiscal_year: int
    url: str
    count: int


@dataclass(frozen=True)
class Totals:
    """The number of live publications, and when the newest was published."""

    count: int
    latest: datetime | None


@dataclass(frozen=True)
class DivisionCount:
    """A division and the number of its public records on a year page."""

    pk: int
    name: str
    count: int


def breadcrumbs(page: Page, request: HttpRequest) -> list[Breadcrumb]:
    """Links to the pages between the home page and this one; routing has already loaded the parents of the page.

    They name the way back in one line, so a year page (its slug is the year) is “ปี 2566”.
    """
    crumbs: list[Breadcrumb] = []
    while page.depth > SECTION_DEPTH:
        page = page.get_parent()
        title = _("ปี %(year)s") % {"year": page.slug} if page.depth == YEAR_DEPTH else page.title
        crumbs.insert(0, Breadcrumb(title, page.get_url(request) or ""))
    return crumbs


def cached_by_audit_head(name: str, request: HttpRequest, read: Callable[[], T]) -> T:
    """The value of `read()`, cached for an hour at most and only until something is published or withdrawn."""
    return cached_at_head(name, site_context(request).audit_head, read)


def record_counts(request: HttpRequest) -> RecordCounts:
    """The number of public records by path of their year page and by division.

    Raises LookupError where no authority owns the site.
    """
    authority = authority_of(request)
    if authority is None:
        raise LookupError("no authority owns this site")
    return cached_by_audit_head(f"counts:{authority.pk}", request, partial(_count_records, authority))


def _count_records(authority: Authority) -> RecordCounts:
    records: PageQuerySet = authority.records
    by_year = records.live().order_by().annotate(year=Left("path", YEAR_DEPTH * Page.steplen))
    rows = by_year.values_list("year", "division").annotate(count=Count("pk"))
    return {(year, division): count for year, division, count in rows}


def public_records(authority: Authority | None, under: Page) -> PageQuerySet:
    """The public records below a page; an authority's records are all in its own page tree.

    Raises LookupError where no authority owns the site.
    """
    if authority is None:
        raise LookupError("no authority owns this site")
    records: PageQuerySet = authority.records.model.objects
    return records.live().descendant_of(under)


def for_listing(records: PageQuerySet) -> PageQuerySet:
    """The records with only the columns that a row of a listing needs, their number of attachments (`files`) and what
    stands before their titles (`number`).
    """
    attached = records.model._meta.get_field("attachments").related_model.objects.filter(page=OuterRef("pk"))
    count = attached.order_by().values("page").annotate(count=Count("pk")).values("count")
    listed = records.select_related("division").only(*LISTED_FIELDS)
    return listed.annotate(files=Subquery(count), number=_numbers(records.model))


def _numbers(model: type[Model]) -> Case:
    """“มาตรการที่ 5” for the records of a type that names a field in `numbered_by`, "" for those of other types."""
    types: list[Any] = [each for each in apps.get_models() if issubclass(each, model)]
    return Case(*(_number(each) for each in types if each.numbered_by), default=Value(""), output_field=CharField())


def _number(model: Any) -> When:
    label = model._meta.get_field(model.numbered_by).verbose_name
    path = f"{model._meta.model_name}__{model.numbered_by}"
    return When(**{f"{path}__isnull": False}, then=Concat(Value(f"{label} "), Cast(path, CharField())))


def latest(records: PageQuerySet, request: HttpRequest, name: str, count: int) -> PageQuerySet:
    """The `count` records published last; `name` is the cache key of the queryset."""
    newest = records.order_by("-last_published_at", "-pk").values_list("pk", flat=True)
    keys = cached_by_audit_head(f"latest:{name}", request, lambda: list(newest[:count]))
    return for_listing(records.filter(pk__in=keys).order_by("-last_published_at", "-pk"))


def years(pages: PageQuerySet, request: HttpRequest) -> list[Year]:
    """The given year pages, the newest first, each with the number of its public records."""
    counts: dict[str, int] = defaultdict(int)
    for (path, _division), count in record_counts(request).items():
        counts[path] += count
    found = pages.order_by("-fiscal_year")
    return [Year(page.path, page.fiscal_year, page.get_url(request) or "", counts[page.path]) for page in found]


def totals(request: HttpRequest) -> Totals:
    """The totals of everything that is public now, pages and snippets."""
    authority = authority_of(request)
    live = Publication.objects.filter(authority=authority, stage=Stage.LIVE)
    read = partial(live.aggregate, count=Count("pk"), latest=Max("live_from"))
    return Totals(**cached_by_audit_head(f"totals:{authority and authority.pk}", request, read))


def divisions(year_page: Page, request: HttpRequest) -> list[DivisionCount]:
    """The divisions that own public records of a year page, by name, each with their number."""
    counts = {division: count for (path, division), count in record_counts(request).items() if path == year_page.path}
    authority = authority_of(request)
    found = [each for each in (authority.all_divisions if authority else ()) if each.pk in counts]
    by_name = sorted(found, key=lambda each: sort_key(each.name))
    return [DivisionCount(each.pk, each.name, counts[each.pk]) for each in by_name]


def requested_division(request: HttpRequest) -> int | None:
    """The primary key in the query string's `division`; None where there is none or it is no number."""
    value = request.GET.get("division", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def page_of(records: PageQuerySet, count: int, request: HttpRequest) -> "PaginatedPage[Page]":
    """The page that the query string's `p` names, with a known `count`, which saves the paginator's query."""
    paginator = Paginator(records, PAGE_SIZE)
    vars(paginator)["count"] = count
    return paginator.get_page(request.GET.get("p"))
