"""What may be taken down by whom and who decides, as whole tables."""

import itertools

import pytest

from cms.policy.lifecycle import Stage
from cms.policy.takedown import (
    STAGES,
    Act,
    Decision,
    Extent,
    extent_of,
    refusal_to_settle,
    refusal_to_take_down,
)

YES_NO = [True, False]


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize(("open_request", "may_ask", "reason"), list(itertools.product(YES_NO, YES_NO, "x ")))
def test_what_may_be_taken_down(act, stage, open_request, may_ask, reason):
    refusal = refusal_to_take_down(
        act, stage=stage, has_open_request=open_request, may_ask=may_ask, extent=None, reason=reason
    )

    assert (refusal is None) == (stage in STAGES[act] and not open_request and may_ask and reason == "x")


def test_a_reason_that_the_public_reads_hides_nothing():
    asked = {"stage": Stage.LIVE, "has_open_request": False, "may_ask": True, "extent": None}

    assert "U+202E" in str(refusal_to_take_down(Act.WITHDRAW, **asked, reason="ข้อมูล\u202eผิด"))


@pytest.mark.parametrize("stage", [Stage.LIVE, Stage.SUPERSEDED])
@pytest.mark.parametrize("extent", [*Extent, "all", ""])
def test_what_the_screen_said_would_be_taken_down_must_be_so(stage, extent):
    refusal = refusal_to_take_down(
        Act.WITHDRAW, stage=stage, has_open_request=False, may_ask=True, extent=extent, reason="x"
    )

    assert (refusal is None) == (extent == extent_of(stage))


@pytest.mark.parametrize("stage", Stage)
def test_only_the_current_edition_stands_for_the_whole_record(stage):
    assert (extent_of(stage) is Extent.RECORD) == (stage is Stage.LIVE)
    assert (extent_of(Stage.SUSPENDED, stage) is Extent.RECORD) == (stage is Stage.LIVE)


@pytest.mark.parametrize("decision", [*Decision, "", "approve", "WITHDRAW"])
@pytest.mark.parametrize(
    ("is_open", "executive", "requester", "as_reviewed"), list(itertools.product(YES_NO, repeat=4))
)
def test_a_second_executive_settles_what_he_was_shown(decision, is_open, executive, requester, as_reviewed):
    reason = refusal_to_settle(
        decision, is_open=is_open, is_executive=executive, is_requester=requester, is_as_reviewed=as_reviewed
    )

    known = decision in tuple(Decision)
    assert (reason is None) == (known and is_open and executive and not requester and as_reviewed)
