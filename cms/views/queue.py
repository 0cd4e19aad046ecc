"""The executive's queue: what waits, what would change, two buttons. Made for a phone."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import TaskState

from cms.actions import approval
from cms.exports.reading import labels_of, readable
from cms.exports.record import render_waiting
from cms.lifecycle import Stage
from cms.models import DocumentVersion, Publication, Takedown
from cms.models.approvable import approved_content
from cms.models.approval import DecisionForm, RejectionForm
from cms.models.case import specific
from cms.models.reach import reach_of
from cms.models.waiting import lines, waiting_for
from cms.notifications import approvers_of
from cms.policy.changes import changes
from cms.policy.refusal import Refused
from cms.roles import MAY_APPROVE, Role
from cms.views.signed_in import SignedInRequest

PAGE_SIZE = 20


def queue(request: SignedInRequest) -> HttpResponse:
    """What waits for this person, the most urgent first; several may be ticked and approved at once."""
    _only_for_approvers(request.user)
    page = Paginator(waiting_for(request.user), PAGE_SIZE).get_page(request.GET.get("p"))
    takedowns = (
        Takedown.objects.filter(decided_at__isnull=True).select_related("publication__division", "requested_by")
        if Role.EXECUTIVE in reach_of(request.user).roles
        else Takedown.objects.none()
    )
    context = {
        "page_obj": page,
        "lines": lines(page, request.user),
        "takedowns": takedowns[:PAGE_SIZE],
        "page_title": _("รอพิจารณา"),
    }
    return render(request, "cms/admin/queue.html", context)


def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """One waiting item: what changes for the public, the files, and the decision."""
    _only_for_approvers(request.user)
    task_state = get_object_or_404(
        TaskState.objects.select_related("workflow_state", "revision", "review", "task"), pk=pk
    )
    task = task_state.task.specific
    if not task.is_for(task_state, request.user):
        raise Refused(str(task.refusal_for(task_state, request.user)))
    reject_form: DecisionForm | RejectionForm = RejectionForm()
    if request.method == "POST":
        rejecting = request.POST.get("action") == "reject"
        form = (RejectionForm if rejecting else DecisionForm)(request.POST)
        if form.is_valid():
            return _decide(request, task_state, form.cleaned_data, rejecting=rejecting)
        reject_form = form
    obj = specific(task_state.workflow_state.content_object)
    refusal = task.refusal_for(task_state, request.user)
    waits = task_state.status == TaskState.STATUS_IN_PROGRESS
    others = {"others": approvers_of(task_state)} if refusal and waits else {}
    return render(
        request,
        "cms/admin/review.html",
        {**_shown(task_state, obj), **others, "refusal": refusal, "reject_form": reject_form},
        status=422 if request.method == "POST" else 200,
    )


def _decide(request: SignedInRequest, task_state: TaskState, data: dict[str, Any], *, rejecting: bool) -> HttpResponse:
    title = task_state.revision.object_str
    if rejecting:
        approval.reject(task_state, by=request.user, comment=data["comment"])
        messages.success(request, _("ส่ง “%(title)s” กลับแก้ไขแล้ว") % {"title": title})
    else:
        approval.approve(task_state, by=request.user, **data)
        messages.success(request, _("อนุมัติ “%(title)s” แล้ว") % {"title": title})
    return redirect("cms_queue")


def _shown(task_state: TaskState, obj: Any) -> dict[str, Any]:
    """What the screen shows, and the revision and digest that an approval from it covers."""
    draft = task_state.revision.as_object()
    content = approved_content(draft)
    public = Publication.objects.of(obj).filter(stage__in=[Stage.LIVE, Stage.SUSPENDED]).first()
    before = readable(type(draft), public.content) if public else None
    after = readable(type(draft), content)
    found = list(changes(before, after, labels_of(type(draft))))
    workflow_state = task_state.workflow_state
    return {
        "task_state": task_state,
        "title": str(draft),
        "kind": draft._meta.verbose_name,
        "division": after["division"],
        "public": public,
        "changed": [change for change in found if change.is_changed],
        "unchanged": [change for change in found if not change.is_changed],
        "files": _files(draft),
        "requester": workflow_state.requested_by,
        "digest": task_state.review.digest,
        "is_last_stage": _is_last_stage(task_state),
        "page_title": str(draft),
    }


def _files(draft: Any) -> list[Any]:
    versions = [version for version, _title in draft.carried_versions()]
    return list(DocumentVersion.objects.filter(pk__in=versions).select_related("file__text", "document"))


def _is_last_stage(task_state: TaskState) -> bool:
    workflow_state = task_state.workflow_state
    open_tasks = workflow_state.workflow.tasks.filter(active=True).exclude(
        task_states__in=workflow_state.successful_task_states
    )
    return not open_tasks.exclude(pk=task_state.task_id).exists()


@require_POST
def approve_many(request: SignedInRequest) -> HttpResponse:
    """Approve the ticked items, each in its own transaction; says which were refused and why."""
    _only_for_approvers(request.user)
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
    """A ticked box carries `task state:revision:digest`."""
    parts = value.split(":")
    if len(parts) != 3 or not (parts[0].isdigit() and parts[1].isdigit()):
        return None
    return approval.Choice(task_state=int(parts[0]), revision=int(parts[1]), digest=parts[2])


def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """The waiting revision as the public would see it."""
    draft = _waiting_draft(request, pk)
    return draft.make_preview_request(request, draft.default_preview_mode)


def preview_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """The waiting revision as the PDF that the public would get."""
    draft = _waiting_draft(request, pk)
    return HttpResponse(render_waiting(draft), content_type="application/pdf")


def _waiting_draft(request: SignedInRequest, pk: int) -> Any:
    _only_for_approvers(request.user)
    task_state = get_object_or_404(TaskState.objects.select_related("revision", "workflow_state"), pk=pk)
    if not task_state.task.specific.is_for(task_state, request.user):
        raise Refused(_("เรื่องนี้ไม่ได้รอการพิจารณาของท่าน"))
    return task_state.revision.as_object()


def _only_for_approvers(user: Any) -> None:
    if not reach_of(user).roles & MAY_APPROVE:
        raise Refused(_("หน้านี้สำหรับผู้บริหารและหัวหน้ากอง"))
