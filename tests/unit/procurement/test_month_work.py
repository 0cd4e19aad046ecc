"""What may be done with a month, and what the program does by itself: the whole tables."""

from itertools import product

import pytest

from procurement.policy.month_work import (
    HAS_ROWS,
    NOT_OVER,
    NOTHING_APPROVED,
    NOTHING_NEW,
    refusal_to_state_none,
    refusal_to_submit,
    submits_correction,
    submits_ended_month,
)

BOTH = (False, True)


@pytest.mark.parametrize(("has_draft", "is_public", "is_changed"), list(product(BOTH, repeat=3)))
def test_something_new_is_submitted(has_draft, is_public, is_changed):
    refusal = refusal_to_submit(has_draft=has_draft, is_public=is_public, is_changed=is_changed)

    expected = NOTHING_APPROVED if not has_draft else NOTHING_NEW if is_public and not is_changed else None
    assert refusal == expected


@pytest.mark.parametrize(("rows", "unapproved", "is_over"), list(product((0, 3), (0, 2), BOTH)))
def test_none_is_stated_of_a_month_that_is_over_and_empty(rows, unapproved, is_over):
    refusal = refusal_to_state_none(rows=rows, unapproved=unapproved, is_over=is_over)

    if rows:
        assert refusal == HAS_ROWS
    elif unapproved:
        assert "2 รายการ" in refusal
    else:
        assert refusal == (None if is_over else NOT_OVER)


@pytest.mark.parametrize("facts", list(product(BOTH, repeat=4)))
def test_a_correction_is_submitted_once(facts):
    names = ("is_public", "is_waiting", "is_changed", "was_submitted")

    assert submits_correction(**dict(zip(names, facts, strict=True))) == (facts == (True, False, True, False))


@pytest.mark.parametrize("facts", list(product(BOTH, (0, 2), *[BOTH] * 4)))
def test_an_ended_month_is_submitted_where_nobody_has(facts):
    names = ("is_over", "rows", "was_published", "is_waiting", "is_returned", "was_submitted")

    expected = facts == (True, 2, False, False, False, False)
    assert submits_ended_month(**dict(zip(names, facts, strict=True))) == expected
