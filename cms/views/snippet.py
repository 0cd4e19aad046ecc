"""The public view of an approved snippet, under the same rules as a page of the register."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from cms.models import ApprovedSnippet
from cms.selectors import public_context
from cms.selectors.site import authority_of

More = Callable[[Any, Mapping[str, Any]], Mapping[str, object]]


@require_safe
def published_snippet(
    request: HttpRequest,
    model: type[ApprovedSnippet],
    pk: int,
    context: Mapping[str, object],
    *,
    template: str = "cms/snippet.html",
    more: More | None = None,
) -> HttpResponse:
    """A public snippet as it was approved; 410 with day and reason where it was withdrawn or has expired.

    `more` adds to the context what the template of a type shows beside, given the snippet and the context so far.

    An address that it had before a correction leads to the one it has now. Raises Http404 where it was never published
    at this address.
    """
    authority = authority_of(request)
    found = get_object_or_404(model.objects.select_related("division"), pk=pk, authority=authority)
    if not found.live or found.get_absolute_url() != request.path:
        return _former_address(request, found)
    shown = {**context, **public_context.publication_context(found, authority)}
    return render(request, template, {**shown, **(more(found, shown) if more else {})})


def _former_address(request: HttpRequest, found: ApprovedSnippet) -> HttpResponse:
    if not found.publications().ever_public().filter(address=request.path).exists():
        raise Http404
    if found.live:
        return redirect(found.get_absolute_url(), permanent=True)
    ended = public_context.latest_public_publication(found)
    if ended is None or not public_context.is_ended(ended):
        raise Http404
    return public_context.ended_response(request, ended).render()
