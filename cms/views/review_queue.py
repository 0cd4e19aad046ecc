"""The approver's review queue, the review of one item with its changes, and the decision. Laid out for a phone."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages as admin_messages
from wagtail.models import TaskState

from cms.actions import approval
from cms.editor.decision_forms import DecisionForm, RejectionForm
from cms.exports.record import render_draft
from cms.models import Takedown, User
from cms.notifications.approval import approvers_of
from cms.permissions.grants import grants_of
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.policy.requests import is_number
from cms.policy.roles import MAY_APPROVE, Role
from cms.selectors.decisions import Outcome, outcome_of
from cms.selectors.review_queue import queue_items, reviews_waiting_for
from cms.thai.invisible import mark_hidden
from cms.views.chosen_action import chosen_action
from cms.views.review_screen import review_context
from cms.views.signed_in import SignedInRequest
from cms.workflow.decide import APPROVE, REJECT
from cms.workflow.pending_review import PendingReview

PAGE_SIZE = 20
CARD = "card"
NOT_FOR_THEM = "เรื่องนี้ไม่ได้รอการพิจารณาของท่าน"
FORMS: Mapping[str, type[DecisionForm]] = {APPROVE: DecisionForm, REJECT: RejectionForm}


def queue(request: SignedInRequest) -> HttpResponse:
    """The list of items that the user may decide about, those due first at the head; several can be approved at once.

    Executives see open requests to withdraw too. Raises Refused, as every view here, for who approves nothing.
    """
    _require_approver(request.user)
    page = Paginator(reviews_waiting_for(request.user), PAGE_SIZE).get_page(request.GET.get("p"))
    takedowns = (
        Takedown.objects.filter(decided_at__isnull=True).select_related("publication__division", "requested_by")
        if Role.EXECUTIVE in grants_of(request.user).roles
        else Takedown.objects.none()
    )
    items = queue_items(page, request.user)
    context = {
        "page_obj": page,
        "items": items,
        "opened": sum(item.can_be_ticked for item in items),
        "takedowns": takedowns[:PAGE_SIZE],
        "page_title": _("รอพิจารณา"),
    }
    return render(request, "cms/admin/queue.html", context)


def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """One pending review: what changes for the public, the files, and the forms to approve or send back.

    Opening it writes the receipt without which nobody approves; `?in=card` answers with the card of the queue alone.
    What was decided already says by whom and when. Raises Refused where the item is not for the user's stage or
    division, and for a POST that names neither button. A form that is not valid gives 422.
    """
    _require_approver(request.user)
    task_state = get_object_or_404(
        TaskState.objects.select_related("workflow_state", "revision", "review", "task__approvaltask"), pk=pk
    )
    if not task_state.task.approvaltask.is_for(task_state, request.user):
        raise Refused(PendingReview.read(task_state).refusal_for(request.user) or NOT_FOR_THEM)
    if outcome := outcome_of(task_state):
        return _decided(request, task_state, outcome)
    reject_form: DecisionForm = RejectionForm(auto_id=f"review-{pk}-%s")
    if request.method == "POST":
        action = chosen_action(request, FORMS)
        form = FORMS[action](request.POST)
        if form.is_valid():
            return _decide(request, task_state, form, rejecting=action == REJECT)
        reject_form = form
    elif _is_prefetch(request):
        return HttpResponse(status=503)  # a browser that only guesses asks again when the person really opens it
    pending = PendingReview.read(task_state, by=request.user)
    receipt = None if request.method == "HEAD" else approval.open_review(pending, by=request.user)
    refusal = pending.refusal_for(request.user)
    context = {
        **review_context(pending, request.user),
        **({"others": approvers_of(task_state)} if refusal else {}),
        "opened_at": receipt.opened_at if receipt else None,
        "refusal": refusal,
        "reject_form": reject_form,
    }
    if request.GET.get("in") == CARD:
        context["item"] = queue_items([pending.task_state], request.user)[0]
        return render(request, "cms/admin/queue_card.html", context)
    status = 422 if request.method == "POST" else 200
    return render(request, "cms/admin/review.html", context, status=status)


def _is_prefetch(request: SignedInRequest) -> bool:
    """Whether the browser only fetches ahead, with nobody before the screen."""
    return "prefetch" in f"{request.headers.get('Sec-Purpose', '')} {request.headers.get('Purpose', '')}".lower()


def _decided(request: SignedInRequest, task_state: TaskState, outcome: Outcome) -> HttpResponse:
    """The answer to who comes late: who decided and when, with a link to what became of it."""
    context = {
        "outcome": outcome,
        "title": mark_hidden(task_state.revision.object_str),
        "page_title": _("พิจารณาแล้ว"),
        "task_state": task_state,
    }
    template = "cms/admin/queue_decided.html" if request.GET.get("in") == CARD else "cms/admin/review_decided.html"
    return render(request, template, context, status=409 if request.method == "POST" else 200)


def _decide(request: SignedInRequest, task_state: TaskState, form: DecisionForm, *, rejecting: bool) -> HttpResponse:
    title, data = task_state.revision.object_str, form.cleaned_data
    if rejecting:
        approval.reject(task_state, by=request.user, comment=data["comment"])
        messages.success(request, _("ส่ง “%(title)s” กลับแก้ไขแล้ว") % {"title": title})
        return redirect("cms_queue")
    publication = approval.approve(task_state, by=request.user, **data)
    is_live = publication is not None and publication.stage == Stage.LIVE
    link = [admin_messages.button(publication.address, _("เปิดหน้าเว็บ"))] if publication and is_live else None
    admin_messages.success(request, _("อนุมัติ “%(title)s” แล้ว") % {"title": title}, buttons=link)
    return redirect("cms_queue")


@require_POST
def approve_many(request: SignedInRequest) -> HttpResponse:
    """Approve the ticked items, each in its own transaction; one message for each that was refused, with the reason."""
    _require_approver(request.user)
    chosen = [_choice(value) for value in request.POST.getlist("choice")[:PAGE_SIZE]]
    results = approval.approve_many([choice for choice in chosen if choice], by=request.user)
    done = sum(reason is None for _choice, reason in results)
    if done:
        messages.success(request, _("อนุมัติแล้ว %(count)s เรื่อง") % {"count": done})
    for choice, reason in results:
        if reason:
            messages.error(request, _refused(choice, reason))
    if not results:
        messages.warning(request, _("ยังไม่ได้เลือกเรื่อง เลือกเรื่องที่ต้องการก่อนกดอนุมัติ"))
    return HttpResponseRedirect(reverse("cms_queue"))


def _refused(choice: approval.Choice, reason: str) -> str:
    """The message about an item that was not approved; of one that somebody else decided, by whom and when."""
    state = TaskState.objects.select_related("revision").filter(pk=choice.task_state).first()
    if state is None:
        return reason
    outcome = outcome_of(state)
    return f"{state.revision.object_str}: {outcome.sentence if outcome else reason}"


def _choice(value: str) -> approval.Choice | None:
    """Parse the value of a ticked box, `task state:revision:digest`; None where it is malformed."""
    parts = value.split(":")
    if len(parts) != 3 or not (is_number(parts[0]) and is_number(parts[1])):
        return None
    return approval.Choice(task_state=int(parts[0]), revision=int(parts[1]), digest=parts[2])


def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """The revision under review as the public would see it."""
    task_state = _waiting_for(request, pk)
    draft = task_state.revision.as_object()
    return draft.make_preview_request(request, draft.default_preview_mode, {"submitted_as": task_state.review})


def preview_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """The revision under review as the PDF that the public would get."""
    task_state = _waiting_for(request, pk)
    paper = render_draft(task_state.revision.as_object(), like=task_state.review)
    return HttpResponse(paper, content_type="application/pdf")


def _waiting_for(request: SignedInRequest, pk: int) -> TaskState:
    """A task state with its revision and review. Raises Refused where it does not wait for this user."""
    _require_approver(request.user)
    task_state = get_object_or_404(
        TaskState.objects.select_related("revision", "review", "workflow_state", "task__approvaltask"), pk=pk
    )
    if not task_state.task.approvaltask.is_for(task_state, request.user):
        raise Refused(NOT_FOR_THEM)
    return task_state


def _require_approver(user: User) -> None:
    if not grants_of(user).roles & MAY_APPROVE:
        raise Refused(_("หน้านี้สำหรับผู้บริหารและหัวหน้ากอง"))
