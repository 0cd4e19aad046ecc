"""Two at once with one month: nothing is missed, nothing is written twice, one item waits, and the laws hold after it.

Whatever changes a month locks its page; whatever changes a record locks the record, then the pages of its months. So
each test says what follows from either order. `N` sets the number of races of each, at most 30 unless it is set.
"""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Revision, WorkflowState

from cms.actions import approval, audit, jobs, takedown
from cms.actions.fiscal_years import open_fiscal_year
from cms.actions.verification import first_difference
from cms.models import Publication
from cms.models.jobs import Job
from cms.policy.takedown import Decision, ReviewedTakedown
from cms.thai.dates import fiscal_year
from procurement.actions import months
from tests.factories.month_work import (
    approve_month,
    approve_purchase,
    approved_purchase,
    change_purchase,
    day_in,
    drafted,
    fresh,
    make_purchase,
    month_page,
    run_months,
)
from tests.integration.cms.approval_case import Case
from tests.integration.cms.hard.month_laws import check_months, hidden_rows
from tests.integration.cms.hard.races import approve, by, race

RACES = int(os.environ.get("N", 30))
BOTH = {True, False}

pytestmark = [pytest.mark.hard, pytest.mark.django_db(transaction=True)]


class Month:
    """A month that is over, with its people; each race has a fresh record or two in it."""

    def __init__(self, authority: Any, finance: Any, officer: Any, executive: Any, second: Any) -> None:
        self.authority, self.finance, self.officer = authority, finance, officer
        self.executive, self.second = executive, second
        self.year = fiscal_year(timezone.localdate()) - 1
        self.place = 0

    def next(self) -> None:
        """Let the next race have the next of the twelve months; after those, of an earlier year."""
        if self.place % 12 == 0 and self.place:
            self.year -= 1
            open_fiscal_year(self.authority, self.year, by=None)
        self.period = f"m{self.place % 12 + 1:02d}"
        self.place += 1
        self.page = month_page(self.authority, self.year, self.period)
        self.case = Case(self.page, self.officer, "page")

    @property
    def on(self) -> Any:
        return day_in(self.year, self.period)

    def draft(self, **fields: Any) -> Case:
        made = make_purchase(by=self.officer, division=self.finance, on=self.on, **fields)
        return Case(made, self.officer, "snippet")

    def approved(self, **fields: Any) -> Any:
        people = {"by": self.officer, "approver": self.executive, "division": self.finance}
        return approved_purchase(on=self.on, **people, **fields)

    def submit(self) -> Any:
        months.submit_month(fresh(self.page), by=self.officer)
        return self.case.waiting()

    def publish(self) -> None:
        self.submit()
        approve_month(self.page, by=self.executive)

    def public(self) -> list[int]:
        """The records of its public rows."""
        page = fresh(self.page)
        return [row["record"] for row in page.procurements] if page.live else []

    def waits(self) -> bool:
        return bool(fresh(self.page).workflow_in_progress)

    def draws_the_same_again(self) -> None:
        """The queue once more, and the laws: nothing is written."""
        run_months()
        before = Revision.objects.count()
        months.refresh_and_correct(fresh(self.page))
        assert Revision.objects.count() == before
        check_months([self.page])


@pytest.fixture
def month(authority, finance, procurement_officer, executive, second_executive, site_admin):
    found = Month(authority, finance, procurement_officer, executive, second_executive)
    open_fiscal_year(authority, found.year, by=site_admin)
    yield found
    assert audit.verify() is None
    assert first_difference() is None


def withdrawal(record: Any, month: Month) -> Callable[[], object]:
    """The second executive withdraws a record, as asked before."""
    publication = Publication.objects.of(record).current().get()
    asked = takedown.request_withdrawal(publication, by=month.officer, reason="พิมพ์ซ้ำ")
    reviewed = ReviewedTakedown(publication.pk, publication.digest)
    return lambda: takedown.settle(asked, Decision.WITHDRAW, by=by(month.second), reviewed=reviewed)


def worker(name: str) -> None:
    """A worker claims what waits and does it, as `manage.py work` does."""
    while job := jobs.claim(name):
        assert job.task != months.REFRESH_TASK or jobs.run(job), job.error


def test_two_generators_write_one_draft(month):
    """Whoever locks the page first writes it; the second finds that it says so already."""
    for number in range(RACES):
        month.next()
        record = month.approved()
        before = Revision.objects.for_instance(month.page).count()

        ran = race(number, *[lambda: months.refresh_month(month.page)] * 2, of=RACES)

        assert ran == [True, True]
        assert Revision.objects.for_instance(month.page).count() == before + 1
        assert [row["record"] for row in drafted(month.page).procurements] == [record.pk]
        month.draws_the_same_again()


def test_a_generator_during_the_review_writes_nothing(month, executive):
    """What waits is what is approved; generated before the approval nothing changes, after it comes the correction."""
    for number in range(RACES):
        month.next()
        first = month.approved()
        waiting = month.submit()
        second = month.approved()

        ran = race(
            number,
            approve(month.case, waiting, executive),
            lambda: months.refresh_and_correct(fresh(month.page)),
            of=RACES,
        )

        assert ran == [True, True]
        assert month.public() == [first.pk]
        run_months()
        assert [row["record"] for row in drafted(month.page).procurements] == [first.pk, second.pk]
        assert month.waits()
        month.draws_the_same_again()


