"""Public views of procurement: the fiscal years, the records of a year, one record."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.selectors.listings import PAGE_SIZE, Breadcrumb
from cms.selectors.site import authority_of
from cms.views.snippet import published_snippet
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
    """A public record, or why it is not shown (`published_snippet`)."""
    year = Breadcrumb(_("ปีงบประมาณ %(year)s") % {"year": fiscal_year}, f"{HOME}{fiscal_year}/records/")
    context = {"breadcrumbs": [Breadcrumb(_("จัดซื้อจัดจ้าง"), HOME), year]}
    return published_snippet(request, ProcurementRecord, pk, context)
