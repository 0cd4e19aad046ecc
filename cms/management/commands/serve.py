"""`manage.py serve`: the whole system in one terminal: web, worker and scheduler."""

import errno
import http.client
import os
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.management.supervisor import Service, Supervisor

HOST = "127.0.0.1"
LOGINS = "demo-logins.txt"


def refusal_to_listen(port: int) -> str | None:
    """Why the server cannot listen on this port, or None where it is free."""
    if not 0 < port < 65536:
        return _("พอร์ต %(port)s ใช้ไม่ได้ ต้องเป็นเลข 1–65535 (no such port)") % {"port": port}
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return _(
                    "พอร์ต %(port)s มีโปรแกรมอื่นใช้อยู่ ปิดโปรแกรมนั้นก่อน หรือเลือกพอร์ตอื่นด้วย PORT=8080\n"
                    "(port %(port)s is taken: stop what uses it, or choose another one with PORT=8080)"
                ) % {"port": port}
            return _("เปิดพอร์ต %(port)s ไม่ได้: %(reason)s (cannot listen on this port)") % {
                "port": port,
                "reason": error.strerror,
            }
    return None


def answers(port: int) -> bool:
    """Whether the web process answers a request, with whatever status."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def services(port: int) -> list[Service]:
    """One web process with four threads (for a machine with little memory), one worker, one scheduler."""
    module, _dot, name = settings.WSGI_APPLICATION.rpartition(".")
    web = [
        *("gunicorn", f"{module}:{name}", "--bind", f"{HOST}:{port}", "--no-control-socket", "--log-level", "warning"),
        *(
            "--worker-class",
            "gthread",
            "--workers",
            "1",
            "--threads",
            "4",
            "--timeout",
            "60",
            "--graceful-timeout",
            "10",
        ),
    ]
    return [
        Service("web", [sys.executable, "-m", *web]),
        Service("worker", [sys.executable, "-m", "django", "run_jobs"]),
        Service("scheduler", [sys.executable, "-m", "django", "run_schedule"]),
    ]


class Command(BaseCommand):
    help = "Serves the site on 127.0.0.1 with its worker and scheduler beside it; Ctrl-C stops all three."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: object, port: int, **options: object) -> None:
        if reason := refusal_to_listen(port):
            raise CommandError(reason)
        supervisor = Supervisor(
            services=services(port),
            directory=settings.BASE_DIR,
            # DATA as an absolute path: a relative one would be another folder in another working directory.
            # Fewer memory arenas: each thread would otherwise allocate one of its own.
            environment=os.environ | {"DATA": str(settings.DATA), "PORT": str(port), "MALLOC_ARENA_MAX": "2"},
            say=lambda line: self.stderr.write(line),
        )
        supervisor.run(is_ready=lambda: answers(port), when_ready=lambda: self.welcome(port))

    def welcome(self, port: int) -> None:
        """Print the address, and the logins of the demo where it is loaded."""
        home = f"http://{HOST}:{port}/"
        logins = Path(settings.DATA) / LOGINS
        lines = ["", _("โปร่งใส พร้อมใช้ที่ %(home)s (Ctrl-C เพื่อหยุด)") % {"home": home}]
        lines += [_("Prongsai is running at %(home)s (Ctrl-C stops it)") % {"home": home}]
        lines += self.first_steps(home, logins) if logins.exists() else [_("เข้าสู่ระบบ: %(home)sadmin/") % {"home": home}]
        self.stdout.write("\n".join([*lines, ""]))
        self.stdout.flush()

    def first_steps(self, home: str, logins: Path) -> list[str]:
        """The lines about what to try first in the demo, with its logins."""
        return [
            "",
            _("ลองทำสามอย่างนี้ก่อน (what to try first)"),
            _("  1. เปิด %(home)s แล้วค้นหา ของขวัญ (search the public site)") % {"home": home},
            _("  2. เข้า %(home)sadmin/ ด้วยชื่อเจ้าหน้าที่ แก้ไขหน้าหนึ่งแล้วส่งขออนุมัติ (as the officer: edit, submit)")
            % {"home": home},
            _("  3. ออก แล้วเข้าใหม่ด้วยชื่อผู้บริหาร อ่านสิ่งที่เปลี่ยนแล้วอนุมัติ (as the executive: see the change, approve)"),
            "",
            logins.read_text(encoding="utf-8").strip(),
            _("(อ่านซ้ำได้ใน %(file)s)") % {"file": logins},
        ]
