"""What became of something that was planned."""

import pytest

from cms.policy.progress import LABEL, Progress, refusal_to_report


def test_each_state_has_its_words():
    assert set(LABEL) == set(Progress)


@pytest.mark.parametrize("is_public", [True, False])
def test_a_report_begins_with_a_public_plan(is_public):
    assert (refusal_to_report(plan_is_public=is_public) is None) == is_public
