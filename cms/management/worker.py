"""A worker: takes jobs one after the other, says every few seconds that it lives, ends after the job at hand."""

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
    """Unlike that of any other worker, also of one that had the same process number before."""
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(4)}"


@contextmanager
def stopped_by_signals(stopping: threading.Event) -> Iterator[None]:
    """SIGTERM and Ctrl-C ask to stop; the work at hand is finished first."""
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = {number: signal.signal(number, lambda *_: stopping.set()) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def heartbeat(job: Job, *, every: timedelta, lease: timedelta) -> Iterator[None]:
    """Prolong the lease from a thread of its own for as long as the job runs."""
    done = threading.Event()

    def beat() -> None:
        while not done.wait(every.total_seconds()):
            try:
                jobs.beat(job, lease=lease)
            except DatabaseError as error:
                # The job itself holds SQLite's one write lock: nobody can take it away meanwhile either.
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
    name: str = field(default_factory=own_name)
    interval: float = 1.0
    lease: timedelta = LEASE
    every: timedelta = HEARTBEAT
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self, *, once: bool = False) -> int:
        """Until it is told to stop, or (`once`) until nothing is due; how many jobs succeeded."""
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
