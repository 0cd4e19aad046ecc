"""The authors of a draft, for the four-eyes rule: all who saved a revision since the last publication."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Q
from wagtail.models import Revision, WorkflowState

from cms.models import Publication
from cms.policy.lifecycle import Stage

# An object as Wagtail's revisions and workflow states name it: base content type and primary key as text.
Key = tuple[int, str]


def key_of(workflow_state: WorkflowState) -> Key:
    """The key of the object of a workflow state."""
    return workflow_state.base_content_type_id, workflow_state.object_id


def authors_since_publication(
    keys: Iterable[Key], published: Mapping[Key, datetime] | None = None
) -> dict[Key, set[int]]:
    """The ids of the users who saved each object's revisions since the last published one, or any where none was.

    Passing the result of `last_published_revisions` as `published` saves its query.
    """
    wanted = set(keys)
    since = last_published_revisions(wanted) if published is None else published
    rows = Revision.objects.filter(_objects(wanted, "base_content_type_id"), user__isnull=False)
    found: dict[Key, set[int]] = defaultdict(set)
    for content_type, object_id, user, created in rows.values_list(
        "base_content_type_id", "object_id", "user_id", "created_at"
    ):
        key = (content_type, object_id)
        if key not in since or created > since[key]:
            found[key].add(user)
    return found


def last_published_revisions(keys: set[Key]) -> dict[Key, datetime]:
    """When the last published revision was created, for the objects that have one; scheduled ones count."""
    rows = (
        Publication.objects.filter(_objects(keys, "content_type_id"))
        .exclude(stage=Stage.CANCELLED)
        .order_by("number")
        .values_list("content_type_id", "object_id", "revision__created_at")
    )
    return {(content_type, object_id): created for content_type, object_id, created in rows}


def _objects(keys: Iterable[Key], type_field: str) -> Q:
    wanted = Q(pk__in=[])
    by_type: dict[int, list[str]] = defaultdict(list)
    for content_type, object_id in keys:
        by_type[content_type].append(object_id)
    for content_type, ids in by_type.items():
        wanted |= Q(**{type_field: content_type, "object_id__in": ids})
    return wanted
