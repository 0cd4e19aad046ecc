"""Rows of a plan that was corrected are found again among those that a report copied."""

import random

import pytest

from cms.policy.canonical import reference
from cms.policy.plan_rows import RowPair, pair_rows

COLUMNS = ("project", "unit", "budget", "begins")
THINGS = ["ก่อสร้าง", "ซ่อมแซม", "ขุดลอก", "อบรม", "จัดซื้อ", "ปรับปรุง", "ส่งเสริม"]
PLACES = ["ถนน", "คลอง", "ราง", "ฝาย", "โรงเรียน", "อาชีพ", "กีฬา"]


def row(project, unit="clerk", budget="100.00", begins="2026-10-01"):
    return {"project": project, "unit": unit, "budget": budget, "begins": begins}


def pairs(reported, planned):
    return pair_rows(reported, planned, columns=COLUMNS, called_by=("project",))


def differing(reported, planned):
    return [pair for pair in pairs(reported, planned) if pair.differs]


A, B, C = row("ซ่อมถนนลูกรังบ้านดงหม้อทอง"), row("อบรมอาสาสมัครสาธารณสุข"), row("ขุดลอกลำห้วยหมู่ที่ 4")


@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        ([A, B, C], []),
        ([C, A, B], []),
        ([A, {**B, "budget": "5.00"}, C], [RowPair(1, 1, ("budget",))]),
        ([{**A, "project": "ซ่อมถนนลูกรังบ้านดงหม้อทอง หมู่ที่ 1"}, B, C], [RowPair(0, 0, ("project",))]),
        ([A, {**B, "project": "จัดซื้อรถบรรทุกน้ำ"}, C], [RowPair(1, 1, ("project",))]),
        ([A, C], [RowPair(1, None)]),
        ([A, B, row("กีฬาตำบล"), C], [RowPair(None, 2)]),
        ([A, row("กีฬาตำบล", "education", "7.00", "2027-01-01"), C], [RowPair(None, 1), RowPair(1, None)]),
        ([], [RowPair(0, None), RowPair(1, None), RowPair(2, None)]),
    ],
)
def test_what_was_corrected_is_named(planned, expected):
    assert differing([A, B, C], planned) == expected


def test_the_same_division_under_another_name_is_no_change():
    old, new = (row("ถนน", unit=reference("cms.division", 3, name)) for name in ("กองช่าง", "กองช่างและผังเมือง"))

    assert differing([old], [new]) == []


def test_rows_of_the_same_name_stay_apart_by_what_else_they_say():
    first, second = row("ซ่อมถนน", budget="1.00"), row("ซ่อมถนน", budget="2.00")

    assert differing([first, second], [second, first]) == []
    assert differing([first, second], [second, row("ซ่อมถนน", budget="9.00")]) == [RowPair(0, 1, ("budget",))]


def some_plan(chance, size):
    names = chance.sample([f"{a}{b} หมู่ที่ {n}" for a in THINGS for b in PLACES for n in range(1, 9)], size)
    return [
        row(name, chance.choice("abc"), f"{chance.randrange(9)}.00", f"2026-1{chance.randrange(3)}-01")
        for name in names
    ]


def edited(chance, rows):
    """The rows after one edit, as an officer makes it."""
    rows = [dict(each) for each in rows]
    place = chance.randrange(len(rows)) if rows else 0
    match chance.choice(["cell", "name", "add", "remove", "move"]) if rows else "add":
        case "cell":
            rows[place][chance.choice(COLUMNS[1:])] = chance.choice([None, "x", "9.50"])
        case "name":
            rows[place]["project"] += chance.choice([" ระยะที่ 2", " (แก้ไข)", "ตำบล"])
        case "add":
            rows.insert(place, row(f"งานใหม่ {chance.randrange(10**6)}", None, None, None))
        case "remove":
            rows.pop(place)
        case "move":
            rows.insert(chance.randrange(len(rows)), rows.pop(place))
    return rows


@pytest.mark.parametrize("seed", range(150))
def test_every_row_is_in_one_pair_and_the_differences_lead_from_one_to_the_other(seed):
    chance = random.Random(seed)
    reported = some_plan(chance, chance.randrange(1, 40))
    planned = reported
    for _edit in range(chance.randrange(8)):
        planned = edited(chance, planned)

    found = pairs(reported, planned)

    assert sorted(pair.reported for pair in found if pair.reported is not None) == [*range(len(reported))]
    assert sorted(pair.planned for pair in found if pair.planned is not None) == [*range(len(planned))]
    rebuilt = [
        {**reported[pair.reported], **{name: planned[pair.planned][name] for name in pair.changed}}
        if pair.reported is not None
        else planned[pair.planned]
        for pair in found
        if pair.planned is not None
    ]
    assert rebuilt == planned
    equal = sum(1 for each in {tuple(each.items()) for each in reported} if dict(each) in planned)
    assert sum(not pair.differs for pair in found) == equal


@pytest.mark.parametrize("seed", range(60))
def test_a_changed_cell_is_found_in_its_row_wherever_that_went(seed):
    chance = random.Random(seed)
    reported = some_plan(chance, 30)
    planned = [dict(each) for each in reported]
    place, column = chance.randrange(30), chance.choice(COLUMNS[1:])
    planned[place][column] = "อื่น"
    chance.shuffle(planned)

    assert [(pair.reported, pair.changed) for pair in differing(reported, planned)] == [(place, (column,))]


def test_three_hundred_rows_that_are_all_others_take_no_long_time():
    chance = random.Random(1)
    reported, planned = some_plan(chance, 300), [row(f"งาน {number}") for number in range(300)]

    assert len(pairs(reported, planned)) == 600
