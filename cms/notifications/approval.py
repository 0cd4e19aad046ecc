"""Messages about approvals and takedowns, put into the outbox in the transaction of the change."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import TaskState, WorkflowState

from cms.models import Approvable, Membership, Publication, Review, Takedown, User
from cms.notifications import outbox
from cms.policy import approval as policy
from cms.policy.lifecycle import Stage
from cms.policy.roles import Role
from cms.records.citizen_numbers import Subject, examine_many
from cms.selectors.contributors import contributors_since_publication, key_of
from cms.thai.dates import thai_date


def approvers_of(task_state: TaskState) -> list[User]:
    """The people who may decide about a waiting item, by the same rule as the buttons of the review queue."""
    task, workflow_state = task_state.task.specific, task_state.workflow_state
    key = key_of(workflow_state)
    contributors = contributors_since_publication([key])[key]
    return [
        user
        for user in _users_with(task.role)
        if policy.refusal_to_decide(
            policy.DecisionContext(
                task_matches=True,
                task_active=task.active,
                waiting=task_state.status == TaskState.STATUS_IN_PROGRESS,
                may_decide=task.is_for(task_state, user),
                is_requester=user.pk in {workflow_state.requested_by_id, *contributors.requesters},
                is_author=user.pk in contributors.authors,
            )
        )
        is None
    ]


def notify_approvers(task_state: TaskState, flag: str) -> None:
    """Notify those who may decide that an item was submitted; the subject says whether it has citizen numbers."""
    for user in approvers_of(task_state):
        outbox.put(
            f"waiting:{task_state.pk}:{user.pk}",
            to=user,
            subject=" · ".join(filter(None, [_("รออนุมัติ: %(title)s") % {"title": _title(task_state)}, flag])),
            body=_("%(requester)s ส่งเรื่อง “%(title)s” ขออนุมัติเผยแพร่\nควรพิจารณาภายใน %(day)s\n%(flag)s")
            % {
                "requester": task_state.workflow_state.requested_by or _("ระบบ"),
                "title": _title(task_state),
                "day": thai_date(task_state.review.due_on),
                "flag": flag,
            },
            link=reverse("cms_review", args=[task_state.pk]),
        )


def flag_of(task_state: TaskState) -> str:
    """The words about the citizen numbers of a waiting revision, or ""."""
    revision = task_state.revision
    model = revision.content_type.model_class()
    subject = Subject.of_revision(key_of(task_state.workflow_state), model, revision.content)
    return examine_many([subject])[0].flag


def remind_approvers(review: Review, day: date) -> None:
    """Remind those who may decide of a pending review, and the requester too once it is late; `day` is today."""
    task_state = review.task_state
    late = review.due_on < day
    subject = _("เลยกำหนดพิจารณา: %(title)s") if late else _("ใกล้ครบกำหนดพิจารณา: %(title)s")
    flag = flag_of(task_state)
    people = approvers_of(task_state)
    if late:
        people += requesters_of(task_state)
    for user in people:
        outbox.put(
            f"remind:{task_state.pk}:{user.pk}:{day}",
            to=user,
            subject=subject % {"title": _title(task_state)},
            body="\n".join(filter(None, [_("ควรพิจารณาภายใน %(day)s") % {"day": thai_date(review.due_on)}, flag])),
            link=reverse("cms_review", args=[task_state.pk]),
        )


def notify_requester(task_state: TaskState, obj: Approvable, publication: Publication | None = None) -> None:
    """Notify the requester that the submission was approved at the last stage or sent back.

    The link leads to the public page, or to the editor where there is nothing public yet.
    """
    approved = task_state.status == TaskState.STATUS_APPROVED
    if approved and task_state.workflow_state.status != WorkflowState.STATUS_APPROVED:
        return  # an earlier stage of several; the requester is notified of the last one
    subject = _("อนุมัติแล้ว: %(title)s") if approved else _("ส่งกลับแก้ไข: %(title)s")
    key = f"decided:{task_state.pk}"
    for person in requesters_of(task_state):
        outbox.put(
            key if person == task_state.workflow_state.requested_by else f"{key}:{person.pk}",
            to=person,
            subject=subject % {"title": _title(task_state)},
            body=_("ผู้พิจารณา: %(person)s\n%(comment)s")
            % {"person": task_state.finished_by, "comment": task_state.comment},
            link=_page_or_editor(obj, publication, person),
            authority=obj.authority,
        )


def requesters_of(task_state: TaskState) -> list[User]:
    """Who is told what became of a submission: its requester; of one by a robot those who draft for the division."""
    requester = task_state.workflow_state.requested_by
    if requester is None or not requester.is_robot:
        return [requester] if requester else []
    model, division = task_state.revision.content_type.model_class(), task_state.revision.content.get("division")
    posts = Membership.objects.current().filter(role__in=model.drafted_by, division=division)
    return list(User.objects.filter(is_active=True, pk__in=posts.values("user")).order_by("pk"))


def _page_or_editor(obj: Approvable, publication: Publication | None, user: User) -> str:
    if publication is not None and publication.stage == Stage.LIVE and publication.address:
        return publication.address
    return AdminURLFinder(user).get_edit_url(obj) or reverse("wagtailadmin_home")


def notify_executives(takedown: Takedown) -> None:
    """Notify the executives but the requester that a takedown waits for a decision."""
    for user in _users_with(Role.EXECUTIVE):
        if user.pk != takedown.requested_by_id:
            outbox.put(
                f"takedown:{takedown.pk}:{user.pk}",
                to=user,
                subject=f"{takedown.get_kind_display()}: {takedown.publication.title}",
                body=_("ผู้ขอ: %(person)s\nเหตุผล: %(reason)s")
                % {"person": takedown.requested_by, "reason": takedown.reason},
                link=f"{reverse('cms_queue')}#takedown-{takedown.pk}",
            )


def _users_with(role: str) -> Iterable[User]:
    posts = Membership.objects.current().filter(role=role)
    return User.objects.filter(is_active=True, pk__in=posts.values("user")).order_by("pk")


def _title(task_state: TaskState) -> str:
    return str(task_state.revision.object_str or task_state.revision)
