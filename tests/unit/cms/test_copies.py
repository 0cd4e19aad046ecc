"""Whether a draft may begin with what a record says."""

import itertools

import pytest

from cms.policy.copies import refusal_of_files_left, refusal_to_carry_over, refusal_to_copy


@pytest.mark.parametrize("facts", list(itertools.product([True, False], repeat=4)))
@pytest.mark.parametrize("to_year", [2568, 2569, 2570])
def test_a_copy_is_for_those_who_draft_of_the_same_section_and_not_of_a_year_before(facts, to_year):
    names = ("is_copied", "may_read", "may_draft", "same_section")

    refusal = refusal_to_copy(**dict(zip(names, facts, strict=True)), from_year=2569, to_year=to_year)

    assert (refusal is None) == (all(facts) and to_year >= 2569)


@pytest.mark.parametrize("facts", list(itertools.product([True, False], repeat=2)))
@pytest.mark.parametrize("to_year", [2568, 2569, 2570])
@pytest.mark.parametrize("newer_year", [None, 2569])
def test_what_is_public_and_holds_for_years_goes_into_a_later_year_from_the_newest(facts, to_year, newer_year):
    names = ("holds_for_years", "is_public")

    refusal = refusal_to_carry_over(
        **dict(zip(names, facts, strict=True)), from_year=2568, to_year=to_year, newer_year=newer_year
    )

    assert (refusal is None) == (all(facts) and to_year > 2568 and newer_year is None)


def test_the_files_that_could_not_come_along_are_named():
    assert refusal_of_files_left([]) is None
    assert "“ประกาศ” “แผนผัง”" in refusal_of_files_left(["ประกาศ", "แผนผัง"])
