"""The approver's review queue, the review of one item with its changes, and the decision. Laid out for a phone."""

from collections.abc import Mapping
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import TaskState

from cms.actions import approval
from cms.editor.decision_forms import DecisionForm, RejectionForm
from cms.exports.record import render_draft
from cms.models import Approvable, DocumentVersion, Publication, Takedown, User
from cms.notifications.approval import approvers_of
from cms.permissions.grants import grants_of
from cms.policy.changes import changes
from cms.policy.refusal import Refused
from cms.policy.requests import is_number
from cms.policy.roles import MAY_APPROVE, Role
from cms.records.wording import labels_of, reading
from cms.selectors.review_queue import queue_items, reviews_waiting_for
from cms.thai.invisible import mark_hidden
from cms.thai.words import segment
from cms.views.chosen_action import chosen_action
from cms.views.signed_in import SignedInRequest
from cms.workflow.decide import APPROVE, REJECT
from cms.workflow.pending_review import PendingReview

PAGE_SIZE = 20
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
    context = {
        "page_obj": page,
        "items": queue_items(page, request.user),
        "takedowns": takedowns[:PAGE_SIZE],
        "page_title": _("รอพิจารณา"),
    }
    return render(request, "cms/admin/queue.html", context)


def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """One pending review: what changes for the public, the files, and the forms to approve or send back.

    Raises Refused where the item is not for the user's stage or division, and for a POST that names neither button. A
    form that is not valid gives 422.
    """
    _require_approver(request.user)
    task_state = get_object_or_404(
        TaskState.objects.select_related("workflow_state", "revision", "review", "task__approvaltask"), pk=pk
    )
    pending = PendingReview.read(task_state)
    refusal = pending.refusal_for(request.user)
    if not pending.stage.is_for(task_state, request.user):
        raise Refused(str(refusal))
    reject_form: DecisionForm = RejectionForm()
    if request.method == "POST":
        action = chosen_action(request, FORMS)
        form = FORMS[action](request.POST)
        if form.is_valid():
            return _decide(request, task_state, form, rejecting=action == REJECT)
        reject_form = form
    waits = task_state.status == TaskState.STATUS_IN_PROGRESS
    others = {"others": approvers_of(task_state)} if refusal and waits else {}
    return render(
        request,
        "cms/admin/review.html",
        {**_review_context(pending), **others, "refusal": refusal, "reject_form": reject_form},
        status=422 if request.method == "POST" else 200,
    )


def _decide(request: SignedInRequest, task_state: TaskState, form: DecisionForm, *, rejecting: bool) -> HttpResponse:
    title, data = task_state.revision.object_str, form.cleaned_data
    if rejecting:
        approval.reject(task_state, by=request.user, comment=data["comment"])
        messages.success(request, _("ส่ง “%(title)s” กลับแก้ไขแล้ว") % {"title": title})
    else:
        approval.approve(task_state, by=request.user, **data)
        messages.success(request, _("อนุมัติ “%(title)s” แล้ว") % {"title": title})
    return redirect("cms_queue")


def _review_context(pending: PendingReview) -> dict[str, object]:
    """The context of the review screen, with the digest of the content that an approval from it covers."""
    draft, task_state = pending.draft, pending.task_state
    public = Publication.objects.of(pending.obj).current().first()
    before = reading(type(draft), public.content) if public else None
    after = reading(type(draft), pending.content)
    cut = partial(segment, terms=draft.authority.terms)
    found = list(changes(before, after, labels_of(type(draft)), tokenise=cut))
    return {
        "task_state": task_state,
        "title": mark_hidden(str(draft)),
        "kind": draft._meta.verbose_name,
        "division": after["division"],
        "public": public,
        "changed": [change for change in found if change.is_changed],
        "unchanged": [change for change in found if not change.is_changed],
        "files": _files(draft),
        "requester": pending.workflow_state.requested_by,
        "digest": task_state.review.digest,
        "is_same": public is not None and public.digest == pending.digest,
        "is_last_stage": pending.next_stage() is None,
        "page_title": mark_hidden(str(draft)),
    }


def _files(draft: Approvable) -> list[DocumentVersion]:
    versions = [version for version, _title in draft.carried_versions()]
    return list(DocumentVersion.objects.filter(pk__in=versions).select_related("file__text", "document"))


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
            state = TaskState.objects.select_related("revision").filter(pk=choice.task_state).first()
            messages.error(request, f"{state.revision.object_str if state else ''}: {reason}")
    if not results:
        messages.warning(request, _("ยังไม่ได้เลือกเรื่อง ติ๊กเรื่องที่ต้องการก่อนกดอนุมัติ"))
    return HttpResponseRedirect(reverse("cms_queue"))


def _choice(value: str) -> approval.Choice | None:
    """Parse the value of a ticked box, `task state:revision:digest`; None where it is malformed."""
    parts = value.split(":")
    if len(parts) != 3 or not (is_number(parts[0]) and is_number(parts[1])):
        return None
    return approval.Choice(task_state=int(parts[0]), revision=int(parts[1]), digest=parts[2])


def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """The revision under review as the public would see it."""
    draft = _draft_under_review(request, pk)
    return draft.make_preview_request(request, draft.default_preview_mode)


def preview_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """The revision under review as the PDF that the public would get."""
    draft = _draft_under_review(request, pk)
    return HttpResponse(render_draft(draft), content_type="application/pdf")


def _draft_under_review(request: SignedInRequest, pk: int) -> Approvable:
    """The revision of a task state as an object. Raises Refused where it does not wait for this user."""
    _require_approver(request.user)
    task_state = get_object_or_404(
        TaskState.objects.select_related("revision", "workflow_state", "task__approvaltask"), pk=pk
    )
    if not task_state.task.approvaltask.is_for(task_state, request.user):
        raise Refused(_("เรื่องนี้ไม่ได้รอการพิจารณาของท่าน"))
    return task_state.revision.as_object()


def _require_approver(user: User) -> None:
    if not grants_of(user).roles & MAY_APPROVE:
        raise Refused(_("หน้านี้สำหรับผู้บริหารและหัวหน้ากอง"))
