"""What the editor says about the approval of a draft: who decides by when, or who sent it back and why."""

from dataclasses import dataclass
from datetime import date, datetime

from wagtail.models import TaskState, WorkflowState

from cms.models import Approvable
from cms.policy.roles import Role
from cms.selectors.positions import deciders


@dataclass(frozen=True)
class Waiting:
    """A draft that waits: who decides, and the day by which."""

    who: str
    due_on: date | None


@dataclass(frozen=True)
class Returned:
    """A draft that was sent back: by whom, when and why."""

    who: str
    at: datetime | None
    reason: str


def waiting_of(obj: Approvable) -> Waiting | None:
    """What an object waits for, or None where it does not wait."""
    found = _current(obj, WorkflowState.STATUS_IN_PROGRESS)
    if found is None:
        return None
    review = getattr(found, "review", None)
    division = found.revision.content.get("division")
    return Waiting(deciders(Role(found.task.approvaltask.role), division), review.due_on if review else None)


def returned_of(obj: Approvable) -> Returned | None:
    """How an object was sent back, or None where it was not, or was submitted again."""
    found = _current(obj, WorkflowState.STATUS_NEEDS_CHANGES)
    return found and Returned(str(found.finished_by or ""), found.finished_at, found.comment)


def _current(obj: Approvable, status: str) -> TaskState | None:
    states = TaskState.objects.select_related("task__approvaltask", "revision", "review", "finished_by")
    workflow = WorkflowState.objects.for_instance(obj).filter(status=status)
    return states.filter(pk__in=workflow.values("current_task_state")).first()
