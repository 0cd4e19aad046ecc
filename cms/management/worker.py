"""The worker of `manage.py run_jobs`: runs jobs one after the other with a heartbeat, and stops between two of them."""

import logging
import os
import secrets
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import DatabaseError, close_old_connections, connection

from cms.actions import jobs
from cms.models.jobs import Job
from cms.policy.retries import HEARTBEAT, LEASE

logger = logging.getLogger(__name__)


def own_name() -> str:
    """A unique name for this worker: host, process id and a random part, as process ids are used again."""
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(4)}"


@contextmanager
def stopped_by_signals(stopping: threading.Event) -> Iterator[None]:
    """Within this context SIGTERM and Ctrl-C only set `stopping`, so that the current work is finished first."""
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = {number: signal.signal(number, lambda *_: stopping.set()) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def heartbeat(job: Job, *, every: timedelta, lease: timedelta) -> Iterator[None]:
    """Prolong the lease of a job from a thread for as long as the context lasts."""
    done = threading.Event()

    def beat() -> None:
        while not done.wait(every.total_seconds()):
            try:
                jobs.beat(job, lease=lease)
            except DatabaseError as error:
                # The job itself has SQLite's only write lock: no other worker can claim it meanwhile either.
                logger.info("no heartbeat for job %s: %s", job.key, error)
        connection.close()

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


@dataclass
class Worker:
    """Claims and runs due jobs; `interval` is the pause in seconds while the queue is empty."""

    name: str = field(default_factory=own_name)
    interval: float = 1.0
    lease: timedelta = LEASE
    every: timedelta = HEARTBEAT
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self, *, once: bool = False) -> int:
        """Run until `stopping` is set, or (`once`) until no job is due; the number of jobs that succeeded."""
        succeeded = 0
        while not self.stopping.is_set():
            job = self._claim()
            if job is not None:
                with heartbeat(job, every=self.every, lease=self.lease):
                    succeeded += jobs.run(job)
            elif once:
                break
            else:
                close_old_connections()
                self.stopping.wait(self.interval)
        return succeeded

    def _claim(self) -> Job | None:
        try:
            return jobs.claim(self.name, lease=self.lease)
        except DatabaseError:
            logger.exception("no job could be taken")
            connection.close()
            self.stopping.wait(self.interval)
            return None
