"""The page behind a one-time link: the first site admin of an installation, or a person's first password."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from cms.actions import people, sign_in
from cms.actions.setup import establish
from cms.forms.people import FirstAdminForm, PasswordForm
from cms.models import Authority, OneTimeLink
from cms.policy.refusal import Refused


@sensitive_post_parameters()
@never_cache
def setup(request: HttpRequest, secret: str) -> HttpResponse:
    """Shows what the link is for; a link that leads nowhere says why and answers 410."""
    try:
        link = sign_in.open_link(secret)
    except Refused as refusal:
        return _page(request, {"reason": str(refusal)}, status=410)
    form = _form(request, link)
    if request.method == "POST" and form.is_valid():
        try:
            _use(link, secret, form.cleaned_data)
        except Refused as refusal:
            return _page(request, {"reason": str(refusal)}, status=410)
        messages.success(request, _("ตั้งรหัสผ่านแล้ว เข้าสู่ระบบด้วยชื่อผู้ใช้และรหัสผ่านใหม่"))
        return redirect("wagtailadmin_login")
    return _page(request, {"form": form, "account": link.user})


def _form(request: HttpRequest, link: OneTimeLink) -> Any:
    data = request.POST if request.method == "POST" else None
    if link.user is not None:
        return PasswordForm(link.user, data)
    return FirstAdminForm(data, asks_authority=not Authority.objects.exists())


@transaction.atomic
def _use(link: OneTimeLink, secret: str, data: dict[str, Any]) -> None:
    if link.user is not None:
        sign_in.set_password(secret, data["new_password1"])
        return
    people.make_first_admin(
        secret, _authority(data), username=data["username"], name=data["name"], password=data["new_password1"]
    )


def _authority(data: dict[str, Any]) -> Authority:
    if (found := Authority.objects.order_by("pk").first()) is not None:
        return found
    address = urlsplit(settings.SITE_URL)
    fields = {"name": data["authority_name"], "short_name": data["authority_short_name"]}
    port = address.port or (443 if address.scheme == "https" else 80)
    return establish(fields, [], host=address.hostname or "localhost", port=port)


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The secret stands in the address: it is no part of a referrer, and nothing is kept by the browser.

    Not `no-referrer`: with it browsers send the form with `Origin: null`, which the check against forgery refuses.
    """
    response = render(request, "cms/setup.html", context, status=status)
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
