"""What waits for a decision, read for a whole page of the queue in a bounded number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Revision, TaskState, WorkflowState

from cms.lifecycle import Stage
from cms.models.approval import ApprovalTask
from cms.models.people import Division
from cms.models.publication import Publication
from cms.models.reach import reach_of
from cms.policy import approval as policy
from cms.roles import Role

Key = tuple[int, str]


@dataclass(frozen=True)
class Waiting:
    """One line of the queue."""

    task_state: TaskState
    title: str
    kind: str
    division: str
    requester: str
    since: datetime
    due_on: date | None
    digest: str
    stage: str
    refusal: str | None
    is_update: bool

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.due_on < timezone.localdate()


def waiting_for(user: Any) -> QuerySet[TaskState]:
    """The task states that the user's posts decide about, those due first at the head.

    A stage of a division is narrowed to the divisions whose head the user is.
    """
    reach = reach_of(user)
    mine = Q(pk__in=[])
    for role in reach.roles:
        tasks = ApprovalTask.objects.filter(role=role, active=True).values("pk")
        wanted = Q(task__in=tasks)
        if role is Role.DIVISION_HEAD:
            wanted &= Q(revision__content__division__in=sorted(reach.divisions()))
        mine |= wanted
    return (
        TaskState.objects.filter(mine, status=TaskState.STATUS_IN_PROGRESS)
        .filter(workflow_state__status=WorkflowState.STATUS_IN_PROGRESS)
        .select_related("workflow_state__requested_by", "revision__content_type", "review", "task")
        .order_by("review__due_on", "pk")
    )


def lines(task_states: Iterable[TaskState], user: Any) -> list[Waiting]:
    """The lines for a page of the queue, each with the reason that bars the user where one does."""
    states = list(task_states)
    published = _published({_key(state) for state in states})
    authors = _authors({_key(state) for state in states}, published)
    divisions = dict(Division.objects.values_list("pk", "name"))
    return [_line(state, user, published, authors, divisions) for state in states]


def _key(state: TaskState) -> Key:
    return state.workflow_state.base_content_type_id, state.workflow_state.object_id


def _objects(keys: Iterable[Key], type_field: str) -> Q:
    wanted = Q(pk__in=[])
    by_type: dict[int, list[str]] = defaultdict(list)
    for content_type, object_id in keys:
        by_type[content_type].append(object_id)
    for content_type, ids in by_type.items():
        wanted |= Q(**{type_field: content_type, "object_id__in": ids})
    return wanted


def _published(keys: set[Key]) -> Mapping[Key, datetime]:
    """When the revision last given to the public was written, for the objects that had one."""
    rows = (
        Publication.objects.filter(_objects(keys, "content_type_id"))
        .exclude(stage=Stage.CANCELLED)
        .order_by("number")
        .values_list("content_type_id", "object_id", "revision__created_at")
    )
    return {(content_type, object_id): created for content_type, object_id, created in rows}


def _authors(keys: set[Key], published: Mapping[Key, datetime]) -> Mapping[Key, set[int]]:
    found: dict[Key, set[int]] = defaultdict(set)
    rows = Revision.objects.filter(_objects(keys, "base_content_type_id"), user__isnull=False)
    for content_type, object_id, user, created in rows.values_list(
        "base_content_type_id", "object_id", "user_id", "created_at"
    ):
        key = (content_type, object_id)
        if key not in published or created > published[key]:
            found[key].add(user)
    return found


def _line(
    state: TaskState,
    user: Any,
    published: Mapping[Key, datetime],
    authors: Mapping[Key, set[int]],
    divisions: Mapping[int, str],
) -> Waiting:
    workflow_state = state.workflow_state
    division = state.revision.content.get("division")
    facts = policy.Facts(
        is_requester=workflow_state.requested_by_id == user.pk, is_author=user.pk in authors[_key(state)]
    )
    review = getattr(state, "review", None)
    model: Any = state.revision.content_type.model_class()
    return Waiting(
        task_state=state,
        title=state.revision.object_str,
        kind=str(model._meta.verbose_name),
        division=divisions.get(division, ""),
        requester=str(workflow_state.requested_by or "ระบบ"),
        since=state.started_at,
        due_on=review.due_on if review else None,
        digest=review.digest if review else "",
        stage=state.task.name,
        refusal=policy.refusal_to_decide(facts),
        is_update=_key(state) in published,
    )
