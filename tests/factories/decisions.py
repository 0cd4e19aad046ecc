"""Decisions as screens make them, and the plain values of a waiting item for the policy; tests change one thing."""

from datetime import datetime
from typing import Any

from wagtail.models import TaskState

from cms.actions import takedown as actions
from cms.actions.approval import approve, open_review
from cms.models import Publication, Takedown
from cms.policy.approval import DecisionContext, PendingContent, ReviewedContent
from cms.policy.takedown import Decision, ReviewedTakedown
from cms.workflow.pending_review import PendingReview


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
    """Revision 1 with digest "d", submitted and unchanged since, opened by the approver."""
    values = {"waiting_revision": 1, "latest_revision": 1, "waiting_digest": "d", "latest_digest": "d"}
    values |= {"is_opened": True, "withheld": None}
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


def open_by(waiting: TaskState, by: Any) -> None:
    """Somebody opens a waiting item, as its card or its screen does."""
    open_review(PendingReview.read(waiting, by=by), by=by)


def approve_by(waiting: TaskState, by: Any, comment: str = "") -> None:
    """Somebody opens a waiting item and approves what the screen showed."""
    open_by(waiting, by)
    approve(waiting, by=by, revision=waiting.revision_id, digest=waiting.review.digest, comment=comment)
