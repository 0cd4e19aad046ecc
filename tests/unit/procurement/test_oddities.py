"""What is named as odd about a procurement, each with its figures."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from procurement.policy.oddities import Facts, Neighbour, Offer, oddities, title_key
from procurement.policy.vendors import name_key

DAY = date(2026, 10, 15)
WINNER = Offer("บริษัท แสงทอง จำกัด", price=Decimal(100_000))
SOUND = Facts(
    title="ซื้อหมึกพิมพ์",
    kind="01",
    method="19",
    legal_basis="ม.56(2)(ข)",
    budget=Decimal(100_000),
    reference_price=Decimal(100_000),
    request=DAY - timedelta(days=9),
    order=DAY - timedelta(days=2),
    contract=DAY,
    end=DAY + timedelta(days=30),
    day=DAY,
    bidders=(WINNER,),
    winners=(WINNER,),
)


def codes(**changes):
    return [each.code for each in oddities(replace(SOUND, **changes))]


def sentence(**changes):
    return " ".join(each.sentence for each in oddities(replace(SOUND, **changes)))


def neighbour(amount=400_000, *, days=0, title="ซื้อกระดาษ", kind="01", winner="ร้านอื่น"):
    winners = frozenset({name_key(winner)})
    return Neighbour(title, kind, DAY + timedelta(days=days), Decimal(amount), winners)


def same_vendor(days):
    return neighbour(200_000, winner="บจก. แสงทอง", days=days)


def test_a_sound_procurement_has_nothing_odd():
    assert codes() == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reference_price": None}, "no_reference_price"),
        ({"reference_price": Decimal(99_999)}, "agreed_over_reference"),
        ({"budget": Decimal(99_999)}, "agreed_over_budget"),
        ({"bidders": (Offer("ร้านอื่น", price=Decimal(1)),)}, "winner_is_no_bidder"),
        ({"bidders": (Offer("บจก. แสงทอง", price=Decimal(90_000)),)}, "price_differs_from_bid"),
        ({"order": DAY + timedelta(days=1)}, "contract_before_order"),
        ({"request": DAY + timedelta(days=1), "order": None}, "contract_before_request"),
        ({"order": DAY - timedelta(days=10)}, "order_before_request"),
        ({"invited": DAY + timedelta(days=1)}, "contract_before_invitation"),
        ({"announced": DAY + timedelta(days=1)}, "contract_before_winner"),
        ({"end": DAY - timedelta(days=1)}, "end_before_contract"),
        ({"same_egp_number": ("ซื้อกระดาษ",)}, "same_egp_number"),
        ({"same_contract_number": ("ซื้อกระดาษ",)}, "same_contract_number"),
    ],
)
def test_each_oddity_is_named_alone(changes, code):
    assert codes(**changes) == [code]


def test_the_sentence_names_the_figures():
    assert "ราคาที่ตกลง 100,000.00 บาท สูงกว่าราคากลาง 99,999.00 บาท" in sentence(reference_price=Decimal(99_999))
    assert "16 ตุลาคม 2569" in sentence(order=DAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("early", "late", "code"),
    [
        ("contract", "order", "contract_before_order"),
        ("contract", "request", "contract_before_request"),
        ("contract", "invited", "contract_before_invitation"),
        ("contract", "announced", "contract_before_winner"),
        ("order", "request", "order_before_request"),
        ("end", "contract", "end_before_contract"),
    ],
)
@pytest.mark.parametrize(
    ("first", "second", "is_odd"), [(1, 0, False), (0, 0, False), (0, 1, True), (None, 1, False), (0, None, False)]
)
def test_a_day_before_the_one_that_comes_first_is_odd(early, late, code, first, second, is_odd):
    dates = dict.fromkeys(("request", "order", "contract", "end", "invited", "announced"))
    dates |= {early: None if first is None else DAY + timedelta(days=first)}
    dates |= {late: None if second is None else DAY + timedelta(days=second)}

    assert codes(**dates) == [code] * is_odd


@pytest.mark.parametrize(
    ("method", "amount", "basis", "expected"),
    [
        ("19", 500_000, "", []),
        ("19", 500_001, "", ["specific_over_limit"]),
        ("19", 500_001, "ม.56(2)(ข)", ["basis_of_small_amounts"]),
        ("19", 500_001, "ม.56(2)(ค)", []),
        ("16", 500_001, "", []),
    ],
)
def test_a_specific_method_above_the_limit_needs_its_law(method, amount, basis, expected):
    winner = replace(WINNER, price=Decimal(amount))
    prices = {"budget": Decimal(amount), "reference_price": Decimal(amount), "winners": (winner,), "bidders": (winner,)}

    assert codes(method=method, legal_basis=basis, **prices) == expected


def test_a_company_is_found_among_the_bidders_by_its_number():
    winner = Offer("บริษัท แสงทอง (ประเทศไทย) จำกัด", "0105536112014", Decimal(100_000))
    bidder = Offer("แสงทอง", "0105536112014", Decimal(100_000))

    assert codes(winners=(winner,), bidders=(bidder,)) == []
    assert codes(winners=(winner,), bidders=(replace(bidder, tax_id="0994000617721"),)) == ["winner_is_no_bidder"]


@pytest.mark.parametrize(
    ("near", "expected"),
    [
        ([neighbour(400_000, winner="บจก. แสงทอง")], ["split_vendor"]),
        ([neighbour(399_999, winner="บจก. แสงทอง")], []),
        ([neighbour(400_000, winner="บจก. แสงทอง", days=30)], ["split_vendor"]),
        ([neighbour(400_000, winner="บจก. แสงทอง", days=31)], []),
        ([neighbour(500_000, winner="บจก. แสงทอง")], []),
        ([neighbour(400_000, title="ซื้อหมึกพิมพ์ 2")], ["split_words"]),
        ([neighbour(400_000, title="ซื้อหมึกพิมพ์", kind="03")], []),
        ([neighbour(400_000)], []),
        ([same_vendor(-20), same_vendor(20)], []),
        ([same_vendor(-10), same_vendor(20)], ["split_vendor"]),
    ],
)
def test_small_purchases_that_together_reach_the_limit_are_named(near, expected):
    assert codes(neighbours=near) == expected


def test_by_another_method_nothing_is_split():
    assert codes(neighbours=[neighbour(winner="บจก. แสงทอง")], method="16") == []


def test_the_numbers_in_a_title_do_not_tell_it_apart():
    assert title_key("ซื้อหมึกพิมพ์ ครั้งที่ 1") == title_key("ซื้อหมึกพิมพ์  ครั้งที่ ๒")
