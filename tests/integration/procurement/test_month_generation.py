"""A month is drawn up from what was approved, whatever anybody types; what changes later waits for its own approval."""

import pytest
from django.utils import timezone
from wagtail.models import Revision, WorkflowState

from cms.actions import approval, takedown
from cms.actions.due_publications import expire_due
from cms.models import DraftContributor, Publication, User
from cms.models.jobs import Job
from cms.policy.approval import NOT_THEIRS
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from cms.thai.dates import fiscal_year
from procurement.actions import months
from procurement.policy.month_rows import SUSPENDED, digest_of_rows
from procurement.policy.month_sums import sums_of
from procurement.policy.month_work import HAS_ROWS, NEVER_DELETED, NOT_OVER, NOTHING_APPROVED, NOTHING_NEW
from tests.factories.decisions import approve_by, settle
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
from tests.factories.people import make_user

PERIOD = "m01"


@pytest.fixture
def purchase(finance, procurement_officer, executive, page, year):
    """Makes an approved procurement of the month, and does the work that follows."""

    def make(**fields):
        values = {"on": day_in(year, PERIOD), "by": procurement_officer, "approver": executive, **fields}
        record = approved_purchase(division=finance, **values)
        run_months()
        return record

    return make


def titles(rows):
    return [row["title"] for row in rows]


def withdraw(record, *, by, executive, reason="พิมพ์ซ้ำ"):
    publication = Publication.objects.of(record).current().get()
    asked = takedown.request_withdrawal(publication, by=by, reason=reason)
    settle(asked, by=executive, withdraw=True)
    run_months()


def published_month(page, officer, executive):
    months.submit_month(fresh(page), by=officer)
    return approve_month(page, by=executive)


def correct(page, record, officer, executive, **fields):
    change_purchase(record, by=officer, **fields)
    approve_purchase(record, by=officer, approver=executive)
    run_months()


def test_an_approval_of_a_record_only_refreshes_the_draft(page, purchase):
    record = purchase()

    (row,) = drafted(page).procurements
    assert (row["record"], row["title"], row["budget"]) == (record.pk, "จ้างซ่อมถนนลูกรัง", "12500.00")
    assert row["winners"] == [{"name": "ร้านแสงทอง", "price": "12000.00"}]
    assert drafted(page).procurements_digest == digest_of_rows([row])
    assert not fresh(page).live
    assert not fresh(page).workflow_in_progress
    assert fresh(page).procurements == []


def test_a_draft_of_a_record_is_in_no_month(page, purchase, procurement_officer):
    record = purchase()
    change_purchase(record, by=procurement_officer, title="ยังไม่อนุมัติ")

    months.refresh_month(page)

    assert titles(drafted(page).procurements) == ["จ้างซ่อมถนนลูกรัง"]


def test_rows_come_by_day_and_are_numbered(page, purchase, year):
    for day, title in ((9, "ก"), (2, "ข"), (9, "ค")):
        purchase(on=day_in(year, PERIOD, day), title=title)

    rows = drafted(page).procurements
    assert [(row["number"], row["title"]) for row in rows] == [(1, "ข"), (2, "ก"), (3, "ค")]


def test_drawing_up_again_writes_nothing(page, purchase):
    purchase()
    revisions = Revision.objects.count()

    assert months.refresh_month(fresh(page)) is False

    assert Revision.objects.count() == revisions


def test_an_empty_month_writes_nothing(page):
    assert months.refresh_month(page) is False
    assert fresh(page).latest_revision is None


def test_the_public_gets_the_month_only_by_an_approval(page, purchase, procurement_officer, executive):
    purchase()

    publication = published_month(page, procurement_officer, executive)

    assert publication.stage == Stage.LIVE
    assert fresh(page).procurements == publication.content["procurements"] == drafted(page).procurements
    assert sums_of(publication.content["procurements"]).agreed == 12000


