"""What a visitor asks of the procurements: read where it can be, told where it cannot, nothing lost."""

from decimal import Decimal

import pytest

from cms.thai.numerals import to_thai
from procurement.policy.selection import Order, read_selection
from procurement.policy.spending import Breakdown, Share


@pytest.mark.parametrize("text", ["500000", "500,000", "๕๐๐,๐๐๐", "500,000.00", "500,000 บาท", " 500000.- "])
def test_an_amount_is_read_however_it_is_written(text):
    assert read_selection({"from": text}).least == Decimal("500000.00")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("from", "ห้าแสน"),
        ("to", "1,00"),
        ("to", "-5"),
        ("year", "2026"),
        ("year", "ปีนี้"),
        ("month", "13"),
        ("month", "๐"),
        ("month", "ตุลา"),
        ("method", "99"),
        ("kind", "x"),
    ],
)
def test_what_cannot_be_read_asks_for_nothing_and_is_told(name, text):
    selection = read_selection({name: text, "q": "ถนน"})

    assert set(selection.problems) == {name}
    assert selection.typed[name] == text
    assert selection.words == ("ถนน",)
    assert (selection.least, selection.most, selection.fiscal_year, selection.month) == (None,) * 4
    assert (selection.method, selection.kind) == ("", "")


def test_bounds_the_wrong_way_round_ask_for_nothing():
    selection = read_selection({"from": "9,000", "to": "1,000"})

    assert (selection.least, selection.most, set(selection.problems)) == (None, None, {"to"})
    assert (selection.typed["from"], selection.typed["to"]) == ("9,000", "1,000")


@pytest.mark.parametrize("write", [str, to_thai])
def test_year_and_month_are_read_in_both_digits(write):
    selection = read_selection({"year": write(2569), "month": write(10)})

    assert (selection.fiscal_year, selection.month, selection.period) == (2569, 10, "m01")


@pytest.mark.parametrize(("text", "order"), [("", "new"), ("low", "low"), ("zz", "new")])
def test_an_unknown_order_is_the_usual_one(text, order):
    assert read_selection({"sort": text}).order is Order(order)


def test_control_characters_are_no_words():
    assert read_selection({"q": "ถนน\x00\nสาย ๑"}).words == ("ถนน", "สาย", "1")


def share(label, agreed):
    return Share(label, 1, Decimal("0.00"), Decimal(agreed))


def test_the_smallest_of_many_shares_are_one_bar_and_the_sum_holds():
    breakdown = Breakdown("vendor", "", "", [share(str(place), 100 - place) for place in range(40)])

    bars = breakdown.bars

    assert [bar.share.label for bar in bars][-1] == "อื่น ๆ อีก 26 ราย"
    assert sum(bar.share.agreed for bar in bars) == breakdown.total.agreed
    assert max(bar.length for bar in bars) == 100


def test_a_breakdown_of_nothing_has_no_bar_of_any_length():
    assert Breakdown("kind", "", "", []).bars == []
    assert [bar.length for bar in Breakdown("kind", "", "", [share("ซื้อ", 0)]).bars] == [0]
