"""A waiting item as it stands, read once by everything that decides about it, and the writing down of the decision."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone
from wagtail.models import Page, Revision, Task, TaskState, WorkflowState
from wagtail.signals import task_approved, task_rejected, workflow_approved

from cms.lifecycle import Stage
from cms.models.approvable import Content, approved_content
from cms.models.history import note
from cms.models.publication import Publication
from cms.policy.canonical import digest


def specific(obj: Any) -> Any:
    """The page as its own type; a snippet as it is."""
    return obj.specific if isinstance(obj, Page) else obj


def locked(obj: Any) -> Any:
    """The object as it stands now, held until the end of the transaction (on SQLite the transaction itself holds)."""
    _hold(type(obj), obj.pk)
    return type(obj)._base_manager.get(pk=obj.pk)


def _hold(model: Any, pk: Any) -> None:
    """The same one row, whichever type it is met as: two that held several in different order would wait for ever."""
    first = Page if issubclass(model, Page) else model
    first._base_manager.select_for_update().values_list("pk").get(pk=pk)


def object_of(workflow_state: WorkflowState) -> Any:
    """What a workflow is about, read once for each workflow state object."""
    about = getattr(workflow_state, "about", None)
    if about is None:
        about = workflow_state.about = specific(workflow_state.content_object)
    return about


@dataclass(eq=False)
class Case:
    """One task state with the object that it is about: `task_state` carries its workflow state, revision and review."""

    task_state: TaskState
    obj: Any

    @classmethod
    def of(cls, task_state: TaskState) -> "Case":
        """As it is, for looking at."""
        return cls._read(task_state, lock=False)

    @classmethod
    def held(cls, task_state: TaskState) -> "Case":
        """For deciding: the object first, then both states, held until the end of the transaction."""
        return cls._read(task_state, lock=True)

    @classmethod
    def at_the_end_of(cls, workflow_state: WorkflowState) -> "Case":
        """The case whose decision ended a workflow; read anew where it ended by another way."""
        known: Case | None = getattr(workflow_state, "case", None)
        return known or cls.held(workflow_state.current_task_state)

    @classmethod
    def _read(cls, task_state: TaskState, *, lock: bool) -> "Case":
        workflow_state = task_state.workflow_state
        model = workflow_state.content_type.model_class()
        states = TaskState.objects.select_related("workflow_state__workflow", "task", "revision", "review")
        if lock:
            _hold(model, workflow_state.object_id)
            states = states.select_for_update(of=("self", "workflow_state"))
        obj = specific(model._base_manager.get(pk=workflow_state.object_id))
        return cls(states.get(pk=task_state.pk), obj)

    def __post_init__(self) -> None:
        """What hangs together is the same object from here on, so that nobody reads it again."""
        workflow_state, revision = self.workflow_state, self.revision
        workflow_state.case, workflow_state.about = self, self.obj
        if workflow_state.current_task_state_id == self.task_state.pk:
            workflow_state.current_task_state = self.task_state
        revision.content_object = self.obj
        if self.obj.latest_revision_id == revision.pk:
            self.obj.latest_revision = revision

    @property
    def workflow_state(self) -> WorkflowState:
        return self.task_state.workflow_state

    @property
    def revision(self) -> Revision:
        return self.task_state.revision

    @property
    def is_latest(self) -> bool:
        """Whether nothing was saved after the revision that waits."""
        return bool(self.obj.latest_revision_id == self.revision.pk)

    @cached_property
    def draft(self) -> Any:
        """The waiting revision as an object; the one that is published where it is approved."""
        return self.revision.as_object()

    @cached_property
    def content(self) -> Content:
        return approved_content(self.draft)

    @cached_property
    def digest(self) -> str:
        return digest(self.content)

    @cached_property
    def reviewed_digest(self) -> str | None:
        """What the review fixed when the item began to wait."""
        review = getattr(self.task_state, "review", None)
        return review.digest if review else None

    @cached_property
    def publications(self) -> list[Publication]:
        """What the public was given of the object so far, newest first, without contents."""
        rows = Publication.objects.of(self.obj).select_related("revision")
        return list(rows.defer("content", "revision__content"))

    @cached_property
    def authors(self) -> set[int]:
        given = (each for each in self.publications if each.stage != Stage.CANCELLED)
        return _authors_since(self.obj, next(given, None))

    @cached_property
    def tasks(self) -> list[Task]:
        """The stages of the workflow in their order."""
        return list(self.workflow_state.workflow.tasks.filter(active=True))

    @property
    def approvals(self) -> dict[int, str | None]:
        """By stage, the digest of what a named person approved there of the waiting revision."""
        rows = TaskState.objects.filter(
            workflow_state=self.workflow_state,
            revision=self.revision,
            status=TaskState.STATUS_APPROVED,
            finished_by__isnull=False,
        )
        return dict(rows.values_list("task_id", "review__digest"))

    def decide(self, action: str, *, by: Any, comment: str) -> None:
        """Write the decision down and let the workflow go on: to its next stage, back to the officer, or to its end.

        As Wagtail's `TaskState.approve` and `reject` do it, for a case that is held and whose facts the policy knows.
        """
        approved = action == "approve"
        state = self.task_state
        state.status = TaskState.STATUS_APPROVED if approved else TaskState.STATUS_REJECTED
        state.finished_at, state.finished_by, state.comment = timezone.now(), by, comment
        state.save(update_fields=["status", "finished_at", "finished_by", "comment"])
        following = self._following_task() if approved else None
        self._note(action, following, by)
        if approved and following is None:
            self._finish(by)
        else:
            self.workflow_state.update(user=by, next_task=following)
        (task_approved if approved else task_rejected).send(sender=type(state), instance=state, user=by)

    def _following_task(self) -> Task | None:
        done = self.approvals
        return next((task for task in self.tasks if task.pk not in done), None)

    def _note(self, action: str, following: Task | None, by: Any) -> None:
        workflow, task = self.workflow_state.workflow, self.task_state.task
        facts = {
            "id": workflow.pk,
            "title": workflow.name,
            "status": self.task_state.status,
            "task_state_id": self.task_state.pk,
            "task": {"id": task.pk, "title": task.name},
            "next": {"id": following.pk, "title": following.name} if following else None,
        }
        data = {"workflow": facts, "comment": self.task_state.comment}
        note(self.draft, f"wagtail.workflow.{action}", user=by, revision=self.revision, data=data)

    def _finish(self, by: Any) -> None:
        state = self.workflow_state
        state.status = WorkflowState.STATUS_APPROVED
        WorkflowState.objects.filter(pk=state.pk).update(status=state.status)
        state.on_finish(user=by)
        workflow_approved.send(sender=type(state), instance=state, user=by)


def authors_since_publication(obj: Any) -> set[int]:
    """Everybody who saved a revision after the one last given to the public (all authors where none was)."""
    given = Publication.objects.of(obj).exclude(stage=Stage.CANCELLED).select_related("revision")
    return _authors_since(obj, given.first())


def _authors_since(obj: Any, published: Publication | None) -> set[int]:
    revisions = Revision.objects.for_instance(obj).exclude(user=None)
    if published:
        revisions = revisions.filter(created_at__gt=published.revision.created_at)
    return set(revisions.values_list("user_id", flat=True))
