"""The site admin's page of one account: issue a one-time link, close the account, open it again."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.actions import appointments, people
from cms.actions.sign_in import confirmed_requests, decides, make_link
from cms.models import AppointmentRequest, User
from cms.permissions.grants import is_site_admin
from cms.policy.sign_in import refusal_to_manage
from cms.views.appointments import sentence_of_waiting


@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the account; a POST names the operation in `do` (400 where there is no such operation)."""
    by = _site_admin(request)
    user = get_object_or_404(User, pk=pk)
    if reason := refusal_to_manage(target_is_superuser=user.is_superuser, by_is_superuser=by.is_superuser):
        messages.error(request, reason)
        return redirect("wagtailusers_users:index")
    if request.method == "POST":
        operation = OPERATIONS.get(request.POST.get("do", ""))
        if operation is None:
            return HttpResponse(status=400)
        return operation(request, user, by)
    return _render(request, user)


def _site_admin(request: HttpRequest) -> User:
    """The signed-in site admin or superuser; PermissionDenied for anybody else."""
    user = request.user
    if not isinstance(user, User) or not is_site_admin(user):
        raise PermissionDenied
    return user


def _link(request: HttpRequest, user: User, by: User) -> HttpResponse:
    """Issue a one-time link. It is shown once, in this response: only its hash is stored.

    For a person who decides, the first time asks a second person; once it is confirmed, the next time issues the link.
    """
    if decides(user) and not confirmed_requests(user, by, timezone.now()).exists():
        messages.warning(request, sentence_of_waiting(appointments.ask_for_link(user, by=by)))
        return redirect("cms_account", user.pk)
    address = request.build_absolute_uri(reverse("setup", args=[make_link(user, by=by)]))
    return _render(request, user, link=address)


def _close(request: HttpRequest, user: User, by: User) -> HttpResponse:
    people.close(user, by=by)
    messages.success(request, _("ปิดบัญชีผู้ใช้แล้ว"))
    return redirect("cms_account", user.pk)


def _reopen(request: HttpRequest, user: User, by: User) -> HttpResponse:
    people.reopen(user, by=by)
    messages.success(request, _("เปิดบัญชีผู้ใช้แล้ว ออกลิงก์ให้เจ้าของบัญชีผู้ใช้ตั้งรหัสผ่านใหม่"))
    return redirect("cms_account", user.pk)


OPERATIONS: Mapping[str, Callable[[HttpRequest, User, User], HttpResponse]] = {
    "link": _link,
    "close": _close,
    "reopen": _reopen,
}


def _render(request: HttpRequest, user: User, link: str = "") -> HttpResponse:
    posts = user.memberships.current().select_related("division")
    waits = AppointmentRequest.objects.filter(user=user, outcome="")
    context = {"account": user, "posts": posts, "link": link, "waits": waits, "decides": decides(user)}
    return render(request, "cms/admin/account.html", context)
