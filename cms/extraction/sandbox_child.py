"""The child process of the sandbox: one question as JSON on standard input, one answer as JSON on standard output.

`python -m cms.extraction.sandbox_child` is started by `cms.extraction.sandbox` only. No parser of a file format is
imported before the limits are set.
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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cms.extraction.feeds import FeedAnswer
    from cms.extraction.reading import Reading
    from cms.extraction.verdict import Verdict
    from cms.tabular.reading import Answer

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
PR_SET_NO_NEW_PRIVS = 38


def main() -> None:
    """Read the question, set the limits, write the answer."""
    question = json.loads(sys.stdin.buffer.read())
    set_limits(**question["limits"])
    answer = TASKS[question["task"]](*question["arguments"])
    sys.stdout.buffer.write(json.dumps(asdict(answer), ensure_ascii=False).encode("utf-8", "replace"))


def set_limits(*, memory: int, seconds: int) -> None:
    """Set limits that this process cannot lift: bytes of memory, CPU seconds, no files, no network, no privileges."""
    _isolate_network()
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
    signal.alarm(seconds + 1)  # ends the process even where its parent is gone


def _isolate_network() -> None:
    """Enter a network namespace without any interface, where the system permits it; the other limits apply anyway."""
    if not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNET) != 0:
        libc.unshare(CLONE_NEWNET | CLONE_NEWUSER)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def _inspect(path: str, name: str, max_bytes: int) -> "Verdict":
    return import_module("cms.extraction.upload").inspect(Path(path), name, max_bytes=max_bytes)


def _read(path: str, kind: str) -> "Reading":
    return import_module("cms.extraction.reading").read(Path(path), kind)


def _sheets(path: str, kind: str) -> "Answer":
    return import_module("cms.tabular.reading").answer_for(path, kind)


def _feed(path: str) -> "FeedAnswer":
    return import_module("cms.extraction.feeds").answer_for(path)


TASKS: Mapping[str, "Callable[..., Verdict | Reading | Answer | FeedAnswer]"] = {
    "inspect": _inspect,
    "read": _read,
    "sheets": _sheets,
    "feed": _feed,
}

if __name__ == "__main__":
    main()
