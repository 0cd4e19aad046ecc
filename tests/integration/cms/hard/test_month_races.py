"""A month is drawn up while something else happens to it: nothing is missed, nothing is written twice.

Whatever changes a month locks its page; whatever changes a record locks the record, then the pages of its months. So
each test says what follows from either order. `N` sets the number of races of each, 30 unless it is set.
"""

import pytest
from wagtail.models import Revision

from cms.actions import approval
from procurement.actions import months
from tests.factories.month_work import (
    approve_month,
    drafted,
    fresh,
    run_months,
)
from tests.integration.cms.hard.month_case import PLAYED_OUT, RACES, is_refused, run_race, withdrawal
from tests.integration.cms.hard.month_laws import hidden_rows
from tests.integration.cms.hard.races import approve

BOTH = {True, False}

pytestmark = [pytest.mark.hard, pytest.mark.django_db(transaction=True)]


def test_two_generators_write_one_draft(month):
    """Whoever locks the page first writes it; the second finds that it says so already."""
    for number in range(RACES):
        month.next()
        record = month.approved()
        before = Revision.objects.for_instance(month.page).count()

        ran = run_race(number, *[lambda: months.refresh_month(month.page)] * 2)

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

        ran = run_race(
            number,
            approve(month.case, waiting, executive),
            lambda: months.refresh_and_correct(fresh(month.page)),
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
        gone = month.approved()

        ran = run_race(number, withdrawal(gone, month), lambda: months.refresh_month(month.page))

        assert ran == [True, True]
        seen.add(bool(drafted(month.page).procurements))
        run_months()
        assert drafted(month.page).procurements == []
        month.draws_the_same_again()
    assert seen == BOTH


def test_a_record_is_withdrawn_while_its_month_is_submitted(month, executive):
    """Submitted first, it waits with the row and is not approved so; withdrawn first, it waits without it."""
    seen = set()
    for number in range(RACES):
        month.next()
        kept, gone = month.approved(), month.approved()

        ran = run_race(number, withdrawal(gone, month), month.submit)
        run_months()

        assert ran == [True, True]
        waiting = month.case.waiting()
        has_row = gone.pk in {row["record"] for row in waiting.revision.content["procurements"]}
        assert is_refused(approve(month.case, waiting, executive)) == has_row
        if has_row:
            approval.reject(waiting, by=executive, comment="จัดทำใหม่")
            run_months()
            assert [row["record"] for row in drafted(month.page).procurements] == [kept.pk]
        else:
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

        withdrawn, approved = run_race(number, withdrawal(gone, month), approve(month.case, waiting, executive))
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
        if number % PLAYED_OUT == 0:
            approve_month(month.page, by=executive)
            assert not hidden_rows(fresh(month.page).procurements)
        month.draws_the_same_again()
        seen.add(approved)
    assert seen == BOTH