def test_submitting_draws_up_first(page, finance, procurement_officer, executive, year):
    approved_purchase(by=procurement_officer, division=finance, approver=executive, on=day_in(year, PERIOD))

    months.submit_month(page, by=procurement_officer)  # no job has run yet

    assert len(fresh(page).current_workflow_task_state.revision.content["procurements"]) == 1


def test_what_is_approved_while_the_month_waits_comes_in_after_its_review(
    page, purchase, procurement_officer, executive
):
    purchase(title="ก")
    months.submit_month(page, by=procurement_officer)
    purchase(title="ข")
    assert titles(drafted(page).procurements) == ["ก"]

    publication = approve_month(page, by=executive)

    assert titles(publication.content["procurements"]) == ["ก"]
    assert titles(drafted(page).procurements) == ["ก", "ข"]
    assert fresh(page).workflow_in_progress  # a correction of what is public


@pytest.mark.parametrize("end", ["reject", "recall"])
def test_after_a_month_was_sent_back_or_recalled_it_is_drawn_up_and_left_to_the_officer(
    page, purchase, procurement_officer, executive, end
):
    purchase(title="ก")
    months.submit_month(page, by=procurement_officer)
    purchase(title="ข")

    if end == "reject":
        approval.reject(fresh(page).current_workflow_task_state, by=executive, comment="ขาดหนึ่งรายการ")
    else:
        approval.recall(fresh(page), by=procurement_officer)
    run_months()

    assert titles(drafted(page).procurements) == ["ก", "ข"]
    assert not fresh(page).workflow_in_progress


def test_a_correction_of_what_is_public_is_submitted_at_once_by_the_robot(
    page, purchase, procurement_officer, executive
):
    record = purchase()
    published_month(page, procurement_officer, executive)

    correct(page, record, procurement_officer, executive, title="จ้างซ่อมถนนคอนกรีต")

    assert titles(fresh(page).procurements) == ["จ้างซ่อมถนนลูกรัง"]
    state = fresh(page).current_workflow_state
    assert state.requested_by == months.summary_robot()
    assert titles(approve_month(page, by=executive).content["procurements"]) == ["จ้างซ่อมถนนคอนกรีต"]


def test_one_item_of_a_month_waits_however_many_corrections_there_are(page, purchase, procurement_officer, executive):
    record = purchase()
    published_month(page, procurement_officer, executive)

    for title in ("ก", "ข", "ค"):
        correct(page, record, procurement_officer, executive, title=title)

    waiting = WorkflowState.objects.for_instance(page).filter(status=WorkflowState.STATUS_IN_PROGRESS)
    assert waiting.count() == 1
    assert titles(drafted(page).procurements) == ["ก"]
    approve_month(page, by=executive)
    assert titles(drafted(page).procurements) == ["ค"]
    assert waiting.count() == 1


def test_a_correction_that_was_sent_back_is_not_submitted_again_until_a_record_changes(
    page, purchase, procurement_officer, executive
):
    record = purchase()
    published_month(page, procurement_officer, executive)
    correct(page, record, procurement_officer, executive, title="ก")

    approval.reject(fresh(page).current_workflow_task_state, by=executive, comment="ชื่อผิด")
    run_months()
    assert not fresh(page).workflow_in_progress
    correct(page, record, procurement_officer, executive, title="ข")

    assert fresh(page).workflow_in_progress
    assert titles(drafted(page).procurements) == ["ข"]


def test_an_edition_that_changes_nothing_in_the_month_asks_for_no_approval(
    page, purchase, procurement_officer, executive, year
):
    record = purchase()
    published_month(page, procurement_officer, executive)

    correct(page, record, procurement_officer, executive, request_date=day_in(year, PERIOD, 1))

    assert not fresh(page).workflow_in_progress
    assert drafted(page).procurements == fresh(page).procurements


