"""The public page of the daily heads of the audit chain.

Whoever stores a copy of it can later prove that the chain was not rewritten.
"""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.models.audit import MAIN, AuditAnchor

PAGE_SIZE = 31


@require_safe
def heads(request: HttpRequest) -> HttpResponse:
    """The list of heads, newest first, 31 days a page."""
    anchors = AuditAnchor.objects.filter(chain=MAIN)
    page = Paginator(anchors, PAGE_SIZE).get_page(request.GET.get("p"))
    return render(request, "cms/integrity.html", {"days": [_day(anchor) for anchor in page], "page_obj": page})


@require_safe
def heads_json(request: HttpRequest) -> JsonResponse:
    """All heads as JSON, in the form that the command `audit verify --against` reads."""
    days = [_day(anchor) | {"on": anchor.on.isoformat()} for anchor in AuditAnchor.objects.filter(chain=MAIN)]
    return JsonResponse({"chain": MAIN, "algorithm": "SHA-256", "days": days})


def _day(anchor: AuditAnchor) -> dict[str, object]:
    return {"on": anchor.on, "seq": anchor.seq, "hash": anchor.hash}
