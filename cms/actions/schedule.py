"""The scheduler's tick: each entry of the timetable that is due is started once, by whichever scheduler is first."""

import logging
from collections.abc import Iterable, MutableMapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from cms.actions import jobs
from cms.models.jobs import ScheduledRun
from cms.policy.timetable import PeriodicTask, last_due
from cms.registry import registered

logger = logging.getLogger(__name__)
PERIODIC_TASK = "cms.tasks.run_periodic"


def tick(
    now: datetime | None = None,
    *,
    tasks: Iterable[PeriodicTask] | None = None,
    seen: MutableMapping[str, datetime] | None = None,
) -> list[str]:
    """Start what is due of the registered timetable (or of `tasks`); returns the names of what was started here.

    `seen` caches the latest due time of each entry, so that it is asked of the database only once.
    """
    now = timezone.localtime(now)
    begun = []
    for task in registered().timetable if tasks is None else tasks:
        due_at = last_due(task, now)
        if seen is not None and seen.get(task.name) == due_at:
            continue
        if run := _begin(task, due_at, now):
            begun.append(task.name)
            if not task.is_job:
                _do(task, run)
        if seen is not None:
            seen[task.name] = due_at
    return begun


def _begin(task: PeriodicTask, due_at: datetime, now: datetime) -> ScheduledRun | None:
    """Claim one due time of an entry, or None where it was claimed; a job is enqueued in the same transaction."""
    if ScheduledRun.objects.filter(name=task.name, due_at=due_at).exists():
        return None  # first without a lock: most often another scheduler was quicker
    with transaction.atomic():
        run, is_ours = ScheduledRun.objects.get_or_create(name=task.name, due_at=due_at, defaults={"began_at": now})
        if is_ours and task.is_job:
            jobs.enqueue(PERIODIC_TASK, key=f"{task.name}@{due_at.isoformat()}", arguments={"name": task.name})
            run.finished_at = now
            run.save(update_fields=["finished_at"])
    return run if is_ours else None


def _do(task: PeriodicTask, run: ScheduledRun) -> None:
    """Run frequent work in this process; its failure is recorded and does not stop the others."""
    try:
        import_string(task.action)()
    except Exception as error:
        logger.exception("%s failed", task.name)
        run.error = f"{type(error).__name__}: {error}"[:2000]
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at", "error"])
