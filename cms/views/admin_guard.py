"""The guard before every admin address: first the role, then the division that owns the page in the address."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.images import permissions as pictures
from wagtail.models import Page

from cms.models import Picture
from cms.permissions.grants import grants_of
from cms.permissions.pages import may_read
from cms.policy.admin_urls import refusal_to_enter

View = Callable[..., HttpResponseBase]
OF_OTHERS = "เรื่องนี้เป็นของกองหรือสำนักอื่น"
# How Wagtail's addresses name the page they are about.
PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id")


def guarded(view: View) -> View:
    """A view of the admin behind the guard; who has not signed in is left to Wagtail, which asks him to."""

    def behind_the_guard(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and (reason := refusal(request, args, kwargs)):
            return refused(request, reason)
        try:
            return view(request, *args, **kwargs)
        except MultiValueDictKeyError as missing:  # a StreamField's form, posted by hand without what it always carries
            raise BadRequest from missing

    return behind_the_guard


def refusal(request: HttpRequest, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str | None:
    """Why this request is refused, or None."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    user: Any = request.user
    if reason := refusal_to_enter(name, grants_of(user).roles, is_superuser=user.is_superuser):
        return reason
    return refusal_for_page(user, page_in_address(name, args, kwargs)) or refusal_for_picture(user, kwargs)


def refusal_for_page(user: Any, page_id: int | None) -> str | None:
    """Why somebody does not come near the page of an address."""
    page = Page.objects.filter(pk=page_id).specific().first() if page_id is not None else None
    return None if page is None or may_read(user, page) else OF_OTHERS


def refusal_for_picture(user: Any, kwargs: dict[str, Any]) -> str | None:
    """Why somebody does not come near the picture of an address; Wagtail forgets to ask in its chooser."""
    picture = Picture.objects.filter(pk=kwargs["image_id"]).first() if "image_id" in kwargs else None
    policy = pictures.permission_policy
    may = picture is None or policy.user_has_any_permission_for_instance(user, ["choose", "change"], picture)
    return None if may else OF_OTHERS


def page_in_address(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> int | None:
    """The page that an address of Wagtail is about."""
    for argument in PAGE_ARGUMENTS:
        if argument in kwargs:
            return int(kwargs[argument])
    if name == "wagtailadmin_pages:revisions_compare":
        return int(kwargs["pk"] if "pk" in kwargs else args[0])  # Wagtail 8.0 names it, 7.4 does not
    return None


def refused(request: HttpRequest, reason: str) -> HttpResponse:
    """The refusal as Wagtail gives it: a message at home; for scripts a plain 403."""
    if request.headers.get("x-requested-with") == "XMLHttpRequest" or request.resolver_match is None:
        raise PermissionDenied
    if request.resolver_match.view_name == "wagtailadmin_home":
        raise Http404  # nothing is left to go back to
    messages.error(request, reason)
    return redirect(reverse("wagtailadmin_home"))
