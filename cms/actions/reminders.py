"""Reminders of what waits for a decision: on the day it is due, every day it is late, then to all executives."""

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
    """Tell the approvers of everything that is due tomorrow or earlier, once a working day; how many items."""
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
