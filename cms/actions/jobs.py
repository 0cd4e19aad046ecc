"""The job queue: enqueue in the caller's transaction, claim under a lease, run, retry after failures, give up."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from cms.actions import audit
from cms.models.jobs import FINISHED, RETRIABLE, Job, JobState, ScheduledRun
from cms.models.outbox import OutboxMessage, OutboxState
from cms.models.people import User
from cms.policy.refusal import Refused
from cms.policy.retries import JOB_ATTEMPTS, LEASE, pause_after

logger = logging.getLogger(__name__)
KEPT = timedelta(days=30)
RUNS_KEPT = timedelta(days=3)
MESSAGES_KEPT = timedelta(days=90)


class GiveUp(Exception):
    """Raised by a job that will never succeed, however often it is tried."""


class LostLease(Exception):
    """The job was given to another worker; what this one did must not be committed."""


@dataclass(frozen=True)
class DeclaredJob:
    """A function that may be put into the queue by its dotted name."""

    call: Callable[..., Any]
    atomic: bool


def job(*, atomic: bool = True) -> Callable[[Callable[..., Any]], DeclaredJob]:
    """Declare a job function. It gets its arguments as keywords and may return what JSON knows.

    Atomic (the rule): its changes to the database and the mark "done" are one commit, so they happen once per key,
    whatever is killed when. `atomic=False` is for slow work and for effects outside the database: it opens its own
    transactions and must bear being run again after it was cut off.
    """
    return lambda function: DeclaredJob(function, atomic)


def declared_job(path: str) -> DeclaredJob:
    """What stands at a dotted name, if it was declared as a job."""
    declared = import_string(path)
    if not isinstance(declared, DeclaredJob):
        raise TypeError(f"{path} is not declared with @job")
    return declared


def enqueue(
    task: str,
    *,
    key: str,
    arguments: Mapping[str, Any] | None = None,
    run_after: datetime | None = None,
    max_attempts: int = JOB_ATTEMPTS,
    again: bool = False,
    is_new: bool = False,
) -> Job:
    """Put a job into the queue in the caller's transaction. The same key gives the job that is there already;
    with `again`, one that has finished is put in anew. `is_new`: no job can have the key, which names a row that the
    same transaction made."""
    declared_job(task)
    values = {
        "task": task,
        "arguments": dict(arguments or {}),
        "max_attempts": max_attempts,
        "run_after": run_after or timezone.now(),
    }
    if is_new:
        return Job.objects.create(key=key, **values)
    with transaction.atomic():
        present = Job.objects.select_for_update().filter(key=key).first()
        if present is not None and not (again and present.state in FINISHED):
            return present
        if present is None:
            try:
                with transaction.atomic():
                    return Job.objects.create(key=key, **values)
            except IntegrityError:  # another transaction was first
                return Job.objects.get(key=key)
        return _put_back(present, now=timezone.now(), **values)


def _put_back(job: Job, *, now: datetime, **values: Any) -> Job:
    """Waiting again, as if new; the count of attempts starts over."""
    fresh = {"attempts": 0, "run_after": now, "finished_at": None, "lease_until": None, "worker": "", "progress": 0}
    for name, value in {"state": JobState.WAITING, "error": "", "result": None, **fresh, **values}.items():
        setattr(job, name, value)
    job.save()
    return job


def claim(worker: str, *, now: datetime | None = None, lease: timedelta = LEASE) -> Job | None:
    """Claim the next due job for a worker, or None."""
    now = now or timezone.now()
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        job = Job.objects.select_for_update(skip_locked=skip).due(now).first()
        if job is None:
            return None
        job.state = JobState.RUNNING
        job.attempts += 1
        job.worker = worker
        job.started_at = job.heartbeat_at = now
        job.lease_until = now + lease
        job.progress = 0
        job.save()
    return job


def beat(job: Job, *, now: datetime | None = None, lease: timedelta = LEASE) -> bool:
    """Record a heartbeat and prolong the lease; False where the job was given to another worker."""
    now = now or timezone.now()
    return bool(_held(job).update(heartbeat_at=now, lease_until=now + lease))


def _held(job: Job) -> Any:
    """The job's row, as long as this worker's claim is the current one."""
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, worker=job.worker, attempts=job.attempts)


def report_progress(job_key: str, percent: int) -> None:
    """Record the progress of a long job; useful where it opens transactions itself, as others see it after a commit."""
    Job.objects.filter(key=job_key, state=JobState.RUNNING).update(progress=max(0, min(100, percent)))


def run(job: Job) -> bool:
    """Run a claimed job; whether it succeeded. An exception is recorded, and the job is tried again or given up."""
    try:
        declared = declared_job(job.task)
        if declared.atomic:
            with transaction.atomic():
                _finish(job, declared.call(**job.arguments))
        else:
            result = declared.call(**job.arguments)
            with transaction.atomic():
                _finish(job, result)
    except LostLease:
        logger.warning("job %s was given to another worker", job.key)
        return False
    except Exception as error:
        logger.exception("job %s failed", job.key)
        fail(job, f"{type(error).__name__}: {error}", for_good=isinstance(error, GiveUp))
        return False
    return True


def _finish(job: Job, result: Any) -> None:
    """The mark "done", refused where the lease was lost: raising takes back what the job did in this transaction."""
    now = timezone.now()
    if not _held(job).update(
        state=JobState.DONE, finished_at=now, lease_until=None, result=result, progress=100, error=""
    ):
        raise LostLease(job.key)


@transaction.atomic
def fail(job: Job, error: str, *, for_good: bool = False, now: datetime | None = None) -> None:
    """Record a failure: the job is tried again after a growing pause, or given up (`for_good`, or no attempt left)."""
    now = now or timezone.now()
    gives_up = for_good or job.attempts >= job.max_attempts
    again_at = now + pause_after(job.attempts)
    _held(job).update(
        state=JobState.DEAD if gives_up else JobState.FAILED,
        finished_at=now if gives_up else None,
        run_after=now if gives_up else again_at,
        lease_until=None,
        error=error[:4000],
    )


def reap(now: datetime | None = None) -> int:
    """Release the jobs whose lease has expired, and give up those without an attempt left; the number of them."""
    now = now or timezone.now()
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        abandoned = list(Job.objects.select_for_update(skip_locked=skip).abandoned(now))
        for job in abandoned:
            _give_back(job, now)
    return len(abandoned)


def _give_back(job: Job, now: datetime) -> None:
    message = _("ผู้ทำงานหยุดไปกลางคัน (%(worker)s)") % {"worker": job.worker}
    if job.attempts >= job.max_attempts:
        fail(job, message, for_good=True, now=now)
        return
    _held(job).update(state=JobState.WAITING, lease_until=None, worker="", error=message)


def refusal_to_retry(state: str) -> str | None:
    """Why a job cannot be tried again by hand, or None where it can."""
    if state in RETRIABLE:
        return None
    return _("ลองใหม่ได้เฉพาะงานที่ไม่สำเร็จ")


@transaction.atomic
def retry(job: Job, *, by: User | None, now: datetime | None = None) -> Job:
    """Try a failed job again at once, with all its attempts. Raises `Refused` (`refusal_to_retry`)."""
    locked = Job.objects.select_for_update().get(pk=job.pk)
    if reason := refusal_to_retry(locked.state):
        raise Refused(reason)
    _put_back(locked, now=now or timezone.now())
    audit.append("system", "jobs.retry", by=by, obj=locked, data={"key": locked.key})
    return locked


def prune(now: datetime | None = None) -> int:
    """Delete old jobs and messages that succeeded, with their keys, and old runs of the timetable; how many."""
    now = now or timezone.now()
    with transaction.atomic():
        count = Job.objects.filter(state=JobState.DONE, finished_at__lt=now - KEPT).delete()[0]
        count += ScheduledRun.objects.filter(due_at__lt=now - RUNS_KEPT).delete()[0]
        count += OutboxMessage.objects.filter(state=OutboxState.SENT, sent_at__lt=now - MESSAGES_KEPT).delete()[0]
    return count
