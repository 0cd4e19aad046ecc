"""How screens call who decides."""

import pytest

from cms.policy.positions import short_position, who_decides

NAME, SHORT = "องค์การบริหารส่วนตำบลดงหม้อทอง", "อบต.ดงหม้อทอง"


@pytest.mark.parametrize(
    ("position", "short"),
    [
        (f"นายก{NAME}", "นายก อบต."),
        (f"ปลัด{NAME} รักษาราชการแทน นายก{NAME}", "ปลัด อบต. รักษาราชการแทน นายก อบต."),
        ("ผู้อำนวยการกองคลัง", "ผู้อำนวยการกองคลัง"),
        ("", ""),
    ],
)
def test_a_position_is_said_without_the_place(position, short):
    assert short_position(position, authority=NAME, short_name=SHORT) == short


def test_without_a_short_name_the_position_stays():
    assert short_position(f"นายก{NAME}", authority=NAME, short_name="ดงหม้อทอง") == f"นายก{NAME}"


@pytest.mark.parametrize(
    ("positions", "said"),
    [
        (["นายก อบต."], "นายก อบต."),
        (["นายก อบต.", "นายก อบต."], "นายก อบต."),
        (["นายก อบต.", "ปลัด อบต."], "นายก อบต. หรือ ปลัด อบต."),
        (["ก", "ข", "ค"], "ผู้บริหาร"),
        (["นายก อบต.", ""], "ผู้บริหาร"),
        ([], "ผู้บริหาร"),
    ],
)
def test_who_decides_is_one_or_two_positions_or_the_role(positions, said):
    assert who_decides(positions, "ผู้บริหาร") == said
