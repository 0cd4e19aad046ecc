"""Units below one another, as a tree and as boxes that do not lie on one another."""

from itertools import combinations

import pytest

from cms.records.organisation import Unit, drawing_of, tree_of

TAO = [
    (1, "สภา"),
    (1, "นายก"),
    (2, "รองนายก"),
    (2, "ปลัด"),
    (3, "สำนักปลัด"),
    (4, "งานบริหาร"),
    (4, "งานแผน"),
    (3, "กองคลัง"),
]
TREES = {
    "one": [(1, "นายก")],
    "two at the top": [(1, "สภา"), (1, "นายก")],
    "as in an authority": TAO,
    "many at the top": [(1, "ก"), (1, "ข"), (1, "ค"), (1, "นายก"), (2, "ปลัด"), (3, "กองคลัง")],
    "a long name": [(1, "กองการศึกษา ศาสนา วัฒนธรรม และการท่องเที่ยวของตำบลดงหม้อทอง"), (2, "งาน"), (3, "ศูนย์")],
    "it begins lower and jumps": [(3, "ก"), (1, "ข"), (4, "ค")],
}


def grown(rows):
    return tree_of((level, Unit(name, [])) for level, name in rows)


def names(units):
    return [(unit.name, names(unit.below)) for unit in units]


def test_a_row_is_below_the_nearest_one_with_a_smaller_level():
    tree = [
        ("สภา", []),
        (
            "นายก",
            [
                ("รองนายก", []),
                ("ปลัด", [("สำนักปลัด", [("งานบริหาร", []), ("งานแผน", [])]), ("กองคลัง", [])]),
            ],
        ),
    ]

    assert names(grown(TAO)) == tree


@pytest.mark.parametrize("rows", TREES.values(), ids=TREES)
def test_each_unit_has_one_box_that_no_other_covers(rows):
    drawing = drawing_of(grown(rows))

    assert sorted(box.unit.name for box in drawing.boxes) == sorted(name for _level, name in rows)
    for one, other in combinations(drawing.boxes, 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert beside or one.y + one.height <= other.y or other.y + other.height <= one.y
    assert all(0 <= box.x <= drawing.width - box.width for box in drawing.boxes)
    assert all(0 <= box.y <= drawing.height - box.height for box in drawing.boxes)


def test_marks_above_and_below_a_letter_make_a_box_no_higher():
    assert Unit("น้ำ" * 4, []).height == Unit("นา" * 4, []).height


def test_no_units_make_an_empty_drawing():
    assert drawing_of([]).boxes == []
