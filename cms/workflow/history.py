"""Entries of Wagtail's own history (“ประวัติ” of a page or snippet) for what our actions do in Wagtail's place."""

from collections.abc import Mapping

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.log_actions import get_active_log_context, registry
from wagtail.models import PageLogEntry, Revision

from cms.models import Approvable
from cms.models.people import AnyUser


def log_history(
    obj: Approvable,
    action: str,
    *,
    user: AnyUser | None,
    revision: Revision,
    data: Mapping[str, object] | None = None,
) -> None:
    """Add an entry as `wagtail.log_actions.log` does, without its queries for the existence of what it refers to."""
    model = registry.get_log_model_for_instance(obj)
    about = {"page": obj} if model is PageLogEntry else {"object_id": str(obj.pk)}
    entry = model(
        content_type=ContentType.objects.get_for_model(obj, for_concrete_model=False),
        label=model.objects.get_instance_title(obj),
        action=action,
        data=dict(data or {}),
        timestamp=timezone.now(),
        uuid=get_active_log_context().uuid,
        user=user,
        revision=revision,
        content_changed=action == "wagtail.publish",
        **about,
    )
    model.objects.bulk_create([entry])
