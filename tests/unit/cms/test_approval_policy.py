"""Who may decide, as a whole table: one fact against the approver is enough, and each has its own sentence."""

import itertools
from dataclasses import replace

import pytest

from cms.policy.approval import (
    Facts,
    Seen,
    refusal_to_act,
    refusal_to_approve,
    refusal_to_decide,
    refusal_to_finish,
    refusal_to_recall,
    refusal_to_settle,
    refusal_to_start,
    refusal_to_take_down,
)

GOOD = Facts()
SEEN = Seen(revision=1, digest="d")
AGAINST = {
    "task_matches": False,
    "task_active": False,
    "waiting": False,
    "may_decide": False,
    "is_requester": True,
    "is_author": True,
}


def test_a_second_person_in_the_post_may_decide():
    assert refusal_to_decide(GOOD) is None
    assert refusal_to_approve(GOOD, SEEN) is None


@pytest.mark.parametrize("chosen", [c for n in (1, 2, 3) for c in itertools.combinations(AGAINST, n)])
def test_any_fact_against_him_bars_the_approver(chosen):
    facts = replace(GOOD, **{name: AGAINST[name] for name in chosen})

    assert refusal_to_decide(facts)
    assert refusal_to_approve(facts, SEEN)
    assert refusal_to_act("reject", facts, SEEN, "เหตุผล")


@pytest.mark.parametrize(
    ("facts", "seen"),
    [
        (GOOD, Seen()),
        (GOOD, Seen(revision=1)),
        (GOOD, Seen(digest="d")),
        (GOOD, Seen(revision=2, digest="d")),
        (GOOD, Seen(revision=1, digest="e")),
        (replace(GOOD, latest_revision=2), SEEN),
        (replace(GOOD, waiting_revision=2), SEEN),
        (replace(GOOD, latest_digest="e"), SEEN),
        (replace(GOOD, waiting_digest="e"), SEEN),
        (replace(GOOD, waiting_digest=None, latest_digest=None), SEEN),
    ],
)
def test_an_approval_covers_exactly_what_was_seen(facts, seen):
    assert refusal_to_approve(facts, seen)


@pytest.mark.parametrize(
    ("action", "comment", "allowed"),
    [("approve", "", True), ("reject", "เหตุผล", True), ("reject", "", False), ("cancel", "x", False), ("", "", False)],
)
def test_there_are_two_actions_and_one_wants_a_reason(action, comment, allowed):
    assert (refusal_to_act(action, GOOD, SEEN, comment) is None) == allowed


@pytest.mark.parametrize(
    ("tasks", "approved", "named", "digests", "suspended", "allowed"),
    [
        ({1}, {1}, True, {"d"}, False, True),
        ({1, 2}, {1, 2}, True, {"d"}, False, True),
        ({1}, {1, 9}, True, {"d"}, False, True),
        (set(), set(), True, {"d"}, False, False),
        ({1, 2}, {1}, True, {"d"}, False, False),
        ({1}, {1}, False, {"d"}, False, False),
        ({1}, {1}, True, {"e"}, False, False),
        ({1}, {1}, True, {"d", "e"}, False, False),
        ({1}, {1}, True, set(), False, False),
        ({1}, {1}, True, {"d"}, True, False),
    ],
)
def test_the_end_of_a_workflow_publishes_only_what_all_approved(tasks, approved, named, digests, suspended, allowed):
    reason = refusal_to_finish(
        tasks=frozenset(tasks),
        approved_tasks=frozenset(approved),
        approver_is_named=named,
        digests=frozenset(digests),
        digest="d",
        is_suspended=suspended,
    )
    assert (reason is None) == allowed


@pytest.mark.parametrize(("has_stage", "is_waiting"), list(itertools.product([True, False], repeat=2)))
def test_what_may_begin_to_wait(has_stage, is_waiting):
    reason = refusal_to_start(has_stage=has_stage, is_waiting=is_waiting)

    assert (reason is None) == (has_stage and not is_waiting)


@pytest.mark.parametrize(("waiting", "requester", "edits"), list(itertools.product([True, False], repeat=3)))
def test_who_may_recall(waiting, requester, edits):
    reason = refusal_to_recall(waiting=waiting, is_requester=requester, may_edit=edits)

    assert (reason is None) == (waiting and (requester or edits))


@pytest.mark.parametrize(
    ("live", "open_request", "may_ask", "reason"), list(itertools.product([1, 0], [1, 0], [1, 0], "x "))
)
def test_what_may_be_taken_down(live, open_request, may_ask, reason):
    refusal = refusal_to_take_down(
        is_public=bool(live), has_open_request=bool(open_request), may_ask=bool(may_ask), reason=reason
    )
    assert (refusal is None) == bool(live and not open_request and may_ask and reason == "x")


@pytest.mark.parametrize(("is_open", "executive", "requester"), list(itertools.product([True, False], repeat=3)))
def test_a_second_executive_settles(is_open, executive, requester):
    reason = refusal_to_settle(is_open=is_open, is_executive=executive, is_requester=requester)

    assert (reason is None) == (is_open and executive and not requester)