def test_a_record_that_moves_leaves_its_month_and_enters_the_other(
    authority, page, purchase, procurement_officer, executive, year
):
    other = month_page(authority, year, "m02")
    record = purchase()
    published_month(page, procurement_officer, executive)

    correct(page, record, procurement_officer, executive, contract_date=day_in(year, "m02"))

    assert drafted(page).procurements == []
    assert [row["record"] for row in drafted(other).procurements] == [record.pk]
    assert [row["record"] for row in fresh(page).procurements] == [record.pk]


def test_a_withdrawn_record_of_a_public_month_keeps_its_row_without_its_content(
    page, purchase, procurement_officer, executive
):
    first, second = purchase(title="ก"), purchase(title="ข")
    published_month(page, procurement_officer, executive)

    withdraw(first, by=procurement_officer, executive=executive)

    rows = drafted(page).procurements
    assert rows[0] == {"number": 1, "record": first.pk, "title": "ก", "withdrawn": "พิมพ์ซ้ำ"}
    assert (rows[1]["number"], rows[1]["record"]) == (2, second.pk)
    publication = approve_month(page, by=executive)
    assert publication.content["procurements"] == rows
    assert months.refresh_month(fresh(page)) is False


def test_a_record_that_was_withdrawn_before_its_month_was_public_leaves_it(
    page, purchase, procurement_officer, executive
):
    record = purchase()

    withdraw(record, by=procurement_officer, executive=executive)

    assert drafted(page).procurements == []


def test_an_expired_record_keeps_its_row_too(page, purchase, procurement_officer, executive):
    now = timezone.now()
    record = purchase(expire_at=now + timezone.timedelta(days=1))
    published_month(page, procurement_officer, executive)

    expire_due(now + timezone.timedelta(days=2))
    run_months()

    (row,) = drafted(page).procurements
    assert row["record"] == record.pk
    assert row["withdrawn"]
    assert "budget" not in row


def test_a_suspended_record_shows_nothing_until_it_is_decided(
    page, purchase, procurement_officer, executive, second_executive
):
    record = purchase()
    published_month(page, procurement_officer, executive)

    asked = takedown.suspend(Publication.objects.of(record).current().get(), by=executive, reason="พบเลขบัตร")
    run_months()
    assert titles(drafted(page).procurements) == [SUSPENDED]
    settle(asked, by=second_executive, withdraw=False)
    approve_month(page, by=executive)

    assert titles(drafted(page).procurements) == ["จ้างซ่อมถนนลูกรัง"]


@pytest.mark.parametrize("act", ["withdraw", "suspend"])
def test_a_month_that_waits_is_not_approved_with_a_row_that_nobody_may_read(
    page, purchase, procurement_officer, executive, second_executive, act
):
    record = purchase(title="ก")
    purchase(title="ข")
    months.submit_month(page, by=procurement_officer)
    if act == "withdraw":
        withdraw(record, by=procurement_officer, executive=executive)
    else:
        takedown.suspend(Publication.objects.of(record).current().get(), by=second_executive, reason="พบเลขบัตร")

    with pytest.raises(Refused, match="ถูกถอนหรือระงับ"):
        approve_by(fresh(page).current_workflow_task_state, executive)

    approval.reject(fresh(page).current_workflow_task_state, by=executive, comment="จัดทำใหม่")
    run_months()
    assert titles(drafted(page).procurements) == ["ข"]


def test_whoever_had_a_hand_in_a_record_does_not_approve_its_month(
    page, finance, procurement_officer, executive, second_executive, authority, year
):
    from cms.actions.people import appoint

    appoint(second_executive, Role.PROCUREMENT_OFFICER, authority=authority, division=finance, by=None)
    record = make_purchase(by=procurement_officer, division=finance, on=day_in(year, PERIOD))
    change_purchase(record, by=User.objects.get(pk=second_executive.pk), title="แก้โดยผู้บริหาร")
    approve_purchase(record, by=procurement_officer, approver=executive)
    run_months()
    months.submit_month(page, by=procurement_officer)

    with pytest.raises(Refused, match="ต้องให้ผู้อื่นเป็นผู้พิจารณา"):
        approve_by(fresh(page).current_workflow_task_state, User.objects.get(pk=second_executive.pk))

    assert approve_month(page, by=executive).approved_by == executive


