"""Public view of where the money of a fiscal year went, and each of its breakdowns as CSV."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.selectors.site import authority_of, site_context
from cms.thai.dates import fiscal_year as fiscal_year_of
from procurement.exports.spending import csv_of_breakdown
from procurement.policy.spending import Breakdown
from procurement.selectors import spending as selectors
from procurement.views import home_breadcrumb
from procurement.views.downloads import csv_response


@require_safe
def spending(request: HttpRequest, fiscal_year: int) -> HttpResponse:
    """The sums of a year by method, kind, vendor, month and division. Raises Http404 for a year with nothing."""
    breakdowns = _breakdowns(request, fiscal_year)
    context = {
        "fiscal_year": fiscal_year,
        "years": selectors.years(authority_of(request)),
        "total": breakdowns["method"].total,
        "breakdowns": list(breakdowns.values()),
        "breadcrumbs": [home_breadcrumb()],
    }
    return render(request, "procurement/spending.html", context)


@require_safe
def spending_csv(request: HttpRequest, fiscal_year: int, key: str) -> HttpResponseBase:
    """One breakdown of a year as CSV. Raises Http404 for another key."""
    breakdown = _breakdowns(request, fiscal_year).get(key)
    if breakdown is None:
        raise Http404
    name = _("จัดซื้อจัดจ้าง ปีงบประมาณ %(year)s %(by)s") % {"year": fiscal_year, "by": breakdown.title}
    return csv_response(csv_of_breakdown(breakdown), name.replace("/", " "))


def _breakdowns(request: HttpRequest, fiscal_year: int) -> Mapping[str, Breakdown]:
    authority = authority_of(request)
    if authority is None:
        raise Http404
    known = {*selectors.years(authority), fiscal_year_of(timezone.localdate())}
    if fiscal_year not in known:
        raise Http404
    return selectors.spending(authority, fiscal_year, site_context(request).audit_head)
