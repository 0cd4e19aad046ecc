"""What the page of a month shows beside its approval: sums, rows, what changed, and the other months of its year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from wagtail.models import Page

from cms.models import Publication
from cms.models.approved_content import field_of
from cms.policy.lifecycle import Period, Stage
from cms.records.document import Document, document_of
from cms.records.wording import value_in_words
from cms.selectors.cached import cached_at_head
from procurement.models import MonthRow, ProcurementRecord
from procurement.policy.calendar import Month
from procurement.policy.month_changes import ChangedCell, RowChange, changes_of_rows
from procurement.policy.month_rows import without_hidden
from procurement.policy.month_sums import sums_by_method, sums_of
from procurement.selectors.calendar import MONTHLY, public_months
from procurement.selectors.months import hidden_records

ROWS = "procurements"
MOST_CHANGES = 30
EMPTY = "–"


@dataclass(frozen=True)
class ShownCell:
    """A changed cell in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ShownRow:
    """A changed row with its cells in words."""

    change: RowChange
    cells: Sequence[ShownCell]


@dataclass(frozen=True)
class EditionChanges:
    """What an edition says otherwise than the one before: the first of its changes, and how many there are."""

    before: int
    count: int
    rows: Sequence[ShownRow]

    @property
    def not_shown(self) -> int:
        """How many changes are not among the rows."""
        return self.count - len(self.rows)


def summary_context(context: Mapping[str, Any], request: HttpRequest) -> Mapping[str, Any]:
    """The sums and rows of what the context of a record page has, and what changed since the edition before."""
    document: Document = context["document"]
    rows = document.content.get(ROWS) or []
    return {
        "rows": rows,
        "states_none": ROWS in (document.content.get("stated_none") or ()),
        "sums": sums_of(rows),
        "by_method": sums_by_method(rows),
        "public_records": public_records(rows),
        "changes": _changes(context.get("publication"), context.get("history") or (), rows),
    }


def neighbours(page: Page, request: HttpRequest) -> Mapping[str, Any]:
    """The months of the year of a month's page, and those before and after it that have a page."""
    parent = page.get_parent()
    months = public_months(page.authority, page.fiscal_year, parent.get_url(request) or "", request)
    place = int(page.period[1:]) - 1
    earlier = months[place - 1] if place else _at_the_edge(page, -1, request)
    later = months[place + 1] if place < len(months) - 1 else _at_the_edge(page, 1, request)
    return {"months": months, "month": months[place], "earlier_month": earlier, "later_month": later}


def _at_the_edge(page: Page, step: int, request: HttpRequest) -> Month | None:
    """The last month of the fiscal year before, or the first one of the year after."""
    year, period = page.fiscal_year + step, Period.M12 if step < 0 else Period.M01
    pages = apps.get_model(*MONTHLY)._default_manager.filter(authority=page.authority, fiscal_year=year, period=period)
    found = pages.first()
    if found is None:
        return None
    address = found.get_url(request) or ""
    months = public_months(page.authority, year, address.rstrip("/").rpartition("/")[0] + "/", request)
    return next(month for month in months if month.period == period)


def public_records(rows: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """The fiscal years of those records of the rows that are public now, by primary key."""
    keys = [row["record"] for row in rows if not row.get("withdrawn")]
    public = ProcurementRecord.objects.filter(pk__in=keys, live=True).order_by("pk")
    return dict(public.values_list("pk", "fiscal_year"))


def _changes(
    publication: Publication | None, history: Sequence[Publication], rows: Sequence[Mapping[str, Any]]
) -> EditionChanges | None:
    """The changes since the edition that this one superseded; None where the public may not read that one."""
    before = next((entry for entry in history if publication and entry.number < publication.number), None)
    if publication is None or before is None or before.stage != Stage.SUPERSEDED:
        return None
    key = f"month-changes:{before.digest}"
    return cached_at_head(key, publication.digest, lambda: _changes_since(before, rows))


def _changes_since(before: Publication, rows: Sequence[Mapping[str, Any]]) -> EditionChanges:
    earlier = document_of(before).content.get(ROWS) or []
    found = changes_of_rows(without_hidden(earlier, hidden_records(earlier)), rows)
    shown = [ShownRow(change, [_in_words(cell) for cell in change.cells]) for change in found[:MOST_CHANGES]]
    return EditionChanges(before.number, len(found), shown)


def _in_words(cell: ChangedCell) -> ShownCell:
    field = field_of(MonthRow, cell.name)
    label = str(field.verbose_name) if field is not None else cell.name
    before, after = (value_in_words(field, value) or EMPTY for value in (cell.before, cell.after))
    return ShownCell(label, before, after)
