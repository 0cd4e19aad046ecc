"""How far each record of the demo has come on its way: one story at least for each state of `cms.policy.states`."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from cms import demo
from cms.actions import approval, takedown
from cms.actions.due_publications import expire_due, publish_due
from cms.models import Publication
from cms.pages import RecordPage
from cms.policy.lifecycle import Stage
from cms.policy.takedown import Decision, ReviewedTakedown
from disclosures.demo.data import officer_of

# What a newer draft says in the place of the first one, by attribute; empty where the record has no second draft.
Changes = Mapping[str, Any]

# What ends or begins soon is due before anything else of the demo, when the clock is asked a little later.
LATER, SOON = timedelta(days=30), timedelta(minutes=1)


def drafted(page: RecordPage, newer: Changes, reason: str) -> None:
    """Leave it as a draft."""


def live(page: RecordPage, newer: Changes, reason: str) -> RecordPage:
    """Approve the draft unchanged."""
    return demo.publish(page, by=officer_of(page.division), approver=demo.user("executive"))


def superseded(page: RecordPage, newer: Changes, reason: str) -> None:
    """Publish a second version, which supersedes the first."""
    live(_revised(page, newer), {}, reason)


def corrected(page: RecordPage, newer: Changes) -> None:
    """Publish a newer version of what is public."""
    live(demo.revise(page, newer, by=officer_of(page.division)), {}, "")


def waiting(page: RecordPage, newer: Changes, reason: str) -> None:
    """Submit it, or where it has a newer draft publish it and submit the change; its review stays pending."""
    demo.submit(_revised(page, newer) if newer else page, by=officer_of(page.division))


def sent_back(page: RecordPage, newer: Changes, reason: str) -> None:
    """Submit it; the executive rejects it with a reason."""
    state = demo.submit(page, by=officer_of(page.division))
    approval.reject(state, by=demo.user("executive"), comment=reason)


def scheduled(page: RecordPage, newer: Changes, reason: str) -> None:
    """Approve it for publication in 30 days."""
    _approve_with(page, go_live_at=timezone.now() + LATER)


def unscheduled(page: RecordPage, newer: Changes, reason: str) -> None:
    """Approve it for publication in 30 days; the officer recalls it."""
    scheduled(page, newer, reason)
    approval.recall_scheduled(_edition(page, Stage.SCHEDULED), by=officer_of(page.division))


def revised(page: RecordPage, newer: Changes, reason: str) -> None:
    """Publish it, and begin a newer draft."""
    _revised(page, newer)


def revision_sent_back(page: RecordPage, newer: Changes, reason: str) -> None:
    """Publish it, and submit a change, which the executive rejects."""
    sent_back(_revised(page, newer), {}, reason)


def revision_scheduled(page: RecordPage, newer: Changes, reason: str) -> None:
    """Publish it, and approve a change for publication in 30 days."""
    scheduled(_revised(page, newer), {}, reason)


def revision_suspended(page: RecordPage, newer: Changes, reason: str) -> None:
    """Publish it, and approve a change for later, which the executive suspends before its time."""
    revision_scheduled(page, newer, reason)
    _suspend(_edition(page, Stage.SCHEDULED), reason)


def suspended(page: RecordPage, newer: Changes, reason: str) -> None:
    """Publish it; the executive suspends it."""
    live(page, newer, reason)
    _suspend(_edition(page, Stage.LIVE), reason)


def suspended_revised(page: RecordPage, newer: Changes, reason: str) -> None:
    """Publish it; the executive suspends it, and the officer begins to mend it."""
    suspended(page, {}, reason)
    demo.revise(page, newer, by=officer_of(page.division))


def suspended_waiting(page: RecordPage, newer: Changes, reason: str) -> None:
    """Publish it; the executive suspends it, and the officer submits it mended."""
    suspended_revised(page, newer, reason)
    demo.submit(page, by=officer_of(page.division))


def held(page: RecordPage, newer: Changes, reason: str) -> None:
    """Publish it, and approve a change for later; its time comes while the record is suspended."""
    _approve_with(_revised(page, newer), go_live_at=timezone.now() + SOON)
    _suspend(_edition(page, Stage.LIVE), reason)
    publish_due(now=timezone.now() + 2 * SOON)


def expired(page: RecordPage, newer: Changes, reason: str) -> None:
    """Approve it until a time, which comes."""
    _approve_with(page, expire_at=timezone.now() + SOON)
    expire_due(now=timezone.now() + 2 * SOON)


def expired_revised(page: RecordPage, newer: Changes, reason: str) -> None:
    """Approve it until a time, which comes; the officer begins a draft for another time."""
    expired(page, {}, reason)
    demo.revise(page, {**newer, "expire_at": None}, by=officer_of(page.division))


def withdrawn(page: RecordPage, newer: Changes, reason: str) -> None:
    """Publish it; the officer requests its withdrawal and another executive agrees."""
    publication = Publication.objects.of(live(page, newer, reason)).first()
    assert publication is not None  # noqa: S101 it was published in the line above
    request = takedown.request_withdrawal(publication, by=officer_of(page.division), reason=reason)
    reviewed = ReviewedTakedown(publication.pk, publication.digest)
    takedown.settle(request, Decision.WITHDRAW, by=demo.user("clerk"), reviewed=reviewed)


def withdrawn_revised(page: RecordPage, newer: Changes, reason: str) -> None:
    """Publish it and withdraw it; the officer begins a draft to publish it anew."""
    withdrawn(page, {}, reason)
    demo.revise(page, newer, by=officer_of(page.division))


def _revised(page: RecordPage, newer: Changes) -> RecordPage:
    return demo.revise(live(page, {}, ""), newer, by=officer_of(page.division))


def _approve_with(page: RecordPage, **times: datetime) -> None:
    """Approve the latest draft with these times."""
    live(demo.revise(page, times, by=officer_of(page.division)), {}, "")


def _edition(page: RecordPage, stage: Stage) -> Publication:
    return Publication.objects.of(page).get(stage=stage)


def _suspend(publication: Publication, reason: str) -> None:
    takedown.suspend(publication, by=demo.user("executive"), reason=reason)


STORIES: Mapping[str, Callable[[RecordPage, Changes, str], object]] = {
    "draft": drafted,
    "live": live,
    "superseded": superseded,
    "waiting": waiting,
    "sent_back": sent_back,
    "scheduled": scheduled,
    "unscheduled": unscheduled,
    "revised": revised,
    "revision_sent_back": revision_sent_back,
    "revision_scheduled": revision_scheduled,
    "revision_suspended": revision_suspended,
    "suspended": suspended,
    "suspended_revised": suspended_revised,
    "suspended_waiting": suspended_waiting,
    "held": held,
    "withdrawn": withdrawn,
    "withdrawn_revised": withdrawn_revised,
    "expired": expired,
    "expired_revised": expired_revised,
}
