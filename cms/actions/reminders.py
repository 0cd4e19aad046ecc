"""Reminders of pending reviews, on working days: the day before the decision is due, that day, and while it is late."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from cms.models import Review
from cms.notifications.approval import remind_approvers
from cms.thai.holidays import is_working_day

BEFORE = timedelta(days=1)


def remind(on: date | None = None) -> int:
    """Remind the approvers of each review that is due tomorrow or earlier, once a working day; returns their number."""
    day = on or timezone.localdate()
    if not is_working_day(day):
        return 0
    return sum(_remind(review, day) for review in _due(day))


def _due(day: date) -> Iterable[int]:
    waiting = Review.objects.filter(
        task_state__status=TaskState.STATUS_IN_PROGRESS,
        task_state__workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        due_on__lte=day + BEFORE,
    ).exclude(reminded_on=day)
    return list(waiting.values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int, day: date) -> bool:
    review = Review.objects.select_for_update(of=("self",)).select_related("task_state").get(pk=pk)
    if review.reminded_on == day or review.task_state.status != TaskState.STATUS_IN_PROGRESS:
        return False
    review.reminded_on = day
    review.save(update_fields=["reminded_on"])
    remind_approvers(review, day)
    return True
