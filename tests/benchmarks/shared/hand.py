"""The hand of a site: does inside the site's own process what the bench asks, a line of JSON for each order."""

import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

CSRF = "b" * 32


def obey(orders: Mapping[str, Callable[..., Any]]) -> None:
    """Take orders until the bench closes the line. What others print goes to stderr."""
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        order = json.loads(line)
        result = orders[order.pop("do")](**order)
        answers.write(json.dumps(result) + "\n")
        answers.flush()


def seconds_of(steps: Iterable[Callable[[], object]]) -> list[float]:
    """How long each step took."""
    taken = []
    for step in steps:
        began = time.perf_counter()
        step()
        taken.append(time.perf_counter() - began)
    return taken


def signed_in(user: Any) -> str:
    """The cookies of a person who has signed in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"sessionid={session.session_key}; csrftoken={CSRF}"
