"""Two people at once, each with what his screen showed before the other acted: exactly one decision, always.

Over the races of a test the second act begins from well before to well after the first, most often at the same moment:
so each order is sure to happen, and what the test says of either is asked.
"""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import connections
from wagtail.models import TaskState

from cms.actions import approval, audit
from cms.models import AuditEntry, Publication, User
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.records.content import content_digest
from tests.factories.procurement import make_procurement
from tests.factories.records import make_announcement
from tests.integration.cms.approval_case import Case
from tests.integration.cms.hard.processes import RACES

HEAD_START = 0.3  # seconds; longer than any of the acts takes

pytestmark = [pytest.mark.hard, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=["page", "snippet"])
def cases(request, year_page, officer, clerk_office, procurement_officer, finance):
    """Fresh cases that wait for a decision, one for each race."""

    def make(number: int) -> Case:
        if request.param == "page":
            page = make_announcement(year_page, by=officer, division=clerk_office, title=f"ประกาศ {number}")
            return Case(page, officer, "page")
        record = make_procurement(by=procurement_officer, division=finance, title=f"งาน {number}")
        return Case(record, procurement_officer, "snippet")

    return make


def delays(number: int) -> tuple[float, float]:
    """How long the two acts of one race wait: the first race lets the second act begin, the last race the first."""
    lead = HEAD_START * (2 * number / (RACES - 1) - 1) ** 3
    return max(0.0, -lead), max(0.0, lead)


def race(number: int, *acts: Callable[[], None]) -> list[bool]:
    """Let two acts run at once, each in a thread with a connection of its own; which went through.

    The other got a sentence, and nothing else broke.
    """
    barrier = threading.Barrier(len(acts))
    ends: list[Exception | None] = [None] * len(acts)

    def run(index: int, act: Callable[[], None]) -> None:
        barrier.wait()
        time.sleep(delays(number)[index])
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


def approve(case, waiting, user):
    return lambda: approval.approve(waiting, by=by(user), revision=waiting.revision_id, digest=waiting.review.digest)


def decisions(case) -> int:
    return AuditEntry.objects.filter(kind="decision", object_id=str(case.obj.pk)).count()


def check(case, waiting, *, live: bool) -> None:
    """What must hold after any race."""
    fresh = case.fresh()
    publications = Publication.objects.of(case.obj)
    assert fresh.live == live
    assert publications.count() == int(live)
    if live:
        publication = publications.get()
        assert publication.stage == Stage.LIVE
        assert publication.digest == content_digest(fresh) == waiting.review.digest


def test_approve_and_approve(cases, executive, second_executive):
    winners = set()
    for number in range(RACES):
        case = cases(number)
        waiting = case.submit()

        first, second = race(number, approve(case, waiting, executive), approve(case, waiting, second_executive))

        assert first != second
        assert decisions(case) == 1
        assert case.publication().approved_by == (executive if first else second_executive)
        check(case, waiting, live=True)
        winners.add(first)
    assert winners == {True, False}
    assert audit.verify() is None


def test_approve_and_reject(cases, executive, second_executive):
    winners = set()
    for number in range(RACES):
        case = cases(number)
        waiting = case.submit()

        approved, rejected = race(
            number,
            approve(case, waiting, executive),
            lambda waiting=waiting: approval.reject(waiting, by=by(second_executive), comment="ไม่ครบ"),
        )

        assert approved != rejected
        assert decisions(case) == 1
        check(case, waiting, live=approved)
        winners.add(approved)
    assert winners == {True, False}
    assert audit.verify() is None


def test_approve_and_recall(cases, executive):
    winners = set()
    for number in range(RACES):
        case = cases(number)
        waiting = case.submit()

        approved, recalled = race(
            number,
            approve(case, waiting, executive),
            lambda case=case: approval.recall(case.fresh(), by=by(case.officer)),
        )

        assert approved != recalled
        assert decisions(case) == int(approved)
        check(case, waiting, live=approved)
        winners.add(approved)
    assert winners == {True, False}
    assert audit.verify() is None


def test_approve_and_edit(cases, executive):
    """An edit is refused before the decision and a new draft after it; the approval stands in either case."""
    seen = set()
    for number in range(RACES):
        case = cases(number)
        waiting = case.submit()

        approved, edited = race(
            number,
            approve(case, waiting, executive),
            lambda case=case: case.change_title("แก้พร้อมกัน", by=by(case.officer)),
        )

        assert approved
        assert decisions(case) == 1
        assert (case.fresh().get_latest_revision_as_object().title == "แก้พร้อมกัน") == edited
        check(case, waiting, live=True)
        seen.add(edited)
    assert seen == {True, False}


def test_approve_and_an_edit_past_the_guard(cases, executive):
    """Even an edit that no rule stopped is not what goes live."""
    seen = set()
    for number in range(RACES):
        case = cases(number)
        waiting = case.submit()

        approved, edited = race(
            number,
            approve(case, waiting, executive),
            lambda case=case: case.change_past_the_guard("แก้พร้อมกัน", by=by(case.officer)),
        )

        assert edited
        assert decisions(case) == int(approved)
        check(case, waiting, live=approved)
        seen.add(approved)
    assert seen == {True, False}


@pytest.mark.parametrize("was_sent_back", [False, True])
def test_submit_and_submit(cases, executive, was_sent_back):
    winners = set()
    for number in range(RACES):
        case = cases(number)
        if was_sent_back:
            approval.reject(case.submit(), by=executive, comment="ไม่ครบ")

        first, second = race(number, *[lambda case=case: approval.submit(case.fresh(), by=by(case.officer))] * 2)

        assert first != second
        state = case.fresh().workflow_states.get()
        assert state.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).get() == case.waiting()
        assert state.task_states.count() == 1 + was_sent_back
        winners.add(first)
    assert winners == {True, False}
