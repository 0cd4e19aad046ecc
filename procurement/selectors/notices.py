"""Notices for readers: those of the same procurement, invitations that are open, the newest ones; public ones alone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone

from cms.models import Authority
from procurement.models import ProcurementRecord
from procurement.policy.codes import NoticeKind
from procurement.policy.notices import LONGEST_CHAIN, last_day

MOST_STEPS = 10  # changes of changes
MOST_OPEN = 20
MOST_LOOKED_AT = 200
LISTED = ("title", "url_path", "depth", "kind", "announced", "closes", "changes", "egp_number")


@dataclass(frozen=True)
class NoticeLink:
    """A public notice in a list; `is_here` marks the one whose page shows the list."""

    notice: Any
    address: str
    is_here: bool = False


@dataclass(frozen=True)
class OpenInvitation:
    """An invitation and the last day on which a price may be offered, as the newest change says."""

    notice: Any
    address: str
    last_day: date


def public_notices(authority: Authority | None) -> "QuerySet[Any]":
    """The public notices of an authority."""
    notices = apps.get_model("procurement", "ProcurementNoticePage")._default_manager
    return notices.filter(authority=authority, live=True)


def newest_notices(authority: Authority | None, kind: str = "") -> "QuerySet[Any]":
    """The public notices, the newest first; of one kind where one is named."""
    found = public_notices(authority).order_by("-first_published_at", "-pk")
    return found.filter(kind=kind) if kind else found


def open_invitations(authority: Authority | None, *, on: date | None = None) -> list[OpenInvitation]:
    """The invitations that are open on a day (today), the first to close first; at most `MOST_OPEN`."""
    today = on or timezone.localdate()
    invitations = public_notices(authority).filter(kind=NoticeKind.INVITATION)
    open_or_changed = Q(closes__gte=today) | Q(changed_by__live=True)
    found = list(invitations.filter(open_or_changed).distinct().only(*LISTED).order_by("-pk")[:MOST_LOOKED_AT])
    changes = _changes_below(authority, found)
    days = ((each, last_day(each.closes, _in_order(each, changes))) for each in found)
    still = [OpenInvitation(each, each.get_url() or "", day) for each, day in days if day and day >= today]
    return sorted(still, key=lambda each: (each.last_day, each.notice.pk))[:MOST_OPEN]


def notices_of_record(record: ProcurementRecord) -> list[NoticeLink]:
    """The public notices that name a procurement record, or its number in e-GP, in the order of their days."""
    same = Q(record=record.pk)
    if record.egp_number:
        same |= Q(egp_number=record.egp_number)
    found = public_notices(record.authority).filter(same).only(*LISTED)[:LONGEST_CHAIN]
    return [NoticeLink(each, each.get_url() or "") for each in sorted(found, key=_by_day)]


def context_of_notice(notice: Any) -> dict[str, object]:
    """What a page of a notice shows beside it: its chain, whether it is cancelled or open, its record and its plan."""
    chain = _same_procurement(notice)
    changes = [each for each in chain if each.changes_id is not None]
    until = last_day(notice.closes, _in_order(notice, changes))
    is_invitation = notice.kind == NoticeKind.INVITATION
    return {
        "named": [],  # what it changes stands in its chain
        "chain": [NoticeLink(each, each.get_url() or "", each.pk == notice.pk) for each in chain],
        "is_cancelled": any(kind == NoticeKind.CANCELLATION for kind, _day in _in_order(notice, changes)),
        "open_until": until if is_invitation and until and until >= timezone.localdate() else None,
        "closed_on": until if is_invitation and until and until < timezone.localdate() else None,
        "procurement": _record_of(notice),
        "plan_page": _plan_of(notice),
    }


def _same_procurement(notice: Any) -> list[Any]:
    """The notice with those that it changes, that change it, or that have its number, in the order of their days."""
    same = public_notices(notice.authority).only(*LISTED)
    wanted = Q(pk=notice.changes_id) | Q(changes=notice.pk)
    if notice.egp_number:
        wanted |= Q(egp_number=notice.egp_number)
    found = {notice.pk: notice}
    for _step in range(MOST_STEPS):
        new = {each.pk: each for each in same.filter(wanted).exclude(pk__in=found)[:LONGEST_CHAIN]}
        found |= new
        if not new or len(found) >= LONGEST_CHAIN:
            break
        wanted = Q(pk__in=[each.changes_id for each in new.values() if each.changes_id]) | Q(changes__in=list(new))
    return sorted(found.values(), key=_by_day)


def _changes_below(authority: Authority | None, notices: Iterable[Any]) -> list[Any]:
    """The public notices that change some of these, or that change one of them in turn."""
    found: list[Any] = []
    keys = [notice.pk for notice in notices]
    for _step in range(MOST_STEPS):
        if not keys:
            break
        new = list(public_notices(authority).filter(changes__in=keys).only(*LISTED)[:MOST_LOOKED_AT])
        known = {each.pk for each in found}
        found += [each for each in new if each.pk not in known]
        keys = [each.pk for each in new if each.pk not in known]
    return found


def _in_order(notice: Any, changes: Iterable[Any]) -> list[tuple[str, date | None]]:
    """Kind and closing day of what changed a notice, also by changing a change of it, in the order of the days."""
    by_changed: dict[int, list[Any]] = defaultdict(list)
    for each in changes:
        by_changed[each.changes_id].append(each)
    below: dict[int, Any] = {}
    waiting = [notice.pk]
    while waiting:
        for each in by_changed[waiting.pop()]:
            if each.pk not in below and each.pk != notice.pk:
                below[each.pk] = each
                waiting.append(each.pk)
    return [(each.kind, each.closes) for each in sorted(below.values(), key=_by_day)]


def _by_day(notice: Any) -> tuple[date, int]:
    return notice.announced or date.max, notice.pk or 0


def _record_of(notice: Any) -> ProcurementRecord | None:
    """The public record that it names, else the only one with its number in e-GP."""
    if notice.record_id:
        return ProcurementRecord.objects.filter(pk=notice.record_id, live=True).first()
    if not notice.egp_number:
        return None
    same = ProcurementRecord.objects.filter(authority=notice.authority_id, live=True, egp_number=notice.egp_number)
    found = list(same[:2])
    return found[0] if len(found) == 1 else None


def _plan_of(notice: Any) -> Any:
    """The public plan with a row of its plan number."""
    if not notice.plan_number:
        return None
    plans = apps.get_model("procurement", "ProcurementPlanPage")._default_manager
    return plans.filter(authority=notice.authority_id, live=True, items__plan_number=notice.plan_number).first()
