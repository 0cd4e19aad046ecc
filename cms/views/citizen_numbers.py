"""The citizen numbers of a record: masked, with where they stand, and the form that waives them with a reason."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder

from cms.actions.approval import may_edit
from cms.actions.citizen_numbers import refusal_to_waive, waive
from cms.models import Approvable, CitizenNumberWaiver, DraftContributor, Membership, User
from cms.permissions.grants import grants_of
from cms.policy.refusal import Refused
from cms.policy.roles import MAY_WAIVE
from cms.records.citizen_numbers import examine_all_of
from cms.views.approvable import approvable_or_404
from cms.views.signed_in import SignedInRequest

NOT_THEIRS = "หน้านี้สำหรับเจ้าหน้าที่ของกองเจ้าของเรื่องและผู้มีอำนาจยกเว้น"


def citizen_numbers(request: SignedInRequest, content_type: int, object_id: str) -> HttpResponse:
    """The numbers of a draft and of what is held back, for those who draft it or may waive; the POST waives.

    Raises Refused for anybody else, and where the waiver is refused.
    """
    obj = approvable_or_404(content_type, object_id)
    if obj.latest_revision_id is None:
        raise Http404
    if not (may_edit(obj, request.user) or grants_of(request.user).roles & MAY_WAIVE):
        raise Refused(NOT_THEIRS)
    if request.method == "POST":
        waived = waive(obj, request.POST.getlist("number"), by=request.user, reason=request.POST.get("reason", ""))
        messages.success(request, _("ยกเว้นเลข %(count)s แห่งแล้ว พร้อมเหตุผล") % {"count": len(waived)})
        return redirect(_address(obj, request))
    context = {
        "obj": obj,
        "examination": examine_all_of(obj),
        "waivers": CitizenNumberWaiver.objects.of(obj).select_related("waived_by"),
        "waiver_refusal": refusal_to_waive(obj, request.user),
        "content_type": content_type,
        "object_id": object_id,
        "others": people_who_may_waive(obj),
        "edit_url": AdminURLFinder(request.user).get_edit_url(obj),
        "page_title": _("เลขประจำตัวประชาชนในเรื่องนี้"),
    }
    return render(request, "cms/admin/citizen_numbers.html", context)


def people_who_may_waive(obj: Approvable) -> list[User]:
    """Those whom the rule lets waive citizen numbers of a record, for who may not himself."""
    posts = Membership.objects.current().filter(role__in=MAY_WAIVE)
    worked = DraftContributor.objects.of(obj).values("user")
    return list(User.objects.filter(is_active=True, pk__in=posts.values("user")).exclude(pk__in=worked).order_by("pk"))


def _address(obj: Approvable, request: SignedInRequest) -> Any:
    """Back to the review from which the waiver was given, else to the numbers."""
    waiting = obj.current_workflow_task_state
    if request.POST.get("review") and waiting is not None:
        return redirect("cms_review", pk=waiting.pk).url
    return request.path
