"""The dashboard of the admin, “งานของฉัน”: an officer's drafts and submissions, an approver's review queue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from laces.components import Component
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, TaskState, WorkflowState

from cms.actions import approval
from cms.actions.setup import approvable_snippets
from cms.models import Approvable, Publication, Takedown, User
from cms.models.people import AnyUser
from cms.pages import RecordPage
from cms.permissions.drafting import page_drafters
from cms.permissions.grants import grants_of
from cms.policy.grants import Grants
from cms.policy.lifecycle import Stage
from cms.policy.roles import MAY_APPROVE, MAY_DRAFT
from cms.policy.states import State
from cms.selectors.review_queue import queue_items, reviews_waiting_for
from cms.selectors.states import object_key, states_of
from cms.views.approvable import approvable_or_404
from cms.views.division_gaps import DivisionGapsPanel
from cms.views.published import PublishedPanel, may_see_published
from cms.views.signed_in import SignedInRequest
from cms.views.type_places import may_write_records

SHOWN = 10


@dataclass(frozen=True)
class Item:
    """One entry of `MyWorkPanel`: a draft, a submission or one sent back. `recall` has content type and primary key."""

    title: str
    state: State
    detail: str
    edit_url: str
    recall: tuple[int, str] | None = None
    due_on: date | None = None


def may_explore(user: AnyUser) -> bool:
    """Whether the user may open Wagtail's page explorer, and so its search."""
    return bool(user.is_superuser or grants_of(user).roles & page_drafters())


def panels_for(user: User) -> list[Component]:
    """The panels of a user's dashboard, by the roles in his posts."""
    grants = grants_of(user)
    panels: list[Component] = [NewRecordPanel()] if may_write_records(user) else []
    if may_explore(user):
        panels.append(SearchPanel())
    if grants.roles & MAY_APPROVE:
        panels.append(QueuePanel(user))
    if grants.roles & MAY_DRAFT:
        panels += [MyWorkPanel(user), DivisionGapsPanel(user)]
    if may_see_published(user):
        panels.append(PublishedPanel(user))
    return panels


class NewRecordPanel(Component):
    """The ways to a new record: a word for it, or its topic; and to what there is by year."""

    order = 0
    template_name = "cms/admin/home_new.html"


class SearchPanel(Component):
    """The search for pages, for those who may open the explorer."""

    order = 0
    template_name = "cms/admin/home_search.html"


class QueuePanel(Component):
    """The first five items of the approver's review queue, and how many there are."""

    order = 10
    template_name = "cms/admin/home_queue.html"

    def __init__(self, user: User) -> None:
        self.user = user

    def get_context_data(self, parent_context: Mapping[str, object] | None = None) -> dict[str, object]:
        waiting = reviews_waiting_for(self.user)
        return {"items": queue_items(waiting[:5], self.user), "count": waiting.count()}


class MyWorkPanel(Component):
    """What was sent back, drafts, submissions and open requests to withdraw, with one button each."""

    order = 20
    template_name = "cms/admin/home_my_work.html"

    def __init__(self, user: User) -> None:
        self.user, self.grants = user, grants_of(user)

    def get_context_data(self, parent_context: Mapping[str, object] | None = None) -> dict[str, object]:
        return {
            "returned": self.in_workflow(WorkflowState.STATUS_NEEDS_CHANGES),
            "drafts": self.drafts(),
            "waiting": self.in_workflow(WorkflowState.STATUS_IN_PROGRESS),
            "requests": Takedown.objects.filter(requested_by=self.user, decided_at__isnull=True).select_related(
                "publication"
            )[:SHOWN],
            "writes_records": may_write_records(self.user),
        }

    def in_workflow(self, status: str) -> list[Item]:
        """The newest submissions by the user or of his divisions whose workflow has this status; `SHOWN` at most."""
        of_divisions = Q(current_task_state__revision__content__division__in=sorted(self.grants.divisions()))
        states = (
            WorkflowState.objects.filter(Q(requested_by=self.user) | of_divisions, status=status)
            .select_related("current_task_state__revision", "current_task_state__review", "requested_by")
            .select_related("current_task_state__finished_by")
            .prefetch_related("content_object")
            .order_by("-created_at")[:SHOWN]
        )
        finder = AdminURLFinder(self.user)
        words = states_of(state.content_object for state in states)
        return [self.item_for(state, words[object_key(state.content_object)], finder) for state in states]

    def item_for(self, state: WorkflowState, word: State, finder: AdminURLFinder) -> Item:
        """The entry of a submission: while it waits, who sent it and when it is due; else who sent it back and why."""
        task_state: TaskState = state.current_task_state
        waiting = state.status == WorkflowState.STATUS_IN_PROGRESS
        review = getattr(task_state, "review", None)
        sent_back = {"person": task_state.finished_by, "reason": task_state.comment}
        sent = {"person": state.requested_by}
        detail = _("ส่งโดย %(person)s") % sent if waiting else _("%(person)s ส่งกลับ: %(reason)s") % sent_back
        return Item(
            title=task_state.revision.object_str,
            state=word,
            detail=detail,
            edit_url=finder.get_edit_url(state.content_object) or "",
            recall=(state.base_content_type_id, state.object_id) if waiting else None,
            due_on=review.due_on if waiting and review else None,
        )

    def drafts(self) -> list[Item]:
        """Unsubmitted drafts of the user's divisions: pages, then snippets, newest first; `SHOWN` at most."""
        finder = AdminURLFinder(self.user)
        found: list[Approvable] = []
        models: list[type[Approvable]] = [RecordPage, *approvable_snippets()]
        for model in models:
            found += _drafts_of(model, self.grants)
        found = found[:SHOWN]
        words = states_of(found)
        return [
            Item(
                title=draft_title(obj),
                state=words[object_key(obj)],
                detail=str(obj._meta.verbose_name),
                edit_url=finder.get_edit_url(obj) or "",
            )
            for obj in found
        ]


def draft_title(obj: Approvable) -> str:
    """The title in the latest draft, which for a page may differ from the public one."""
    return str(getattr(obj, "draft_title", "") or obj)


def _drafts_of(model: type[Approvable], grants: Grants) -> list[Approvable]:
    """Objects whose latest revision is neither in an active workflow nor published, or approved for later."""
    base = Page if issubclass(model, Page) else model
    content_type, object_id = ContentType.objects.get_for_model(base), Cast(OuterRef("pk"), CharField())
    active = WorkflowState.objects.active().filter(base_content_type=content_type, object_id=object_id)
    published = Publication.objects.filter(revision=OuterRef("latest_revision")).exclude(stage=Stage.CANCELLED)
    drafts = model.objects.filter(has_unpublished_changes=True, division__in=grants.divisions())
    drafts = drafts.exclude(Exists(active)).exclude(Exists(published))
    if issubclass(model, Page):
        return list(drafts.order_by("-latest_revision_created_at").specific()[:SHOWN])
    return list(drafts.order_by("-pk")[:SHOWN])


@require_POST
def recall(request: SignedInRequest, content_type: int, object_id: str) -> HttpResponse:
    """Cancel the workflow of a submission, so that it can be edited again; 404 for what no approval knows."""
    obj = approvable_or_404(content_type, object_id)
    approval.recall(obj, by=request.user)
    messages.success(request, _("เรียกคืนแล้ว แก้ไขต่อได้"))
    return redirect(AdminURLFinder(request.user).get_edit_url(obj) or "wagtailadmin_home")
