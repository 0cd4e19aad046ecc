"""The states of records (`cms.policy.states`), read for a page of rows at once: two queries, however many they are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, WorkflowState

from cms.models import Approvable, Publication
from cms.models.publication import base_content_type
from cms.policy.lifecycle import Stage
from cms.policy.states import State, StateGroup, draft_of, state_of
from cms.selectors.contributors import Key, of_objects

Rows = TypeVar("Rows", bound=QuerySet[Any])

# The editions of which one is what the public has, or had last, or will have: not one that a newer one replaced.
COUNTED = Q(stage__in=[Stage.LIVE, Stage.WITHDRAWN, Stage.EXPIRED, Stage.SCHEDULED]) | Q(
    stage=Stage.SUSPENDED, stage_before__in=[Stage.LIVE, Stage.SCHEDULED]
)


@dataclass
class Facts:
    """What the tables say about one object."""

    public: Stage | None = None
    public_revision: int | None = None
    coming: set[Stage] = field(default_factory=set)
    workflow: str = ""


def object_key(obj: Model) -> Key:
    """The object as publications and workflow states name it."""
    return base_content_type(obj).pk, str(obj.pk)


def states_of(objects: Iterable[Any]) -> dict[Key, State]:
    """The state of each page or snippet, by its `object_key`; a page of the tree is published without an approval."""
    objects = list(objects)
    facts = _facts_about({object_key(obj) for obj in objects if is_approved(obj)})
    return {object_key(obj): _state(obj, facts) for obj in objects}


def state_of_object(obj: Any) -> State:
    """The state of one page or snippet."""
    return states_of([obj])[object_key(obj)]


def is_approved(obj: Model) -> bool:
    """Whether an object is saved and of a type that is published only by an approval; needs no specific page."""
    model = obj.specific_class if isinstance(obj, Page) else type(obj)
    return obj.pk is not None and model is not None and issubclass(model, Approvable)


def of_group(rows: Rows, group: StateGroup) -> Rows:
    """The snippets of a queryset whose state is of a group (`STATES_OF`), decided by the database."""
    kind, key = ContentType.objects.get_for_model(rows.model), Cast(OuterRef("pk"), CharField())
    editions = Publication.objects.filter(content_type=kind, object_id=key)
    active = WorkflowState.objects.active().filter(base_content_type=kind, object_id=key)
    in_work, scheduled = Exists(active), Exists(editions.filter(stage=Stage.SCHEDULED))
    suspended = Exists(editions.filter(COUNTED, stage=Stage.SUSPENDED))
    ended = Exists(editions.filter(stage__in=[Stage.WITHDRAWN, Stage.EXPIRED]))
    counted = Exists(editions.filter(COUNTED, revision=OuterRef("latest_revision")))
    conditions: Mapping[StateGroup, Q | Exists] = {
        StateGroup.DRAFT: ~Q(in_work) & ~Q(counted),
        StateGroup.RETURNED: Exists(active.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)),
        StateGroup.WAITING: Exists(active.filter(status=WorkflowState.STATUS_IN_PROGRESS)),
        StateGroup.SCHEDULED: ~Q(in_work) & Q(scheduled),
        StateGroup.LIVE: Q(live=True),
        StateGroup.ENDED: Q(live=False) & (Q(suspended) | (~Q(in_work) & ~Q(scheduled) & Q(ended))),
    }
    return rows.filter(conditions[group])


def _state(obj: Any, facts: dict[Key, Facts]) -> State:
    if not is_approved(obj):
        return State.LIVE if obj.pk is not None and obj.live else State.DRAFT
    found = facts[object_key(obj)]
    draft = draft_of(
        is_waiting=found.workflow == WorkflowState.STATUS_IN_PROGRESS,
        is_returned=found.workflow == WorkflowState.STATUS_NEEDS_CHANGES,
        is_scheduled=Stage.SCHEDULED in found.coming,
        is_held=Stage.SUSPENDED in found.coming,
        is_new=obj.latest_revision_id != found.public_revision,
    )
    return state_of(found.public, draft)


def _facts_about(keys: set[Key]) -> dict[Key, Facts]:
    facts: dict[Key, Facts] = defaultdict(Facts)
    if not keys:
        return facts
    editions = Publication.objects.filter(of_objects(keys)).filter(COUNTED).order_by("number")
    for kind, pk, stage, before, revision in editions.values_list(
        "content_type_id", "object_id", "stage", "stage_before", "revision_id"
    ):
        found = facts[kind, pk]
        if Stage.SCHEDULED in (stage, before):
            found.coming.add(Stage(stage))
        else:
            found.public, found.public_revision = Stage(stage), revision
    states = WorkflowState.objects.active().filter(of_objects(keys, "base_content_type"))
    for kind, pk, status in states.values_list("base_content_type_id", "object_id", "status"):
        facts[kind, pk].workflow = status
    return facts
