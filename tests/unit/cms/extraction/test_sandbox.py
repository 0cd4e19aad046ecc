"""The sandbox: the same answers as outside, and limits that hold."""

import json
import os
import select
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pikepdf
import pytest

from cms.extraction import sandbox, sandbox_child
from cms.extraction.reading import read
from cms.extraction.sandbox import inspect_in_sandbox, read_in_sandbox, verdict_of
from cms.extraction.upload import inspect
from tests.unit.cms.extraction.files import ANNOUNCEMENT, docx, pdf, xlsx

PARSERS = ("django", "lxml", "pikepdf", "PIL", "pypdfium2", "python_calamine")


def behind_the_walls(code, *, memory=1 << 30, seconds=5):
    """What a few lines of Python print once the walls stand."""
    walls = f"from cms.extraction.sandbox_child import set_limits; set_limits(memory={memory}, seconds={seconds})\n"
    return subprocess.run(
        [sys.executable, "-c", walls + code],
        cwd=sandbox.PROJECT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def has_ended(process, *, within=5):
    """Whether a process ends within some seconds; one that is gone already has."""
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], within)[0])
    finally:
        os.close(handle)


def test_answers_are_the_same_as_outside(tmp_path):
    sheet = xlsx(tmp_path / "ต.ค. 67.xlsx", {"1": [["น้ำดื่ม", 1]]})

    assert inspect_in_sandbox(ANNOUNCEMENT) == inspect(ANNOUNCEMENT)
    assert inspect_in_sandbox(ANNOUNCEMENT, "งบ.docx") == inspect(ANNOUNCEMENT, "งบ.docx")
    assert inspect_in_sandbox(ANNOUNCEMENT, max_bytes=9) == inspect(ANNOUNCEMENT, max_bytes=9)
    assert read_in_sandbox(ANNOUNCEMENT, "pdf") == read(ANNOUNCEMENT, "pdf")
    assert read_in_sandbox(sheet, "xlsx") == read(sheet, "xlsx")


def test_a_relative_path_means_the_same_file_inside(tmp_path, monkeypatch):
    docx(tmp_path / "a.docx")
    monkeypatch.chdir(tmp_path)

    assert inspect_in_sandbox(Path("a.docx")).level == "ok"


def test_an_odd_name_is_only_a_name():
    assert inspect_in_sandbox(ANNOUNCEMENT, "--help\n'\"; rm -rf .pdf").level == "ok"


def test_a_page_that_swells_to_gigabytes_is_refused_and_we_live(tmp_path):
    def swell(document):
        packed = zlib.compressobj(9)
        head = packed.compress(b"") + packed.flush(zlib.Z_FULL_FLUSH)
        blanks = packed.compress(b" " * (1 << 24)) + packed.flush(zlib.Z_FULL_FLUSH)
        data = head + blanks * 128
        stream = pikepdf.Stream(document, b"")
        stream.write(data, filter=pikepdf.Name.FlateDecode)
        document.pages[0].Contents = stream

    path = pdf(tmp_path / "a.pdf", swell)

    assert path.stat().st_size < 4_000_000
    assert verdict_of(path) == ("block", (sandbox.BROKE,))


def test_a_file_that_takes_too_long_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    os.mkfifo(path)  # opening it waits for ever
    started = time.monotonic()

    reading = read_in_sandbox(path, "txt", seconds=1)

    assert (reading.state, reading.reason) == ("failed", sandbox.TOO_SLOW)
    assert time.monotonic() - started < 5


def test_a_refusal_without_an_answer_still_names_the_kind(monkeypatch):
    monkeypatch.setattr(sandbox, "COMMAND", (sys.executable, "-c", "import os; os.abort()"))

    verdict = inspect_in_sandbox(ANNOUNCEMENT)

    assert (verdict.level, verdict.kind, verdict.reasons) == ("block", "pdf", (sandbox.BROKE,))


def test_an_endless_answer_is_cut_off(monkeypatch):
    monkeypatch.setattr(sandbox, "MAX_ANSWER", 1_000_000)
    monkeypatch.setattr(sandbox, "COMMAND", (sys.executable, "-c", "while True: print('x' * 9999)"))

    assert read_in_sandbox(ANNOUNCEMENT, "pdf").reason == sandbox.TOO_MUCH


def test_whatever_the_child_started_dies_with_it(monkeypatch, tmp_path):
    marker = tmp_path / "pid"
    start = (
        "import subprocess as s, sys; p = s.Popen(['sleep', '60']); open(sys.argv[1], 'w').write(str(p.pid)); p.wait()"
    )
    monkeypatch.setattr(sandbox, "COMMAND", (sys.executable, "-c", start, str(marker)))

    read_in_sandbox(ANNOUNCEMENT, "pdf", seconds=2)

    assert has_ended(int(marker.read_text()))


def test_no_file_can_be_written(tmp_path):
    target = tmp_path / "a"

    result = behind_the_walls(f"open({str(target)!r}, 'wb', buffering=0).write(b'x')")

    assert "File too large" in result.stderr
    assert target.stat().st_size == 0


def test_memory_is_bounded():
    assert "MemoryError" in behind_the_walls("bytes(2 << 30)").stderr


def test_processor_time_is_bounded():
    assert behind_the_walls("while True: pass", seconds=1).returncode < 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="network namespaces are Linux's")
def test_nothing_can_be_reached_where_the_system_permits_namespaces():
    code = "print(sum(line.split(':')[0].strip() != 'lo' for line in open('/proc/net/dev').readlines()[2:]))"
    if subprocess.run(["unshare", "--user", "--net", "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("this system permits no namespaces")

    assert behind_the_walls(code).stdout.strip() == "0"


def test_the_child_gets_no_environment(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "secret")
    monkeypatch.setattr(
        sandbox, "COMMAND", (sys.executable, "-c", "import os, json; print(json.dumps(dict(os.environ)))")
    )

    assert set(sandbox.ask("inspect", seconds=10)) <= {*sandbox.ENVIRONMENT, "LC_CTYPE"}


@pytest.mark.parametrize("module", ["cms.extraction.sandbox", "cms.extraction.sandbox_child", "cms.extraction.upload"])
def test_no_parser_is_loaded_before_a_file_needs_it(module):
    code = f"import sys, json, {module}; print(json.dumps([name for name in {PARSERS!r} if name in sys.modules]))"
    result = subprocess.run([sys.executable, "-c", code], cwd=sandbox.PROJECT, capture_output=True, check=True)

    assert json.loads(result.stdout) == []


def test_the_jail_knows_its_tasks():
    assert set(sandbox_child.TASKS) == {"feed", "inspect", "read", "sheets"}
