"""Stages of a publication and the names of periods."""

import itertools

import pytest

from cms.policy.lifecycle import GONE, LABEL, NEXT, OPEN_TO_THE_PUBLIC, Period, Stage, period_label, refusal_to_move


@pytest.mark.parametrize(("stage", "to"), list(itertools.product(Stage, Stage)))
def test_only_the_moves_in_the_table_are_allowed(stage, to):
    assert (refusal_to_move(stage, to) is None) == (to in NEXT[stage])


def test_every_stage_has_a_name_and_ends_stay_ends():
    assert set(LABEL) == set(NEXT) == set(Stage)
    assert all(not NEXT[stage] for stage in GONE | {Stage.CANCELLED})
    assert not OPEN_TO_THE_PUBLIC & GONE


@pytest.mark.parametrize(
    ("period", "year", "name"),
    [
        (Period.YEAR, 2568, "ปีงบประมาณ 2568"),
        (Period.M01, 2568, "ตุลาคม 2567"),
        (Period.M03, 2568, "ธันวาคม 2567"),
        (Period.M04, 2568, "มกราคม 2568"),
        (Period.M12, 2568, "กันยายน 2568"),
        (Period.Q2, 2568, "ไตรมาสที่ 2 ปีงบประมาณ 2568"),
        (Period.H1, 2568, "รอบ 6 เดือนแรก (ตุลาคม–มีนาคม) ปีงบประมาณ 2568"),
        (Period.H2, 2568, "รอบ 6 เดือนหลัง (เมษายน–กันยายน) ปีงบประมาณ 2568"),
    ],
)
def test_a_period_is_named_as_people_say_it(period, year, name):
    assert period_label(period, year) == name
