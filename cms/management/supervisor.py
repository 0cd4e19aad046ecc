"""Keeps the processes of one installation running: one that dies is started again, one signal stops all."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICK = 0.3  # seconds between two looks at the processes
LIVED_WELL = 10.0  # a process that lived this long is started again at once
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # one that keeps dying is started again ever more slowly
GRACE = 15.0  # seconds to finish what it is doing before it is killed
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def _die_with_parent() -> None:
    """Where the supervisor itself is killed, Linux tells its children, so that nobody keeps the port."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Service:
    """One process that should be running."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    due_at: float = 0.0
    pause: float = FIRST_PAUSE

    def start(self, *, directory: Path, environment: Mapping[str, str], now: float) -> None:
        """In a group of its own, so that Ctrl-C reaches the supervisor alone, which then stops all in order."""
        self.process = subprocess.Popen(
            self.command,
            cwd=directory,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            process_group=0,
            preexec_fn=_die_with_parent,
        )
        self.started_at = now

    def has_died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def plan_restart(self, now: float) -> None:
        """When it may start again: after a second, or later and later where it keeps dying young."""
        self.pause = FIRST_PAUSE if now - self.started_at >= LIVED_WELL else min(self.pause * 2, LONGEST_PAUSE)
        self.due_at = now + self.pause
        self.process = None

    def tell(self, number: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, number)


@dataclass
class Supervisor:
    """Starts the services, watches them, and stops them all when it is told to."""

    services: Sequence[Service]
    directory: Path
    environment: Mapping[str, str]
    say: Callable[[str], None]
    grace: float = GRACE
    # A plain flag: an Event could deadlock when the thread that waits for it sets it in a signal handler.
    is_stopping: bool = False

    def run(self, *, is_ready: Callable[[], bool], when_ready: Callable[[], None]) -> None:
        """Until a signal comes. `when_ready` is called once, as soon as `is_ready` says so."""
        announced = False
        with self._signals_stop_us():
            try:
                while not self.is_stopping:
                    time.sleep(TICK)
                    self.tend(time.monotonic())
                    if not announced and is_ready():
                        announced = True
                        when_ready()
            finally:
                self.stop()

    def tend(self, now: float) -> None:
        """One look at each process: what died is planned, what is due is started."""
        for service in self.services:
            if service.has_died():
                code = service.process.returncode if service.process else None
                service.plan_restart(now)
                self.say(f"{service.name} ended ({code}); starting it again in {service.pause:.0f} s")
            if service.process is None and service.due_at <= now:
                service.start(directory=self.directory, environment=self.environment, now=now)

    def stop(self) -> None:
        """Ask each to finish; kill what does not."""
        running = [(service, service.process) for service in self.services if service.process is not None]
        for service, _process in running:
            service.tell(signal.SIGTERM)
        end = time.monotonic() + self.grace
        for service, process in running:
            try:
                process.wait(timeout=max(0.0, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                service.tell(signal.SIGKILL)
                process.wait()

    @contextmanager
    def _signals_stop_us(self) -> Iterator[None]:
        before = {number: signal.signal(number, self._note) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _note(self, *_signal: object) -> None:
        self.is_stopping = True
