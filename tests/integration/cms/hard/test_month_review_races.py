"""Two people at once with one month or with a record of it, and two workers: one item waits, and it says what it must.

In which order what is locked: see `test_month_races`.
"""

import pytest
from django.utils import timezone
from wagtail.models import Revision, WorkflowState

from cms.actions import jobs
from cms.models.jobs import Job
from cms.policy.roles import Role
from procurement.actions import months
from tests.factories.month_work import (
    approve_month,
    approve_purchase,
    change_purchase,
    drafted,
    fresh,
    run_months,
)
from tests.factories.people import make_user
from tests.integration.cms.hard.month_case import PLAYED_OUT, RACES, is_refused, run_race
from tests.integration.cms.hard.races import approve, by

BOTH = {True, False}

pytestmark = [pytest.mark.hard, pytest.mark.django_db(transaction=True)]


def worker(name: str) -> None:
    """A worker claims what waits and does it, as `manage.py work` does."""
    while job := jobs.claim(name):
        assert job.task != months.REFRESH_TASK or jobs.run(job), job.error


def test_the_approver_edits_a_record_of_the_month_that_he_approves(month, executive):
    """His draft is in no month before another approves it: the month stands as it was shown, whichever was first.

    From then on he has a hand in the month, and its correction is for another.
    """
    for number in range(RACES):
        month.next()
        record = month.approved()
        waiting = month.submit()

        ran = run_race(
            number,
            approve(month.case, waiting, executive),
            lambda record=record: change_purchase(record, by=by(executive), title="แก้โดยผู้อนุมัติ"),
        )

        assert ran == [True, True]
        assert [row["title"] for row in fresh(month.page).procurements] == ["จ้างซ่อมถนนลูกรัง"]
        if number % PLAYED_OUT == 0:
            approve_purchase(record, by=month.officer, approver=month.second)
            run_months()
            assert is_refused(approve(month.case, month.case.waiting(), executive))
            approve_month(month.page, by=month.second)
            assert [row["title"] for row in fresh(month.page).procurements] == ["แก้โดยผู้อนุมัติ"]
        month.draws_the_same_again()


def test_a_record_that_is_approved_while_its_month_is_comes_in(month, executive):
    """The month that is approved is what waited; the record comes in with the correction, whichever was first."""
    for number in range(RACES):
        month.next()
        first, second = month.approved(), month.draft()
        waiting = month.submit()

        ran = run_race(
            number,
            approve(month.case, waiting, executive),
            approve(second, second.submit(), month.second),
        )
        run_months()

        assert ran == [True, True]
        assert month.public() == [first.pk]
        assert [row["record"] for row in drafted(month.page).procurements] == [first.pk, second.obj.pk]
        assert month.waits()  # the correction
        month.draws_the_same_again()


def test_two_officers_submit_one_month(month, finance):
    """Whoever locks the page first submits; the other reads that it waits."""
    winners, other = set(), make_user(Role.PROCUREMENT_OFFICER, finance)
    for number in range(RACES):
        month.next()
        month.approved()

        ran = run_race(number, month.submit, lambda: month.submit(by(other)))

        assert sorted(ran) == [False, True]
        assert WorkflowState.objects.for_instance(month.page).active().count() == 1
        month.draws_the_same_again()
        winners.add(ran[0])
    assert winners == BOTH


def test_none_is_not_stated_while_a_record_is_approved(month, executive):
    """Before the approval the record is not approved yet, after it the month has a row: refused in either order."""
    for number in range(RACES):
        month.next()
        case = month.draft()

        ran = run_race(
            number,
            lambda: months.state_none(fresh(month.page), by=by(month.officer)),
            approve(case, case.submit(), executive),
        )
        run_months()

        assert ran == [False, True]
        assert not month.waits()
        assert [row["record"] for row in drafted(month.page).procurements] == [case.obj.pk]
        month.draws_the_same_again()


def test_two_workers_correct_what_is_public_once(month):
    """One claims the job; a record that changes meanwhile asks for it again, and one correction waits."""
    for number in range(RACES):
        month.next()
        record = month.approved()
        month.publish()
        change_purchase(record, by=month.officer, title="แก้ไขแล้ว")
        approve_purchase(record, by=month.officer, approver=month.executive)
        before = Revision.objects.for_instance(month.page).count()

        ran = run_race(number, *[lambda name=name: worker(name) for name in ("a", "b")])

        assert ran == [True, True]
        assert Revision.objects.for_instance(month.page).count() == before + 1
        assert WorkflowState.objects.for_instance(month.page).active().count() == 1
        assert [row["title"] for row in drafted(month.page).procurements] == ["แก้ไขแล้ว"]
        assert not Job.objects.filter(task=months.REFRESH_TASK).due(timezone.now()).exists()
        month.draws_the_same_again()
