"""The public page of daily heads: whoever keeps a copy can later prove that the audit chain was not rewritten."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.models.audit import MAIN, AuditAnchor

A_PAGE = 31


@require_safe
def heads(request: HttpRequest) -> HttpResponse:
    """A month of days a page, the newest first."""
    anchors = AuditAnchor.objects.filter(chain=MAIN)
    page = Paginator(anchors, A_PAGE).get_page(request.GET.get("p"))
    return render(request, "cms/integrity.html", {"days": [_day(anchor) for anchor in page], "page_obj": page})


@require_safe
def heads_json(request: HttpRequest) -> JsonResponse:
    """All days, as `audit verify --against` reads them."""
    days = [_day(anchor) | {"on": anchor.on.isoformat()} for anchor in AuditAnchor.objects.filter(chain=MAIN)]
    return JsonResponse({"chain": MAIN, "algorithm": "SHA-256", "days": days})


def _day(anchor: AuditAnchor) -> dict[str, Any]:
    return {"on": anchor.on, "seq": anchor.seq, "hash": anchor.hash}
