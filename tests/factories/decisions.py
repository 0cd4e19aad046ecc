"""A waiting item that a second person may approve, as plain values for the policy; tests change one thing about it."""

from typing import Any

from cms.policy.approval import DecisionContext, PendingContent, ReviewedContent


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
