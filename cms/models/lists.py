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
from wagtail.models import Page, Site

from cms.lifecycle import Stage
from cms.models.audit import MAIN, AuditChain
from cms.models.people import Authority, Division
from cms.models.publication import Publication

# A RecordQuerySet; to import it from the register, which stands on the pages, would close a circle.
Records = Any

A_PAGE = 25
NEWEST_FIRST = "new"
SECTION_DEPTH = 3
YEAR_DEPTH = SECTION_DEPTH + 1
KEPT = 60 * 60
# What a row of a list shows; `url_path`, `depth` and `content_type` stand behind its address and its type's name.
SHOWN = (
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
Tally = Mapping[tuple[str, int], int]


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


def few(model: type[Page]) -> Any:
    """The pages of a type that has few, from its own small table: asked by place, SQLite reads every page below it."""
    keys = list(model.objects.order_by().values_list("pk", flat=True))
    return model.objects.filter(pk__in=keys)


def remembered(name: str, request: HttpRequest, read: Callable[[], Any]) -> Any:
    """A number of the public register, read anew only when it may have changed.

    Nothing becomes public, or ceases to be, without an entry in the audit chain: its head is the mark of what is kept.
    """
    head = mark(request)
    return cache.get_or_set(f"{name}:{head}", read, KEPT) if head else read()


def mark(request: HttpRequest) -> str | None:
    """The head of the audit chain, read once a request."""
    kept = vars(request)
    if "_audit_head" not in kept:
        kept["_audit_head"] = AuditChain.objects.filter(chain=MAIN).values_list("hash", flat=True).first()
    head: str | None = kept["_audit_head"]
    return head


def tally(request: HttpRequest) -> Tally:
    """How many records are public, by the path of their year and by division."""
    authority = authority_of(request)
    if authority is None:
        raise LookupError("no authority owns this site")
    return remembered(f"tally:{authority.pk}", request, partial(_tally, authority))


def _tally(authority: Authority) -> Tally:
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


def with_rows(records: Records) -> Records:
    """The records with what a row of a list says about each, and no more."""
    attached = records.model._meta.get_field("attachments").related_model.objects.filter(page=OuterRef("pk"))
    count = attached.order_by().values("page").annotate(count=Count("pk")).values("count")
    return records.select_related("division").only(*SHOWN).annotate(files=Subquery(count))


def latest(records: Records, request: HttpRequest, name: str, count: int) -> Records:
    """The records that became public last."""
    newest = records.order_by("-last_published_at", "-pk").values_list("pk", flat=True)
    keys = remembered(f"latest:{name}", request, lambda: list(newest[:count]))
    return with_rows(records.filter(pk__in=keys).order_by("-last_published_at", "-pk"))


def years(pages: Any, request: HttpRequest) -> list[Year]:
    """The given year pages, the newest first, each with the number of its records."""
    counts: dict[str, int] = defaultdict(int)
    for (path, _division), count in tally(request).items():
        counts[path] += count
    found = pages.order_by("-fiscal_year")
    return [Year(page.path, page.fiscal_year, page.get_url(request) or "", counts[page.path]) for page in found]


def shelf(section: Any, years: Iterable[Year], request: HttpRequest) -> Shelf:
    own = [year for year in years if year.path.startswith(section.path)]
    return Shelf(section.title, section.description, section.get_url(request) or "", own)


def facts(request: HttpRequest) -> Facts:
    """How much is public now, pages and snippets alike, and since when the newest is."""
    authority = authority_of(request)
    live = Publication.objects.filter(authority=authority, stage=Stage.LIVE)
    read = partial(live.aggregate, count=Count("pk"), latest=Max("live_from"))
    return Facts(**remembered(f"facts:{authority and authority.pk}", request, read))


def divisions(year_page: Page, request: HttpRequest) -> list[dict[str, Any]]:
    """The divisions that own the records of a year, each with how many."""
    counts = {division: count for (path, division), count in tally(request).items() if path == year_page.path}
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
