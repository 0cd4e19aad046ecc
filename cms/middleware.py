"""Middleware: malformed requests, refusals as messages, the site context, the content policy of public pages."""

import codecs
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from json import JSONDecodeError
from typing import Any

from csp.constants import SELF
from django.core.exceptions import BadRequest
from django.db import DataError
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from cms.policy.refusal import Incomplete, Refused
from cms.policy.requests import impossible, is_impossible
from cms.selectors.site import SiteContext
from cms.views.errors import bad_request
from cms.views.refusals import previous_url, tell, tell_in_editor

logger = logging.getLogger("cms.requests")

# What people search for may be any number.
FREE_TEXT = frozenset({"q"})
# What Django and Python say of a text that should be a number.
NO_NUMBER = re.compile(r"Field '\w+' expected a number|invalid literal for int\(\)|Exceeds the limit .* integer string")
# Of the codes whose sentence Wagtail's autosave shows (any other is "a server error" to it), the one after which it
# tries again at the next key: a submission may have been recalled by then.
AUTOSAVE_REFUSED = "locked"
STILL_NEEDED = "ยังมีข้อมูลหรือหลักฐานที่อ้างถึงรายการนี้ จึงลบไม่ได้"


class MalformedRequestMiddleware:
    """Answers 400 or 404 for what no honest request holds, so that no view has to: NUL bytes, numbers beyond any key,
    texts in another encoding than UTF-8.

    Wagtail's views turn many a malformed argument into an exception: those that only input can cause are a 400 too, and
    are logged.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Raises BadRequest (Django's 400) for a malformed address or encoding, and for such a query of the admin.

        Public views read their queries themselves: a filter that means nothing is no filter.
        """
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            raise BadRequest("encoding")
        if "\x00" in request.path or (_is_admin(request) and impossible(_query(request), free_text=FREE_TEXT)):
            raise BadRequest("address")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
        """Raises Http404 where an argument in the address is no key that anything could have."""
        if any(is_impossible(str(value)) for value in (*args, *kwargs.values())):
            raise Http404

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A 400 where a view could not read what the request gave it; any other exception is left to Django."""
        if not _is_about_input(exception):
            return None
        logger.warning("malformed request: %s", request.path, exc_info=exception)
        return bad_request(request, exception)


def _is_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))


def _query(request: HttpRequest) -> Iterator[tuple[str, str]]:
    return ((name, text) for name, texts in request.GET.lists() for text in texts)


def _is_about_input(exception: Exception) -> bool:
    """Whether an exception says that a value could not be read: hardly anything but a request has such values."""
    if isinstance(exception, ValueError | TypeError) and NO_NUMBER.match(str(exception)):
        return True
    return isinstance(exception, OverflowError | DataError | UnicodeError | JSONDecodeError)


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
        if isinstance(exception, Incomplete) and _is_editor(request):
            tell_in_editor(request, exception)
            return HttpResponseRedirect(exception.address, status=303)
        if request.user.is_authenticated:
            tell(request, exception)
            return HttpResponseRedirect(previous_url(request), status=303)
        return render(request, "403.html", {"reason": str(exception)}, status=403)


def _is_editor(request: HttpRequest) -> bool:
    """Whether the request came from the form of a draft, also of a new one: that is saved, and has its editor now."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    return name.rpartition(":")[2] in ("add", "edit")


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("x-requested-with") == "XMLHttpRequest"


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
        if not _is_admin(request):
            response._csp_replace = {"style-src": [SELF]}  # as django-csp's decorator `csp_replace` does
        return response
