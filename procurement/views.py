"""Public views of procurement: the fiscal years, the records of a year, one record."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.selectors import public_context
from cms.selectors.listings import PAGE_SIZE, Breadcrumb
from cms.selectors.site import authority_of
from procurement.models import ProcurementRecord

HOME = "/procurement/"


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """The fiscal years with public records, the newest first, each with their number."""
    rows = ProcurementRecord.objects.filter(authority=authority_of(request), live=True)
    counted = rows.order_by("-fiscal_year").values("fiscal_year").annotate(count=Count("pk"))
    return render(request, "procurement/years.html", {"years": counted})


@require_safe
def records(request: HttpRequest, fiscal_year: int) -> HttpResponse:
    """A page of a fiscal year's public records, the newest first."""
    rows = ProcurementRecord.objects.filter(authority=authority_of(request), live=True, fiscal_year=fiscal_year)
    context = {
        "fiscal_year": fiscal_year,
        "page_obj": Paginator(rows.select_related("division"), PAGE_SIZE).get_page(request.GET.get("p")),
        "breadcrumbs": [Breadcrumb(_("จัดซื้อจัดจ้าง"), HOME)],
        "here_title": _("ปีงบประมาณ %(year)s") % {"year": fiscal_year},
    }
    return render(request, "procurement/records.html", context)


@require_safe
def record(request: HttpRequest, fiscal_year: int, pk: int) -> HttpResponse:
    """A public record; 410 with day and reason where it was withdrawn or has expired, 404 where it was never public.

    An address under a fiscal year that was corrected since leads to the one under the right year.
    """
    found = get_object_or_404(
        ProcurementRecord.objects.select_related("division"), pk=pk, authority=authority_of(request)
    )
    if not found.live or found.fiscal_year != fiscal_year:
        return _former_address(request, found)
    year = Breadcrumb(_("ปีงบประมาณ %(year)s") % {"year": fiscal_year}, f"{HOME}{fiscal_year}/records/")
    context = {
        "record": found,
        "breadcrumbs": [Breadcrumb(_("จัดซื้อจัดจ้าง"), HOME), year],
        **public_context.publication_context(found, authority_of(request)),
    }
    return render(request, "procurement/record.html", context)


def _former_address(request: HttpRequest, found: ProcurementRecord) -> HttpResponse:
    """The answer of an address at which a record is not shown now: where it is, or why it ended.

    Raises Http404 where the record was never published at this address.
    """
    if not found.publications().ever_public().filter(address=request.path).exists():
        raise Http404
    if found.live:
        return redirect(found.get_absolute_url(), permanent=True)
    ended = public_context.latest_public_publication(found)
    if ended is None or not public_context.is_ended(ended):
        raise Http404
    return public_context.ended_response(request, ended).render()
