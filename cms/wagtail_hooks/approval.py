"""Review queue, decisions, withdrawals and dashboard in the admin."""

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from laces.components import Component
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from cms.actions import approval
from cms.models import Approvable
from cms.permissions.grants import grants_of
from cms.policy.approval import WAITS
from cms.policy.refusal import Refused
from cms.policy.roles import MAY_APPROVE
from cms.views import citizen_numbers, draft_pdf, my_work, published, review_queue, takedowns
from cms.views.signed_in import SignedInRequest


@hooks.register("register_admin_urls")
def approval_urls() -> list[URLPattern]:
    """The admin URLs of reviews, publications, requests to withdraw, and of recalling a submission."""
    return [
        path("approvals/", review_queue.queue, name="cms_queue"),
        path("approvals/many/", review_queue.approve_many, name="cms_approve_many"),
        path("approvals/<int:pk>/", review_queue.review, name="cms_review"),
        path("approvals/<int:pk>/preview/", review_queue.preview, name="cms_review_preview"),
        path("approvals/<int:pk>/preview.pdf", review_queue.preview_pdf, name="cms_review_pdf"),
        path(
            "citizen-numbers/<int:content_type>/<str:object_id>/",
            citizen_numbers.citizen_numbers,
            name="cms_citizen_numbers",
        ),
        path("publications/", published.published, name="cms_published"),
        path("publications/<int:pk>/recall/", published.recall, name="cms_publication_recall"),
        path("publications/<int:pk>/takedown/", takedowns.ask, name="cms_takedown_ask"),
        path("takedowns/<int:pk>/settle/", takedowns.settle, name="cms_takedown_settle"),
        path("takedowns/<int:pk>/recall/", takedowns.recall_request, name="cms_takedown_recall"),
        path("drafts/<int:content_type>/<int:pk>.pdf", draft_pdf.draft_pdf, name="cms_draft_pdf"),
        path("recall/<int:content_type>/<str:object_id>/", my_work.recall, name="cms_recall"),
    ]


class QueueMenuItem(MenuItem):
    """Link to the review queue, shown to those whose posts approve."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(grants_of(request.user).roles & MAY_APPROVE)


@hooks.register("register_admin_menu_item")
def queue_menu_item() -> MenuItem:
    """The first link of the sidebar, to the review queue."""
    return QueueMenuItem(_("รอพิจารณา"), reverse("cms_queue"), name="queue", icon_name="clipboard-list", order=10)


class PublishedMenuItem(MenuItem):
    """Link to the list of publications, shown to those who may have to withdraw one."""

    def is_shown(self, request: HttpRequest) -> bool:
        return published.may_see_published(request.user)


@hooks.register("register_admin_menu_item")
def published_menu_item() -> MenuItem:
    """The link to the list of publications, below the review queue."""
    return PublishedMenuItem(_("ประชาชนเห็นอยู่"), reverse("cms_published"), name="published", icon_name="globe", order=20)


@hooks.register("construct_homepage_panels")
def homepage_panels(request: SignedInRequest, panels: list[Component]) -> None:
    """Replace all panels of Wagtail's dashboard by ours."""
    panels[:] = my_work.panels_for(request.user)


@hooks.register("before_edit_page")
def intercept_page_edit(request: SignedInRequest, page: Page) -> HttpResponse | None:
    """Apply `_redirect_to_own_action` to pages that need approval."""
    obj = page.specific
    if not isinstance(obj, Approvable):
        return None
    return _redirect_to_own_action(request, obj, reverse("wagtailadmin_pages:edit", args=[page.pk]))


@hooks.register("before_edit_snippet")
def intercept_snippet_edit(request: SignedInRequest, instance: Model) -> HttpResponse | None:
    """Apply `_redirect_to_own_action` to snippets that need approval."""
    if not isinstance(instance, Approvable):
        return None
    return _redirect_to_own_action(request, instance, request.get_full_path())


def _redirect_to_own_action(request: SignedInRequest, obj: Approvable, edit_url: str) -> HttpResponse | None:
    """Intercept the POSTs of Wagtail's editor that cancel, restart or decide a workflow past our locks and rules.

    Cancel and restart recall the submission by our action. Raises Refused for a decision, and for an autosave while the
    object is under review. To any other change of it Wagtail's lock answers: what was typed stays on the screen.
    """
    if request.method != "POST":
        return None
    if request.POST.get("action-workflow-action"):
        raise Refused("อนุมัติหรือส่งกลับได้จากหน้ารายการรอพิจารณาเท่านั้น")
    if request.POST.get("action-cancel-workflow") or request.POST.get("action-restart-workflow"):
        approval.recall(obj, by=request.user)
        messages.success(request, _("เรียกคืนแล้ว แก้ไขต่อได้"))
        return redirect(edit_url)
    if obj.workflow_in_progress and "application/json" in request.headers.get("accept", ""):
        raise Refused(WAITS)
    return None


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    """Our styles of the admin, on every page of it."""
    return format_html('<link rel="stylesheet" href="{}">', static("cms/css/admin.css"))
