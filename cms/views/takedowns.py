"""Requests to withdraw a publication, its immediate suspension, and the decision about both."""

from collections.abc import Callable, Mapping

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from cms.actions import takedown as actions
from cms.actions.approval import may_edit
from cms.models import Publication, Takedown
from cms.permissions.grants import grants_of
from cms.policy import takedown as policy
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.policy.roles import MAY_SUSPEND
from cms.thai.invisible import is_blank
from cms.views.chosen_action import chosen_action
from cms.views.signed_in import SignedInRequest
from cms.workflow.locking import specific


class ReasonForm(forms.Form):
    """The reason of a request or a suspension, which the public will read."""

    reason = forms.CharField(
        label=gettext_lazy("เหตุผล"),
        help_text=gettext_lazy("ประชาชนที่เปิดที่อยู่เดิมจะเห็นข้อความนี้"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("เขียนเหตุผล เพราะประชาชนจะเห็นเหตุผลนี้แทนเนื้อหา")},
    )


# By button, the action and the message once it is done.
ACTS: Mapping[str, tuple[Callable[..., Takedown], object]] = {
    policy.Act.SUSPEND: (actions.suspend, gettext_lazy("ระงับการเผยแพร่แล้ว รอผู้บริหารอีกคนยืนยันหรือให้เผยแพร่ต่อ")),
    policy.Act.WITHDRAW: (
        actions.request_withdrawal,
        gettext_lazy("ส่งคำขอถอนแล้ว เรื่องนี้ยังเผยแพร่อยู่จนกว่าผู้บริหารจะเห็นชอบ"),
    ),
}


def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Request the withdrawal of a publication or, for roles that may, suspend it at once.

    Raises Refused for a user who may neither suspend nor edit the published object.
    """
    publication = get_object_or_404(Publication.objects.select_related("division"), pk=pk)
    may_suspend = bool(grants_of(request.user).roles & MAY_SUSPEND)
    if not (may_suspend or may_edit(specific(publication.published_object), request.user)):
        raise Refused(_("ท่านไม่มีหน้าที่ขอถอนหรือระงับเรื่องของกองนี้"))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        take_down, done = ACTS[chosen_action(request, ACTS)]
        extent = request.POST.get("extent", "")
        take_down(publication, by=request.user, reason=form.cleaned_data["reason"], extent=extent)
        messages.success(request, str(done))
        return redirect("wagtailadmin_home")
    stage = Stage(publication.stage)
    context = {
        "publication": publication,
        "form": form,
        "may_suspend": may_suspend and stage in policy.STAGES[policy.Act.SUSPEND],
        "may_withdraw": stage in policy.STAGES[policy.Act.WITHDRAW],
        "extent": policy.extent_of(stage),
        "page_title": _("ขอถอนการเผยแพร่"),
    }
    return render(request, "cms/admin/takedown_ask.html", context, status=422 if form.errors else 200)


@require_POST
def settle(request: SignedInRequest, pk: int) -> HttpResponse:
    """Decide a request or a suspension: withdraw the publication, or leave or make it live again."""
    takedown = get_object_or_404(Takedown, pk=pk)
    decision, note = chosen_action(request, tuple(policy.Decision)), request.POST.get("note", "").strip()
    publication = request.POST.get("publication", "")
    reviewed = policy.ReviewedTakedown(
        int(publication) if publication.isdecimal() else None, request.POST.get("digest") or None
    )
    note = "" if is_blank(note) else note
    outcome = actions.settle(takedown, decision, by=request.user, reviewed=reviewed, note=note)
    withdrawn = outcome == Takedown.Outcome.WITHDRAWN
    messages.success(request, _("ถอนการเผยแพร่แล้ว") if withdrawn else _("ให้เผยแพร่ต่อแล้ว"))
    return redirect("cms_queue")


@require_POST
def recall_request(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back one's own open request to withdraw."""
    actions.recall_request(get_object_or_404(Takedown, pk=pk), by=request.user)
    messages.success(request, _("เรียกคืนคำขอแล้ว"))
    return redirect("wagtailadmin_home")
