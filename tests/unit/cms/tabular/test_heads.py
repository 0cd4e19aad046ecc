"""Where a table begins in a sheet that somebody made for people."""

import pytest

from cms.tabular.heads import find_heads, is_total
from cms.tabular.sheets import Row, Sheet

LABELS = {"project": "โครงการ", "unit": "หน่วยงาน", "budget": "งบประมาณ (บาท)", "spent": "ใช้จ่ายจริง (บาท)"}


def sheet(*lines, merged=()):
    rows = [Row(number, tuple(line)) for number, line in enumerate(lines, start=1) if any(line)]
    return Sheet("แผน", rows, merged=merged)


@pytest.mark.parametrize(
    ("lines", "last_row", "places", "others"),
    [
        ([["โครงการ", "หน่วยงาน"]], 1, {"project": 0, "unit": 1}, ()),
        ([["แผนปี 2569"], [], ["ที่", "โครงการ *", "หมายเหตุ"]], 3, {"project": 1}, ("หมายเหตุ",)),
        ([["โครง การ", "งบประมาณ\n(บาท)"]], 1, {"project": 0, "budget": 1}, ()),
        ([["โครงการ", "งบประมาณ"]], 1, {"project": 0, "budget": 1}, ()),
        ([["โครงการ", "งบประมาณ (ล้านบาท)", "งบประมาณ (บาท)"]], 1, {"project": 0, "budget": 2}, ("งบประมาณ (ล้านบาท)",)),
        ([["โครงการ", "โครงการ"]], 1, {"project": 0}, ("โครงการ",)),
    ],
)
def test_the_heads_are_found_among_the_first_rows(lines, last_row, places, others):
    heads = find_heads(sheet(*lines), LABELS)

    assert (heads.last_row, dict(heads.places), heads.others) == (last_row, places, others)


def test_heads_in_two_rows_are_one():
    made = sheet(
        ["แผนดำเนินงาน"],
        ["โครงการ", "ผู้รับผิดชอบ", "เงิน", None],
        [None, "หน่วยงาน", "งบประมาณ (บาท)", "ใช้จ่ายจริง (บาท)"],
        ["ซ่อมถนน", "กองช่าง", 1, 2],
        merged=((2, 1, 3, 1), (2, 3, 2, 4), (1, 1, 1, 4)),
    )

    heads = find_heads(made, LABELS)

    assert (heads.last_row, dict(heads.places)) == (3, {"project": 0, "unit": 1, "budget": 2, "spent": 3})


def test_heads_of_two_rows_without_merged_cells_are_one():
    heads = find_heads(sheet(["โครงการ", "หน่วยงาน", "งบประมาณ"], [None, None, "(บาท)"], ["ก", "ข", 1]), LABELS)

    assert dict(heads.places) == {"project": 0, "unit": 1, "budget": 2}


@pytest.mark.parametrize("lines", [[], [["ซ่อมถนน", "กองช่าง", 1]]])
def test_a_sheet_without_the_heads_has_none(lines):
    assert find_heads(sheet(*lines), LABELS) is None


@pytest.mark.parametrize(
    ("cells", "total"),
    [
        (["รวม", None, 5], True),
        ([None, "รวมทั้งสิ้น", 5], True),
        ([None, "รวม 3 โครงการ", 5], True),
        (["รวมงบประมาณทั้งสิ้น:", 5], True),
        (["รวมพลังชุมชนต้านทุจริต", "กองช่าง"], False),
        (["ซ่อมถนน", "รวม"], False),
        ([5], False),
        ([], False),
    ],
)
def test_a_row_of_sums_is_known_by_its_first_words(cells, total):
    assert is_total(cells) == total
