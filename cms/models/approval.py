"""Approval: the task every draft waits at, and the requests to take something down again."""

from typing import Any

from django import forms
from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Task, TaskState, Workflow, WorkflowState
from wagtail.signals import task_submitted, workflow_submitted

from cms.models.case import Case, locked, object_of, specific
from cms.models.history import note
from cms.models.publication import Publication
from cms.models.reach import reach_of
from cms.policy import approval as policy
from cms.policy.refusal import Refused
from cms.roles import LABEL, MAY_APPROVE, Role
from cms.thai.holidays import add_working_days


class Review(models.Model):
    """Beside a task state: what exactly waits (digest) and until when it should be decided."""

    task_state = models.OneToOneField(TaskState, on_delete=models.CASCADE, related_name="review")
    digest = models.CharField(max_length=64)
    due_on = models.DateField(_("ควรพิจารณาภายใน"))
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("กำหนดพิจารณา")
        verbose_name_plural = _("กำหนดพิจารณา")

    def __str__(self) -> str:
        return f"{self.task_state_id} {self.due_on}"


class DecisionForm(forms.Form):
    """What an approver's screen carries back: the revision and the digest that it showed."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    digest = forms.CharField(widget=forms.HiddenInput, required=False)
    comment = forms.CharField(label=_("หมายเหตุ"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class RejectionForm(DecisionForm):
    comment = forms.CharField(
        label=_("เหตุผลที่ส่งกลับแก้ไข"),
        required=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("เขียนเหตุผล เพื่อให้เจ้าหน้าที่รู้ว่าต้องแก้อะไร")},
    )


class ApprovalWorkflow(Workflow):
    """Wagtail's workflow as approvable objects meet it, whichever door they are submitted by."""

    class Meta:
        proxy = True
        default_permissions = ()

    @transaction.atomic
    def start(self, obj: Any, user: Any) -> WorkflowState:
        """Lets an object wait at the first stage; one that waits already, or has no stage to wait at, is refused."""
        obj = locked(specific(obj))
        task = self.tasks.filter(active=True).first()
        if reason := policy.refusal_to_start(has_stage=task is not None, is_waiting=obj.workflow_in_progress):
            raise Refused(reason)
        state = WorkflowState(
            content_type=obj.get_content_type(),
            base_content_type=obj.get_base_content_type(),
            object_id=str(obj.pk),
            workflow=self,
            requested_by=user,
        )
        state.about = obj
        models.Model.save(state)  # Wagtail's own would ask whether all that it names is there
        state.current_task_state = task.specific.start(state, user=user)
        models.Model.save(state, update_fields=["current_task_state"])
        workflow_submitted.send(sender=WorkflowState, instance=state, user=user)
        facts = {"id": self.pk, "title": self.name, "status": state.status, "next": {"id": task.pk, "title": task.name}}
        facts["task_state_id"] = state.current_task_state.pk
        note(obj, "wagtail.workflow.start", user=user, revision=obj.latest_revision, data={"workflow": facts})
        return state


