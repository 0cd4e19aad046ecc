"""The records of all types by year, period, division and state, for the screens that lead to them.

What is public and has no draft beside it, nearly everything, is counted in the database; only what is under way is read
one by one. The number of queries does not grow with either.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Max, Q, QuerySet
from wagtail.models import Page, WorkflowState

from cms.models import Authority
from cms.models.people import AnyUser
from cms.permissions.drafting import drafting_divisions
from cms.policy.lifecycle import Period
from cms.policy.places import Entry, Place
from cms.policy.states import State
from cms.selectors.record_types import rules_of
from cms.selectors.states import object_key, states_of

Entries = Mapping[type[Any], tuple[Entry, ...]]
Group = tuple[int, str, int, State]


def entries_of(authority: Authority, types: Iterable[type[Any]]) -> Entries:
    """The entries of each of these types, of all fiscal years and divisions."""
    kinds = {ContentType.objects.get_for_model(kind).pk: kind for kind in types}
    records = apps.get_model("cms", "RecordPage").objects.filter(authority=authority, content_type__in=kinds)
    settled = Q(live=True, has_unpublished_changes=False) & ~Q(pk__in=_in_a_workflow())
    found: dict[type[Any], list[Entry]] = defaultdict(list)
    for kind, entry in (*_counted(records.filter(settled)), *_one_by_one(records.exclude(settled))):
        found[kinds[kind]].append(entry)
    return {kind: tuple(entries) for kind, entries in found.items()}


def _in_a_workflow() -> list[int]:
    pages = ContentType.objects.get_for_model(Page)
    keys = WorkflowState.objects.active().filter(base_content_type=pages).order_by()
    return [int(key) for key in keys.values_list("object_id", flat=True)]


def _counted(records: QuerySet[Any]) -> list[tuple[int, Entry]]:
    """What is public and has nothing beside it: one entry for each type, year, period and division."""
    groups = records.order_by().values_list("content_type", "fiscal_year", "period", "division")
    rows = groups.annotate(count=Count("pk"), newest=Max("pk"))
    return [
        (kind, Entry(year, Period(period), division, State.LIVE, newest, count))
        for kind, year, period, division, count, newest in rows
    ]


def _one_by_one(records: QuerySet[Any]) -> list[tuple[int, Entry]]:
    """What is under way, or was taken back: by the states that all screens say."""
    objects = list(
        records.order_by("pk").only("content_type", "fiscal_year", "period", "division", "live", "latest_revision")
    )
    states, counts, newest = states_of(objects), defaultdict[Any, int](int), {}
    for record in objects:
        state = states[object_key(record)]
        group = record.content_type_id, record.fiscal_year, record.period, record.division_id, state
        counts[group], newest[group] = counts[group] + 1, record.pk
    return [
        (kind, Entry(year, Period(period), division, state, newest[kind, year, period, division, state], count))
        for (kind, year, period, division, state), count in counts.items()
    ]


def places_of(
    kind: type[Any],
    years: Iterable[int],
    entries: Entries,
    *,
    divisions: frozenset[int],
    by: AnyUser,
    open_in: Iterable[int],
) -> list[Place]:
    """The place of a type in each of these years, for a person who looks at these divisions."""
    drafted = drafting_divisions(by, kind.drafted_by)
    writes_for = divisions if drafted is None else divisions & drafted
    rules, found, opened = rules_of(kind), entries.get(kind, ()), frozenset(open_in)
    plan = plan_of(kind)
    has_plan = plan is None or any(entry.is_public for entry in entries.get(plan, ()))
    return [
        Place(rules, year, divisions, writes_for, found, is_open=year in opened, has_plan=has_plan) for year in years
    ]


def plan_of(kind: type[Any]) -> type[Any] | None:
    """The type of plans on which a type of reports reports; None of what is no report."""
    return kind._meta.get_field("plan").related_model if hasattr(kind, "rows_from_plan") else None
