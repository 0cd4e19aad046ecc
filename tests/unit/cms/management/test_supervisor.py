"""Real small processes under the supervisor that serves the site."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from cms.management.supervisor import FIRST_PAUSE, LIVED_WELL, LONGEST_PAUSE, Service, Supervisor

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); open({!r}, 'w').close(); time.sleep(60)"


@pytest.fixture
def supervise(tmp_path):
    made = []

    def make(*commands, grace=10.0):
        services = [Service(f"service {number}", command) for number, command in enumerate(commands)]
        made.append(Supervisor(services, tmp_path, os.environ, say=lambda line: None, grace=grace))
        return made[-1]

    yield make
    for supervisor in made:
        supervisor.stop()


def until(condition):
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "it did not happen in ten seconds"
        threading.Event().wait(0.01)


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_process_that_was_killed_starts_again_after_its_pause(supervise):
    supervisor = supervise(SLEEPER, SLEEPER)
    supervisor.check_services(0.0)
    first, second = (service.process.pid for service in supervisor.services)
    os.kill(first, signal.SIGKILL)
    until(supervisor.services[0].has_died)

    supervisor.check_services(LIVED_WELL)
    while_pausing = supervisor.services[0].process
    supervisor.check_services(LIVED_WELL + FIRST_PAUSE)

    assert while_pausing is None
    assert supervisor.services[0].process.pid != first
    assert supervisor.services[1].process.pid == second


def test_a_process_that_keeps_dying_is_started_ever_more_slowly():
    service = Service("web", SLEEPER)

    pauses = []
    for _ in range(7):
        service.plan_restart(now=0.5)
        pauses.append(service.pause)

    assert pauses == [2.0, 4.0, 8.0, 16.0, LONGEST_PAUSE, LONGEST_PAUSE, LONGEST_PAUSE]


def test_one_signal_stops_all(supervise):
    supervisor = supervise(SLEEPER, SLEEPER)

    supervisor.run(is_ready=lambda: True, when_ready=lambda: os.kill(os.getpid(), signal.SIGTERM))

    assert [service.process.returncode for service in supervisor.services] == [-signal.SIGTERM, -signal.SIGTERM]


def test_a_process_that_will_not_end_is_killed(supervise, tmp_path):
    ready = tmp_path / "deaf"
    supervisor = supervise([sys.executable, "-c", DEAF.format(str(ready))], grace=0.2)
    supervisor.check_services(0.0)
    until(ready.exists)

    supervisor.stop()

    assert supervisor.services[0].process.returncode == -signal.SIGKILL


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of their parent's death")
def test_children_end_when_the_supervisor_itself_is_killed(tmp_path):
    pid_file = tmp_path / "child.pid"
    child = f"import os, time; open({str(pid_file)!r}, 'w').write(str(os.getpid()) + ' '); time.sleep(60)"
    parent = (
        "import os, pathlib, sys\n"
        "from cms.management.supervisor import Service, Supervisor\n"
        f"services = [Service('child', [sys.executable, '-c', {child!r}])]\n"
        "Supervisor(services, pathlib.Path.cwd(), os.environ, say=print).run(\n"
        "    is_ready=lambda: False, when_ready=lambda: None)\n"
    )
    supervisor = Service("supervisor", [sys.executable, "-c", parent])
    supervisor.start(directory=Path.cwd(), environment=os.environ, now=0.0)
    until(lambda: pid_file.exists() and pid_file.read_text().endswith(" "))

    supervisor.process.kill()
    supervisor.process.wait()

    until(lambda: not is_alive(int(pid_file.read_text())))
