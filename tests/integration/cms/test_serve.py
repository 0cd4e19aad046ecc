"""`manage.py serve`: what it refuses, what it starts, what it tells."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from cms.management.commands.serve import Command, refusal_to_listen


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_port_that_is_taken_is_refused_in_both_languages():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(CommandError, match=rf"(?s)พอร์ต {port} มีโปรแกรมอื่นใช้อยู่.*port {port} is taken"):
            call_command("serve", port=port)


@pytest.mark.parametrize("port", [-1, 0, 65536])
def test_what_is_no_port_is_refused(port):
    assert "1–65535" in refusal_to_listen(port)


def test_a_free_port_is_not_refused(free_port):
    assert refusal_to_listen(free_port) is None


def test_the_welcome_of_the_demo_shows_address_steps_and_logins(settings, tmp_path):
    settings.DATA = tmp_path
    (tmp_path / "demo-logins.txt").write_text("officer  correct-horse\n")
    out = StringIO()

    Command(stdout=out).welcome(8080)

    assert "http://127.0.0.1:8080/" in out.getvalue()
    assert "what to try first" in out.getvalue()
    assert "officer  correct-horse" in out.getvalue()


def test_the_welcome_of_an_empty_authority_shows_the_address_alone(settings, tmp_path):
    settings.DATA = tmp_path
    out = StringIO()

    Command(stdout=out).welcome(8080)

    assert "http://127.0.0.1:8080/admin/" in out.getvalue()
    assert "what to try first" not in out.getvalue()


@pytest.mark.slow
def test_one_command_serves_the_first_page_and_one_signal_ends_it(free_port, tmp_path):
    environment = os.environ | {
        "DATA": str(tmp_path),
        "PORT": str(free_port),
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "PYTHONUNBUFFERED": "1",
    }
    environment.pop("DATABASE_URL", None)
    manage = [sys.executable, "manage.py"]
    for command in (["migrate", "--verbosity", "0"], ["collectstatic", "--noinput", "--verbosity", "0"]):
        subprocess.run([*manage, *command], cwd=settings.BASE_DIR, env=environment, check=True)

    with subprocess.Popen(
        [*manage, "serve", "--port", str(free_port)],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as serving:
        try:
            home = next((line for line in serving.stdout if f"http://127.0.0.1:{free_port}/" in line), None)
            with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/admin/login/", timeout=30) as answer:
                status = answer.status
        finally:
            serving.send_signal(signal.SIGTERM)
        ended = serving.wait(timeout=30)

    assert home is not None
    assert status == 200
    assert ended == 0
    assert refusal_to_listen(free_port) is None
