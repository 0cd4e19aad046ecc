"""Recording a decision in Wagtail's tables; `cms.actions.approval.decide` calls these steps in their order."""

from django.utils import timezone
from wagtail.models import Task, TaskState, WorkflowState
from wagtail.signals import task_approved, task_rejected, workflow_approved

from cms.models import User
from cms.policy.positions import short_position
from cms.workflow.history import log_history
from cms.workflow.pending_review import PendingReview

APPROVE, REJECT = "approve", "reject"
STATUS = {APPROVE: TaskState.STATUS_APPROVED, REJECT: TaskState.STATUS_REJECTED}
SIGNAL = {APPROVE: task_approved, REJECT: task_rejected}


def record_decision(
    review: PendingReview, action: str, *, following: Task | None, by: User, position: str, comment: str
) -> None:
    """Set the task state to approved or rejected and add an entry to Wagtail's history.

    In the place of Wagtail's `TaskState.approve` and `TaskState.reject`. `following` is the next stage, if any;
    `position` the title under which the person decides.
    """
    state = review.task_state
    state.status = STATUS[action]
    state.finished_at, state.finished_by, state.comment = timezone.now(), by, comment
    state.save(update_fields=["status", "finished_at", "finished_by", "comment"])
    workflow, task, authority = review.workflow_state.workflow, state.task, review.obj.authority
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
        data={
            "workflow": data,
            "comment": comment,
            "position": short_position(position, authority=authority.name, short_name=authority.short_name),
            "for_later": review.draft.go_live_at is not None and review.draft.go_live_at > state.finished_at,
        },
    )


def send_back(review: PendingReview, *, by: User) -> None:
    """Set the workflow state to "needs changes", so that the draft can be edited again."""
    review.workflow_state.update(user=by)


def complete_workflow(review: PendingReview) -> None:
    """Set the workflow state to approved, without calling its `on_finish`.

    In the place of Wagtail's `WorkflowState.finish`; the action publishes in its next step.
    """
    review.workflow_state.status = WorkflowState.STATUS_APPROVED
    WorkflowState.objects.filter(pk=review.workflow_state.pk).update(status=WorkflowState.STATUS_APPROVED)


def send_signals(review: PendingReview, action: str, *, by: User) -> None:
    """Send the signals that Wagtail sends about a decision, for receivers of other apps."""
    workflow_state = review.workflow_state
    if workflow_state.status == WorkflowState.STATUS_APPROVED:
        workflow_approved.send(sender=WorkflowState, instance=workflow_state, user=by)
    SIGNAL[action].send(sender=TaskState, instance=review.task_state, user=by)
