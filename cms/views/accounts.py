"""One account: its one-time link, closing and opening it again."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.actions import people
from cms.actions.sign_in import make_link
from cms.models import User
from cms.permissions.grants import grants_of
from cms.policy.roles import Role
from cms.policy.sign_in import refusal_to_manage


@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows the account; a POST names what is to be done."""
    by = _site_admin(request)
    user = get_object_or_404(User, pk=pk)
    if reason := refusal_to_manage(target_is_superuser=user.is_superuser, by_is_superuser=by.is_superuser):
        messages.error(request, reason)
        return redirect("wagtailusers_users:index")
    if request.method == "POST":
        wanted = WANTED.get(request.POST.get("do", ""))
        if wanted is None:
            return HttpResponse(status=400)
        return wanted(request, user, by)
    return _page(request, user)


def _site_admin(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not (user.is_superuser or Role.SITE_ADMIN in grants_of(user).roles):
        raise PermissionDenied
    return user


def _link(request: HttpRequest, user: User, by: User) -> HttpResponse:
    """Shown once, in the answer itself: it is kept nowhere."""
    address = request.build_absolute_uri(reverse("setup", args=[make_link(user, by=by)]))
    return _page(request, user, link=address)


def _close(request: HttpRequest, user: User, by: User) -> HttpResponse:
    people.close(user, by=by)
    messages.success(request, _("ปิดบัญชีแล้ว"))
    return redirect("cms_account", user.pk)


def _reopen(request: HttpRequest, user: User, by: User) -> HttpResponse:
    people.reopen(user, by=by)
    messages.success(request, _("เปิดบัญชีแล้ว ออกลิงก์ให้เจ้าของบัญชีตั้งรหัสผ่านใหม่"))
    return redirect("cms_account", user.pk)


WANTED: Mapping[str, Callable[[HttpRequest, User, User], HttpResponse]] = {
    "link": _link,
    "close": _close,
    "reopen": _reopen,
}


def _page(request: HttpRequest, user: User, link: str = "") -> HttpResponse:
    posts = user.memberships.current().select_related("division")
    return render(request, "cms/admin/account.html", {"account": user, "posts": posts, "link": link})