def test_they_do_not_approve_a_correction_either(
    page, finance, purchase, procurement_officer, executive, second_executive, authority
):
    from cms.actions.people import appoint

    appoint(second_executive, Role.PROCUREMENT_OFFICER, authority=authority, division=finance, by=None)
    second = User.objects.get(pk=second_executive.pk)
    first, _other = purchase(by=second), purchase(title="ข")
    published_month(page, procurement_officer, executive)
    correct(page, _other, procurement_officer, executive, title="ค")

    with pytest.raises(Refused, match="ต้องให้ผู้อื่นเป็นผู้พิจารณา"):
        approve_by(fresh(page).current_workflow_task_state, second)

    assert {each.user for each in DraftContributor.objects.of(page).filter(publication=None)} >= {second}
    assert first.pk


def test_a_draft_that_was_never_approved_bars_nobody(
    page, purchase, finance, procurement_officer, executive, authority
):
    from cms.actions.people import appoint

    record = purchase()
    appoint(executive, Role.PROCUREMENT_OFFICER, authority=authority, division=finance, by=None)
    change_purchase(record, by=User.objects.get(pk=executive.pk), title="ยังเป็นร่าง")

    assert published_month(page, procurement_officer, User.objects.get(pk=executive.pk)).stage == Stage.LIVE


def test_an_officer_of_another_division_does_not_submit(page, purchase, clerk_office):
    purchase()

    with pytest.raises(Refused, match=NOT_THEIRS):
        months.submit_month(page, by=make_user(Role.PROCUREMENT_OFFICER, clerk_office))


def test_an_empty_month_is_not_submitted(page, procurement_officer):
    with pytest.raises(Refused, match=NOTHING_APPROVED):
        months.submit_month(page, by=procurement_officer)


def test_what_is_public_already_is_not_submitted(page, purchase, procurement_officer, executive):
    purchase()
    published_month(page, procurement_officer, executive)

    with pytest.raises(Refused, match=NOTHING_NEW):
        months.submit_month(page, by=procurement_officer)


def test_a_month_without_procurement_is_stated_in_one_step(page, procurement_officer, executive):
    months.state_none(page, by=procurement_officer)

    publication = approve_month(page, by=executive)

    assert publication.content["stated_none"] == ["procurements"]
    assert "procurements" not in publication.content


def test_none_is_not_stated_where_there_are_rows(page, purchase, procurement_officer):
    purchase()

    with pytest.raises(Refused, match=HAS_ROWS):
        months.state_none(page, by=procurement_officer)


def test_none_is_not_stated_beside_a_draft_of_a_record(page, finance, procurement_officer, year):
    make_purchase(by=procurement_officer, division=finance, on=day_in(year, PERIOD))

    with pytest.raises(Refused, match="ยังไม่อนุมัติ 1 รายการ"):
        months.state_none(page, by=procurement_officer)


def test_none_is_not_stated_before_the_month_is_over(authority, procurement_officer):
    current = fiscal_year(timezone.localdate())

    with pytest.raises(Refused, match=NOT_OVER):
        months.state_none(month_page(authority, current, "m12"), by=procurement_officer)


def test_nobody_else_states_none(page, officer, executive):
    for person in (officer, executive):
        with pytest.raises(Refused, match=NOT_THEIRS):
            months.state_none(page, by=person)


def test_the_statement_goes_when_a_record_appears(page, purchase, procurement_officer, executive):
    months.state_none(page, by=procurement_officer)
    approve_month(page, by=executive)

    purchase()

    assert drafted(page).stated_none == []
    assert fresh(page).workflow_in_progress
    publication = approve_month(page, by=executive)
    assert "stated_none" not in publication.content


def test_the_robot_submits_what_ended_and_nobody_submitted(page, purchase, executive):
    purchase()

    assert months.submit_ended_months() == 1

    assert fresh(page).current_workflow_state.requested_by == months.summary_robot()
    assert approve_month(page, by=executive).requested_by == months.summary_robot()
    assert months.submit_ended_months() == 0


