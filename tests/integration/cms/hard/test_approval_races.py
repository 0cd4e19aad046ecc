"""Two people at once, each with what his screen showed before the other acted: exactly one decision, always.

Over the races of a test the second act begins from well before to well after the first, most often at the same moment:
so each order is sure to happen, and what the test says of either is asked.
"""

import pytest
from django.db import transaction
from wagtail.models import TaskState, WorkflowContentType, WorkflowPage, WorkflowState

from cms.actions import approval, audit
from cms.actions.verification import first_difference
from cms.models import AuditEntry, Publication
from cms.policy.lifecycle import Stage
from cms.records.content import content_digest
from tests.integration.cms.hard.processes import RACES
from tests.integration.cms.hard.races import FEWER, approve, by, race

pytestmark = [pytest.mark.hard, pytest.mark.django_db(transaction=True)]


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


def test_approve_and_approve(cases, executive, second_executive):
    winners = set()
    for number in range(RACES):
        case = cases(number)
        waiting = case.submit()

        first, second = race(number, approve(case, waiting, executive), approve(case, waiting, second_executive))

        assert first != second
        assert decisions(case) == 1
        assert case.publication().approved_by == (executive if first else second_executive)
        check(case, waiting, live=True)
        winners.add(first)
    assert winners == {True, False}
    assert audit.verify() is None


def test_approve_and_reject(cases, executive, second_executive):
    winners = set()
    for number in range(RACES):
        case = cases(number)
        waiting = case.submit()

        approved, rejected = race(
            number,
            approve(case, waiting, executive),
            lambda waiting=waiting: approval.reject(waiting, by=by(second_executive), comment="ไม่ครบ"),
        )

        assert approved != rejected
        assert decisions(case) == 1
        check(case, waiting, live=approved)
        winners.add(approved)
    assert winners == {True, False}
    assert audit.verify() is None


def test_approve_and_recall(cases, executive):
    winners = set()
    for number in range(RACES):
        case = cases(number)
        waiting = case.submit()

        approved, recalled = race(
            number,
            approve(case, waiting, executive),
            lambda case=case: approval.recall(case.fresh(), by=by(case.officer)),
        )

        assert approved != recalled
        assert decisions(case) == int(approved)
        check(case, waiting, live=approved)
        winners.add(approved)
    assert winners == {True, False}
    assert audit.verify() is None


def test_approve_and_edit(cases, executive):
    """An edit is refused before the decision and a new draft after it; the approval stands in either case."""
    seen = set()
    for number in range(RACES):
        case = cases(number)
        waiting = case.submit()

        approved, edited = race(
            number,
            approve(case, waiting, executive),
            lambda case=case: case.change_title("แก้พร้อมกัน", by=by(case.officer)),
        )

        assert approved
        assert decisions(case) == 1
        assert (case.fresh().get_latest_revision_as_object().title == "แก้พร้อมกัน") == edited
        check(case, waiting, live=True)
        seen.add(edited)
    assert seen == {True, False}


def test_approve_and_an_edit_past_the_guard(cases, executive):
    """Even an edit that no rule stopped is not what goes live."""
    seen = set()
    for number in range(RACES):
        case = cases(number)
        waiting = case.submit()

        approved, edited = race(
            number,
            approve(case, waiting, executive),
            lambda case=case: case.change_past_the_guard("แก้พร้อมกัน", by=by(case.officer)),
        )

        assert edited
        assert decisions(case) == int(approved)
        check(case, waiting, live=approved)
        seen.add(approved)
    assert seen == {True, False}


@pytest.mark.parametrize("was_sent_back", [False, True])
def test_submit_and_submit(cases, executive, was_sent_back):
    winners = set()
    for number in range(RACES):
        case = cases(number)
        if was_sent_back:
            approval.reject(case.submit(), by=executive, comment="ไม่ครบ")

        first, second = race(number, *[lambda case=case: approval.submit(case.fresh(), by=by(case.officer))] * 2)

        assert first != second
        state = case.fresh().workflow_states.get()
        assert state.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).get() == case.waiting()
        assert state.task_states.count() == 1 + was_sent_back
        winners.add(first)
    assert winners == {True, False}


@pytest.fixture
def assign_again():
    """Wagtail's way to disable a workflow also takes it from its pages and snippets; this gives it back."""
    pages, snippets = list(WorkflowPage.objects.all()), list(WorkflowContentType.objects.all())

    def assign(workflow):
        type(workflow).objects.filter(pk=workflow.pk).update(active=True)
        WorkflowPage.objects.bulk_create(pages, ignore_conflicts=True)
        WorkflowContentType.objects.bulk_create(snippets, ignore_conflicts=True)

    return assign


@pytest.mark.parametrize("how", ["disable", "cancel"])
def test_approve_and_what_wagtail_does_itself(cases, executive, site_admin, assign_again, how):
    """It knows nothing of our locks: it may be first or be refused, and neither waits for the other for ever."""
    seen = set()
    for number in range(FEWER):
        case = cases(number)
        waiting = case.submit()
        state = WorkflowState.objects.get(pk=waiting.workflow_state_id)
        workflow = state.workflow
        act = transaction.atomic(state.cancel if how == "cancel" else workflow.deactivate)

        approved, ended = race(
            number, approve(case, waiting, executive), lambda act=act: act(user=by(site_admin)), of=FEWER
        )

        # Disabling after the approval finds nothing that it would cancel.
        assert approved != ended or (approved and how == "disable")
        waiting.refresh_from_db()
        state.refresh_from_db()
        assert (state.status == WorkflowState.STATUS_APPROVED) == approved
        assert waiting.status == (TaskState.STATUS_APPROVED if approved else TaskState.STATUS_CANCELLED)
        assert decisions(case) == int(approved)
        check(case, waiting, live=approved)
        assert audit.verify() is None
        assign_again(workflow)
        seen.add(approved)
    assert seen == {True, False}
    assert first_difference() is None
