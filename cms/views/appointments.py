"""Requests that wait for a second person: posts that decide, and links for those who hold them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.actions import appointments as actions
from cms.models import AppointmentRequest
from cms.models.people import AnyUser
from cms.permissions.grants import grants_of
from cms.policy.appointments import MAY_CONFIRM
from cms.policy.refusal import Refused
from cms.views.signed_in import SignedInRequest

SETTLED_SHOWN = 20


def may_see_requests(user: AnyUser) -> bool:
    """Whether the user has a post that asks for or confirms such requests."""
    return bool(grants_of(user).roles & MAY_CONFIRM)


@require_safe
def requests(request: SignedInRequest) -> HttpResponse:
    """The requests that wait, with buttons for whoever may settle them, and the last that were settled."""
    if not may_see_requests(request.user):
        raise Refused(_("หน้านี้สำหรับผู้ดูแลระบบและผู้บริหาร"))
    rows = AppointmentRequest.objects.select_related("user", "asked_by", "settled_by", "division")
    context = {
        "page_title": _("รอผู้ยืนยัน"),
        "waiting": rows.filter(outcome=""),
        "settled": rows.exclude(outcome="").order_by("-settled_at")[:SETTLED_SHOWN],
    }
    return render(request, "cms/admin/appointments.html", context)


@require_POST
def settle(request: SignedInRequest, pk: int) -> HttpResponse:
    """Confirm or refuse a request; the action says who may."""
    found = get_object_or_404(AppointmentRequest, pk=pk)
    if request.POST.get("do") == "confirm":
        actions.confirm(found, by=request.user)
        messages.success(request, _("ยืนยันแล้ว"))
    else:
        actions.refuse(found, by=request.user)
        messages.success(request, _("ไม่ยืนยัน เรื่องนี้ไม่มีผล"))
    return redirect("cms_appointments")


def sentence_of_waiting(found: AppointmentRequest) -> str:
    """What the asker reads: who can confirm, or the command on the server where nobody can."""
    if people := actions.confirmers_of(found):
        names = ", ".join(str(person) for person in people)
        return _("ส่งคำขอแล้ว มีผลเมื่อมีผู้ยืนยัน ผู้ที่ยืนยันได้: %(names)s") % {"names": names}
    return _("ส่งคำขอแล้ว แต่ยังไม่มีผู้ดูแลระบบอีกคนหรือผู้บริหารที่ยืนยันได้ ให้ผู้ดูแลเครื่องสั่ง manage.py confirm_request %(pk)s") % {
        "pk": found.pk
    }
