"""The handlers of 400 and 404 responses. 403 and 500 are Django's own views with our templates."""

import re
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

LONGEST = 60
WORDS = re.compile(r"[^\W_]{2,}")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The 400 page. It asks nothing of the request, which may be too malformed for the context of the site."""
    return HttpResponse(render_to_string("400.html"), status=400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The 404 page, which offers a search for the words in the URL."""
    return render(request, "404.html", {"guess": guess(request.path)}, status=404)


def guess(path: str) -> str:
    """Words from the last part of a URL path: “/ข่าว/ประกาศรับสมัคร-2566” gives “ประกาศรับสมัคร 2566”.

    Empty where there is no word of two letters, or more than `LONGEST` characters.
    """
    last = unquote(path).rstrip("/").rpartition("/")[2]
    words = " ".join(re.sub(r"[-_+.]+", " ", last).split())
    return words if WORDS.search(words) and len(words) <= LONGEST else ""
