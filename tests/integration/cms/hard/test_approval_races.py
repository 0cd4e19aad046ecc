"""Two people at once, each with what his screen showed before the other acted: exactly one decision, always."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections

from cms.actions import approval, audit
from cms.models import AuditEntry, Publication, User
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.records.content import content_digest
from tests.factories.procurement import make_procurement
from tests.factories.records import make_announcement
from tests.integration.cms.approval_case import Case
from tests.integration.cms.hard.processes import RACES

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


def race(*acts: Callable[[], None]) -> list[Exception | None]:
    """Let the acts run at the same moment, each in a thread with a connection of its own; what each raised."""
    barrier = threading.Barrier(len(acts))
    ends: list[Exception | None] = [None] * len(acts)

    def run(index: int, act: Callable[[], None]) -> None:
        barrier.wait()
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
    return ends


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


def only_refused(ends) -> list[bool]:
    """Which acts went through; the others got a sentence, and nothing else broke."""
    assert all(end is None or isinstance(end, Refused) for end in ends), ends
    return [end is None for end in ends]


def test_approve_and_approve(cases, executive, second_executive):
    for number in range(RACES):
        case = cases(number)
        waiting = case.submit()

        ends = race(approve(case, waiting, executive), approve(case, waiting, second_executive))

        assert sorted(only_refused(ends)) == [False, True]
        assert decisions(case) == 1
        check(case, waiting, live=True)
    assert audit.verify() is None


def test_approve_and_reject(cases, executive, second_executive):
    seen = set()
    for number in range(RACES):
        case = cases(number)
        waiting = case.submit()

        ends = race(
            approve(case, waiting, executive),
            lambda waiting=waiting: approval.reject(waiting, by=by(second_executive), comment="ไม่ครบ"),
        )

        approved, rejected = only_refused(ends)
        assert approved != rejected
        assert decisions(case) == 1
        check(case, waiting, live=approved)
        seen.add(approved)
    assert audit.verify() is None


def test_approve_and_recall(cases, executive):
    for number in range(RACES):
        case = cases(number)
        waiting = case.submit()

        ends = race(
            approve(case, waiting, executive),
            lambda case=case: approval.recall(case.fresh(), by=by(case.officer)),
        )

        approved, recalled = only_refused(ends)
        assert approved != recalled
        assert decisions(case) == int(approved)
        check(case, waiting, live=approved)


def test_approve_and_edit(cases, executive):
    for number in range(RACES):
        case = cases(number)
        waiting = case.submit()

        ends = race(
            approve(case, waiting, executive),
            lambda case=case: case.change_title("แก้พร้อมกัน", by=by(case.officer)),
        )

        approved, _edited = only_refused(ends)
        assert approved
        assert decisions(case) == 1
        check(case, waiting, live=True)


def test_approve_and_an_edit_past_the_guard(cases, executive):
    """Even an edit that no rule stopped is not what goes live."""
    for number in range(RACES):
        case = cases(number)
        waiting = case.submit()

        ends = race(
            approve(case, waiting, executive),
            lambda case=case: case.change_past_the_guard("แก้พร้อมกัน", by=by(case.officer)),
        )

        approved, edited = only_refused(ends)
        assert edited
        assert decisions(case) == int(approved)
        check(case, waiting, live=approved)


def test_submit_and_submit(cases):
    for number in range(RACES):
        case = cases(number)

        ends = race(*[lambda case=case: approval.submit(case.fresh(), by=by(case.officer))] * 2)

        assert sorted(only_refused(ends)) == [False, True]
        assert connection.vendor in {"sqlite", "postgresql"}
        assert case.fresh().workflow_states.count() == 1
