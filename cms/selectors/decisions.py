"""How a review ended, for whoever comes late: who decided, when, and where to read what became of it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import TaskState

from cms.models import Membership, Publication
from cms.policy.lifecycle import Stage
from cms.thai.dates import thai_date, thai_time

CANCELLED = gettext_lazy("%(person)s เรียกคืนแล้วเมื่อ %(when)s")
SENTENCES = {
    TaskState.STATUS_APPROVED: gettext_lazy("%(person)s อนุมัติแล้วเมื่อ %(when)s"),
    TaskState.STATUS_REJECTED: gettext_lazy("%(person)s ส่งกลับแก้ไขแล้วเมื่อ %(when)s"),
}


@dataclass(frozen=True)
class Outcome:
    """The end of a review as a sentence, the words of the decider, and the public address where it is live."""

    sentence: str
    comment: str = ""
    address: str = ""


def outcome_of(task_state: TaskState) -> Outcome | None:
    """How a review ended, or None while it waits."""
    if task_state.status == TaskState.STATUS_IN_PROGRESS:
        return None
    publication = (
        Publication.objects.filter(revision=task_state.revision_id).defer("content").order_by("-number").first()
    )
    end = task_state.finished_at
    when = f"{thai_date(end)} {thai_time(end)}" if end else ""
    sentence = str(SENTENCES.get(task_state.status, CANCELLED)) % {"person": decider_of(task_state), "when": when}
    is_live = publication is not None and publication.stage == Stage.LIVE
    return Outcome(sentence.strip(), task_state.comment, publication.address if publication and is_live else "")


def decider_of(task_state: TaskState) -> str:
    """Who ended a review, with the title of his position on that day: `นายสมชาย ใจดี (นายก อบต.)`."""
    person = task_state.finished_by
    if person is None:
        return _("ระบบ")
    posts = Membership.objects.filter(user=person).exclude(position="").order_by("-pk")
    position = posts.values_list("position", flat=True).first()
    return f"{person} ({position})" if position else str(person)
