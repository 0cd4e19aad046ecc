"""Two at once with one month: nothing is missed, nothing is written twice, one item waits."""

import pytest
from django.utils import timezone
from wagtail.models import Revision, WorkflowState

from cms.actions import audit
from cms.thai.dates import fiscal_year
from procurement.actions import months
from tests.factories.month_work import approve_purchase, drafted, fresh, make_purchase, month_page, run_months
from tests.integration.cms.approval_case import Case
from tests.integration.cms.hard.races import FEWER, approve, by, race

pytestmark = [pytest.mark.hard, pytest.mark.django_db(transaction=True)]


def test_two_generators_and_two_submissions_make_one(authority, finance, procurement_officer, executive):
    today = timezone.localdate()
    for number in range(FEWER):
        record = make_purchase(by=procurement_officer, division=finance, on=today, title=f"งาน {number}")
        approve_purchase(record, by=procurement_officer, approver=executive)
        page = month_page(authority, fiscal_year(today), fresh(record).month)
        before = Revision.objects.for_instance(page).count()

        assert race(number, *[lambda page=page: months.refresh_month(page)] * 2, of=FEWER) == [True, True]

        assert Revision.objects.for_instance(page).count() == before + 1
        assert len(drafted(page).procurements) == number + 1
    ran = race(0, *[lambda: months.submit_month(page, by=by(procurement_officer))] * 2, of=FEWER)
    assert sorted(ran) == [False, True]
    assert WorkflowState.objects.for_instance(page).active().count() == 1
    assert audit.verify() is None


def test_a_record_that_is_approved_while_its_month_is_comes_in(
    authority, finance, procurement_officer, executive, second_executive
):
    today = timezone.localdate()
    for number in range(FEWER):
        first, second = (make_purchase(by=procurement_officer, division=finance, on=today) for _each in range(2))
        approve_purchase(first, by=procurement_officer, approver=executive)
        page = month_page(authority, fiscal_year(today), fresh(first).month)
        if not fresh(page).workflow_in_progress:
            months.submit_month(page, by=procurement_officer)
        month = Case(page, procurement_officer, "page")
        case = Case(second, procurement_officer, "snippet")

        ran = race(
            number,
            approve(month, month.waiting(), executive),
            approve(case, case.submit(), second_executive),
            of=FEWER,
        )
        run_months()

        assert ran == [True, True]
        assert {first.pk, second.pk} <= {row["record"] for row in drafted(page).procurements}
        assert WorkflowState.objects.for_instance(page).active().count() == 1  # the correction
    assert audit.verify() is None
