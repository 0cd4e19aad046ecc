"""Whether a draft may begin with what a record says."""

import itertools

import pytest

from cms.policy.copies import refusal_to_copy


@pytest.mark.parametrize("facts", list(itertools.product([True, False], repeat=4)))
@pytest.mark.parametrize("to_year", [2568, 2569, 2570])
def test_a_copy_is_for_those_who_draft_of_the_same_section_and_not_of_a_year_before(facts, to_year):
    names = ("is_copied", "may_read", "may_draft", "same_section")

    refusal = refusal_to_copy(**dict(zip(names, facts, strict=True)), from_year=2569, to_year=to_year)

    assert (refusal is None) == (all(facts) and to_year >= 2569)
