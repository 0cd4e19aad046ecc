"""What was decided stays decided, also where somebody saves what he read before."""

import pytest
from wagtail.models import TaskState, WorkflowState

from cms.actions import approval
from cms.policy.approval import DECIDED
from cms.policy.refusal import Refused
from tests.factories.decisions import approve_by


@pytest.fixture
def stale(case):
    """The waiting task state, read before the decision."""
    return TaskState.objects.get(pk=case.submit().pk)


def approve(waiting, by):
    approve_by(waiting, by)


def decide(decision, case, by):
    if decision == "approve":
        approve(case.waiting(), by)
    elif decision == "reject":
        approval.reject(case.waiting(), by=by, comment="ไม่ครบ")
    else:
        approval.recall(case.fresh(), by=case.officer)


@pytest.mark.parametrize("decision", ["approve", "reject", "recall"])
def test_a_task_state_read_before_the_decision_is_not_saved_over_it(case, stale, executive, decision):
    decide(decision, case, executive)
    after = TaskState.objects.get(pk=stale.pk).status

    with pytest.raises(Refused, match=DECIDED):
        stale.save()

    assert TaskState.objects.get(pk=stale.pk).status == after != TaskState.STATUS_IN_PROGRESS


@pytest.mark.parametrize("decision", ["approve", "recall"])
def test_a_workflow_that_ended_does_not_go_on(case, executive, decision):
    case.submit()
    stale = WorkflowState.objects.get(pk=case.fresh().current_workflow_state.pk)
    decide(decision, case, executive)
    after = WorkflowState.objects.get(pk=stale.pk).status

    with pytest.raises(Refused, match=DECIDED):
        stale.save()

    assert WorkflowState.objects.get(pk=stale.pk).status == after


def test_a_workflow_that_published_is_not_cancelled(case, executive):
    case.submit()
    stale = WorkflowState.objects.get(pk=case.fresh().current_workflow_state.pk)
    decide("approve", case, executive)

    with pytest.raises(Refused, match=DECIDED):
        stale.cancel()

    assert case.fresh().live


def test_a_workflow_that_waits_for_changes_goes_on(case, stale, executive):
    decide("reject", case, executive)

    assert case.submit().workflow_state_id == stale.workflow_state_id


def test_a_decided_state_is_saved_as_it_is(case, stale, executive):
    decide("approve", case, executive)

    decided = TaskState.objects.get(pk=stale.pk)
    decided.comment = "เพิ่มหมายเหตุ"
    decided.save()

    assert TaskState.objects.get(pk=stale.pk).comment == "เพิ่มหมายเหตุ"