class ApprovalTask(AbstractGroupApprovalTask):
    """A stage of the approval, decided by whoever holds its role; every rule lives in `on_action`."""

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

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Begins to wait, if the draft is complete; fixes the digest of what waits and its day."""
        obj = object_of(workflow_state)
        task_state = TaskState(workflow_state=workflow_state, revision=obj.latest_revision, task=self)
        case = Case(task_state, obj)
        by = workflow_state.requested_by or user
        if reason := case.draft.refusal_to_submit() or case.draft.refusal_to_carry(by=by):
            raise Refused(reason)
        task_state.save()
        days = self.days or settings.APPROVAL_DAYS
        Review.objects.create(
            task_state=task_state, digest=case.digest, due_on=add_working_days(timezone.localdate(), days)
        )
        task_submitted.send(sender=TaskState, instance=task_state, user=user)
        return task_state

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Decides under a lock: re-reads the item, asks the policy, lets only the comment through."""
        case = Case.held(task_state)
        seen = policy.Seen(revision=kwargs.get("revision"), digest=kwargs.get("digest") or None)
        comment = str(kwargs.get("comment") or "").strip()
        if reason := policy.refusal_to_act(action_name, self.facts_for(case, user), seen, comment):
            raise Refused(reason)
        case.decide(action_name, by=user, comment=comment)

    def facts_for(self, case: Case, user: Any) -> policy.Facts:
        """Everything the policy wants to know of a waiting item and of the person who would decide."""
        task_state, workflow_state = case.task_state, case.workflow_state
        return policy.Facts(
            task_matches=task_state.task_id == self.pk and workflow_state.current_task_state_id == task_state.pk,
            task_active=self.active,
            waiting=task_state.status == TaskState.STATUS_IN_PROGRESS
            and workflow_state.status == WorkflowState.STATUS_IN_PROGRESS,
            may_decide=reach_of(user).has(Role(self.role), case.draft.owning_division_id()),
            is_requester=workflow_state.requested_by_id == user.pk,
            is_author=user.pk in case.authors,
            latest_revision=case.obj.latest_revision_id,
            waiting_revision=task_state.revision_id,
            waiting_digest=case.reviewed_digest,
            latest_digest=case.digest if case.is_latest else None,
        )

    def refusal_for(self, task_state: TaskState, user: Any) -> str | None:
        """Why this person cannot decide on this item, or None; the same predicate for buttons, queue and mail."""
        return policy.refusal_to_decide(self.facts_for(Case.of(task_state), user))

    def is_for(self, task_state: TaskState, user: Any) -> bool:
        """Whether the person's post decides at this stage about this item's division (he may still be barred)."""
        return reach_of(user).has(Role(self.role), task_state.revision.content.get("division"))

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        task_state = obj.current_workflow_task_state
        if task_state is None or task_state.task_id != self.pk or self.refusal_for(task_state, user):
            return []
        return [("reject", _("ส่งกลับแก้ไข"), True), ("approve", _("อนุมัติ"), True)]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> models.QuerySet[TaskState]:
        """Items waiting at this stage that the person's role decides about (four eyes may still bar him from some)."""
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        reach = reach_of(user)
        role = Role(self.role)
        return waiting if role in reach.roles else waiting.none()

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        return RejectionForm if action == "reject" else DecisionForm

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return False  # one autosave would make the approver an author; the queue is his door

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return True  # what waits is not edited by anybody; the officer recalls it first

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        return False

    @transaction.atomic
    def deactivate(self, user: Any = None) -> None:
        """Refuses while items wait: stock Wagtail would publish them."""
        if self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).exists():
            raise Refused("ยังมีเรื่องรอพิจารณาอยู่ที่ขั้นตอนนี้ พิจารณาหรือเรียกคืนให้หมดก่อนปิดขั้นตอน")
        super().deactivate(user=user)


class Takedown(models.Model):
    """A request to withdraw what is public, or a suspension that a second person confirms or lifts."""

    class Kind(models.TextChoices):
        WITHDRAWAL = "withdrawal", _("ขอถอนการเผยแพร่")
        SUSPENSION = "suspension", _("ระงับการเผยแพร่ชั่วคราว")

    class Outcome(models.TextChoices):
        WITHDRAWN = "withdrawn", _("ถอนการเผยแพร่")
        KEPT = "kept", _("ให้เผยแพร่ต่อ")
        RECALLED = "recalled", _("ผู้ขอเรียกคืน")

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="takedowns")
    kind = models.CharField(_("ประเภท"), max_length=10, choices=Kind.choices)
    reason = models.TextField(_("เหตุผล"))
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(_("ผล"), max_length=10, choices=Outcome.choices, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(_("หมายเหตุ"), blank=True)

    class Meta:
        verbose_name = _("คำขอถอนหรือระงับการเผยแพร่")
        verbose_name_plural = _("คำขอถอนหรือระงับการเผยแพร่")
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication"], condition=Q(decided_at__isnull=True), name="takedown_one_open"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, outcome="")
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(outcome=""),
                name="takedown_decided_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "recalled"]) | ~Q(decided_by=F("requested_by")),
                name="takedown_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.publication}"
