"""Small procurements skip the first of several stages, never the last; what is skipped stands in the audit chain."""

from decimal import Decimal

import pytest
from django.urls import reverse
from wagtail.models import TaskState, WorkflowTask

from cms.actions import approval, audit
from cms.actions.verification import first_difference
from cms.models import AuditEntry, Publication
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from cms.workflow.approval_task import ApprovalTask, ApprovalWorkflow
from procurement.models import ProcurementRecord, ProcurementSettings
from tests.factories.decisions import approve_by
from tests.factories.people import make_user
from tests.factories.procurement import make_procurement

LIMIT = Decimal("20000.00")


@pytest.fixture
def workflow(authority):
    return ApprovalWorkflow.objects.get(workflow_tasks__task__approvaltask__role=Role.EXECUTIVE)


@pytest.fixture
def limit(authority):
    return ProcurementSettings.objects.create(authority=authority, first_stage_from=LIMIT)


@pytest.fixture
def head(finance):
    return make_user(Role.DIVISION_HEAD, finance)


def stages(workflow, count):
    """The workflow with so many stages: those before the last are the division head's."""
    for place in range(count - 1):
        task = ApprovalTask.objects.create(name=f"หัวหน้ากอง {place + 1}", role=Role.DIVISION_HEAD)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=-10 + place)


def fresh(record):
    return ProcurementRecord.objects.get(pk=record.pk)


def waits_at(record):
    return fresh(record).current_workflow_task_state.task.approvaltask.role


def submitted(by, division, **fields):
    record = make_procurement(by=by, division=division, **fields)
    approval.submit(record, by=by)
    return record


def skips():
    return list(AuditEntry.objects.filter(action="approval.stage_skipped"))


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize(("amount", "is_below"), [("19999.99", True), ("20000.00", False), ("20000.01", False)])
@pytest.mark.parametrize("has_limit", [True, False])
def test_who_decides_follows_from_stages_amount_and_setting(
    workflow, authority, procurement_officer, finance, head, executive, count, amount, is_below, has_limit
):
    if has_limit:
        ProcurementSettings.objects.create(authority=authority, first_stage_from=LIMIT)
    stages(workflow, count)
    record = submitted(procurement_officer, finance, budget=amount)

    skipped = has_limit and is_below and count > 1
    assert len(skips()) == skipped
    for _head in range(count - 1 - skipped):
        assert waits_at(record) == Role.DIVISION_HEAD
        approve_by(fresh(record).current_workflow_task_state, head)
    assert waits_at(record) == Role.EXECUTIVE
    assert not fresh(record).live
    approve_by(fresh(record).current_workflow_task_state, executive)

    assert fresh(record).live
    assert audit.verify() is None
    assert first_difference() is None


def test_the_audit_chain_says_why_with_the_amounts(workflow, limit, procurement_officer, finance):
    stages(workflow, 2)
    record = submitted(procurement_officer, finance)

    (entry,) = skips()
    assert "12,500.00" in entry.data["reason"]
    assert "20,000.00" in entry.data["reason"]
    assert entry.data["revision"] == fresh(record).latest_revision_id
    assert entry.after == fresh(record).current_workflow_task_state.review.digest


def test_the_queue_says_that_a_stage_was_skipped_and_why(
    client, workflow, limit, procurement_officer, finance, executive
):
    stages(workflow, 2)
    submitted(procurement_officer, finance)
    client.force_login(executive)

    html = client.get(reverse("cms_queue")).content.decode()

    assert "ข้ามขั้นแรกของการอนุมัติ" in html
    assert "12,500.00" in html


def test_the_larger_of_budget_and_agreed_price_counts(workflow, limit, procurement_officer, finance):
    stages(workflow, 2)
    parties = [("ร้านหนึ่ง", Decimal(100))]
    record = submitted(procurement_officer, finance, budget="20000.00", bidders=parties, winners=parties)

    assert waits_at(record) == Role.DIVISION_HEAD


def test_an_edit_after_a_rejection_is_asked_anew(workflow, limit, procurement_officer, finance, head, executive):
    stages(workflow, 2)
    record = submitted(procurement_officer, finance)
    approval.reject(fresh(record).current_workflow_task_state, by=executive, comment="แก้วงเงิน")
    change(record, Decimal("30000.00"), by=procurement_officer)
    approval.submit(fresh(record), by=procurement_officer)

    approve_by(fresh(record).current_workflow_task_state, executive)
    assert waits_at(record) == Role.DIVISION_HEAD
    assert not fresh(record).live
    approve_by(fresh(record).current_workflow_task_state, head)

    assert fresh(record).live


def test_a_small_edit_after_a_rejection_is_skipped_again(workflow, limit, procurement_officer, finance, executive):
    stages(workflow, 2)
    record = submitted(procurement_officer, finance)
    approval.reject(fresh(record).current_workflow_task_state, by=executive, comment="แก้วงเงิน")
    change(record, Decimal("13000.00"), by=procurement_officer)
    approval.submit(fresh(record), by=procurement_officer)

    approve_by(fresh(record).current_workflow_task_state, executive)

    assert fresh(record).live
    assert len(skips()) == 2


def test_the_stage_that_sent_it_back_is_not_skipped(workflow, limit, procurement_officer, finance, head):
    stages(workflow, 2)
    record = submitted(procurement_officer, finance, budget="30000.00")
    approval.reject(fresh(record).current_workflow_task_state, by=head, comment="แก้วงเงิน")
    change(record, Decimal("13000.00"), by=procurement_officer)
    approval.submit(fresh(record), by=procurement_officer)

    assert waits_at(record) == Role.DIVISION_HEAD
    assert skips() == []


def test_a_skip_of_our_own_making_alone_counts(workflow, procurement_officer, finance, executive):
    """A skipped task state that nobody gave a reason, such as Wagtail's own, stands for nothing."""
    stages(workflow, 2)
    record = submitted(procurement_officer, finance)
    waiting = fresh(record).current_workflow_task_state
    TaskState.objects.filter(pk=waiting.pk).update(status=TaskState.STATUS_SKIPPED)
    last = workflow.tasks.last()
    state = waiting.workflow_state
    state.current_task_state = last.specific.start(state, procurement_officer)
    state.save()

    approve_by(state.current_task_state, executive)

    assert not Publication.objects.exists()
    assert waits_at(record) == Role.DIVISION_HEAD


def test_a_stage_that_is_put_before_the_skipped_one_decides(workflow, limit, procurement_officer, finance, executive):
    stages(workflow, 2)
    record = submitted(procurement_officer, finance)
    task = ApprovalTask.objects.create(name="ปลัด", role=Role.EXECUTIVE)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=-100)

    approve_by(fresh(record).current_workflow_task_state, executive)

    assert not fresh(record).live
    with pytest.raises(Refused):
        approval.submit(fresh(record), by=procurement_officer)


def change(record, amount, *, by):
    draft = fresh(record).get_latest_revision_as_object()
    draft.budget = draft.reference_price = amount
    for row in [*draft.bidders.all(), *draft.winners.all()]:
        row.price = amount
    draft.save_revision(user=by)
