"""The quarterly notices and the yearly report in the admin: what there is, a draft by one click, drawing it anew."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from cms.permissions.drafting import may_draft
from cms.policy.lifecycle import Period
from cms.policy.refusal import Refused
from cms.views.records import readable_record
from cms.views.signed_in import SignedInRequest
from cms.views.type_places import chosen_year, required_authority, years_shown
from procurement.actions.summaries import SUMMARIES, begin, draw_up_anew
from procurement.pages.drawn import DrawnPage
from procurement.permissions import writes_procurement
from procurement.policy.summaries import refusal_to_draw_up
from procurement.selectors.summaries import summary_rows


def require_writer(request: SignedInRequest) -> None:
    """Raises Refused for anybody who drafts no procurement."""
    if not writes_procurement(request.user):
        raise Refused(_("หน้านี้สำหรับเจ้าหน้าที่พัสดุ"))


@require_safe
def summaries(request: SignedInRequest) -> HttpResponse:
    """The four quarters and the report of an open fiscal year (`?year=`)."""
    require_writer(request)
    authority = required_authority(request)
    years = years_shown(authority)
    year = chosen_year(authority, request.GET.get("year", ""), years)
    context = {
        "page_title": _("ไตรมาสและรายงานประจำปี"),
        "years": years,
        "year": year,
        "rows": summary_rows(authority, year, SUMMARIES) if year else [],
    }
    return render(request, "procurement/admin/summaries.html", context)


@require_POST
def begin_one(request: SignedInRequest, year: int, period: str) -> HttpResponse:
    """Make the draft of a quarter or of the year, and open it."""
    require_writer(request)
    kind = next((kind for kind, each in SUMMARIES if each.value == period), None)
    if kind is None:
        raise BadRequest
    page = begin(kind, required_authority(request), year, Period(period), by=request.user)
    messages.success(request, _("จัดทำร่างจากเดือนที่เผยแพร่แล้ว ตรวจก่อนส่งขออนุมัติ"))
    return redirect("wagtailadmin_pages:edit", page.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def draw_up(request: SignedInRequest, page_id: int) -> HttpResponse:
    """Say which months changed; by POST draw the draft anew, and open it."""
    page = readable_record(request, page_id)
    if not isinstance(page, DrawnPage):
        raise Http404
    if request.method == "POST":
        changed = draw_up_anew(page, by=request.user)
        messages.success(request, _("ปรับตัวเลขในร่างแล้ว") if changed else _("ตัวเลขตรงกับเดือนที่เผยแพร่แล้ว"))
        return redirect("wagtailadmin_pages:edit", page.pk)
    draft = page.get_latest_revision_as_object()
    writes = may_draft(request.user, page.drafted_by, page.division_id)
    context = {
        "page_title": _("ปรับตัวเลขตามเดือนล่าสุด"),
        "record": page,
        "changed": draft.names_of(draft.changed_months()),
        "refusal": refusal_to_draw_up(may_draft=writes, waits=bool(page.workflow_in_progress)),
    }
    return render(request, "procurement/admin/draw_up.html", context)


# Registered by `procurement.wagtail_hooks`.
admin_urls = [
    path("procurement/summaries/", summaries, name="procurement_summaries"),
    path("procurement/summaries/<int:year>/<slug:period>/", begin_one, name="procurement_summary_begin"),
    path("procurement/summaries/draw-up/<int:page_id>/", draw_up, name="procurement_draw_up"),
]
