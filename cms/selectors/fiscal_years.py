"""The fiscal years of an authority for the admin: what is open, what its sections lack, what may be opened next."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps

from cms.models import Authority, FiscalYear
from cms.policy.fiscal_years import years_to_choose_from
from cms.selectors.trees import home_of, pages_of_type


@dataclass(frozen=True)
class OpenYear:
    """An open fiscal year, how many sections have its page, and the titles of those that lack it."""

    row: FiscalYear
    present: int
    missing: list[str]


def open_years(authority: Authority, rows: Iterable[FiscalYear]) -> list[OpenYear]:
    """The given years of an authority with the state of their sections, in three queries for all of them."""
    sections = apps.get_model("cms", "SectionPage").objects.child_of(home_of(authority)).order_by("path")
    titles = dict(sections.values_list("path", "title"))
    pages = pages_of_type(apps.get_model("cms", "YearPage")).values_list("fiscal_year", "path")
    with_page: dict[int, set[str]] = defaultdict(set)
    for year, path in pages:
        with_page[year].update(section for section in titles if path.startswith(section))
    return [_open_year(row, titles, with_page[row.year]) for row in rows]


def _open_year(row: FiscalYear, titles: dict[str, str], present: set[str]) -> OpenYear:
    return OpenYear(row, len(present), [title for section, title in titles.items() if section not in present])


def next_year(authority: Authority, current: int) -> int | None:
    """The fiscal year to open next: the current one, else the one after it; None where both are open."""
    known = set(authority.fiscal_years.values_list("year", flat=True))
    return next((year for year in (current, current + 1) if year not in known), None)


def earlier_years(authority: Authority, current: int) -> list[int]:
    """The fiscal years before the current one that are not open and may be, the latest first."""
    known = set(authority.fiscal_years.values_list("year", flat=True))
    return [year for year in years_to_choose_from(current) if year < current and year not in known]
