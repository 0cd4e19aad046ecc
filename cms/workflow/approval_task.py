"""Wagtail's workflow and task as approvable objects meet them: thin models, the rules stand beside them."""

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
from cms.workflow.start import begin_stage, start_workflow


class ApprovalWorkflow(Workflow):
    """Wagtail's workflow with our start; `Approvable.get_workflow` gives it to Wagtail's editor and to our action."""

    class Meta:
        proxy = True
        default_permissions = ()

    def start(self, obj: Approvable, user: AnyUser) -> WorkflowState:
        """Hands over to `cms.workflow.start`."""
        return start_workflow(self, obj, by=user)


class ApprovalTask(AbstractGroupApprovalTask):
    """A stage of the approval, decided by whoever holds its role."""

    role = models.CharField(
        _("ผู้พิจารณา"),
        max_length=30,
        choices=[(role.value, LABEL[role]) for role in sorted(MAY_APPROVE)],
        default=Role.EXECUTIVE.value,
        help_text=_("หัวหน้ากองพิจารณาได้เฉพาะเรื่องของกองตน"),
    )
    days = models.PositiveSmallIntegerField(_("ควรพิจารณาภายใน (วันทำการ)"), null=True, blank=True)

    admin_form_fields = [*Task.admin_form_fields, "role", "days", "groups"]
    admin_form_readonly_on_edit_fields = [*Task.admin_form_readonly_on_edit_fields, "role"]

    class Meta:
        verbose_name = _("ขั้นตอนอนุมัติ")
        verbose_name_plural = _("ขั้นตอนอนุมัติ")

    def start(self, workflow_state: WorkflowState, user: AnyUser | None = None) -> TaskState:
        """Hands over to `cms.workflow.start`; Wagtail calls it where work that was sent back is submitted again."""
        return begin_stage(self, workflow_state, specific(workflow_state.content_object), by=user)

    def on_action(self, task_state: TaskState, user: AnyUser, action_name: str, **kwargs: object) -> None:
        """Refuses: a decision is made by `cms.actions.approval.decide` alone, from the review queue."""
        raise Refused(policy.DECIDE_IN_QUEUE)

    def get_actions(self, obj: Approvable, user: AnyUser) -> list[tuple[str, str, bool]]:
        """None: Wagtail's own screens decide nothing."""
        return []

    def is_for(self, task_state: TaskState, user: AnyUser) -> bool:
        """Whether the person's post decides at this stage about this item's division (he may still be barred)."""
        return grants_of(user).has(Role(self.role), task_state.revision.content.get("division"))

    def get_task_states_user_can_moderate(self, user: AnyUser, **kwargs: object) -> QuerySet[TaskState]:
        """Items waiting at this stage that the person's role decides about (four eyes may still bar him from some)."""
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return waiting if Role(self.role) in grants_of(user).roles else waiting.none()

    def user_can_access_editor(self, obj: Approvable, user: AnyUser) -> bool:
        return False  # one autosave would make the approver an author; he decides in the review queue

    def locked_for_user(self, obj: Approvable, user: AnyUser) -> bool:
        return True  # what waits is not edited by anybody; the officer recalls it first

    def user_can_lock(self, obj: Approvable, user: AnyUser) -> bool:
        return False

    @transaction.atomic
    def deactivate(self, user: AnyUser | None = None) -> None:
        """Refuses while items wait: stock Wagtail would publish them."""
        if self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).exists():
            raise Refused(policy.STAGE_IN_USE)
        super().deactivate(user=user)
