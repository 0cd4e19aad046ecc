"""How many days the approvals of the last twelve months took, by what the workflow wrote down."""

from datetime import datetime, timedelta

from django.utils import timezone
from wagtail.models import TaskState

from cms.models import Authority, Publication
from cms.policy.approval_days import ApprovalDays, approval_days

PERIOD = timedelta(days=365)


def days_to_approval(authority: Authority, now: datetime | None = None) -> ApprovalDays | None:
    """The figures of what has been public and was approved in the last twelve months; None where that is too little.

    Days of the calendar from the first submission, so that the time of what was sent back is in them.
    """
    since = (now or timezone.now()) - PERIOD
    public = Publication.objects.filter(authority=authority, approved_at__gte=since).ever_public()
    approvals = TaskState.objects.filter(
        status=TaskState.STATUS_APPROVED, finished_at__gte=since, revision__in=public.values("revision")
    )
    moments = approvals.values_list("workflow_state__created_at", "finished_at").order_by("pk")
    return approval_days(_days(start, end) for start, end in moments)


def _days(start: datetime, end: datetime) -> int:
    return (timezone.localdate(end) - timezone.localdate(start)).days
