"""What may not become public with a month, by an approval, a lift or the clock; and who is none of its approvers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.actions import approval, takedown
from cms.actions.due_publications import publish_due
from cms.actions.people import appoint
from cms.models import Publication, User
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from procurement.actions import months
from tests.factories.decisions import approve_by, settle
from tests.factories.month_work import (
    approve_month,
    approve_purchase,
    approved_purchase,
    change_purchase,
    day_in,
    drafted,
    fresh,
    run_months,
)

PERIOD = "m01"


@pytest.fixture
def record(page, finance, procurement_officer, executive, year):
    """An approved procurement of the month."""
    people = {"by": procurement_officer, "approver": executive, "division": finance}
    made = approved_purchase(on=day_in(year, PERIOD), title="พิมพ์ผิด", **people)
    run_months()
    return made


@pytest.fixture
def both(second_executive, authority, finance):
    """An executive who is a procurement officer as well."""
    appoint(second_executive, Role.PROCUREMENT_OFFICER, authority=authority, division=finance, by=None)
    return User.objects.get(pk=second_executive.pk)


def waiting(page):
    return fresh(page).current_workflow_task_state


def current(obj):
    return Publication.objects.of(obj).current().get()


def withdraw(obj, *, by, executive):
    settle(takedown.request_withdrawal(current(obj), by=by, reason="พิมพ์ผิด"), by=executive, withdraw=True)


def correct(record, officer, executive, **fields):
    change_purchase(record, by=officer, **fields)
    approve_purchase(record, by=officer, approver=executive)


def test_what_was_withdrawn_is_not_approved_though_its_record_is_public_again(
    page, record, procurement_officer, executive
):
    months.submit_month(page, by=procurement_officer)
    withdraw(record, by=procurement_officer, executive=executive)
    correct(record, procurement_officer, executive, title="ถูกต้อง")

    with pytest.raises(Refused, match="ถูกถอนหรือระงับ"):
        approve_by(waiting(page), executive)

    approval.reject(waiting(page), by=executive, comment="จัดทำใหม่")
    run_months()
    months.submit_month(page, by=procurement_officer)
    assert approve_month(page, by=executive).content["procurements"][0]["title"] == "ถูกต้อง"


def test_what_was_withdrawn_and_approved_again_as_it_was_may_be_public(page, record, procurement_officer, executive):
    months.submit_month(page, by=procurement_officer)
    withdraw(record, by=procurement_officer, executive=executive)
    correct(record, procurement_officer, executive, title="พิมพ์ผิด")

    assert approve_month(page, by=executive).stage == Stage.LIVE


@pytest.mark.parametrize("form", ["page", "ocds"])
def test_what_was_withdrawn_and_corrected_is_no_earlier_edition_to_read(
    page, record, procurement_officer, executive, client, form
):
    """The withdrawn words stood in the edition before, which the page compares and the standard tells."""
    months.submit_month(page, by=procurement_officer)
    approve_month(page, by=executive)
    withdraw(record, by=procurement_officer, executive=executive)
    correct(record, procurement_officer, executive, title="ถูกต้อง")
    run_months()
    approve_month(page, by=executive)

    address = fresh(page).public_address()
    text = client.get(address if form == "page" else f"{address}export/ocds/").content.decode()

    assert "ถูกต้อง" in text
    assert "พิมพ์ผิด" not in text


def test_what_a_correction_replaced_may_be_public(page, record, procurement_officer, executive):
    months.submit_month(page, by=procurement_officer)
    correct(record, procurement_officer, executive, title="ถูกต้อง")

    assert approve_month(page, by=executive).content["procurements"][0]["title"] == "พิมพ์ผิด"


@pytest.mark.parametrize("act", ["withdraw", "suspend"])
def test_a_suspended_month_is_not_lifted_with_a_row_that_nobody_may_read(
    page, record, procurement_officer, executive, second_executive, act
):
    months.submit_month(page, by=procurement_officer)
    approve_month(page, by=executive)
    asked = takedown.suspend(current(page), by=executive, reason="พบเลขบัตรในรายการ")
    if act == "withdraw":
        withdraw(record, by=procurement_officer, executive=executive)
    else:
        takedown.suspend(current(record), by=executive, reason="พบเลขบัตร")

    with pytest.raises(Refused, match="ถูกถอนหรือระงับ"):
        settle(asked, by=second_executive, withdraw=False)

    assert not fresh(page).live


def test_a_suspended_month_is_lifted_once_its_rows_may_be_read(
    page, record, procurement_officer, executive, second_executive
):
    months.submit_month(page, by=procurement_officer)
    approve_month(page, by=executive)
    of_month = takedown.suspend(current(page), by=executive, reason="พบเลขบัตรในรายการ")
    of_record = takedown.suspend(current(record), by=executive, reason="พบเลขบัตร")

    settle(of_record, by=second_executive, withdraw=False)
    settle(of_month, by=second_executive, withdraw=False)

    assert fresh(page).live


def test_a_month_for_later_does_not_go_live_with_a_row_that_nobody_may_read(
    page, record, procurement_officer, executive
):
    later = timezone.now() + timedelta(days=1)
    draft = drafted(page)
    draft.go_live_at = later
    draft.save_revision(user=procurement_officer)
    months.submit_month(page, by=procurement_officer)
    approve_by(waiting(page), executive)
    withdraw(record, by=procurement_officer, executive=executive)

    assert publish_due(later) == 0

    scheduled = Publication.objects.of(page).get()
    assert scheduled.stage == Stage.SCHEDULED
    assert "ถูกถอนหรือระงับ" in scheduled.held_because


def test_none_is_not_approved_once_a_record_of_the_month_is_public(page, finance, procurement_officer, executive, year):
    months.state_none(page, by=procurement_officer)
    people = {"by": procurement_officer, "approver": executive, "division": finance}
    approved_purchase(on=day_in(year, PERIOD), **people)

    with pytest.raises(Refused, match="หลังจากแจ้งว่าไม่มี"):
        approve_by(waiting(page), executive)

    approval.reject(waiting(page), by=executive, comment="มีหนึ่งรายการ")
    run_months()
    assert len(drafted(page).procurements) == 1


def test_whoever_moved_a_record_out_of_a_month_does_not_approve_that(
    page, record, procurement_officer, executive, both, finance, year
):
    people = {"by": procurement_officer, "approver": executive, "division": finance}
    approved_purchase(on=day_in(year, PERIOD), title="อีกรายการ", **people)
    months.submit_month(page, by=procurement_officer)
    approve_month(page, by=executive)
    change_purchase(record, by=both, contract_date=day_in(year, "m02"))
    approve_purchase(record, by=procurement_officer, approver=executive)
    run_months()
    assert [row["title"] for row in drafted(page).procurements] == ["อีกรายการ"]

    with pytest.raises(Refused, match="ต้องให้ผู้อื่นเป็นผู้พิจารณา"):
        approve_by(waiting(page), both)

    assert approve_month(page, by=executive).approved_by == executive


def test_whoever_edited_a_record_does_not_approve_a_month_that_was_submitted_past_the_list(
    page, record, procurement_officer, executive, both
):
    """From the editor of the month, before the queue has drawn it up again."""
    correct(record, both, executive, title="แก้โดยผู้บริหาร")
    months.submit_month(page, by=procurement_officer)
    approve_by(waiting(page), executive)
    draft = drafted(page)
    draft.summary = "หมายเหตุ"
    draft.save_revision(user=procurement_officer)
    approval.submit(fresh(page), by=procurement_officer)

    with pytest.raises(Refused, match="ต้องให้ผู้อื่นเป็นผู้พิจารณา"):
        approve_by(waiting(page), both)
