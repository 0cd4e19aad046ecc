"""What a full month costs: drawn up and published in so many queries, however many rows it has."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.actions.approval import approve
from cms.thai.dates import fiscal_year
from procurement.actions import months
from tests.factories.decisions import open_by
from tests.factories.many_purchases import many_purchases
from tests.factories.month_work import approved_purchase, drafted, fresh, month_page, run_months

PROMISED = 150


@pytest.mark.parametrize("rows", [20, 500])
def test_a_month_is_drawn_up_and_published_in_few_queries(authority, finance, procurement_officer, executive, rows):
    today = timezone.localdate()
    record = approved_purchase(by=procurement_officer, division=finance, approver=executive, on=today)
    run_months()
    many_purchases(record, rows - 1)
    page = month_page(authority, fiscal_year(today), record.month)

    with CaptureQueriesContext(connection) as drawing_up:
        months.submit_month(page, by=procurement_officer)
    waiting = fresh(page).current_workflow_task_state
    open_by(waiting, executive)
    with CaptureQueriesContext(connection) as publishing:
        approve(waiting, by=executive, revision=waiting.revision_id, digest=waiting.review.digest)

    assert len(drawing_up) + len(publishing) <= PROMISED
    assert len(fresh(page).procurements) == len(drafted(page).procurements) == rows


def test_an_approval_of_a_record_asks_little_for_its_month(authority, finance, procurement_officer, executive):
    """The draft of the month is the work of a job."""
    today = timezone.localdate()
    record = approved_purchase(by=procurement_officer, division=finance, approver=executive, on=today)
    many_purchases(record, 300)

    people = {"by": procurement_officer, "approver": executive}
    with CaptureQueriesContext(connection) as asked:
        approved_purchase(division=finance, on=today, title="ซื้อกระดาษ", **people)

    about_the_month = [query for query in asked if "monthlyprocurementpage" in query["sql"]]
    assert len(about_the_month) <= 2
