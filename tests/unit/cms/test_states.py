"""The one word for the state of a record: the whole table, line by line."""

import itertools
import re

import pytest

from cms.policy.states import (
    GROUP_LABEL,
    ICON,
    IS_PUBLIC,
    LABEL,
    PUBLIC_STAGES,
    STATES_OF,
    Draft,
    State,
    StateGroup,
    draft_of,
    state_of,
)

# What the public has or had last, then where the draft stands: none, draft, returned, waiting, scheduled, held.
WORDS = {
    "None": ("ร่าง", "ร่าง", "ส่งกลับ", "รออนุมัติ", "รอเผยแพร่", "ระงับ"),
    "live": (
        "เผยแพร่",
        "เผยแพร่และมีร่างใหม่",
        "เผยแพร่และส่งกลับฉบับใหม่",
        "เผยแพร่และรออนุมัติฉบับใหม่",
        "เผยแพร่และรอเผยแพร่ฉบับใหม่",
        "เผยแพร่และระงับฉบับใหม่",
    ),
    "suspended": ("ระงับ", "ระงับและมีร่างใหม่", "ระงับและมีร่างใหม่", "ระงับและรออนุมัติฉบับใหม่", "ระงับ", "ระงับ"),
    "withdrawn": ("ถอนแล้ว", "ถอนแล้วและมีร่างใหม่", "ส่งกลับ", "รออนุมัติ", "รอเผยแพร่", "ระงับ"),
    "expired": ("หมดกำหนด", "หมดกำหนดและมีร่างใหม่", "ส่งกลับ", "รออนุมัติ", "รอเผยแพร่", "ระงับ"),
}


@pytest.mark.parametrize(("public", "draft"), list(itertools.product(PUBLIC_STAGES, Draft)))
def test_every_pair_has_its_word(public, draft):
    expected = WORDS[str(public)][list(Draft).index(draft)]

    assert LABEL[state_of(public, draft)] == expected


def test_every_word_is_thai_is_used_once_and_has_an_icon():
    used = {state_of(public, draft) for public, draft in itertools.product(PUBLIC_STAGES, Draft)}

    assert used == set(State) == set(LABEL) == set(ICON)
    assert len(set(LABEL.values())) == len(LABEL)
    assert all(re.fullmatch("[ก-๙]+", word) for word in LABEL.values())


def test_what_is_public_says_so_first():
    assert {state for state in State if LABEL[state].startswith("เผยแพร่")} == IS_PUBLIC


@pytest.mark.parametrize("holds", list(itertools.product([False, True], repeat=5)))
def test_a_draft_on_its_way_is_more_than_a_draft(holds):
    names = ("is_waiting", "is_returned", "is_held", "is_scheduled", "is_new")
    order = (Draft.WAITING, Draft.RETURNED, Draft.HELD, Draft.SCHEDULED, Draft.DRAFT)

    found = draft_of(**dict(zip(names, holds, strict=True)))

    assert found == next((draft for draft, held in zip(order, holds, strict=True) if held), Draft.NONE)


def test_every_state_is_found_by_the_filter():
    assert set().union(*STATES_OF.values()) == set(State)
    assert set(STATES_OF) == set(GROUP_LABEL) == set(StateGroup)
