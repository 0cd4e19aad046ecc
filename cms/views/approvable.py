"""The page or snippet that an address of the admin names by its content type and primary key."""

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from cms.models import Approvable
from cms.policy.requests import is_number
from cms.workflow.locking import specific


def approvable_or_404(content_type: int, object_id: str) -> Approvable:
    """The page or snippet; raises Http404 for what no approval knows."""
    model = get_object_or_404(ContentType, pk=content_type).model_class()
    if model is None or not issubclass(model, Page | Approvable) or not is_number(object_id):
        raise Http404
    obj = specific(get_object_or_404(model._default_manager, pk=object_id))
    if not isinstance(obj, Approvable):
        raise Http404
    return obj
