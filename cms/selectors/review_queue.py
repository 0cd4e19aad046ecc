"""The review queue: the pending reviews that a user may decide, a page of them in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from cms.models import Approvable, Division, Review, ReviewReceipt
from cms.models.people import AnyUser
from cms.permissions.grants import grants_of
from cms.policy import approval as policy
from cms.policy.citizen_numbers import Examination, refusal_to_show
from cms.policy.roles import Role
from cms.records.citizen_numbers import Subject, examine_many
from cms.selectors.contributors import Contributors, contributors_since_publication, key_of, published_objects


@dataclass(frozen=True)
class QueueItem:
    """One item of the review queue; `refusal` is why this user may not decide it, or None.

    `opened_at` is when this user opened the content that waits; `examination` has its citizen numbers;
    `skipped_because` is why the first stage was skipped for this content, or "".
    """

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
    opened_at: datetime | None
    examination: Examination
    skipped_because: str = ""

    @property
    def can_be_ticked(self) -> bool:
        """Whether it may be approved together with others: opened by this user, and nothing keeps it back."""
        return self.refusal is None and self.opened_at is not None and self.withheld is None

    @property
    def withheld(self) -> str | None:
        """Why its content may not become public, or None."""
        return refusal_to_show(self.examination)

    @property
    def is_overdue(self) -> bool:
        """Whether the day by which it should be decided has passed."""
        return self.due_on is not None and self.due_on < timezone.localdate()


def reviews_waiting_for(user: AnyUser) -> QuerySet[TaskState]:
    """The task states in progress that the user's posts decide about, the first due first.

    A stage of division heads is limited to the divisions whose head the user is.
    """
    grants = grants_of(user)
    mine = Q(pk__in=[])
    for role in grants.roles:
        wanted = Q(task__active=True, task__approvaltask__role=role)
        if role is Role.DIVISION_HEAD:
            wanted &= Q(revision__content__division__in=sorted(grants.divisions()))
        mine |= wanted
    return (
        TaskState.objects.filter(mine, status=TaskState.STATUS_IN_PROGRESS)
        .filter(workflow_state__status=WorkflowState.STATUS_IN_PROGRESS)
        .select_related("workflow_state__requested_by", "revision__content_type", "review", "task")
        .order_by("review__due_on", "pk")
    )


def queue_items(task_states: Iterable[TaskState], user: AnyUser) -> list[QueueItem]:
    """The queue items of a page of task states, as this user sees them."""
    states = list(task_states)
    keys = {key_of(state.workflow_state) for state in states}
    published = published_objects(keys)
    contributors = contributors_since_publication(keys)
    divisions = dict(Division.objects.values_list("pk", "name"))
    opened = _receipts(states, user)
    skips = _skips(states)
    examinations = examine_many(
        Subject.of_revision(key_of(state.workflow_state), _model_of(state), state.revision.content) for state in states
    )
    return [
        _item(
            state,
            division=divisions.get(state.revision.content.get("division"), ""),
            refusal=policy.refusal_to_decide(_context(state, user, contributors[key_of(state.workflow_state)])),
            is_update=key_of(state.workflow_state) in published,
            opened_at=opened.get((state.revision_id, _digest_of(state))),
            examination=examination,
            skipped_because=skips.get((state.workflow_state_id, state.revision_id, _digest_of(state)), ""),
        )
        for state, examination in zip(states, examinations, strict=True)
    ]


def _receipts(states: list[TaskState], user: AnyUser) -> dict[tuple[int, str], datetime]:
    """When the user opened the revisions, by revision and digest."""
    rows = ReviewReceipt.objects.filter(user=user.pk, revision__in=[state.revision_id for state in states])
    return {(revision, digest): at for revision, digest, at in rows.values_list("revision", "digest", "opened_at")}


def _skips(states: list[TaskState]) -> dict[tuple[int, int, str], str]:
    """Why a stage was skipped, by workflow state, revision and digest."""
    rows = Review.objects.filter(task_state__workflow_state__in=[state.workflow_state_id for state in states])
    skipped = rows.exclude(skipped_because="").select_related("task_state")
    found = {}
    for review in skipped:
        state = review.task_state
        found[state.workflow_state_id, state.revision_id, review.digest] = review.skipped_because
    return found


def _digest_of(state: TaskState) -> str:
    review = getattr(state, "review", None)
    return review.digest if review else ""


def _model_of(state: TaskState) -> type[Approvable]:
    return state.revision.content_type.model_class()


def _context(state: TaskState, user: AnyUser, contributors: Contributors) -> policy.DecisionContext:
    """`reviews_waiting_for` has already filtered by stage, status and post; what remains is the four-eyes rule."""
    return policy.DecisionContext(
        task_matches=True,
        task_active=True,
        waiting=True,
        may_decide=True,
        is_requester=user.pk in {state.workflow_state.requested_by_id, *contributors.requesters},
        is_author=user.pk in contributors.authors,
    )


def _item(
    state: TaskState,
    *,
    division: str,
    refusal: str | None,
    is_update: bool,
    opened_at: datetime | None,
    examination: Examination,
    skipped_because: str,
) -> QueueItem:
    review = getattr(state, "review", None)
    return QueueItem(
        task_state=state,
        title=state.revision.object_str,
        kind=str(_model_of(state)._meta.verbose_name),
        division=division,
        requester=str(state.workflow_state.requested_by or "ระบบ"),
        since=state.started_at,
        due_on=review.due_on if review else None,
        digest=_digest_of(state),
        stage=state.task.name,
        refusal=refusal,
        is_update=is_update,
        opened_at=opened_at,
        examination=examination,
        skipped_because=skipped_because,
    )