def test_the_robot_waits_for_the_end_of_the_month(authority, finance, procurement_officer, executive):
    today = timezone.localdate()
    approved_purchase(by=procurement_officer, division=finance, approver=executive, on=today)
    run_months()
    next_month = (today.replace(day=1) + timezone.timedelta(days=32)).replace(day=1)

    assert months.submit_ended_months() == 0

    first = timezone.now() + (next_month - today)
    assert months.submit_ended_months(now=first) == 1


@pytest.mark.parametrize("case", ["waiting", "returned", "recalled", "withdrawn", "empty"])
def test_the_robot_leaves_to_the_officers_what_they_have_in_hand(page, purchase, procurement_officer, executive, case):
    if case != "empty":
        purchase()
        months.submit_month(page, by=procurement_officer)
    if case == "returned":
        approval.reject(fresh(page).current_workflow_task_state, by=executive, comment="แก้ไข")
    elif case == "recalled":
        approval.recall(fresh(page), by=procurement_officer)
    elif case == "withdrawn":
        approve_month(page, by=executive)
        withdraw(page, by=procurement_officer, executive=executive)
    run_months()

    assert months.submit_ended_months() == 0


def test_the_robot_never_states_none(page):
    assert months.submit_ended_months() == 0
    assert fresh(page).latest_revision is None


def test_a_withdrawn_month_is_not_submitted_by_itself(page, purchase, procurement_officer, executive):
    record = purchase()
    published_month(page, procurement_officer, executive)
    withdraw(page, by=procurement_officer, executive=executive)

    correct(page, record, procurement_officer, executive, title="แก้แล้ว")

    assert titles(drafted(page).procurements) == ["แก้แล้ว"]
    assert not fresh(page).workflow_in_progress


def test_what_the_robot_may_not_submit_stays_a_draft(page, purchase, procurement_officer, executive, caplog):
    record = purchase()
    published_month(page, procurement_officer, executive)

    approval_workflow = fresh(page).get_workflow()
    approval_workflow.tasks.update(active=False)
    months.refresh_and_correct(fresh(page))

    assert not fresh(page).workflow_in_progress
    assert record.pk


def test_a_month_is_never_deleted(page):
    with pytest.raises(Refused, match=NEVER_DELETED):
        page.delete()


def test_a_record_in_a_public_month_is_not_deleted(page, purchase, procurement_officer, executive):
    record = purchase()
    published_month(page, procurement_officer, executive)
    withdraw(record, by=procurement_officer, executive=executive)

    with pytest.raises(Refused, match="เคยเผยแพร่แล้ว จึงลบไม่ได้"):
        fresh(record).delete()


def test_a_draft_that_was_never_public_is_deleted(finance, procurement_officer, year):
    record = make_purchase(by=procurement_officer, division=finance, on=day_in(year, PERIOD))

    fresh(record).delete()

    assert not type(record).objects.filter(pk=record.pk).exists()


def test_records_of_a_year_that_opens_later_come_into_its_months(
    authority, finance, procurement_officer, executive, site_admin
):
    from cms.actions.fiscal_years import open_fiscal_year

    earlier = fiscal_year(timezone.localdate()) - 2
    approved_purchase(by=procurement_officer, division=finance, approver=executive, on=day_in(earlier, "m04"))

    open_fiscal_year(authority, earlier, by=site_admin)
    run_months()

    assert len(drafted(month_page(authority, earlier, "m04")).procurements) == 1
    assert drafted(month_page(authority, earlier, "m05")).procurements == []


def test_one_job_a_month_waits(page, finance, procurement_officer, executive, year):
    for _each in range(3):
        approved_purchase(by=procurement_officer, division=finance, approver=executive, on=day_in(year, PERIOD))

    assert Job.objects.filter(task=months.REFRESH_TASK).count() == 1
