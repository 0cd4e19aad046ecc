"""Decisions as screens make them, and the plain values of a waiting item for the policy; tests change one thing."""

from datetime import datetime
from typing import Any

from cms.actions import takedown as actions
from cms.models import Publication, Takedown
from cms.policy.approval import DecisionContext, PendingContent, ReviewedContent
from cms.policy.takedown import Decision, ReviewedTakedown


def make_context(**changes: Any) -> DecisionContext:
    """Somebody in the right post who neither wrote nor submitted what waits at the current stage."""
    values = {
        "task_matches": True,
        "task_active": True,
        "waiting": True,
        "may_decide": True,
        "is_requester": False,
        "is_author": False,
    }
    return DecisionContext(**(values | changes))


def make_pending(**changes: Any) -> PendingContent:
    """Revision 1 with digest "d", submitted and unchanged since."""
    values = {"waiting_revision": 1, "latest_revision": 1, "waiting_digest": "d", "latest_digest": "d"}
    return PendingContent(**(values | changes))


def make_reviewed(**changes: Any) -> ReviewedContent:
    """A screen that showed revision 1 with digest "d"."""
    return ReviewedContent(**({"revision": 1, "digest": "d"} | changes))


def settle(takedown: Takedown, *, by: Any, withdraw: bool, note: str = "", now: datetime | None = None) -> str:
    """Decide about a takedown as the queue's screen does: with the publication that it shows."""
    publication = Publication.objects.get(takedowns=takedown)
    reviewed = ReviewedTakedown(publication.pk, publication.digest)
    decision = Decision.WITHDRAW if withdraw else Decision.KEEP
    return actions.settle(takedown, decision, by=by, reviewed=reviewed, note=note, now=now)
