"""A pending review: one waiting item with all that screens and actions need to decide about it, each read once."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Model, OuterRef, Subquery
from wagtail.models import Revision, Task, TaskState, WorkflowState

from cms.models import Approvable, Publication, Review, ReviewReceipt
from cms.models.people import AnyUser, User
from cms.policy import approval as policy
from cms.policy.canonical import Content, digest
from cms.policy.citizen_numbers import Examination, refusal_to_show
from cms.records.citizen_numbers import examine
from cms.records.content import canonical_content, content_of_today, schema_version
from cms.selectors.contributors import contributors_since_publication, key_of
from cms.workflow.approval_task import ApprovalTask
from cms.workflow.locking import lock_row, specific


@dataclass(eq=False)
class PendingReview:
    """A task state and the object that waits; workflow state, revision and review are relations of `task_state`.

    `opened_at` is when the person for whom it was read opened the waiting revision with the digest under review.
    """

    task_state: TaskState
    obj: Approvable
    opened_at: datetime | None

    @classmethod
    def read(cls, task_state: TaskState, *, by: AnyUser | None = None) -> "PendingReview":
        """Read without a lock, for a screen of this person."""
        return cls._read(task_state, by, lock=False)

    @classmethod
    def lock(cls, task_state: TaskState, *, by: User | None = None) -> "PendingReview":
        """Read for a decision: the object, then its workflow state, locked until the end of the transaction."""
        return cls._read(task_state, by, lock=True)

    @classmethod
    def _read(cls, task_state: TaskState, by: AnyUser | None, *, lock: bool) -> "PendingReview":
        workflow_state = task_state.workflow_state
        model = workflow_state.content_type.model_class()
        states = TaskState.objects.select_related(
            "workflow_state__workflow", "task__approvaltask", "revision", "review"
        ).annotate(opened_at=_receipt_of(by))
        if lock:
            lock_row(model, workflow_state.object_id)
            # Wagtail's own cancel writes the workflow state first: locking the task state first could deadlock with it.
            states = states.select_for_update(of=("workflow_state",))
        obj = specific(model._base_manager.get(pk=workflow_state.object_id))
        state = states.get(pk=task_state.pk)
        return cls(state, obj, state.opened_at)

    def __post_init__(self) -> None:
        """Let relations to the same row share one Python object, so that it is not read again."""
        workflow_state, revision = self.workflow_state, self.revision
        if workflow_state.current_task_state_id == self.task_state.pk:
            workflow_state.current_task_state = self.task_state
        revision.content_object = self.obj
        if self.is_latest:
            self.obj.latest_revision = revision

    @property
    def workflow_state(self) -> WorkflowState:
        """The workflow state that the task state belongs to."""
        return self.task_state.workflow_state

    @property
    def revision(self) -> Revision:
        """The waiting revision."""
        return self.task_state.revision

    @property
    def review(self) -> Review | None:
        """The digest and the due day with which it was submitted; None where it was not by our actions."""
        return getattr(self.task_state, "review", None)

    @property
    def stage(self) -> ApprovalTask:
        """The task at which the object waits, as our class."""
        return self.task_state.task.approvaltask

    @property
    def is_latest(self) -> bool:
        """Whether the waiting revision is the latest one of the object."""
        return bool(self.obj.latest_revision_id == self.revision.pk)

    @cached_property
    def draft(self) -> Approvable:
        """The waiting revision as an object, which is the one that an approval publishes."""
        draft = self.revision.as_object()
        if draft.authority_id == self.obj.authority_id:
            draft.authority = self.obj.authority  # read once
        return draft

    @cached_property
    def content(self) -> Content:
        """The canonical content of the waiting revision, written as it was when it was submitted."""
        return canonical_content(self.draft, like=self.review)

    @property
    def content_of_today(self) -> Content:
        """The content under the names of today, to be compared with what is public."""
        version = self.review.schema_version if self.review else schema_version(type(self.draft))
        return content_of_today(type(self.draft), self.content, version)

    @cached_property
    def digest(self) -> str:
        """The digest of the canonical content of the waiting revision."""
        return digest(self.content)

    @cached_property
    def examination(self) -> Examination:
        """The citizen numbers in the waiting revision and its files."""
        return examine(self.obj, self.content)

    @cached_property
    def publications(self) -> list[Publication]:
        """The publications of the object so far, newest first, their contents deferred."""
        own, of_revision = _names_but_content(Publication), _names_but_content(Revision)
        rows = Publication.objects.of(self.obj).select_related("revision")
        # Not `defer`: its mask compares all relations to Revision, of which each page type brings one.
        return list(rows.only(*own, *(f"revision__{name}" for name in of_revision)))

    @cached_property
    def stages(self) -> list[Task]:
        """The active tasks of the workflow in their order."""
        return list(self.workflow_state.workflow.tasks.filter(active=True))

    @property
    def approvals(self) -> dict[int, str | None]:
        """By task (primary key), the digest that a named person approved there for the waiting revision."""
        rows = TaskState.objects.filter(
            workflow_state=self.workflow_state,
            revision=self.revision,
            status=TaskState.STATUS_APPROVED,
            finished_by__isnull=False,
        )
        return dict(rows.values_list("task_id", "review__digest"))

    @cached_property
    def skips(self) -> dict[int, Review]:
        """By task (primary key), the note of a stage that was skipped at the submission of the waiting revision."""
        if policy.skippable_stage([task.pk for task in self.stages]) is None:
            return {}
        rows = TaskState.objects.filter(
            workflow_state=self.workflow_state,
            revision=self.revision,
            status=TaskState.STATUS_SKIPPED,
            finished_by=None,
        )
        rows = rows.exclude(review__skipped_because="").select_related("review")
        return {row.task_id: row.review for row in rows}

    @property
    def skipped(self) -> frozenset[int]:
        """The tasks (primary keys) that need no decision about the waiting revision."""
        digests = {task: review.digest for task, review in self.skips.items()}
        return policy.stages_skipped([task.pk for task in self.stages], digests, self.digest)

    def next_stage(self) -> Task | None:
        """The task at which the object waits next once this stage is approved; None where this is the last."""
        if all(task.pk == self.task_state.task_id for task in self.stages):
            return None
        done = {*self.approvals, *self.skipped, self.task_state.task_id}
        return next((task for task in self.stages if task.pk not in done), None)

    def decision_context(self, user: AnyUser) -> policy.DecisionContext:
        """What the policy needs to know about the item and the person who would decide."""
        state, workflow_state = self.task_state, self.workflow_state
        contributors = contributors_since_publication([key_of(workflow_state)])[key_of(workflow_state)]
        return policy.DecisionContext(
            task_matches=workflow_state.current_task_state_id == state.pk,
            task_active=self.stage.active,
            waiting=state.status == TaskState.STATUS_IN_PROGRESS
            and workflow_state.status == WorkflowState.STATUS_IN_PROGRESS,
            may_decide=self.stage.is_for(state, user),
            is_requester=user.pk in {workflow_state.requested_by_id, *contributors.requesters},
            is_author=user.pk in contributors.authors,
        )

    def refusal_for(self, user: AnyUser) -> str | None:
        """Why a person may not decide about this item, or None."""
        return policy.refusal_to_decide(self.decision_context(user))

    def pending_content(self) -> policy.PendingContent:
        """What an approval must cover: as submitted, and as it is now."""
        return policy.PendingContent(
            waiting_revision=self.revision.pk,
            latest_revision=self.obj.latest_revision_id,
            waiting_digest=self.review.digest if self.review else None,
            latest_digest=self.digest if self.is_latest else None,
            is_opened=self.opened_at is not None,
            withheld=refusal_to_show(self.examination),
        )


def _names_but_content(model: type[Model]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if field.name != "content"]


def _receipt_of(user: AnyUser | None) -> Subquery:
    """When a person opened the revision of a task state with the digest under review."""
    same = {"revision": OuterRef("revision"), "digest": OuterRef("review__digest")}
    receipts = ReviewReceipt.objects.filter(user=user.pk if user else None, **same)
    return Subquery(receipts.values("opened_at")[:1])
