"""What a notice of each kind asks for, which may change another, and until when an invitation is open."""

from datetime import date

import pytest

from procurement.policy.codes import NoticeKind
from procurement.policy.notices import asked_of, last_day, refusal_to_change
from procurement.policy.planned_times import PLANNED_TIMES

CLOSES, LATER = date(2026, 3, 10), date(2026, 3, 20)


@pytest.mark.parametrize("kind", NoticeKind)
def test_only_a_change_or_a_cancellation_asks_for_the_notice_that_it_changes(kind):
    is_change = kind in (NoticeKind.CHANGE, NoticeKind.CANCELLATION)

    assert ("changes" in asked_of(kind)) == is_change
    assert (refusal_to_change(kind, has_changed=True, is_itself=False) is None) == is_change
    assert refusal_to_change(kind, has_changed=True, is_itself=True)
    assert refusal_to_change(kind, has_changed=False, is_itself=False) is None


def test_a_kind_that_is_not_known_asks_for_nothing():
    assert asked_of("") == ()


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ([], CLOSES),
        ([(NoticeKind.CHANGE, LATER)], LATER),
        ([(NoticeKind.CHANGE, LATER), (NoticeKind.CHANGE, None)], LATER),
        ([(NoticeKind.CHANGE, LATER), (NoticeKind.CANCELLATION, None)], None),
    ],
)
def test_an_invitation_is_open_until_the_day_of_its_last_change_or_its_cancellation(changes, day):
    assert last_day(CLOSES, changes) == day


def test_the_planned_times_are_each_quarter_before_its_months():
    assert [value for value, _name in PLANNED_TIMES][:5] == ["q1", "m01", "m02", "m03", "q2"]
    assert dict(PLANNED_TIMES)["q2"] == "ไตรมาสที่ 2 (มกราคม–มีนาคม)"
    assert len(PLANNED_TIMES) == 16
