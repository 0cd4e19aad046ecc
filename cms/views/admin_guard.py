"""The permission check before every admin view: the role first, then the division that owns what the URL names.

`config.urls` decorates all of Wagtail's admin URLs with `guarded`. ADR 0013 says why.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.images import permissions as pictures
from wagtail.models import Page

from cms.models import Approvable, Picture
from cms.models.people import AnyUser
from cms.permissions.drafting import drafts_type, page_drafters
from cms.permissions.grants import grants_of
from cms.permissions.pages import may_read
from cms.policy.admin_urls import refusal_to_enter
from cms.registry import by_app

View = Callable[..., HttpResponseBase]
UrlArgument = int | str | UUID  # what the path converters of the admin's URLs return
OF_OTHERS = "เรื่องนี้เป็นของกองหรือสำนักอื่น"
# The keyword arguments by which Wagtail's URLs name the page that they are about.
PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id")
NOT_THEIR_TYPE = "ตำแหน่งของท่านไม่ได้จัดทำเรื่องประเภทนี้"
# The keyword arguments by which they name the type of a new page.
TYPE_ARGUMENTS = frozenset({"content_type_app_name", "content_type_model_name"})
# Wagtail's questions to the editor that Wagtail itself asks of everybody who may open the page.
FOR_EDITORS = frozenset({"wagtailadmin_pages:confirm_workflow_cancellation"})


def guarded(view: View) -> View:
    """Decorate an admin view with the check. Anonymous requests pass: Wagtail redirects them to the sign-in page.

    No list of the admin is exported. What was posted by hand gets 400 instead of 500: a form of a StreamField
    without its bookkeeping fields, a PATCH that is no JSON object.
    """

    def guarded_view(request: HttpRequest, *args: UrlArgument, **kwargs: UrlArgument) -> HttpResponseBase:
        if request.user.is_authenticated and (reason := refusal(request, args, kwargs)):
            return refused(request, reason)
        if "export" in request.GET:
            raise Http404  # Wagtail makes a sheet of any list, an empty one where no column is named
        if request.method == "PATCH" and not is_json_object(request.body):
            raise BadRequest
        try:
            return view(request, *args, **kwargs)
        except MultiValueDictKeyError as missing:
            raise BadRequest from missing

    return guarded_view


def is_json_object(body: bytes) -> bool:
    """Whether a body is JSON with names and values, as Wagtail's views take it for granted."""
    try:
        return isinstance(json.loads(body), dict)
    except (ValueError, RecursionError):
        return False


def refusal(request: HttpRequest, args: Sequence[UrlArgument], kwargs: Mapping[str, UrlArgument]) -> str | None:
    """Why the user of this request may not open its URL, or None. `args` and `kwargs` are those of the URL."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    user = request.user
    if reason := refusal_to_enter(
        name,
        grants_of(user).roles,
        is_superuser=user.is_superuser,
        drafters=page_drafters(),
        our_apps=by_app(),
    ):
        return reason
    page_id = page_in_address(name, args, kwargs)
    return (
        refusal_for_page(user, page_id, edits=name in FOR_EDITORS)
        or refusal_for_type(user, kwargs)
        or refusal_for_picture(user, kwargs)
    )


def refusal_for_page(user: AnyUser, page_id: int | None, *, edits: bool = False) -> str | None:
    """Why a user may not open a URL about this page, or None; a page that does not exist is left to the view (404).

    `edits`: the URL belongs to the editor alone.
    """
    page = Page.objects.filter(pk=page_id).specific().first() if page_id is not None else None
    if page is None:
        return None
    may = page.permissions_for_user(user).can_edit() if edits else may_read(user, page)
    return None if may else OF_OTHERS


def refusal_for_type(user: AnyUser, kwargs: Mapping[str, UrlArgument]) -> str | None:
    """Why a user may not open a URL about a new page of this type, or None; another model is left to the view (404)."""
    if not kwargs.keys() >= TYPE_ARGUMENTS:
        return None
    app_label, model_name = (str(kwargs[argument]) for argument in sorted(TYPE_ARGUMENTS))
    kind = apps.all_models.get(app_label, {}).get(model_name)
    if kind is None or not issubclass(kind, Approvable) or drafts_type(user, kind):
        return None
    return NOT_THEIR_TYPE


def refusal_for_picture(user: AnyUser, kwargs: Mapping[str, UrlArgument]) -> str | None:
    """Why a user may not open a URL about this picture, or None. Wagtail's chooser views do not check this."""
    picture = Picture.objects.filter(pk=kwargs["image_id"]).first() if "image_id" in kwargs else None
    policy = pictures.permission_policy
    may = picture is None or policy.user_has_any_permission_for_instance(user, ["choose", "change"], picture)
    return None if may else OF_OTHERS


def page_in_address(name: str, args: Sequence[UrlArgument], kwargs: Mapping[str, UrlArgument]) -> int | None:
    """The primary key of the page that one of Wagtail's URLs is about, or None."""
    for argument in PAGE_ARGUMENTS:
        if argument in kwargs:
            return int(kwargs[argument])
    if name == "wagtailadmin_pages:revisions_compare":
        return int(kwargs["pk"] if "pk" in kwargs else args[0])  # Wagtail 8.0 names it, 7.4 does not
    return None


def refused(request: HttpRequest, reason: str) -> HttpResponse:
    """Answer a refused request as Wagtail does: a message and a redirect to the dashboard, 403 for scripts."""
    if request.headers.get("x-requested-with") == "XMLHttpRequest" or request.resolver_match is None:
        raise PermissionDenied
    if request.resolver_match.view_name == "wagtailadmin_home":
        raise Http404  # a redirect would lead to this same page
    messages.error(request, reason)
    return redirect(reverse("wagtailadmin_home"))
