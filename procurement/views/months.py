"""“สรุปรายเดือน”: the twelve months of a fiscal year for those who draw them up and those who read them."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.actions.approval import may_edit
from cms.models.people import AnyUser
from cms.permissions.drafting import may_draft
from cms.permissions.grants import grants_of, reads_every_draft
from cms.policy.approval import NOT_THEIRS
from cms.policy.refusal import Refused
from cms.policy.requests import is_number
from cms.policy.roles import READS_ALL_DRAFTS
from cms.thai.dates import fiscal_year, thai_date
from cms.thai.money import format_amount
from cms.views.signed_in import SignedInRequest
from cms.views.type_places import required_authority
from procurement.actions import months as actions
from procurement.actions.month_pages import months_of
from procurement.pages import MonthlyProcurementPage
from procurement.permissions import writes_procurement
from procurement.policy.roles import DRAFTS_PROCUREMENT
from procurement.selectors.month_list import ListedMonth, months_listed
from procurement.selectors.unapproved import Unapproved

RECORDS = "wagtailsnippets_procurement_procurementrecord"
MAY_SEE_MONTHS = DRAFTS_PROCUREMENT | READS_ALL_DRAFTS


@dataclass(frozen=True)
class Lacking:
    """A record of a month that is not approved, and where it is opened."""

    title: str
    is_waiting: bool
    url: str


@dataclass(frozen=True)
class Line:
    """A month in words, where it is opened, and what this person may do with it."""

    month: ListedMonth
    total: str
    due: str
    url: str
    public_url: str
    lacking: list[Lacking]
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
    authority, today = required_authority(request), timezone.localdate()
    asked = request.GET.get("year", "")
    year = int(asked) if is_number(asked) else fiscal_year(today)
    pages = months_of(authority, year).select_related("latest_revision", "division")
    lines = [_line(each, request) for each in months_listed(pages, authority, year, today=today)]
    context = {
        "page_title": _("สรุปผลการจัดซื้อจัดจ้างรายเดือน"),
        "year": year,
        "years": authority.fiscal_years.order_by("-year").values_list("year", flat=True),
        "may_import": writes_procurement(request.user),
        "lines": lines,
        "groups": [
            (_("ต้องทำ"), [line for line in lines if line.month.is_to_do]),
            (_("รออนุมัติ"), [line for line in lines if line.month.waits]),
            (_("เดือนอื่น"), [line for line in lines if not (line.month.is_to_do or line.month.waits)]),
        ],
    }
    return render(request, "procurement/admin/months.html", context)


def _line(month: ListedMonth, request: SignedInRequest) -> Line:
    page, user = month.page, request.user
    drafts = may_edit(page, user)
    return Line(
        month,
        total=format_amount(month.total) if month.rows else "",
        due=thai_date(month.due_on, "short"),
        url=_address(page, drafts=drafts, user=user),
        public_url=page.get_url(request) or "" if page.live else "",
        lacking=[Lacking(each.title, each.is_waiting, _address_of_record(each, user)) for each in month.lacking],
        may_submit=drafts and month.has_something_to_submit,
        may_state_none=drafts and month.may_state_none,
    )


def _address(page: MonthlyProcurementPage, *, drafts: bool, user: AnyUser) -> str:
    """The editor of a month for who drafts it, its history for who reads it, "" for others."""
    if drafts:
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    reads = grants_of(user).reads(page.division_id) and page.latest_revision_id is not None
    return reverse("cms_record_history", args=[page.pk]) if reads else ""


def _address_of_record(record: Unapproved, user: AnyUser) -> str:
    """The editor of a record for who drafts it, its content for who reads all drafts, "" for others."""
    if may_draft(user, DRAFTS_PROCUREMENT, record.division):
        return reverse(f"{RECORDS}:edit", args=[record.pk])
    return reverse(f"{RECORDS}:inspect", args=[record.pk]) if reads_every_draft(user) else ""


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
