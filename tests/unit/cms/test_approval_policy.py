"""Who may decide, as a whole table: one fact against the approver is enough, and each has its own sentence."""

import itertools

import pytest

from cms.policy.approval import (
    refusal_to_act,
    refusal_to_approve,
    refusal_to_decide,
    refusal_to_finish,
    refusal_to_recall,
    refusal_to_start,
    stages_skipped,
)
from tests.factories.decisions import make_context, make_pending, make_reviewed

CONTEXT, PENDING, REVIEWED = make_context(), make_pending(), make_reviewed()
AGAINST = {
    "task_matches": False,
    "task_active": False,
    "waiting": False,
    "may_decide": False,
    "is_requester": True,
    "is_author": True,
}


def test_a_second_person_in_the_post_may_decide():
    assert refusal_to_decide(CONTEXT) is None
    assert refusal_to_approve(CONTEXT, PENDING, REVIEWED) is None


@pytest.mark.parametrize("chosen", [c for n in (1, 2, 3) for c in itertools.combinations(AGAINST, n)])
def test_any_fact_against_him_bars_the_approver(chosen):
    context = make_context(**{name: AGAINST[name] for name in chosen})

    assert refusal_to_decide(context)
    assert refusal_to_approve(context, PENDING, REVIEWED)
    assert refusal_to_act("reject", context, PENDING, REVIEWED, "เหตุผล")


@pytest.mark.parametrize(
    ("pending", "reviewed"),
    [
        (PENDING, make_reviewed(revision=None, digest=None)),
        (PENDING, make_reviewed(digest=None)),
        (PENDING, make_reviewed(revision=None)),
        (PENDING, make_reviewed(revision=2)),
        (PENDING, make_reviewed(digest="e")),
        (make_pending(latest_revision=2), REVIEWED),
        (make_pending(waiting_revision=2), REVIEWED),
        (make_pending(latest_digest="e"), REVIEWED),
        (make_pending(waiting_digest="e"), REVIEWED),
        (make_pending(waiting_digest=None, latest_digest=None), REVIEWED),
        (make_pending(is_opened=False), REVIEWED),
        (make_pending(withheld="มีเลขประจำตัวประชาชน"), REVIEWED),
    ],
)
def test_an_approval_covers_exactly_what_was_reviewed(pending, reviewed):
    assert refusal_to_approve(CONTEXT, pending, reviewed)
    assert refusal_to_act("reject", CONTEXT, pending, reviewed, "เหตุผล") is None


@pytest.mark.parametrize(
    ("action", "comment", "allowed"),
    [("approve", "", True), ("reject", "เหตุผล", True), ("reject", "", False), ("cancel", "x", False), ("", "", False)],
)
def test_there_are_two_actions_and_one_wants_a_reason(action, comment, allowed):
    assert (refusal_to_act(action, CONTEXT, PENDING, REVIEWED, comment) is None) == allowed


@pytest.mark.parametrize(
    ("tasks", "approved", "digests", "suspended", "allowed"),
    [
        ({1}, {1}, {"d"}, False, True),
        ({1, 2}, {1, 2}, {"d"}, False, True),
        ({1}, {1, 9}, {"d"}, False, True),
        (set(), set(), {"d"}, False, False),
        ({1, 2}, {1}, {"d"}, False, False),
        ({1}, {1}, {"e"}, False, False),
        ({1}, {1}, {"d", "e"}, False, False),
        ({1}, {1}, set(), False, False),
        ({1}, {1}, {"d"}, True, False),
    ],
)
def test_the_end_of_a_workflow_publishes_only_what_all_approved(tasks, approved, digests, suspended, allowed):
    reason = refusal_to_finish(
        tasks=frozenset(tasks),
        approved_tasks=frozenset(approved),
        skipped_tasks=frozenset(),
        digests=frozenset(digests),
        digest="d",
        is_suspended=suspended,
    )
    assert (reason is None) == allowed


@pytest.mark.parametrize("count", [0, 1, 2, 3])
@pytest.mark.parametrize("skipped", [None, 0, 1, 2])
@pytest.mark.parametrize("digest", ["d", "e"])
@pytest.mark.parametrize("approved", [set(), {0}, {1}, {2}, {0, 1}, {1, 2}, {0, 1, 2}])
def test_a_skip_stands_for_the_first_of_several_stages_and_for_its_own_content_alone(count, skipped, digest, approved):
    stages = list(range(count))
    skips = {} if skipped is None else {skipped: digest}

    found = stages_skipped(stages, skips, "d")
    reason = refusal_to_finish(
        tasks=frozenset(stages),
        approved_tasks=frozenset(approved),
        skipped_tasks=found,
        digests=frozenset({"d"}),
        digest="d",
        is_suspended=False,
    )

    counts = count > 1 and skipped == 0 and digest == "d"
    assert found == ({0} if counts else set())
    needed = {*stages} - ({0} if counts else set())
    assert (reason is None) == (bool(stages) and needed <= approved)


def test_no_skip_stands_for_a_content_that_is_not_known():
    assert stages_skipped([1, 2], {1: "d"}, None) == frozenset()


@pytest.mark.parametrize(("has_stage", "is_waiting"), list(itertools.product([True, False], repeat=2)))
def test_what_may_begin_to_wait(has_stage, is_waiting):
    reason = refusal_to_start(has_stage=has_stage, is_waiting=is_waiting)

    assert (reason is None) == (has_stage and not is_waiting)


@pytest.mark.parametrize(
    ("waiting", "requester", "edits", "sent_back"), list(itertools.product([True, False], repeat=4))
)
def test_who_may_recall(waiting, requester, edits, sent_back):
    reason = refusal_to_recall(waiting=waiting, is_requester=requester, may_edit=edits, sent_back=sent_back)

    assert (reason is None) == (waiting and not sent_back and (requester or edits))
