"""Wagtail's editor by the state of the draft: one next step, what was saved in plain words, and where one lands."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import WorkflowState

from cms.models import Approvable
from cms.selectors.approvals import waiting_of
from cms.thai.dates import day_in_sight
from cms.views.signed_in import SignedInRequest

SUBMIT = "action-submit"
# Wagtail's for a draft under way: the one ends what the approver said, the other hides it behind a new start.
NOT_OFFERED = frozenset({"action-cancel-workflow", "action-restart-workflow"})


class RecallItem(ActionMenuItem):
    """The only button while a draft waits; `cms.wagtail_hooks.approval` recalls where it is pressed."""

    name = "action-cancel-workflow"
    label = gettext_lazy("เรียกคืน")
    icon_name = "rotate"


@hooks.register("construct_page_action_menu")
@hooks.register("construct_snippet_action_menu")
def offer_the_next_step(items: list[Any], request: SignedInRequest, context: Mapping[str, Any]) -> None:
    """Of a waiting draft the recall alone; of one that was sent back, to submit it again comes first."""
    obj = context.get("page") or context.get("instance")
    if not isinstance(obj, Approvable):
        return
    if obj.workflow_in_progress:
        items[:] = [RecallItem()]
        return
    items[:] = [item for item in items if item.name not in NOT_OFFERED]
    state = obj.current_workflow_state if obj.pk else None
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        items.sort(key=lambda item: item.name != SUBMIT)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def say_what_was_saved(request: SignedInRequest, obj: Model) -> HttpResponse | None:
    """Our message in the place of Wagtail's. Who has submitted comes to the dashboard; autosaves say nothing."""
    by_script = "application/json" in request.headers.get("accept", "")
    if by_script or not isinstance(obj, Approvable) or "action-publish" in request.POST:
        return None
    for _message in messages.get_messages(request):
        pass  # reading Wagtail's message removes it
    if SUBMIT not in request.POST:
        messages.success(request, _("บันทึกร่างแล้ว ยังไม่ได้ส่งขออนุมัติ"))
        return None
    messages.success(request, submitted(obj))
    return redirect("wagtailadmin_home")


def submitted(obj: Approvable) -> str:
    """What a submission is answered with: “ส่งแล้ว รอ นายก อบต. ภายใน 3 ธ.ค.”."""
    waiting = waiting_of(obj)
    if waiting is None:
        return _("ส่งแล้ว")
    if waiting.due_on is None:
        return _("ส่งแล้ว รอ %(who)s") % {"who": waiting.who}
    return _("ส่งแล้ว รอ %(who)s ภายใน %(day)s") % {
        "who": waiting.who,
        "day": day_in_sight(waiting.due_on, today=timezone.localdate()),
    }
