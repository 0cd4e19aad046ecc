"""How long to wait after a failure, and when to give up."""

from datetime import timedelta

STEPS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
JOB_ATTEMPTS = len(STEPS) + 1
MAIL_ATTEMPTS = len(STEPS) + 23  # hourly in the end: about a day in all
LEASE = timedelta(seconds=60)  # a worker not heard of for so long is taken for dead
HEARTBEAT = timedelta(seconds=10)
SENDING = timedelta(minutes=5)  # a message in the hands of a sender is left alone for so long


def pause_after(attempts: int) -> timedelta:
    """The pause after the first, second, ... failure: 1, 5, 15, then 60 minutes each."""
    return STEPS[min(attempts, len(STEPS)) - 1]
