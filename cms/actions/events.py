"""What Wagtail tells of a workflow is audited and passed on, whichever door it came through."""

from typing import Any

from django.db import connection, transaction
from django.db.models.signals import post_save, pre_delete, pre_save
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    page_unpublished,
    published,
    task_approved,
    task_rejected,
    task_submitted,
    unpublished,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from cms.actions import audit
from cms.actions.publish import is_in_flow, note_outside_flow, note_unpublished_outside_flow
from cms.models import Approvable, ApprovalTask
from cms.models.case import object_of, specific
from cms.notifications import tell_approvers, tell_requester
from cms.policy.approval import DECIDED
from cms.policy.refusal import Refused

FINAL = {
    TaskState: frozenset(status for status, _label in TaskState.STATUS_CHOICES) - {TaskState.STATUS_IN_PROGRESS},
    WorkflowState: frozenset({WorkflowState.STATUS_APPROVED, WorkflowState.STATUS_CANCELLED}),
}
# Wagtail sends these inside the transaction and to everybody of a group; ours go through the outbox.
STOCK_MAILS = (
    (task_submitted, "group_approval_task_submitted_email_notification", TaskState),
    (workflow_submitted, "workflow_state_submitted_email_notification", WorkflowState),
    (workflow_rejected, "workflow_state_rejected_email_notification", WorkflowState),
    (workflow_approved, "workflow_state_approved_email_notification", WorkflowState),
)


@transaction.atomic
def task_waits(sender: Any, instance: TaskState, user: Any, **kwargs: Any) -> None:
    """A task began to wait."""
    obj = object_of(instance.workflow_state)
    audit.append(
        "content",
        "approval.submit",
        by=user,
        authority=obj.authority,
        obj=obj,
        data={"task_state": instance.pk, "revision": instance.revision_id},
    )


def state_saved(sender: Any, instance: WorkflowState, raw: bool = False, **kwargs: Any) -> None:
    """The workflow moved to a task: tell who may decide there (told once, however often the state is saved)."""
    waits = instance.status == WorkflowState.STATUS_IN_PROGRESS and instance.current_task_state_id
    if waits and not raw and instance.current_task_state.status == TaskState.STATUS_IN_PROGRESS:
        tell_approvers(instance.current_task_state)


@transaction.atomic
def task_decided(sender: Any, instance: TaskState, user: Any, **kwargs: Any) -> None:
    """One decision, one audit entry of that kind."""
    approved = instance.status == TaskState.STATUS_APPROVED
    review = getattr(instance, "review", None)
    tell_requester(instance)
    obj = object_of(instance.workflow_state)
    audit.append(
        "decision",
        "approval.approve" if approved else "approval.reject",
        by=user,
        authority=obj.authority,
        obj=obj,
        data={"task_state": instance.pk, "revision": instance.revision_id, "comment": instance.comment},
        after=review.digest if review and approved else "",
    )


def keep_decided(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A decided state stays decided, whoever saves a stale copy of it."""
    if raw or instance.pk is None:
        return
    rows = sender._base_manager.filter(pk=instance.pk)
    if connection.in_atomic_block:
        rows = rows.select_for_update()
    held = rows.values_list("status", flat=True).first()
    if held in FINAL[sender] and held != instance.status:
        raise Refused(DECIDED)


def published_outside(sender: Any, instance: Any, revision: Any = None, **kwargs: Any) -> None:
    """Every publication has its row, also one that a superuser made past the flow."""
    if not is_in_flow() and isinstance(instance, Approvable) and revision is not None:
        note_outside_flow(instance, revision)


def unpublished_outside(sender: Any, instance: Any, **kwargs: Any) -> None:
    """The same for taking down."""
    obj = specific(instance)
    if not is_in_flow() and isinstance(obj, Approvable):
        note_unpublished_outside_flow(obj)


def keep_task(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A stage, or a workflow, that items wait at is not taken away."""
    if isinstance(instance, ApprovalTask) and instance.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).exists():
        raise Refused("ยังมีเรื่องรอพิจารณาอยู่ที่ขั้นตอนนี้")


def connect() -> None:
    """Listen (called once, when all apps are loaded), in the place of Wagtail's own mails."""
    task_submitted.connect(task_waits, dispatch_uid="cms.task_waits")
    task_approved.connect(task_decided, dispatch_uid="cms.task_approved")
    task_rejected.connect(task_decided, dispatch_uid="cms.task_rejected")
    published.connect(published_outside, dispatch_uid="cms.published_outside")
    unpublished.connect(unpublished_outside, dispatch_uid="cms.unpublished_outside")
    page_unpublished.connect(unpublished_outside, dispatch_uid="cms.page_unpublished_outside")
    post_save.connect(state_saved, sender=WorkflowState, dispatch_uid="cms.state_saved")
    for model in FINAL:
        pre_save.connect(keep_decided, sender=model, dispatch_uid="cms.keep_decided")
    pre_delete.connect(keep_task, sender=ApprovalTask, dispatch_uid="cms.keep_task")
    for signal, uid, sender in STOCK_MAILS:
        signal.disconnect(sender=sender, dispatch_uid=uid)
