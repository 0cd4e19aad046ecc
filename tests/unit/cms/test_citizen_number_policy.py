"""When citizen numbers hold a content back, and who may waive them: the whole tables."""

import itertools

import pytest

from cms.policy.citizen_numbers import Examination, FoundNumber, refusal_to_show, refusal_to_waive


def number(*, blocks, is_waived=False, place="summary"):
    return FoundNumber(place, "สรุปสาระสำคัญ", "1-xxxx-xxxxx-xx-9", "f" * 64, blocks, is_waived)


@pytest.mark.parametrize(
    ("blocks", "waived", "unread"), list(itertools.product([True, False], [True, False], [(), ("แผน.pdf",)]))
)
def test_an_open_number_or_an_unread_file_holds_back(blocks, waived, unread):
    examination = Examination((number(blocks=blocks, is_waived=waived),), unread)

    reason = refusal_to_show(examination)

    assert (reason is None) == (not (blocks and not waived) and not unread)
    assert bool(examination.flag) == blocks


def test_the_reason_names_three_and_counts_the_others():
    numbers = tuple(number(blocks=True, place=f"field{index}") for index in range(5))

    assert "และอีก 2 แห่ง" in str(refusal_to_show(Examination(numbers)))


@pytest.mark.parametrize(
    ("may_waive", "is_contributor", "is_as_shown", "reason"),
    list(itertools.product([True, False], [True, False], [True, False], ["ศาลสั่ง", " ", "\u202e"])),
)
def test_who_may_waive_what(may_waive, is_contributor, is_as_shown, reason):
    refusal = refusal_to_waive(
        may_waive=may_waive, is_contributor=is_contributor, is_as_shown=is_as_shown, reason=reason
    )

    assert (refusal is None) == (may_waive and not is_contributor and is_as_shown and reason == "ศาลสั่ง")
