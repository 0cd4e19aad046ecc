"""Wagtail's workflow and task models for approvable objects; they hand over to the other modules of this package."""

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Task, TaskState, Workflow, WorkflowState

from cms.models import Approvable
from cms.models.people import AnyUser
from cms.permissions.grants import grants_of
from cms.policy import approval as policy
from cms.policy.refusal import Refused
from cms.policy.roles import LABEL, MAY_APPROVE, Role
from cms.workflow.locking import specific
from cms.workflow.start import resume_stage, start_workflow
from cms.workflow.waiting_lock import WaitingLock


class ApprovalWorkflow(Workflow):
    """Proxy of Wagtail's workflow with our `start`; `Approvable.get_workflow` returns it to Wagtail's editor too."""

    class Meta:
        proxy = True
        default_permissions = ()

    def start(self, obj: Approvable, user: AnyUser) -> WorkflowState:
        """Hands over to `cms.workflow.start`."""
        return start_workflow(self, obj, by=user)


class ApprovalTask(AbstractGroupApprovalTask):
    """A stage of the approval workflow, decided by people in its role."""

    role = models.CharField(
        _("ผู้พิจารณา"),
        max_length=30,
        choices=[(role.value, LABEL[role]) for role in sorted(MAY_APPROVE)],
        default=Role.EXECUTIVE.value,
        help_text=_("หัวหน้ากองพิจารณาได้เฉพาะเรื่องของกองตน"),
    )
    days = models.PositiveSmallIntegerField(_("ควรพิจารณาภายใน (วันทำการ)"), null=True, blank=True)

    lock_class = WaitingLock
    admin_form_fields = [*Task.admin_form_fields, "role", "days", "groups"]
    admin_form_readonly_on_edit_fields = [*Task.admin_form_readonly_on_edit_fields, "role"]

    class Meta:
        verbose_name = _("ขั้นตอนอนุมัติ")
        verbose_name_plural = _("ขั้นตอนอนุมัติ")

    def start(self, workflow_state: WorkflowState, user: AnyUser | None = None) -> TaskState:
        """Hands over to `cms.workflow.start`; Wagtail calls it where a draft that was sent back is submitted again."""
        return resume_stage(self, workflow_state, specific(workflow_state.content_object), by=user)

    def on_action(self, task_state: TaskState, user: AnyUser, action_name: str, **kwargs: object) -> None:
        """Raises `Refused`: decisions are made by `cms.actions.approval.decide` only, from the review queue."""
        raise Refused(policy.DECIDE_IN_QUEUE)

    def get_actions(self, obj: Approvable, user: AnyUser) -> list[tuple[str, str, bool]]:
        """No actions: nothing is decided on Wagtail's own screens."""
        return []

    def is_for(self, task_state: TaskState, user: AnyUser) -> bool:
        """Whether the person's role decides at this stage about the item's division (four eyes may still forbid it)."""
        return grants_of(user).has(Role(self.role), task_state.revision.content.get("division"))

    def get_task_states_user_can_moderate(self, user: AnyUser, **kwargs: object) -> QuerySet[TaskState]:
        """Items waiting at this stage that the person's role decides about (four eyes may still forbid some)."""
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return waiting if Role(self.role) in grants_of(user).roles else waiting.none()

    def user_can_access_editor(self, obj: Approvable, user: AnyUser) -> bool:
        """Never: one autosave in the editor would make the approver an author."""
        return False

    def locked_for_user(self, obj: Approvable, user: AnyUser) -> bool:
        """Always: nobody edits a waiting draft, its requester recalls it first."""
        return True

    def user_can_lock(self, obj: Approvable, user: AnyUser) -> bool:
        """Never: a waiting draft is locked for everybody already."""
        return False

    @transaction.atomic
    def deactivate(self, user: AnyUser | None = None) -> None:
        """Raises `Refused` while items wait at this stage, as Wagtail would publish them without a decision."""
        if self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).exists():
            raise Refused(policy.STAGE_IN_USE)
        super().deactivate(user=user)
