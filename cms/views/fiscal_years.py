"""The fiscal years of the authority in the admin: which are open, and a button to open the next."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.actions.fiscal_years import open_fiscal_year
from cms.models import Authority
from cms.permissions.grants import opens_fiscal_years
from cms.policy.refusal import Refused
from cms.policy.requests import is_number
from cms.selectors import fiscal_years as selectors
from cms.selectors.site import authority_of
from cms.thai.dates import fiscal_year
from cms.views.signed_in import SignedInRequest

PAGE_SIZE = 20


def require_opener(request: SignedInRequest) -> None:
    """Raises Refused for anybody who opens no fiscal years."""
    if not opens_fiscal_years(request.user):
        raise Refused(_("หน้านี้สำหรับผู้ดูแลระบบและเจ้าหน้าที่ข้อมูลข่าวสาร"))


@require_safe
def fiscal_years(request: SignedInRequest) -> HttpResponse:
    """The years that are open, the newest first, with buttons to open the next one and earlier ones."""
    require_opener(request)
    authority, current = _authority(request), fiscal_year(timezone.localdate())
    page = Paginator(authority.fiscal_years.select_related("opened_by"), PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "page_title": _("ปีงบประมาณ"),
        "current": current,
        "next_year": selectors.next_year(authority, current),
        "earlier_years": selectors.earlier_years(authority, current),
        "page_obj": page,
        "years": selectors.open_years(authority, page),
    }
    return render(request, "cms/admin/fiscal_years.html", context)


@require_POST
def open_one(request: SignedInRequest) -> HttpResponse:
    """Open the fiscal year in the field `year`, or add to an open one what is missing."""
    require_opener(request)
    year = request.POST.get("year", "")
    if not is_number(year):
        raise BadRequest
    made = open_fiscal_year(_authority(request), int(year), by=request.user)
    sentence = _("เปิดปีงบประมาณ %(year)s แล้ว เพิ่ม %(count)s รายการ") if made else _("ปีงบประมาณ %(year)s เปิดครบอยู่แล้ว")
    messages.success(request, sentence % {"year": int(year), "count": len(made)})
    return redirect("cms_fiscal_years")


def _authority(request: SignedInRequest) -> Authority:
    authority = authority_of(request)
    if authority is None:
        raise Http404
    return authority
