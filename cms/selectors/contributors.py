"""Who contributed to a draft since its last publication, for the four-eyes rule."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from wagtail.models import WorkflowState

from cms.models import DraftContributor, Publication
from cms.policy.lifecycle import Stage

# An object as Wagtail's revisions and workflow states name it: base content type and primary key as text.
Key = tuple[int, str]


@dataclass
class Contributors:
    """The ids of those who edited a draft since the last publication, and of those who submitted it."""

    authors: set[int] = field(default_factory=set)
    requesters: set[int] = field(default_factory=set)


def key_of(workflow_state: WorkflowState) -> Key:
    """The key of the object of a workflow state."""
    return workflow_state.base_content_type_id, workflow_state.object_id


def contributors_since_publication(keys: Iterable[Key]) -> dict[Key, Contributors]:
    """The contributors to what was never public of each object; what only waits for its time was not either."""
    rows = DraftContributor.objects.never_public().filter(of_objects(keys))
    found: dict[Key, Contributors] = defaultdict(Contributors)
    for content_type, object_id, user, edited_at, submitted_at in rows.values_list(
        "content_type_id", "object_id", "user_id", "edited_at", "submitted_at"
    ):
        contributors = found[content_type, object_id]
        if edited_at is not None:
            contributors.authors.add(user)
        if submitted_at is not None:
            contributors.requesters.add(user)
    return found


def published_objects(keys: Iterable[Key]) -> set[Key]:
    """Those of the objects that were published before, or will be at a time for which they are approved."""
    rows = Publication.objects.filter(of_objects(keys)).exclude(stage=Stage.CANCELLED).order_by()
    return set(rows.values_list("content_type_id", "object_id"))


def of_objects(keys: Iterable[Key], content_type: str = "content_type") -> Q:
    """The rows about any of these objects, which they name by this column of theirs and by `object_id`."""
    wanted = Q(pk__in=[])
    by_type: dict[int, list[str]] = defaultdict(list)
    for kind, object_id in keys:
        by_type[kind].append(object_id)
    for kind, ids in by_type.items():
        wanted |= Q(**{content_type: kind, "object_id__in": ids})
    return wanted
