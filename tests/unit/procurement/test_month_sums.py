"""What a month's rows add up to, what an edition changed, and how a calendar says its months."""

from datetime import date
from decimal import Decimal

import pytest

from cms.policy.lifecycle import Period, Stage
from procurement.policy.calendar import Month, month_title
from procurement.policy.month_changes import ChangedCell, RowChange, changes_of_rows
from procurement.policy.month_states import MonthState, month_state
from procurement.policy.month_sums import sums_by_method, sums_of


def row(number=1, *, budget="100.00", agreed=("90.00",), method="19", **fields):
    winners = [{"name": f"ร้าน {place}", "price": price} for place, price in enumerate(agreed)]
    base = {"number": number, "record": number, "title": f"งาน {number}", "budget": budget, "method": method}
    return {**base, **({"winners": winners} if winners else {}), **fields}


WITHDRAWN = {"number": 3, "record": 3, "title": "งาน 3", "withdrawn": "ซ้ำ"}


def test_the_sums_leave_out_what_was_withdrawn():
    sums = sums_of([row(1), row(2, budget="50.00", agreed=("20.00", "10.00")), WITHDRAWN])

    assert (sums.count, sums.withdrawn) == (2, 1)
    assert (sums.budget, sums.agreed) == (Decimal("150.00"), Decimal("120.00"))
    assert (sums.saving, sums.saving_percent) == (Decimal("30.00"), Decimal("20.0"))


def test_what_has_no_agreed_price_yet_is_no_saving():
    sums = sums_of([row(1), row(2, budget="1000.00", agreed=())])

    assert (sums.budget, sums.saving) == (Decimal("1100.00"), Decimal("10.00"))


def test_an_agreed_price_above_the_budget_is_a_negative_saving():
    assert sums_of([row(agreed=("110.00",))]).saving == Decimal("-10.00")


def test_an_empty_month_adds_up_to_nothing():
    sums = sums_of([])

    assert (sums.count, sums.budget, sums.saving_percent) == (0, Decimal(0), Decimal("0.0"))
    assert sums_by_method([]) == []


def test_the_methods_are_in_the_order_of_their_amounts_and_add_up():
    rows = [row(1), row(2, agreed=("300.00",), method="16"), row(3, agreed=("10.00",)), WITHDRAWN]

    found = sums_by_method(rows)

    assert [(each.count, each.agreed, each.percent, each.length) for each in found] == [
        (1, Decimal("300.00"), Decimal("75.0"), 100),
        (2, Decimal("100.00"), Decimal("25.0"), 33),
    ]
    assert sum(each.agreed for each in found) == sums_of(rows).agreed


def test_equal_rows_are_no_change_though_their_place_and_edition_differ():
    assert changes_of_rows([row(1)], [row(1) | {"number": 7, "publication": 8}]) == []


def test_a_row_without_its_words_was_withdrawn_as_well():
    wordless = {**WITHDRAWN, "title": "ถอนการเผยแพร่", "withdrawn": "ถอนการเผยแพร่"}

    assert changes_of_rows([wordless], [WITHDRAWN]) == [RowChange("งาน 3", withdrawn="ซ้ำ")]
    assert changes_of_rows([WITHDRAWN], [WITHDRAWN]) == []


def test_rows_are_added_taken_out_changed_and_withdrawn():
    before = [row(1), row(2), row(3)]
    after = [row(1, budget="120.00"), WITHDRAWN, row(4)]

    assert changes_of_rows(before, after) == [
        RowChange("งาน 1", cells=[ChangedCell("budget", "100.00", "120.00")]),
        RowChange("งาน 3", withdrawn="ซ้ำ"),
        RowChange("งาน 4", is_new=True),
        RowChange("งาน 2", is_gone=True),
    ]


@pytest.mark.parametrize(
    ("rows", "ended", "in_short", "look"),
    [
        (8, None, "8 รายการ", "rows"),
        (0, None, "ไม่มี", "none"),
        (None, None, "เลยกำหนด", "late"),
        (None, Stage.WITHDRAWN, "ถอนแล้ว", "ended"),
        (None, Stage.SUSPENDED, "ไม่แสดง", "ended"),
        (None, Stage.EXPIRED, "พ้นกำหนด", "ended"),
    ],
)
def test_a_calendar_says_each_month_in_short(rows, ended, in_short, look):
    state = month_state(fiscal_year=2569, period=Period.M01, rows=rows, today=date(2026, 5, 1))

    month = Month(2569, Period.M01, "/procurement/2569/10/", state, rows, ended)

    assert (month.in_short, month.look) == (in_short, look)
    assert (month.name, month.full_name) == ("ต.ค.", "ตุลาคม 2568")


def test_a_month_that_is_not_due_has_no_icon():
    month = Month(2569, Period.M12, "", MonthState.NOT_DUE)

    assert (month.icon, month.in_short, month.is_public) == ("", "ยังไม่ถึง", False)


def test_the_title_of_a_month_has_its_calendar_year():
    assert month_title(2569, Period.M01) == "สรุปผลการจัดซื้อจัดจ้าง เดือนตุลาคม 2568"
