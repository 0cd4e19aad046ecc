"""“สรุปรายเดือน”: the twelve months of a fiscal year for those who draw them up and those who read them."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.actions.approval import may_edit
from cms.models.people import AnyUser
from cms.permissions.grants import grants_of
from cms.policy.approval import NOT_THEIRS
from cms.policy.refusal import Refused
from cms.policy.requests import is_number
from cms.policy.roles import READS_ALL_DRAFTS
from cms.selectors.site import authority_of
from cms.thai.dates import fiscal_year, thai_date
from cms.thai.money import format_amount
from cms.views.signed_in import SignedInRequest
from procurement.actions import months as actions
from procurement.actions.month_pages import months_of
from procurement.pages import MonthlyProcurementPage
from procurement.policy.roles import DRAFTS_PROCUREMENT
from procurement.selectors.month_list import ListedMonth, months_listed

MAY_SEE_MONTHS = DRAFTS_PROCUREMENT | READS_ALL_DRAFTS


@dataclass(frozen=True)
class Line:
    """A month in words, and what this person may do with it."""

    month: ListedMonth
    total: str
    due: str
    edit_url: str
    may_submit: bool
    may_state_none: bool


def may_see_months(user: AnyUser) -> bool:
    """Whether a person draws up months or reads all drafts."""
    return bool(grants_of(user).roles & MAY_SEE_MONTHS)


@require_safe
def months(request: SignedInRequest) -> HttpResponse:
    """The months of a fiscal year (`?year=`, by default the current one)."""
    if not may_see_months(request.user):
        raise Refused(_("หน้านี้สำหรับเจ้าหน้าที่พัสดุ ผู้บริหาร เจ้าหน้าที่ข้อมูลข่าวสาร และผู้ตรวจสอบ"))
    authority, today = authority_of(request), timezone.localdate()
    if authority is None:
        raise Http404
    asked = request.GET.get("year", "")
    year = int(asked) if is_number(asked) else fiscal_year(today)
    pages = months_of(authority, year).select_related("latest_revision", "division")
    context = {
        "page_title": _("สรุปผลการจัดซื้อจัดจ้างรายเดือน"),
        "year": year,
        "years": authority.fiscal_years.values_list("year", flat=True),
        "may_import": bool(grants_of(request.user).roles & DRAFTS_PROCUREMENT),
        "lines": [_line(each, request.user) for each in months_listed(pages, authority, year, today=today)],
    }
    return render(request, "procurement/admin/months.html", context)


def _line(month: ListedMonth, user: AnyUser) -> Line:
    drafts = may_edit(month.page, user)  # type: ignore[arg-type]  # only signed-in people reach it
    return Line(
        month,
        total=format_amount(month.total) if month.rows else "",
        due=thai_date(month.due_on, "short"),
        edit_url=reverse("wagtailadmin_pages:edit", args=[month.page.pk]) if drafts else "",
        may_submit=drafts and month.has_something_to_submit,
        may_state_none=drafts and month.may_state_none,
    )


@require_POST
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Draw a month up and ask for its approval."""
    page = _month_or_404(request, pk)
    actions.submit_month(page, by=request.user)
    return _back(request, page, _("ส่ง “%(title)s” ขออนุมัติแล้ว"))


@require_POST
def state_none(request: SignedInRequest, pk: int) -> HttpResponse:
    """State that nothing was bought in a month, and ask for the approval of that."""
    page = _month_or_404(request, pk)
    actions.state_none(page, by=request.user)
    return _back(request, page, _("แจ้งว่าไม่มีการจัดซื้อจัดจ้าง และส่ง “%(title)s” ขออนุมัติแล้ว"))


def _month_or_404(request: SignedInRequest, pk: int) -> MonthlyProcurementPage:
    """The month. Raises Refused for those who draw up none."""
    if not grants_of(request.user).roles & DRAFTS_PROCUREMENT:
        raise Refused(NOT_THEIRS)
    return get_object_or_404(MonthlyProcurementPage, pk=pk)


def _back(request: HttpRequest, page: MonthlyProcurementPage, sentence: str) -> HttpResponse:
    messages.success(request, sentence % {"title": page.title})
    return redirect(f"{reverse('procurement_months')}?year={page.fiscal_year}")
