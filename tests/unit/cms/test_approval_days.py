"""How long approvals took, as the public is told."""

import pytest

from cms.policy.approval_days import FEWEST, approval_days


def test_too_few_approvals_say_nothing():
    assert approval_days([1] * (FEWEST - 1)) is None
    assert approval_days([1] * FEWEST) is not None


@pytest.mark.parametrize(
    ("days", "median"),
    [([0, 0, 0, 9, 9], 0), ([1, 1, 2, 3, 30], 2), ([1, 1, 1, 2, 3, 30], 1.5), ([2, 2, 2, 2, 4, 4], 2)],
)
def test_the_middle_one_is_told(days, median):
    assert approval_days(days).median == median


def test_every_approval_is_in_one_bar():
    known = approval_days([0, 1, 1, 7, 8, 400])

    assert [bar.count for bar in known.bars] == [1, 2, 0, 0, 0, 0, 0, 3]
    assert [bar.share for bar in known.bars] == [33, 67, 0, 0, 0, 0, 0, 100]
    assert sum(bar.count for bar in known.bars) == known.count == 6
    assert [bar.days for bar in known.bars if bar.is_last] == [7]
