"""Two acts at once, with leads from well before to well after each other."""

import threading
import time
from collections.abc import Callable

from django.db import connections
from wagtail.models import TaskState

from cms.actions import approval
from cms.models import User
from cms.policy.refusal import Refused
from tests.factories.decisions import open_by
from tests.integration.cms.approval_case import Case
from tests.integration.cms.hard.processes import RACES

HEAD_START = 0.3  # seconds; longer than any of the acts takes
FEWER = max(5, RACES // 6)  # races of what takes longer


def delays(number: int, of: int, *, closeness: int = 3) -> tuple[float, float]:
    """How long the two acts of one race wait: the first race lets the second act begin, the last race the first.

    `closeness` is odd: the larger, the more races begin at nearly the same moment.
    """
    lead = HEAD_START * (2 * number / (of - 1) - 1) ** closeness
    return max(0.0, -lead), max(0.0, lead)


def race(number: int, *acts: Callable[[], object], of: int = RACES, closeness: int = 3) -> list[bool]:
    """Let two acts run at once, each in a thread with a connection of its own; which went through.

    The other got a sentence, and nothing else broke. It is race `number` among all `of` a test.
    """
    barrier = threading.Barrier(len(acts))
    ends: list[Exception | None] = [None] * len(acts)

    def run(index: int, act: Callable[[], object]) -> None:
        barrier.wait()
        time.sleep(delays(number, of, closeness=closeness)[index])
        try:
            act()
        except Exception as error:
            ends[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(index, act)) for index, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(end is None or isinstance(end, Refused) for end in ends), ends
    return [end is None for end in ends]


def by(user: User) -> User:
    """The user as the other thread's request loads him."""
    return User.objects.get(pk=user.pk)


def approve(case: Case, waiting: TaskState, user: User) -> Callable[[], None]:
    """The approval of what the screen showed, and he opened, before the other act."""
    open_by(waiting, user)
    return lambda: approval.approve(waiting, by=by(user), revision=waiting.revision_id, digest=waiting.review.digest)
