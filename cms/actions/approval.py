"""Submitting a draft for approval, deciding about it, recalling it: every change of its approval state."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from cms.actions import audit
from cms.actions.publish import (
    Attestation,
    announce_change,
    change_entry,
    end_publication,
    lock_publication,
    publish_approved,
    record_change,
    unschedule,
)
from cms.models import Approvable, Publication, ReviewReceipt, User
from cms.notifications.approval import notify_requester
from cms.permissions.grants import grants_of, is_robot
from cms.policy import approval as policy
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.selectors.positions import position_of
from cms.workflow.decide import APPROVE, REJECT, complete_workflow, record_decision, send_back, send_signals
from cms.workflow.locking import lock_object
from cms.workflow.pending_review import PendingReview
from cms.workflow.start import enter_stage


@transaction.atomic
def submit(obj: Approvable, *, by: User) -> WorkflowState:
    """Ask for approval of the latest revision; a draft that was sent back resumes at the stage that sent it back.

    Raises `Refused` where the person does not draft for the division, no workflow applies, or a rule of the start
    forbids it.
    """
    obj = lock_object(obj)
    if not may_edit(obj, by):
        raise Refused(policy.NOT_THEIRS)
    return _ask_for_approval(obj, by)


@transaction.atomic
def submit_by_robot(obj: Approvable, *, by: User) -> WorkflowState:
    """Ask for approval of a latest revision that the program has drawn up; only a robot may. Raises `Refused`."""
    obj = lock_object(obj)
    if not is_robot(by):
        raise Refused(policy.NOT_THEIRS)
    return _ask_for_approval(obj, by)


def _ask_for_approval(obj: Approvable, by: User) -> WorkflowState:
    state = obj.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=by)
        return state
    workflow = obj.get_workflow()
    if workflow is None:
        raise Refused(policy.NO_WORKFLOW)
    return workflow.start(obj, by)


@transaction.atomic
def open_review(review: PendingReview, *, by: User, now: datetime | None = None) -> ReviewReceipt | None:
    """Write the receipt that a person has the content of a pending review on the screen, which approving demands.

    One for each person, revision and digest of what is shown: a second look keeps the time of the first. None for
    somebody who may not decide about it.
    """
    if review.refusal_for(by):
        return None
    receipt, _made = ReviewReceipt.objects.get_or_create(
        user=by,
        revision=review.revision,
        digest=review.digest,
        defaults={"task_state": review.task_state, "opened_at": now or timezone.now()},
    )
    return receipt


@transaction.atomic
def decide(
    task_state: TaskState, action: str, *, by: User, reviewed: policy.ReviewedContent, comment: str = ""
) -> Publication | None:
    """Decide about a waiting item: every step from the approver's POST to the live page, and the only code that does.

    Returns the publication where the last stage approved.

    Args:
        action: `approve` or `reject`; any other is refused.
        reviewed: revision and digest that the approver's screen carried.
        comment: the approver's words to the requester; a rejection needs one.

    Raises:
        Refused: a rule forbids it; nothing is changed then.
    """
    review = PendingReview.lock(task_state, by=by)
    comment = comment.strip()
    if reason := policy.refusal_to_act(
        action, review.decision_context(by), review.pending_content(), reviewed, comment
    ):
        raise Refused(reason)
    following = review.next_stage() if action == APPROVE else None
    position = position_of(by)
    record_decision(review, action, following=following, by=by, position=position, comment=comment)
    publication: Publication | None = None
    attestation: Attestation | None = None
    if action == REJECT:
        send_back(review, by=by)
    elif following is not None:
        enter_stage(following, review.workflow_state, review.obj, by=by, after=review.task_state.review)
    else:
        complete_workflow(review)
        publication, attestation = publish_approved(review, by=by, position=position)
        announce_change(publication, review.draft, is_new=True)
    send_signals(review, action, by=by)
    notify_requester(review.task_state, review.obj, publication)
    entries = [
        audit.entry(
            "decision",
            f"approval.{action}",
            by=by,
            authority=review.obj.authority,
            obj=review.obj,
            data={
                "task_state": review.task_state.pk,
                "revision": review.revision.pk,
                "comment": comment,
                "opened_at": review.opened_at,
            },
            after=review.task_state.review.digest,
        )
    ]
    if publication is not None:
        change = "publication.live" if publication.stage == Stage.LIVE else "publication.scheduled"
        entries.append(change_entry(publication, review.draft, by=by, action=change, attestation=attestation))
    audit.append_entries(entries)
    return publication


def approve(
    task_state: TaskState, *, by: User, revision: int | None, digest: str | None, comment: str = ""
) -> Publication | None:
    """Approve what the screen showed: the revision and the digest of its content. Returns what `decide` does."""
    return decide(
        task_state, APPROVE, by=by, reviewed=policy.ReviewedContent(revision, digest or None), comment=comment
    )


def reject(task_state: TaskState, *, by: User, comment: str) -> None:
    """Send back for changes, with the reason."""
    decide(task_state, REJECT, by=by, reviewed=policy.ReviewedContent(None, None), comment=comment)


@transaction.atomic
def recall(obj: Approvable, *, by: User) -> None:
    """Cancel a submission, so that the draft can be edited again. Raises `Refused` (`refusal_to_recall`)."""
    obj = lock_object(obj)
    state = WorkflowState.objects.select_for_update().for_instance(obj).active().first()
    if reason := policy.refusal_to_recall(
        waiting=state is not None,
        is_requester=state is not None and state.requested_by_id == by.pk,
        may_edit=may_edit(obj, by),
        sent_back=state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES,
    ):
        raise Refused(reason)
    assert state is not None  # noqa: S101 the policy refused otherwise
    state.cancel(user=by)
    audit.append("content", "approval.recall", by=by, obj=obj, data={"workflow_state": state.pk})


@transaction.atomic
def recall_scheduled(publication: Publication, *, by: User) -> None:
    """Cancel what was approved for a later time before that has come. Raises `Refused` (`refusal_to_recall`)."""
    publication, obj = lock_publication(publication.pk)
    if reason := policy.refusal_to_recall(
        waiting=publication.stage == Stage.SCHEDULED,
        is_requester=publication.requested_by_id == by.pk,
        may_edit=may_edit(obj, by),
    ):
        raise Refused(reason)
    unschedule(obj)
    end_publication(publication, Stage.CANCELLED, by=by, reason="")
    record_change(publication, obj, by=by, action="publication.recalled")


@dataclass(frozen=True)
class Choice:
    """One ticked item of the queue, as the screen showed it."""

    task_state: int
    revision: int
    digest: str


def approve_many(choices: Iterable[Choice], *, by: User) -> list[tuple[Choice, str | None]]:
    """Approve several items, each in its own transaction; each comes back with the reason of its refusal, or None."""
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


def may_edit(obj: Approvable, user: User) -> bool:
    """Whether a person drafts for the division that owns an object."""
    return grants_of(user).drafts(obj.owning_division_id(), obj.drafted_by)
