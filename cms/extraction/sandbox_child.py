"""The inside of the sandbox: one file, one question on standard input, one answer on standard output, then the end.

`python -m cms.extraction.sandbox_child` is started by `cms.extraction.sandbox` and by nothing else. Nothing that knows
a file format is imported before the limits stand.
"""

import ctypes
import json
import resource
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
PR_SET_NO_NEW_PRIVS = 38


def main() -> None:
    """Read the question, build the walls, answer."""
    question = json.loads(sys.stdin.buffer.read())
    wall(**question["limits"])
    answer = TASKS[question["task"]](*question["arguments"])
    sys.stdout.buffer.write(json.dumps(asdict(answer), ensure_ascii=False).encode("utf-8", "replace"))


def wall(*, memory: int, seconds: int) -> None:
    """Limits that this process cannot lift again: memory, time, no files written, no network, no new rights."""
    _leave_the_network()
    for limit, value in {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 64,
    }.items():
        _, hard = resource.getrlimit(limit)
        ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (ceiling, ceiling))
    signal.alarm(seconds + 1)  # the end even where nobody is left outside to send it


def _leave_the_network() -> None:
    """A network namespace of its own, without any interface; where the system permits none, the other walls must do."""
    if not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNET) != 0:
        libc.unshare(CLONE_NEWNET | CLONE_NEWUSER)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def _inspect(path: str, name: str, max_bytes: int) -> Any:
    return import_module("cms.extraction.upload").inspect(Path(path), name, max_bytes=max_bytes)


def _read(path: str, kind: str) -> Any:
    return import_module("cms.extraction.reading").read(Path(path), kind)


TASKS: Mapping[str, Callable[..., Any]] = {"inspect": _inspect, "read": _read}

if __name__ == "__main__":
    main()
