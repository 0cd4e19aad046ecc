"""The page behind a one-time link: the first site admin of an installation, or a person's first password."""

from collections.abc import Mapping
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
    """The form for what the link is for; a link that is unknown, used or expired gets 410 with the reason."""
    try:
        link = sign_in.open_link(secret)
    except Refused as refusal:
        return _render(request, {"reason": str(refusal)}, status=410)
    form = _form(request, link)
    if request.method == "POST" and form.is_valid():
        try:
            _use(link, secret, form)
        except Refused as refusal:
            return _render(request, {"reason": str(refusal)}, status=410)
        messages.success(request, _("ตั้งรหัสผ่านแล้ว เข้าสู่ระบบด้วยชื่อผู้ใช้และรหัสผ่านใหม่"))
        return redirect("wagtailadmin_login")
    return _render(request, {"form": form, "account": link.user})


def _form(request: HttpRequest, link: OneTimeLink) -> FirstAdminForm | PasswordForm:
    data = request.POST if request.method == "POST" else None
    if link.user is not None:
        return PasswordForm(link.user, data)
    return FirstAdminForm(data, asks_authority=not Authority.objects.exists())


@transaction.atomic
def _use(link: OneTimeLink, secret: str, form: FirstAdminForm | PasswordForm) -> None:
    data = form.cleaned_data
    if link.user is not None:
        sign_in.set_password(secret, data["new_password1"])
        return
    people.make_first_admin(
        secret, _authority(data), username=data["username"], name=data["name"], password=data["new_password1"]
    )


def _authority(data: Mapping[str, str]) -> Authority:
    """The authority of this installation; the first admin's form names one where there is none yet."""
    if (found := Authority.objects.order_by("pk").first()) is not None:
        return found
    address = urlsplit(settings.SITE_URL)
    fields = {"name": data["authority_name"], "short_name": data["authority_short_name"]}
    port = address.port or (443 if address.scheme == "https" else 80)
    return establish(fields, [], host=address.hostname or "localhost", port=port)


def _render(request: HttpRequest, context: Mapping[str, object], status: int = 200) -> HttpResponse:
    """Render the page. Its URL contains the secret, so the URL must not get into a referrer or a search engine.

    Not `no-referrer`: with it browsers send the form with `Origin: null`, which the CSRF check refuses.
    """
    response = render(request, "cms/setup.html", context, status=status)
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
