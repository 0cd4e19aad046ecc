"""How a decision is written down in Wagtail's tables; `cms.actions.approval.decide` names the steps in their order."""

from django.utils import timezone
from wagtail.models import Task, TaskState, WorkflowState
from wagtail.signals import task_approved, task_rejected, workflow_approved

from cms.models import User
from cms.workflow.history import log_history
from cms.workflow.pending_review import PendingReview

APPROVE, REJECT = "approve", "reject"
STATUS = {APPROVE: TaskState.STATUS_APPROVED, REJECT: TaskState.STATUS_REJECTED}
SIGNAL = {APPROVE: task_approved, REJECT: task_rejected}


def record_decision(review: PendingReview, action: str, *, following: Task | None, by: User, comment: str) -> None:
    """The task state is decided, and Wagtail's history says so.

    In the place of Wagtail's `TaskState.approve` and `TaskState.reject`.
    """
    state = review.task_state
    state.status = STATUS[action]
    state.finished_at, state.finished_by, state.comment = timezone.now(), by, comment
    state.save(update_fields=["status", "finished_at", "finished_by", "comment"])
    workflow, task = review.workflow_state.workflow, state.task
    data = {
        "id": workflow.pk,
        "title": workflow.name,
        "status": state.status,
        "task_state_id": state.pk,
        "task": {"id": task.pk, "title": task.name},
        "next": {"id": following.pk, "title": following.name} if following else None,
    }
    log_history(
        review.draft,
        f"wagtail.workflow.{action}",
        user=by,
        revision=review.revision,
        data={"workflow": data, "comment": comment},
    )


def send_back(review: PendingReview, *, by: User) -> None:
    """The workflow needs changes: the officer may edit again."""
    review.workflow_state.update(user=by)


def complete_workflow(review: PendingReview) -> None:
    """The workflow is approved, without its `on_finish`.

    In the place of Wagtail's `WorkflowState.finish`; what follows from it is the next line of the action.
    """
    review.workflow_state.status = WorkflowState.STATUS_APPROVED
    WorkflowState.objects.filter(pk=review.workflow_state.pk).update(status=WorkflowState.STATUS_APPROVED)


def send_signals(review: PendingReview, action: str, *, by: User) -> None:
    """Tell other listeners what Wagtail would have told them."""
    workflow_state = review.workflow_state
    if workflow_state.status == WorkflowState.STATUS_APPROVED:
        workflow_approved.send(sender=WorkflowState, instance=workflow_state, user=by)
    SIGNAL[action].send(sender=TaskState, instance=review.task_state, user=by)
