"""Inspecting and reading untrusted files in a sandbox: a process of its own, whose crash harms nothing else.

The child process gets no environment, no open files and a process group of its own. It sets its limits before it opens
the file (`sandbox_child`), and is killed with its group when its time is over or its answer is too large.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, cast

from cms.extraction.kinds import UNKNOWN_MIME, extension, kind_of
from cms.extraction.reading import Reading
from cms.extraction.upload import MAX_BYTES, after_reading
from cms.extraction.verdict import Level, Verdict

PROJECT = Path(__file__).resolve().parents[2]
MEMORY = 1 << 30
SECONDS = 20
MAX_ANSWER = 64 * 1024 * 1024  # the text may be 20 MB; written as JSON it grows
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
COMMAND = (sys.executable, "-m", "cms.extraction.sandbox_child")

SAVE_AGAIN = "กรุณาบันทึกหรือส่งออกไฟล์ใหม่จากโปรแกรมเดิม แล้วส่งอีกครั้ง"
TOO_SLOW = f"ตรวจไฟล์นี้ไม่เสร็จภายในเวลาที่กำหนด ไฟล์อาจซับซ้อนผิดปกติ {SAVE_AGAIN}"
BROKE = f"ไฟล์นี้ทำให้โปรแกรมตรวจหยุดทำงาน ไฟล์อาจเสียหรือเป็นอันตราย {SAVE_AGAIN}"
TOO_MUCH = f"ไฟล์นี้ให้ข้อมูลออกมามากผิดปกติ {SAVE_AGAIN}"


class SandboxError(Exception):
    """The child process gave no answer; the message is the reason, in Thai, for the officer."""


def inspect_in_sandbox(
    path: Path, name: str | None = None, *, max_bytes: int = MAX_BYTES, seconds: int = SECONDS
) -> Verdict:
    """The verdict on an upload; a file that crashes its inspection, or takes longer than `seconds`, is refused."""
    name = name or path.name
    try:
        answer = ask("inspect", str(path.resolve()), name, max_bytes, seconds=seconds)
    except SandboxError as problem:
        kind = kind_of(name)
        known = (kind.name, kind.mime) if kind else (extension(name), UNKNOWN_MIME)
        return Verdict("block", *known, (str(problem),))
    return Verdict(answer["level"], answer["kind"], answer["mime"], tuple(answer["reasons"]))


def read_in_sandbox(path: Path, kind: str, *, seconds: int = SECONDS) -> Reading:
    """The text of a file of the kind that its inspection returned; the state is "failed" where the child crashes."""
    try:
        answer = ask("read", str(path.resolve()), kind, seconds=seconds)
    except SandboxError as problem:
        return Reading("failed", reason=str(problem))
    return Reading(answer["state"], tuple(answer["pages"]), answer["reason"])


def verdict_of(path: str | Path) -> tuple[Level, tuple[str, ...]]:
    """The level and the reasons for one file, inspected and then read, each in a sandbox of its own."""
    path = Path(path)
    verdict = inspect_in_sandbox(path)
    if verdict.level != "block":
        verdict = after_reading(verdict, read_in_sandbox(path, verdict.kind))
    return verdict.level, verdict.reasons


def ask(task: str, *arguments: str | int, seconds: int) -> dict[str, Any]:
    """The answer of a child process to one question. Raises `SandboxError`."""
    question = {"task": task, "arguments": arguments, "limits": {"memory": MEMORY, "seconds": seconds}}
    process = subprocess.Popen(
        COMMAND,
        cwd=PROJECT,
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    with process:
        try:
            answer = _exchange(process, json.dumps(question).encode(), time.monotonic() + seconds)
        finally:
            _kill_group(process)
    return _parsed(answer)


def _exchange(process: subprocess.Popen[bytes], question: bytes, deadline: float) -> bytes:
    stdin, stdout = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
    with suppress(BrokenPipeError):  # a child that died at once is recognised by its empty answer
        stdin.write(question)
        stdin.close()
    answer = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(stdout, selectors.EVENT_READ)
        while selector.select(max(0.0, deadline - time.monotonic())):
            chunk = os.read(stdout.fileno(), 1 << 16)
            if not chunk:
                return bytes(answer)
            answer += chunk
            if len(answer) > MAX_ANSWER:
                raise SandboxError(TOO_MUCH)
    raise SandboxError(TOO_SLOW)


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill the child and all it started; the group exists until the child has been waited for."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _parsed(answer: bytes) -> dict[str, Any]:
    try:
        parsed: dict[str, Any] = json.loads(answer)
        return parsed
    except ValueError as problem:  # a child that was killed leaves half an answer, or none
        raise SandboxError(BROKE) from problem
