"""How a refusal is told to the person who asked, and to which page he returns."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.admin import messages

from cms.policy.refusal import Incomplete, Refused


def tell_in_editor(request: HttpRequest, refused: Refused) -> None:
    """Put the reason into the editor of the draft, which comes next: what it lacks with links to its fields."""
    if isinstance(refused, Incomplete):
        messages.error(request, render_to_string("cms/admin/lacking_message.html", {"lacking": refused.lacking}))
    else:
        tell(request, refused)


def tell(request: HttpRequest, refused: Refused) -> None:
    """Put the reason into the next page, with a button to the screen where one can do what it says."""
    link = [messages.button(refused.address, "เปิดดู")] if refused.address else None
    messages.error(request, str(refused), buttons=link)


def previous_url(request: HttpRequest) -> str:
    """The referring page, if it is on this site and a redirect to it cannot loop; else the dashboard."""
    try:
        before = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return reverse("wagtailadmin_home")
    same_host = before.netloc == request.get_host()
    if same_host and (request.method != "GET" or before.path != request.path):
        path = "/" + before.path.lstrip("/\\")  # “//evil.com/x” would lead to another site
        return path + (f"?{before.query}" if before.query else "")
    return reverse("wagtailadmin_home")
