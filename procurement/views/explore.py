"""Public view of all procurements: filters in the address, a page of results with the sums of all, their CSV."""

from collections.abc import Sequence
from functools import partial

from django.core.paginator import Page as PaginatedPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.policy.periods import EVERY_MONTH
from cms.selectors.listings import PAGE_SIZE, cached_by_audit_head
from cms.selectors.site import authority_of
from cms.thai.dates import fiscal_month_name
from procurement.exports.selection import csv_of_records
from procurement.models import ProcurementRecord
from procurement.policy.months import calendar_month
from procurement.policy.selection import ORDERS, Selection, read_selection
from procurement.selectors.explore import choices, selected
from procurement.selectors.public import Totals, listed, totals_of
from procurement.views import home_breadcrumb
from procurement.views.downloads import csv_response


@require_safe
def explore(request: HttpRequest) -> HttpResponse:
    """A page of the procurements that the query asks for; what of it cannot be read is told and asks for nothing."""
    authority = authority_of(request)
    selection = read_selection(request.GET)
    records = selected(authority, selection)
    totals = totals_of(records)
    page = _page(request, records, totals)
    offered = cached_by_audit_head(
        f"procurement-choices:{authority and authority.pk}", request, partial(choices, authority)
    )
    context = {
        "selection": selection,
        "totals": totals,
        "page_obj": page,
        "rows": list(listed(page.object_list)),
        **offered,
        "months": _months(),
        "orders": list(ORDERS.items()),
        "query": request.GET.urlencode(),
        "filters": _without_each(request.GET, selection),
        "breadcrumbs": [home_breadcrumb()],
    }
    return render(request, "procurement/explore.html", context)


@require_safe
def explore_csv(request: HttpRequest) -> HttpResponseBase:
    """All of them as CSV; where something could not be read, the page that says so."""
    selection = read_selection(request.GET)
    if selection.problems:
        return redirect(f"{reverse('procurement_explore')}?{request.GET.urlencode()}")
    records = selected(authority_of(request), selection)
    return csv_response(csv_of_records(records), _("จัดซื้อจัดจ้าง ที่เลือก"))


def _page(
    request: HttpRequest, records: QuerySet[ProcurementRecord], totals: Totals
) -> PaginatedPage[ProcurementRecord]:
    """The page of the query's `p`; how many records there are is known."""
    paginator = Paginator(records, PAGE_SIZE)
    vars(paginator)["count"] = totals.count
    return paginator.get_page(request.GET.get("p"))


def _without_each(query: QueryDict, selection: Selection) -> list[tuple[str, str]]:
    """Each filter in words, with the query that no longer has it."""
    return [(words, _without(query, name)) for name, words in selection.filters.items()]


def _without(query: QueryDict, name: str) -> str:
    left = query.copy()
    for each in (name, "p"):
        left.pop(each, None)
    return left.urlencode()


def _months() -> Sequence[tuple[int, str]]:
    """The months in the order of the fiscal year, by their numbers in the calendar."""
    return [(calendar_month(each), fiscal_month_name(place)) for place, each in enumerate(EVERY_MONTH, start=1)]
