"""Retries of jobs and messages: pauses after failures, numbers of attempts, leases."""

from datetime import timedelta

STEPS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
JOB_ATTEMPTS = len(STEPS) + 1
MAIL_ATTEMPTS = len(STEPS) + 23  # hourly in the end: about a day in all
LEASE = timedelta(seconds=60)  # a worker without a heartbeat for so long is presumed dead
HEARTBEAT = timedelta(seconds=10)
SENDING = timedelta(minutes=5)  # how long a message that one sender has claimed is not claimed by another


def pause_after(attempts: int) -> timedelta:
    """The pause after the first, second, ... failure: 1, 5, 15, then 60 minutes each."""
    return STEPS[min(attempts, len(STEPS)) - 1]
