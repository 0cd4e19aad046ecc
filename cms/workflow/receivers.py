"""Signal receivers that refuse changes of the workflow's rows that bypass the actions."""

from collections.abc import Iterable

from django.db import connection
from django.db.models.signals import pre_delete, pre_save
from wagtail.models import Revision, TaskState, WorkflowState

from cms.models.approvable import was_submitted_or_published
from cms.policy.approval import DECIDED, KEPT_AS_SUBMITTED, STAGE_IN_USE
from cms.policy.refusal import Refused
from cms.workflow.approval_task import ApprovalTask

FROZEN_FIELDS = frozenset(
    {"content_type_id", "base_content_type_id", "object_id", "object_str", "user_id", "created_at", "content"}
)
DECIDED_STATUSES = {
    TaskState: frozenset(status for status, _label in TaskState.STATUS_CHOICES) - {TaskState.STATUS_IN_PROGRESS},
    WorkflowState: frozenset({WorkflowState.STATUS_APPROVED, WorkflowState.STATUS_CANCELLED}),
}


def refuse_to_change_decided(
    sender: type[TaskState | WorkflowState], instance: TaskState | WorkflowState, raw: bool = False, **kwargs: object
) -> None:
    """Raise `Refused` where a stale copy would change the status of a decided task or workflow state."""
    if raw or instance.pk is None:
        return
    rows = sender._base_manager.filter(pk=instance.pk)
    if connection.in_atomic_block:
        rows = rows.select_for_update()
    stored = rows.values_list("status", flat=True).first()
    if stored in DECIDED_STATUSES[sender] and stored != instance.status:
        raise Refused(DECIDED)


def refuse_to_change_submitted_revision(
    sender: type[Revision],
    instance: Revision,
    raw: bool = False,
    update_fields: Iterable[str] | None = None,
    **kwargs: object,
) -> None:
    """Raise `Refused` where a revision that was ever submitted or published would say something else.

    A database trigger refuses the same (`cms.storage.revision_triggers`), without a sentence.
    """
    columns = FROZEN_FIELDS if update_fields is None else FROZEN_FIELDS & set(update_fields)
    if raw or instance.pk is None or not columns or not was_submitted_or_published(instance):
        return
    stored = Revision.objects.filter(pk=instance.pk).values(*columns).first()
    if stored is not None and any(stored[name] != getattr(instance, name) for name in columns):
        raise Refused(KEPT_AS_SUBMITTED)


def refuse_to_delete_stage_in_use(sender: type[ApprovalTask], instance: ApprovalTask, **kwargs: object) -> None:
    """Raise `Refused` where items wait at the stage."""
    if instance.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).exists():
        raise Refused(STAGE_IN_USE)


def connect() -> None:
    """Connect the receivers; called once, when all apps are loaded."""
    for model in DECIDED_STATUSES:
        pre_save.connect(refuse_to_change_decided, sender=model, dispatch_uid="cms.refuse_to_change_decided")
    pre_save.connect(
        refuse_to_change_submitted_revision, sender=Revision, dispatch_uid="cms.refuse_to_change_submitted_revision"
    )
    pre_delete.connect(refuse_to_delete_stage_in_use, sender=ApprovalTask, dispatch_uid="cms.refuse_to_delete_stage")
