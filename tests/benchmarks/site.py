"""A site under measurement: its folder, its hand, its web process, and a visitor who asks it over one connection."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

HOST = "127.0.0.1"
CLOSED_WHILE_IDLE = (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError)
PATIENCE = 60
SERVER = (
    *("-m", "gunicorn", "--worker-class", "gthread", "--workers", "1", "--threads", "4"),
    *("--no-control-socket", "--log-level", "warning", "--timeout", "120", "--keep-alive", "60"),
)


@dataclass
class Site:
    """Where a site lies and how its parts are started; the same gunicorn on both sides."""

    name: str
    directory: Path
    environment: dict[str, str]
    wsgi: str
    hand_command: tuple[str, ...]
    manage: tuple[str, ...] = ("manage.py",)
    port: int = field(default_factory=lambda: free_port())
    hand: subprocess.Popen[str] | None = None
    web: subprocess.Popen[bytes] | None = None
    visitor: http.client.HTTPConnection | None = None

    def command(self, *arguments: str) -> None:
        """A management command, to its end."""
        subprocess.run(
            [sys.executable, *self.manage, *arguments],
            cwd=self.directory,
            env=self._env(),
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def _env(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "DEBUG")}
        # As `manage.py serve` has it, for both: fewer memory arenas.
        return kept | {"MALLOC_ARENA_MAX": "2", "PYTHONPATH": str(self.directory)} | self.environment

    def order(self, do: str, **arguments: Any) -> Any:
        """Let the hand do something; its answer."""
        if self.hand is None:
            self.hand = subprocess.Popen(
                [sys.executable, *self.hand_command],
                cwd=self.directory,
                env=self._env(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self.hand.stdin is not None
        assert self.hand.stdout is not None
        self.hand.stdin.write(json.dumps({"do": do, **arguments}) + "\n")
        self.hand.stdin.flush()
        answer = self.hand.stdout.readline()
        if not answer:
            raise RuntimeError(f"the hand of {self.name} stopped at {do}")
        return json.loads(answer)

    def start_web(self) -> float:
        """Start the web process; the seconds until it has served the front page."""
        began = time.perf_counter()
        self.web = subprocess.Popen(
            [sys.executable, *SERVER, "--bind", f"{HOST}:{self.port}", self.wsgi], cwd=self.directory, env=self._env()
        )
        while time.perf_counter() - began < PATIENCE and self.web.poll() is None:
            try:
                self.get("/")
                return time.perf_counter() - began
            except ConnectionRefusedError:
                time.sleep(0.005)
        raise RuntimeError(f"{self.name} served no page in {PATIENCE} seconds")

    def stop_web(self) -> None:
        if self.visitor is not None:
            self.visitor.close()
            self.visitor = None
        if self.web is not None:
            self.web.terminate()
            self.web.wait()
            self.web = None

    def close(self) -> None:
        self.stop_web()
        if self.hand is not None and self.hand.stdin is not None:
            self.hand.stdin.close()
            self.hand.wait()

    def get(self, path: str, expected: int = 200) -> float:
        """Seconds until the whole answer is there."""
        return self._ask("GET", path, expected)

    def post(self, path: str, form: dict[str, Any], cookies: str) -> float:
        """The same for a form that redirects."""
        head = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, 302, urlencode(form), head)

    def _ask(
        self, method: str, path: str, expected: int, body: str | None = None, headers: dict[str, str] | None = None
    ) -> float:
        if self.visitor is None:
            self.visitor = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
        began = time.perf_counter()
        try:
            self.visitor.request(method, quote(path, safe="/?=&%"), body, headers or {})
            response = self.visitor.getresponse()
            response.read()
        except CLOSED_WHILE_IDLE:
            self.visitor.close()
            return self._ask(method, path, expected, body, headers)
        except ConnectionRefusedError:
            self.visitor = None
            raise
        if response.status != expected:
            raise RuntimeError(f"{self.name} answered {response.status} to {method} {path}, not {expected}")
        return time.perf_counter() - began

    def memory(self) -> float:
        """MiB that the web process and its worker hold."""
        assert self.web is not None
        children = Path(f"/proc/{self.web.pid}/task/{self.web.pid}/children").read_text().split()
        return sum(_resident(pid) for pid in [str(self.web.pid), *children])


def _resident(pid: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
