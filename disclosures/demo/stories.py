"""How far each record of the demo has come on its way: drafted, waiting, sent back, scheduled, public, superseded,
suspended, withdrawn."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from cms import demo
from cms.actions import approval, takedown
from cms.models import Publication
from cms.pages import RecordPage
from cms.policy.takedown import Decision, ReviewedTakedown
from disclosures.demo.data import officer_of

# What a newer draft says in the place of the first one, by attribute; empty where the record has no second draft.
Changes = Mapping[str, Any]


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
    live(
        demo.revise(page, {"go_live_at": timezone.now() + timedelta(days=30)}, by=officer_of(page.division)), {}, reason
    )


def suspended(page: RecordPage, newer: Changes, reason: str) -> None:
    """Publish it; the executive suspends it."""
    publication = Publication.objects.of(live(page, newer, reason)).get()
    takedown.suspend(publication, by=demo.user("executive"), reason=reason)


def withdrawn(page: RecordPage, newer: Changes, reason: str) -> None:
    """Publish it; the officer requests its withdrawal and another executive agrees."""
    publication = Publication.objects.of(live(page, newer, reason)).first()
    assert publication is not None  # noqa: S101 it was published in the line above
    request = takedown.request_withdrawal(publication, by=officer_of(page.division), reason=reason)
    reviewed = ReviewedTakedown(publication.pk, publication.digest)
    takedown.settle(request, Decision.WITHDRAW, by=demo.user("clerk"), reviewed=reviewed)


def _revised(page: RecordPage, newer: Changes) -> RecordPage:
    return demo.revise(live(page, {}, ""), newer, by=officer_of(page.division))


STORIES: Mapping[str, Callable[[RecordPage, Changes, str], object]] = {
    "draft": drafted,
    "live": live,
    "superseded": superseded,
    "waiting": waiting,
    "sent_back": sent_back,
    "scheduled": scheduled,
    "suspended": suspended,
    "withdrawn": withdrawn,
}