def test_a_record_is_withdrawn_while_its_month_is_generated(month):
    """Generated first, the draft has the row until the job that the withdrawal asks for; after it, it never has it."""
    seen = set()
    for number in range(RACES):
        month.next()
        kept, gone = month.approved(), month.approved()

        ran = race(number, withdrawal(gone, month), lambda: months.refresh_month(month.page), of=RACES)

        assert ran == [True, True]
        seen.add(len(drafted(month.page).procurements) == 1)
        run_months()
        assert [row["record"] for row in drafted(month.page).procurements] == [kept.pk]
        month.draws_the_same_again()
    assert seen == BOTH


def test_a_record_is_withdrawn_while_its_month_is_submitted(month, executive):
    """Submitted first, it waits with the row and is not approved so; withdrawn first, it waits without it."""
    seen = set()
    for number in range(RACES):
        month.next()
        kept, gone = month.approved(), month.approved()

        ran = race(number, withdrawal(gone, month), month.submit, of=RACES)
        run_months()

        assert ran == [True, True]
        waiting = month.case.waiting()
        has_row = gone.pk in {row["record"] for row in waiting.revision.content["procurements"]}
        approved = race(0, approve(month.case, waiting, executive), of=2)
        assert approved == [not has_row]
        if has_row:
            approval.reject(waiting, by=executive, comment="จัดทำใหม่")
            run_months()
            month.publish()
        assert month.public() == [kept.pk]
        month.draws_the_same_again()
        seen.add(has_row)
    assert seen == BOTH


def test_a_record_is_withdrawn_while_its_month_is_approved(month, executive):
    """Withdrawn first, the approval is refused; approved first, a correction that strikes it through waits at once."""
    seen = set()
    for number in range(RACES):
        month.next()
        kept, gone = month.approved(), month.approved()
        waiting = month.submit()

        withdrawn, approved = race(number, withdrawal(gone, month), approve(month.case, waiting, executive), of=RACES)
        run_months()

        assert withdrawn
        assert month.waits()
        if approved:
            assert month.public() == [kept.pk, gone.pk]
            assert "withdrawn" in drafted(month.page).procurements[1]
        else:
            assert month.public() == []
            approval.reject(month.case.waiting(), by=executive, comment="จัดทำใหม่")
            run_months()
            month.submit()
        approve_month(month.page, by=executive)
        assert not hidden_rows(fresh(month.page).procurements)
        month.draws_the_same_again()
        seen.add(approved)
    assert seen == BOTH


def test_the_approver_edits_a_record_of_the_month_that_he_approves(month, executive):
    """His draft is in no month before another approves it: the month stands as it was shown, whichever was first.

    From then on he has a hand in the month, and its correction is for another.
    """
    for number in range(RACES):
        month.next()
        record = month.approved()
        waiting = month.submit()

        ran = race(
            number,
            approve(month.case, waiting, executive),
            lambda record=record: change_purchase(record, by=by(executive), title="แก้โดยผู้อนุมัติ"),
            of=RACES,
        )

        assert ran == [True, True]
        assert [row["title"] for row in fresh(month.page).procurements] == ["จ้างซ่อมถนนลูกรัง"]
        approve_purchase(record, by=month.officer, approver=month.second)
        run_months()
        assert race(0, approve(month.case, month.case.waiting(), executive), of=2) == [False]
        approve_month(month.page, by=month.second)
        assert [row["title"] for row in fresh(month.page).procurements] == ["แก้โดยผู้อนุมัติ"]
        month.draws_the_same_again()


def test_a_record_that_is_approved_while_its_month_is_comes_in(month, executive):
    """The month that is approved is what waited; the record comes in with the correction, whichever was first."""
    for number in range(RACES):
        month.next()
        first, second = month.approved(), month.draft()
        waiting = month.submit()

        ran = race(
            number,
            approve(month.case, waiting, executive),
            approve(second, second.submit(), month.second),
            of=RACES,
        )
        run_months()

        assert ran == [True, True]
        assert month.public() == [first.pk]
        assert [row["record"] for row in drafted(month.page).procurements] == [first.pk, second.obj.pk]
        assert month.waits()  # the correction
        month.draws_the_same_again()


def test_two_officers_submit_one_month(month):
    """Whoever locks the page first submits; the other reads that it waits."""
    winners = set()
    for number in range(RACES):
        month.next()
        month.approved()

        ran = race(number, *[month.submit] * 2, of=RACES)

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

        ran = race(
            number,
            lambda: months.state_none(fresh(month.page), by=by(month.officer)),
            approve(case, case.submit(), executive),
            of=RACES,
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

        ran = race(number, *[lambda name=name: worker(name) for name in ("a", "b")], of=RACES)

        assert ran == [True, True]
        assert Revision.objects.for_instance(month.page).count() == before + 1
        assert WorkflowState.objects.for_instance(month.page).active().count() == 1
        assert [row["title"] for row in drafted(month.page).procurements] == ["แก้ไขแล้ว"]
        assert not Job.objects.filter(task=months.REFRESH_TASK).due(timezone.now()).exists()
        month.draws_the_same_again()
