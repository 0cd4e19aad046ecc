"""Submitting an object to its approval workflow: it waits at the first stage, then at each that follows."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Task, TaskState, Workflow, WorkflowState
from wagtail.signals import task_submitted, workflow_submitted

from cms.models import Approvable, DocumentVersion, DraftContributor, Picture, Review, User
from cms.models.approved_text import refusal_of_texts
from cms.models.people import AnyUser
from cms.models.publication import base_content_type
from cms.permissions.documents import refusal_to_attach
from cms.permissions.pictures import refusal_to_place
from cms.policy import approval as policy
from cms.policy.canonical import Content, digest, words_of_references
from cms.policy.citizen_numbers import refusal_to_show as refusal_of_numbers
from cms.policy.refusal import Incomplete, Refused
from cms.records.citizen_numbers import examine
from cms.records.content import canonical_content, carried_pictures, schema_version
from cms.records.missing import missing, refusal_of_missing
from cms.signals import stage_skipped
from cms.thai.holidays import add_working_days
from cms.workflow.history import log_history
from cms.workflow.locking import lock_object


@transaction.atomic
def start_workflow(workflow: Workflow, obj: Approvable, *, by: AnyUser) -> WorkflowState:
    """Start a workflow for an object, which then waits at the first active stage. In the place of Wagtail's `start`.

    Raises `Refused` where the object waits already, no stage is active, or the draft is not complete.
    """
    obj = lock_object(obj)
    stages = list(workflow.tasks.filter(active=True))
    task = stages[0] if stages else None
    if reason := policy.refusal_to_start(has_stage=task is not None, is_waiting=obj.workflow_in_progress):
        raise Refused(reason)
    state = WorkflowState(
        content_type=obj.get_content_type(),
        base_content_type=obj.get_base_content_type(),
        object_id=str(obj.pk),
        workflow=workflow,
        requested_by=by,
    )
    record_submission(obj, by=by)
    models.Model.save(state)  # Wagtail's own save runs `full_clean`, a query for each foreign key
    because = reason_to_skip(stages, obj)
    task = stages[1] if because else stages[0]
    enter_stage(task, state, obj, by=by)
    if because:
        skip_stage(stages[0], state.current_task_state, because, by=by)
    workflow_submitted.send(sender=WorkflowState, instance=state, user=by)
    data = {
        "id": workflow.pk,
        "title": workflow.name,
        "status": state.status,
        "next": {"id": task.pk, "title": task.name},
        "task_state_id": state.current_task_state.pk,
    }
    log_history(obj, "wagtail.workflow.start", user=by, revision=obj.latest_revision, data={"workflow": data})
    return state


def resume_stage(task: Task, workflow_state: WorkflowState, obj: Approvable, *, by: AnyUser | None) -> TaskState:
    """Let an object that was sent back wait again; who submits it again may not decide about it either.

    It waits at the stage that sent it back, also where a rule would let it skip that one now.
    """
    record_submission(obj, by=by)
    task_state = begin_stage(task, workflow_state, obj, by=by)
    stages = list(workflow_state.workflow.tasks.filter(active=True))
    if task.pk != policy.skippable_stage([each.pk for each in stages]) and (because := reason_to_skip(stages, obj)):
        skip_stage(stages[0], task_state, because, by=by)
    return task_state


def reason_to_skip(stages: Sequence[Task], obj: Approvable) -> str | None:
    """Why the first of these stages need not decide about the latest revision of an object, or None."""
    if policy.skippable_stage([each.pk for each in stages]) is None:
        return None
    draft: Approvable = obj.latest_revision.as_object()
    return draft.reason_to_skip_first_stage()


def skip_stage(task: Task, waiting: TaskState, because: str, *, by: AnyUser | None) -> None:
    """Write down that a stage is skipped for the revision and digest that wait at the next one, and why."""
    now = timezone.now()
    skipped = TaskState(
        workflow_state=waiting.workflow_state,
        revision=waiting.revision,
        task=task,
        status=TaskState.STATUS_SKIPPED,
        comment=because,
        finished_at=now,
    )
    skipped.save()
    review = waiting.review
    Review.objects.create(
        task_state=skipped,
        digest=review.digest,
        schema_version=review.schema_version,
        references=review.references,
        due_on=review.due_on,
        skipped_because=because,
    )
    stage_skipped.send(sender=TaskState, instance=skipped, user=by)


def record_submission(obj: Approvable, *, by: AnyUser | None) -> None:
    """Note who submitted an object, unless that was the system."""
    if isinstance(by, User):
        DraftContributor.objects.record_submission(obj, by)


def enter_stage(
    task: Task, workflow_state: WorkflowState, obj: Approvable, *, by: AnyUser, after: Review | None = None
) -> None:
    """Let an object wait at a stage, and set that as the current task state of its workflow state.

    `after` is the review of the stage before: the next one covers the same digest, whatever has another name since.
    """
    workflow_state.current_task_state = begin_stage(task.specific, workflow_state, obj, by=by, after=after)
    models.Model.save(workflow_state, update_fields=["current_task_state"])


def begin_stage(
    task: Task, workflow_state: WorkflowState, obj: Approvable, *, by: AnyUser | None, after: Review | None = None
) -> TaskState:
    """Create the task state at which the latest revision waits, and its `Review` with the digest and the due day.

    Raises `Refused` where the draft is not complete, hides characters in its texts, carries a file that it must not,
    has a citizen number that nobody waived, or a file whose text is still being read.
    """
    revision = obj.latest_revision
    revision.content_object = obj
    draft = revision.as_object()
    requester = workflow_state.requested_by or by or AnonymousUser()
    content = canonical_content(draft, like=after)
    asked = {"answers": after is None}
    if reason := refusal_of_missing(draft, **asked):
        lacking = [(each.field, each.sentence) for each in missing(draft, **asked) if not each.only_a_person_knows]
        raise Incomplete(reason, address=AdminURLFinder().get_edit_url(obj) or "", lacking=lacking)
    reason = draft.refusal_of_period() or refusal_of_texts(draft)
    reason = reason or refusal_to_carry(draft, by=requester)
    if reason := reason or refusal_to_show(draft, carried_pictures(content), by=requester):
        raise Refused(reason)
    flag = examined_flag(obj, content)
    task_state = TaskState(workflow_state=workflow_state, revision=revision, task=task)
    task_state.save()
    due_on = add_working_days(timezone.localdate(), task.days or settings.APPROVAL_DAYS)
    Review.objects.create(
        task_state=task_state,
        digest=digest(content),
        schema_version=after.schema_version if after else schema_version(type(draft)),
        references=words_of_references(content),
        due_on=due_on,
    )
    task_submitted.send(sender=TaskState, instance=task_state, user=by, flag=flag)
    return task_state


def examined_flag(obj: Approvable, content: Content) -> str:
    """The words about the citizen numbers of a content, or "".

    Raises `Refused`, with the address of the screen that names them, where it holds numbers that nobody waived.
    """
    if reason := refusal_of_numbers(examination := examine(obj, content)):
        key = [base_content_type(obj).pk, obj.pk]
        raise Refused(reason, address=reverse("cms_citizen_numbers", args=key) if examination.open_numbers else "")
    return examination.flag


def refusal_to_carry(draft: Approvable, *, by: AnyUser) -> str | None:
    """Why a draft may not be submitted with the files that it carries, or None: one belongs to another division."""
    carried = [version for version, _title in draft.carried_versions()]
    versions = DocumentVersion.objects.filter(pk__in=carried).select_related("document")
    division = draft.owning_division_id()
    refusals = (refusal_to_attach(version, by=by, division_id=division) for version in versions)
    return next((reason for reason in refusals if reason), None)


def refusal_to_show(draft: Approvable, pictures: Iterable[int], *, by: AnyUser) -> str | None:
    """Why a draft may not be submitted with its pictures (primary keys), or None: one is gone or another division's."""
    wanted = list(pictures)
    if not wanted:
        return None
    rows = Picture.objects.filter(pk__in=wanted).select_related("collection__division")
    known = {picture.pk: picture for picture in rows}
    division = draft.owning_division_id()
    refusals = (refusal_to_place(known.get(pk), by=by, division_id=division) for pk in wanted)
    return next((reason for reason in refusals if reason), None)
