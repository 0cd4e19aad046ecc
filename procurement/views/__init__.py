"""Public views of procurement: the records of a year, one record."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.selectors.listings import PAGE_SIZE, Breadcrumb
from cms.selectors.site import authority_of
from cms.views.snippet import published_snippet
from procurement.models import ProcurementRecord
from procurement.selectors.public import public_records
from procurement.selectors.record import record_context

HOME = "/procurement/"


def home_breadcrumb() -> Breadcrumb:
    """The link to the page above those of procurement."""
    return Breadcrumb(_("จัดซื้อจัดจ้าง"), HOME)


@require_safe
def records(request: HttpRequest, fiscal_year: int) -> HttpResponse:
    """A page of a fiscal year's public records, the newest first."""
    rows = public_records(authority_of(request)).filter(fiscal_year=fiscal_year)
    context = {
        "fiscal_year": fiscal_year,
        "page_obj": Paginator(rows.select_related("division"), PAGE_SIZE).get_page(request.GET.get("p")),
        "breadcrumbs": [home_breadcrumb()],
        "here_title": _("ปีงบประมาณ %(year)s") % {"year": fiscal_year},
    }
    return render(request, "procurement/records.html", context)


@require_safe
def record(request: HttpRequest, fiscal_year: int, pk: int) -> HttpResponse:
    """A public record, or why it is not shown (`published_snippet`)."""
    year = Breadcrumb(_("ปีงบประมาณ %(year)s") % {"year": fiscal_year}, f"{HOME}{fiscal_year}/records/")
    context = {"breadcrumbs": [home_breadcrumb(), year]}
    return published_snippet(
        request, ProcurementRecord, pk, context, template="procurement/record_page.html", more=record_context
    )
