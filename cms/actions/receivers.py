"""Receivers of Wagtail's signals: a submission is recorded, and so is a publication that bypassed our actions."""

from django.db import transaction
from django.db.models.signals import pre_delete
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail.signals import (
    page_unpublished,
    published,
    task_submitted,
    unpublished,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from cms.actions import audit
from cms.actions.outside_workflow import (
    record_change_of_tree,
    record_publication_outside_workflow,
    record_unpublication_outside_workflow,
)
from cms.actions.publish import is_own_publishing
from cms.models import Approvable, User
from cms.notifications.approval import flag_of, notify_approvers
from cms.signals import stage_skipped
from cms.workflow.locking import specific

# Wagtail sends these mails inside the transaction and to all members of a group; ours go through the outbox.
STOCK_MAILS = (
    (task_submitted, "group_approval_task_submitted_email_notification", TaskState),
    (workflow_submitted, "workflow_state_submitted_email_notification", WorkflowState),
    (workflow_rejected, "workflow_state_rejected_email_notification", WorkflowState),
    (workflow_approved, "workflow_state_approved_email_notification", WorkflowState),
)


@transaction.atomic
def record_submission(
    sender: type[TaskState], instance: TaskState, user: User | None, flag: str | None = None, **kwargs: object
) -> None:
    """On `task_submitted`: notify those who may decide, and append the submission to the audit chain.

    `flag` are the words about citizen numbers, where the sender has looked for them (`begin_stage`).
    """
    notify_approvers(instance, flag_of(instance) if flag is None else flag)
    obj = specific(instance.revision.content_object)
    audit.append(
        "content",
        "approval.submit",
        by=user,
        authority=obj.authority,
        obj=obj,
        data={"task_state": instance.pk, "revision": instance.revision_id},
        after=instance.review.digest,
    )


@transaction.atomic
def record_skip(sender: type[TaskState], instance: TaskState, user: User | None, **kwargs: object) -> None:
    """On `stage_skipped`: append to the audit chain which stage nobody decides, and why."""
    obj = specific(instance.revision.content_object)
    audit.append(
        "content",
        "approval.stage_skipped",
        by=user,
        authority=obj.authority,
        obj=obj,
        data={
            "task_state": instance.pk,
            "task": instance.task_id,
            "revision": instance.revision_id,
            "reason": instance.review.skipped_because,
        },
        after=instance.review.digest,
    )


def record_publication(sender: object, instance: object, revision: Revision | None = None, **kwargs: object) -> None:
    """On `published`: add the evidence row where a superuser published without approval; our actions add their own."""
    if not is_own_publishing() and isinstance(instance, Approvable) and revision is not None:
        record_publication_outside_workflow(instance, revision)
    elif isinstance(instance, Page) and not isinstance(instance, Approvable):
        record_change_of_tree(instance, "break_glass.publish_tree")


def record_unpublication(sender: object, instance: Approvable, **kwargs: object) -> None:
    """On `unpublished` and `page_unpublished`: end the publication where a superuser unpublished without a request."""
    obj = specific(instance)
    if not is_own_publishing() and isinstance(obj, Approvable):
        record_unpublication_outside_workflow(obj)


def record_tree_unpublication(sender: object, instance: Page, **kwargs: object) -> None:
    """On `page_unpublished`: record a home, section or year page, which only a superuser may unpublish or delete."""
    if not isinstance(instance.specific, Approvable):
        record_change_of_tree(instance, "break_glass.unpublish_tree")


def record_tree_deletion(sender: type, instance: object, **kwargs: object) -> None:
    """On `pre_delete`: record a home, section or year page that somebody signed in deletes."""
    if sender is not Page and isinstance(instance, Page) and not isinstance(instance, Approvable):
        record_change_of_tree(instance, "break_glass.delete_tree")


def connect() -> None:
    """Connect the receivers and disconnect Wagtail's own mails; called once, when all apps are loaded."""
    task_submitted.connect(record_submission, dispatch_uid="cms.record_submission")
    stage_skipped.connect(record_skip, dispatch_uid="cms.record_skip")
    published.connect(record_publication, dispatch_uid="cms.record_publication")
    unpublished.connect(record_unpublication, dispatch_uid="cms.record_unpublication")
    page_unpublished.connect(record_unpublication, dispatch_uid="cms.record_page_unpublication")
    page_unpublished.connect(record_tree_unpublication, dispatch_uid="cms.record_tree_unpublication")
    pre_delete.connect(record_tree_deletion, dispatch_uid="cms.record_tree_deletion")
    for signal, uid, sender in STOCK_MAILS:
        signal.disconnect(sender=sender, dispatch_uid=uid)
