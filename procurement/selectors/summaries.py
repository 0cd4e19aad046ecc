"""The quarterly notices and the report of a year as a list: what there is, from which months, what lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cms.models import Authority
from cms.policy.lifecycle import Period
from cms.policy.periods import EVERY_MONTH, months_of
from cms.policy.states import State
from cms.selectors.states import object_key, states_of
from procurement.policy.summaries import changes_since, names_of, title_of
from procurement.selectors.approved_months import month_editions


@dataclass(frozen=True)
class SummaryRow:
    """One of them: its record with the state of that, or None; months that are not public, or changed since."""

    name: str
    period: Period
    record: Any
    state: State | None
    lacking: str
    changed: str
    may_begin: bool


def summary_rows(authority: Authority, year: int, kinds: Sequence[tuple[Any, Period]]) -> list[SummaryRow]:
    """A row for each kind with its period, in that order; a handful of queries."""
    editions = {each.period.value: each.edition for each in month_editions(authority.pk, year, EVERY_MONTH)}
    models = {kind for kind, _period in kinds}
    found = [page for kind in models for page in kind.objects.filter(authority=authority, fiscal_year=year)]
    states = states_of(found)
    records = {(type(page), page.period): page for page in found}
    return [_row(kind, period, year, records.get((kind, period.value)), states, editions) for kind, period in kinds]


def _row(kind: Any, period: Period, year: int, record: Any, states: Any, editions: dict[str, int]) -> SummaryRow:
    months = months_of(period)
    draft = record.get_latest_revision_as_object() if record else None
    drawn = {row["month"]: row["edition"] for row in draft.by_month} if draft else {}
    changed = changes_since(drawn, editions, months) if draft else []
    public = [month for month in months if month.value in editions]
    return SummaryRow(
        name=title_of(str(kind._meta.verbose_name), year, period),
        period=period,
        record=record,
        state=states[object_key(record)] if record else None,
        lacking=names_of([month for month in months if month not in public], year),
        changed=names_of([month for month in changed if month in public], year),
        may_begin=bool(public),
    )
