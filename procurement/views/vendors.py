"""Public views of vendors: all with public contracts, and one with its contracts and offers."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.selectors.listings import PAGE_SIZE, Breadcrumb
from cms.selectors.site import authority_of
from procurement.policy.selection import LONGEST
from procurement.policy.tax_ids import of_certificate
from procurement.selectors import public_vendors as selectors
from procurement.views import home_breadcrumb


@require_safe
def vendors(request: HttpRequest) -> HttpResponse:
    """A page of the vendors with public contracts, each with what was agreed; the query's `q` asks for a name."""
    asked = " ".join(request.GET.get("q", "")[:LONGEST].replace("\x00", " ").split())
    order = selectors.BY_NAME if request.GET.get("sort") == selectors.BY_NAME else selectors.BY_SUM
    page = Paginator(selectors.vendors(authority_of(request), asked, order), PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "asked": asked,
        "order": order,
        "page_obj": page,
        "vendors": selectors.vendor_sums(page.object_list),
        "breadcrumbs": [home_breadcrumb()],
    }
    return render(request, "procurement/vendors.html", context)


@require_safe
def vendor(request: HttpRequest, pk: int) -> HttpResponse:
    """A vendor with all its public procurements, a page at a time. Raises Http404 where it has no public contract."""
    authority = authority_of(request)
    found = selectors.public_vendor(authority, pk)
    if found is None:
        raise Http404
    page = Paginator(selectors.taken_part_in(authority, found), PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "vendor": found,
        "number": of_certificate(found.tax_id),
        "total": selectors.total(authority, found),
        "by_year": selectors.by_year(authority, found),
        "by_method": selectors.by_method(authority, found),
        "page_obj": page,
        "participations": selectors.participations(page.object_list, found),
        "breadcrumbs": [Breadcrumb(_("ผู้ได้รับการคัดเลือก"), "/procurement/vendors/")],
    }
    return render(request, "procurement/vendor.html", context)
