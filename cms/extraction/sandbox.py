"""Inspecting and reading files of strangers in a process of its own: what hurts the parser hurts nobody else.

The child gets no environment, no open files and a group of its own, sets its limits before it opens the file (see
`jailed`), and is killed with its whole group when the time is over or its answer grows past all measure.
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


class JailError(Exception):
    """No answer came out of the jail; the message is the reason, in Thai, for the officer."""


def inspect_in_sandbox(
    path: Path, name: str | None = None, *, max_bytes: int = MAX_BYTES, seconds: int = SECONDS
) -> Verdict:
    """The verdict on an upload; a file that crashes or holds up its inspection is refused."""
    name = name or path.name
    try:
        answer = _ask("inspect", str(path.resolve()), name, max_bytes, seconds=seconds)
    except JailError as problem:
        kind = kind_of(name)
        known = (kind.name, kind.mime) if kind else (extension(name), UNKNOWN_MIME)
        return Verdict("block", *known, (str(problem),))
    return Verdict(answer["level"], answer["kind"], answer["mime"], tuple(answer["reasons"]))


def read_in_sandbox(path: Path, kind: str, *, seconds: int = SECONDS) -> Reading:
    """The text of a file of the kind that its inspection named; one that crashes its reader has failed."""
    try:
        answer = _ask("read", str(path.resolve()), kind, seconds=seconds)
    except JailError as problem:
        return Reading("failed", reason=str(problem))
    return Reading(answer["state"], tuple(answer["pages"]), answer["reason"])


def verdict_of(path: str | Path) -> tuple[Level, tuple[str, ...]]:
    """The level and the reasons for one file, inspected and read, each in a jail."""
    path = Path(path)
    verdict = inspect_in_sandbox(path)
    if verdict.level != "block":
        verdict = after_reading(verdict, read_in_sandbox(path, verdict.kind))
    return verdict.level, verdict.reasons


def _ask(task: str, *arguments: str | int, seconds: int) -> dict[str, Any]:
    """The answer of a jailed process to one question, or `JailError`."""
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
            answer = _talk(process, json.dumps(question).encode(), time.monotonic() + seconds)
        finally:
            _kill_group(process)
    return _understood(answer)


def _talk(process: subprocess.Popen[bytes], question: bytes, deadline: float) -> bytes:
    entrance, way_out = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
    with suppress(BrokenPipeError):  # a child that died at once is told by its empty answer
        entrance.write(question)
        entrance.close()
    answer = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(way_out, selectors.EVENT_READ)
        while selector.select(max(0.0, deadline - time.monotonic())):
            piece = os.read(way_out.fileno(), 1 << 16)
            if not piece:
                return bytes(answer)
            answer += piece
            if len(answer) > MAX_ANSWER:
                raise JailError(TOO_MUCH)
    raise JailError(TOO_SLOW)


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """End the child and all it started; the group exists until the child has been waited for."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _understood(answer: bytes) -> dict[str, Any]:
    try:
        return cast(dict[str, Any], json.loads(answer))
    except ValueError as problem:  # a child that was stopped in the middle leaves half an answer, or none
        raise JailError(BROKE) from problem
