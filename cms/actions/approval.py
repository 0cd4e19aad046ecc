"""Submitting, deciding, taking back: every change of state of a draft on its way to the public."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import TaskState, WorkflowState

from cms.actions import audit
from cms.models import User
from cms.models.case import locked, specific
from cms.models.reach import reach_of
from cms.policy import approval as policy
from cms.policy.refusal import Refused


@transaction.atomic
def submit(obj: Any, *, by: User) -> WorkflowState:
    """Ask for approval of the latest revision; after it was sent back, go on at the stage that sent it back."""
    obj = specific(locked(obj))
    if not may_edit(obj, by):
        raise Refused(policy.NOT_THEIRS)
    state = obj.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=by)
        return state
    workflow = obj.get_workflow()
    if workflow is None:
        raise Refused(policy.NO_WORKFLOW)
    return workflow.start(obj, by)


def approve(task_state: TaskState, *, by: User, revision: int | None, digest: str | None, comment: str = "") -> None:
    """Approve what the screen showed: the revision and the digest of its content."""
    task_state.task.specific.on_action(task_state, by, "approve", revision=revision, digest=digest, comment=comment)


def reject(task_state: TaskState, *, by: User, comment: str) -> None:
    """Send back for changes, with the reason."""
    task_state.task.specific.on_action(task_state, by, "reject", comment=comment)


@transaction.atomic
def recall(obj: Any, *, by: User) -> None:
    """Take back what was submitted, so that it can be edited again."""
    obj = specific(locked(obj))
    state = WorkflowState.objects.select_for_update().for_instance(obj).active().first()
    if reason := policy.refusal_to_recall(
        waiting=state is not None,
        is_requester=state is not None and state.requested_by_id == by.pk,
        may_edit=may_edit(obj, by),
    ):
        raise Refused(reason)
    assert state is not None  # noqa: S101 the policy refused otherwise
    state.cancel(user=by)
    audit.append("content", "approval.recall", by=by, obj=obj, data={"workflow_state": state.pk})


@dataclass(frozen=True)
class Choice:
    """One ticked item of the queue, as the screen showed it."""

    task_state: int
    revision: int
    digest: str


def approve_many(choices: Iterable[Choice], *, by: User) -> list[tuple[Choice, str | None]]:
    """Approve several, each in its own transaction: what one refuses does not stop the others."""
    return [(choice, _approved_or_reason(choice, by)) for choice in choices]


def _approved_or_reason(choice: Choice, by: User) -> str | None:
    task_state = TaskState.objects.filter(pk=choice.task_state).first()
    if task_state is None:
        return policy.DECIDED
    try:
        approve(task_state, by=by, revision=choice.revision, digest=choice.digest)
    except Refused as refused:
        return str(refused)
    return None


def may_edit(obj: Any, user: User) -> bool:
    """Whether a person drafts for the division that owns an object."""
    return reach_of(user).edits(obj.owning_division_id(), obj.drafted_by)
