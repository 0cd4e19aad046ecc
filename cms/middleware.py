"""What every request passes: its site context, the content security policy, and refusals as sentences."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from csp.constants import SELF
from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from cms.policy.refusal import Refused
from cms.selectors.site import SiteContext

STILL_NEEDED = "ยังมีข้อมูลหรือหลักฐานที่อ้างถึงรายการนี้ จึงลบไม่ได้"


class RefusalMiddleware:
    """Turns `Refused` (and a row that others protect) into a message on the page the person came from.

    Scripts get JSON, visitors a plain page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, ProtectedError):
            exception = Refused(STILL_NEEDED)
        if not isinstance(exception, Refused):
            return None
        if "application/json" in request.headers.get("accept", "") or _is_script(request):
            return JsonResponse(
                {"success": False, "error_code": "refused", "error_message": str(exception)}, status=403
            )
        if request.user.is_authenticated:
            messages.error(request, str(exception))
            return HttpResponseRedirect(_came_from(request), status=303)
        return render(request, "403.html", {"reason": str(exception)}, status=403)


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("x-requested-with") == "XMLHttpRequest"


def _came_from(request: HttpRequest) -> str:
    """The page before, if it is ours and would not refuse again in a circle; else the admin's home."""
    before = urlsplit(request.headers.get("referer", ""))
    same_place = before.netloc == request.get_host()
    if same_place and (request.method != "GET" or before.path != request.path):
        return before.path + (f"?{before.query}" if before.query else "")
    return reverse("wagtailadmin_home")


class SiteContextMiddleware:
    """Gives every request its `site_context`, as Django's own gives it a user."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        vars(request)["site_context"] = SiteContext(request)
        return self.get_response(request)


class PublicPolicyMiddleware:
    """Pages for the public need no inline style: there the content security policy allows none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response: Any = self.get_response(request)
        if not request.path.startswith(reverse("wagtailadmin_home")):
            response._csp_replace = {"style-src": [SELF]}  # what django-csp's own decorator sets
        return response
