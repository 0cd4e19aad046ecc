"""The supervisor of `manage.py serve`: restarts processes that end, and stops all of them at one signal."""

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

TICK = 0.3  # seconds between two checks of the processes
LIVED_WELL = 10.0  # seconds; a process that ran this long is restarted after the first pause
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds; the pause doubles while a process keeps ending early
GRACE = 15.0  # seconds to end after SIGTERM before SIGKILL
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def _die_with_parent() -> None:
    """Let Linux send SIGTERM to a child whose supervisor was killed, so that no child occupies the port."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Service:
    """One process that should be running; times are those of `time.monotonic`, in seconds."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    due_at: float = 0.0
    pause: float = FIRST_PAUSE

    def start(self, *, directory: Path, environment: Mapping[str, str], now: float) -> None:
        """Start the process in its own group, so that Ctrl-C goes to the supervisor only, which stops all in order."""
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
        """Whether the process was started and has ended."""
        return self.process is not None and self.process.poll() is not None

    def plan_restart(self, now: float) -> None:
        """Set the time of the restart: after a second, or after a doubled pause where it ended early again."""
        self.pause = FIRST_PAUSE if now - self.started_at >= LIVED_WELL else min(self.pause * 2, LONGEST_PAUSE)
        self.due_at = now + self.pause
        self.process = None

    def send_signal(self, number: signal.Signals) -> None:
        """Send a signal to the process and its children, if it is running."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, number)


@dataclass
class Supervisor:
    """Starts the services, restarts those that end, and stops all of them at a signal."""

    services: Sequence[Service]
    directory: Path
    environment: Mapping[str, str]
    say: Callable[[str], None]
    grace: float = GRACE
    # A plain flag: an Event could deadlock where a signal handler sets it in the thread that waits for it.
    is_stopping: bool = False

    def run(self, *, is_ready: Callable[[], bool], when_ready: Callable[[], None]) -> None:
        """Run until a signal arrives; call `when_ready` once, as soon as `is_ready` is true."""
        was_ready = False
        with self._signals_stop_us():
            try:
                while not self.is_stopping:
                    time.sleep(TICK)
                    self.check_services(time.monotonic())
                    if not was_ready and is_ready():
                        was_ready = True
                        when_ready()
            finally:
                self.stop()

    def check_services(self, now: float) -> None:
        """Plan a restart of each process that has ended, and start those that are due."""
        for service in self.services:
            if service.has_died():
                code = service.process.returncode if service.process else None
                service.plan_restart(now)
                self.say(f"{service.name} ended ({code}); starting it again in {service.pause:.0f} s")
            if service.process is None and service.due_at <= now:
                service.start(directory=self.directory, environment=self.environment, now=now)

    def stop(self) -> None:
        """Send SIGTERM to each process, and SIGKILL to those that have not ended after the grace period."""
        running = [(service, service.process) for service in self.services if service.process is not None]
        for service, _process in running:
            service.send_signal(signal.SIGTERM)
        end = time.monotonic() + self.grace
        for service, process in running:
            try:
                process.wait(timeout=max(0.0, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                service.send_signal(signal.SIGKILL)
                process.wait()

    @contextmanager
    def _signals_stop_us(self) -> Iterator[None]:
        before = {number: signal.signal(number, self._request_stop) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _request_stop(self, *_signal: object) -> None:
        self.is_stopping = True
