"""Middleware: refusals as messages, the site context of a request, the content security policy of public pages."""

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

# Of the codes whose sentence Wagtail's autosave shows (any other is "a server error" to it), the one after which it
# tries again at the next key: a submission may have been recalled by then.
AUTOSAVE_REFUSED = "locked"
STILL_NEEDED = "ยังมีข้อมูลหรือหลักฐานที่อ้างถึงรายการนี้ จึงลบไม่ได้"


class RefusalMiddleware:
    """Turns `Refused` and `ProtectedError` into a message on the page from which the user came.

    Scripts get 403 as JSON, anonymous visitors the 403 page with the reason.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Any other exception is left to Django."""
        if isinstance(exception, ProtectedError):
            exception = Refused(STILL_NEEDED)
        if not isinstance(exception, Refused):
            return None
        if "application/json" in request.headers.get("accept", "") or _is_script(request):
            return JsonResponse(
                {"success": False, "error_code": AUTOSAVE_REFUSED, "error_message": str(exception)}, status=403
            )
        if request.user.is_authenticated:
            messages.error(request, str(exception))
            return HttpResponseRedirect(_previous_url(request), status=303)
        return render(request, "403.html", {"reason": str(exception)}, status=403)


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("x-requested-with") == "XMLHttpRequest"


def _previous_url(request: HttpRequest) -> str:
    """The referring page, if it is on this site and a redirect to it cannot loop; else the dashboard."""
    before = urlsplit(request.headers.get("referer", ""))
    same_host = before.netloc == request.get_host()
    if same_host and (request.method != "GET" or before.path != request.path):
        return before.path + (f"?{before.query}" if before.query else "")
    return reverse("wagtailadmin_home")


class SiteContextMiddleware:
    """Sets `request.site_context`, as Django's middleware sets `request.user`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        vars(request)["site_context"] = SiteContext(request)
        return self.get_response(request)


class PublicPolicyMiddleware:
    """Forbids inline styles on public pages, which need none; the admin of Wagtail does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response: Any = self.get_response(request)
        if not request.path.startswith(reverse("wagtailadmin_home")):
            response._csp_replace = {"style-src": [SELF]}  # as django-csp's decorator `csp_replace` does
        return response
