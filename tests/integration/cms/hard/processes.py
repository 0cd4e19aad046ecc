"""Processes of their own beside the test, on the same database, which may be killed at any point."""

import os
import signal
import traceback

from django.db import connections

RACES = int(os.environ.get("N", 50))
KILLS = int(os.environ.get("N", 15))


def fork(work):
    """Run `work` in a process of its own; its number."""
    connections.close_all()  # a connection must not be shared
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        work()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def wait_for(*pids):
    """Wait until they end; how each ended."""
    return [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]


def kill(pid):
    """As a power cut ends it: no handler, no clean-up."""
    os.kill(pid, signal.SIGKILL)
    return wait_for(pid)
