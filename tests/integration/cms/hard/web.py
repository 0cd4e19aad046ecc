"""The web server itself (gunicorn, as `manage.py serve` starts it) on the database of the test, to be killed."""

import http.client
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection

from cms.management.commands.serve import HOST, services
from tests.benchmarks.site import free_port

PATIENCE = 60
CUT_OFF = (OSError, http.client.HTTPException)


class Web:
    """Gunicorn with the application loaded in its master, so that a killed worker is quickly followed by the next."""

    master: subprocess.Popen[bytes]

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.environment = os.environ | self._database() | {"TMPDIR": str(folder), "LOG_LEVEL": "CRITICAL"}

    @staticmethod
    def _database() -> dict[str, str]:
        known = connection.settings_dict
        if connection.vendor == "sqlite":
            return {"TEST_SQLITE": str(known["NAME"])}
        place = f"{known['HOST']}:{known['PORT']}/{known['NAME']}"
        return {"DATABASE_URL": f"postgres://{known['USER']}:{known['PASSWORD']}@{place}"}

    def start(self) -> None:
        web = next(service for service in services(self.port) if service.name == "web")
        self.master = subprocess.Popen(
            [*web.command, "--preload"],
            env=self.environment,
            cwd=settings.BASE_DIR,
            stderr=subprocess.DEVNULL,
            process_group=0,
        )
        self.wait()

    def wait(self) -> None:
        """Until it answers, whatever it says."""
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > until:
                raise RuntimeError("no answer from gunicorn")
            time.sleep(0.01)

    def _answers(self) -> bool:
        try:
            return self.ask("GET", "/") > 0
        except CUT_OFF:
            return False

    def ask(self, method: str, path: str, form: dict[str, Any] | None = None, cookie: str = "") -> int:
        """The status of an answer, over a connection of its own; raises one of `CUT_OFF` where there is none."""
        line = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
        head = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            line.request(method, path, urlencode(form or {}), head)
            answer = line.getresponse()
            answer.read()
            return answer.status
        finally:
            line.close()

    def kill_worker(self) -> None:
        """As a power cut ends it; the master follows with a new one."""
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children").read_text().split()
        for pid in children:
            os.kill(int(pid), signal.SIGKILL)

    def kill_all(self) -> None:
        """Master and worker, which share a process group."""
        os.killpg(self.master.pid, signal.SIGKILL)
        self.master.wait()
