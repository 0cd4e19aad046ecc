"""The cells of procurement sheets one by one: amounts in words, days as they are written, contracts, names, methods."""

from datetime import date
from decimal import Decimal

import pytest

from cms.tabular.sheets import Row, Sheet
from cms.thai.money import baht_text
from cms.thai.parsing import Unreadable
from procurement.policy.sheet_baht_words import amount_in_words, amount_with_scale
from procurement.policy.sheet_contracts import contract_of, end_of
from procurement.policy.sheet_day_texts import usual_day
from procurement.policy.sheet_parties import PartyError, parties_as_written, parties_of
from procurement.policy.sheet_sides import sides_of
from procurement.policy.sheet_values import amount_of, day_of, text_of
from procurement.policy.sheet_words import method_of

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    "satang", [1, 11, 21, 100, 1_100, 2_050, 10_100, 1_250_000, 2_111_121, 10_000_000, 123_456_789, 100_000_001]
)
def test_the_words_of_every_amount_are_read_back(satang):
    amount = Decimal(satang) / 100

    assert amount_in_words(baht_text(amount)) == amount


@pytest.mark.parametrize("words", ["", "บาท", "หนึ่งสองบาทถ้วน", "ประมาณสองพันบาท", "สิบพันบาทถ้วน", "สองพัน"])
def test_what_are_not_the_words_of_an_amount_is_none(words):
    assert amount_in_words(words) is None


@pytest.mark.parametrize(
    ("text", "amount"), [("1.2 ล้านบาท", 1_200_000), ("5 แสน", 500_000), ("12.5 พันบาท", 12_500), ("1.2 บาท", None)]
)
def test_a_word_multiplies_figures(text, amount):
    assert amount_with_scale(text) == amount


def test_minus_zero_is_zero():
    assert str(amount_of(-0.0)) == "0.00"


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("5 ตุลา 68", "5 ตุลาคม 68"),
        ("5 กรกฏาคม 2568", "5 กรกฎาคม 2568"),
        ("5 พฤจิกายน 2568", "5 พฤศจิกายน 2568"),
        ("5 ต.ค. ’68", "5 ต.ค. 68"),
        ("5th October 2025", "5 October 2025"),
        ("5 ตุลาคม", "5 ตุลาคม"),
        ("5 เดือน ตุลาคม 2568", "5 เดือน ตุลาคม 2568"),
    ],
)
def test_a_day_is_written_as_usual(text, usual):
    assert usual_day(text) == usual


@pytest.mark.parametrize("text", ["5 มคม 2568", "31/2/2568", "5-Oct-25", "3/4/2025"])
def test_a_day_that_may_be_another_is_refused(text):
    with pytest.raises(Unreadable):
        day_of(text, today=TODAY)


def test_a_contract_may_say_its_end():
    cell = ["เลขที่ 1/2569 ลว. 5 ต.ค. 68 ครบกำหนดวันที่ 30 ต.ค. 68"]

    assert contract_of(cell, today=TODAY) == ("1/2569", date(2025, 10, 5))
    assert end_of(cell, today=TODAY) == date(2025, 10, 30)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ร้านแสงทอง และ ร้านเพชร", ["ร้านแสงทอง", "ร้านเพชร"]),
        ("บริษัท เอก และบุตร จำกัด", ["บริษัท เอก และบุตร จำกัด"]),
        ("กิจการร่วมค้า บริษัท ก จำกัด และ บริษัท ข จำกัด", ["กิจการร่วมค้า บริษัท ก จำกัด และ บริษัท ข จำกัด"]),
        ("ร้านแสงทอง โทร. 042-123456", ["ร้านแสงทอง โทร. 042-123456"]),
        ("ร้านแสงทอง สาขา 00001", ["ร้านแสงทอง สาขา 00001"]),
        ("ยกเลิก", []),
    ],
)
def test_names_without_prices(text, names):
    assert [(party.name, party.price) for party in parties_of([(text, None)], has_prices=False)] == [
        (name, None) for name in names
    ]


def test_a_sum_within_a_cell_must_be_right():
    with pytest.raises(PartyError, match="ยอดรวม"):
        parties_of([("ร้าน ก 500 บาท\nร้าน ข 600 บาท\nรวม 1,000 บาท", None)], has_prices=False)


def test_a_name_that_we_wrote_is_not_taken_apart():
    [party] = parties_as_written([("ร้าน ก, ร้าน ข และ ร้าน ค 2500", Decimal(5))])

    assert (party.name, party.price) == ("ร้าน ก, ร้าน ข และ ร้าน ค 2500", Decimal("5.00"))


@pytest.mark.parametrize(("text", "stored"), [("'ซื้อ", "ซื้อ"), ("'ซื้อ' ของ", "'ซื้อ' ของ"), ("ซื้อ\u200bของ", "ซื้อของ")])
def test_the_apostrophe_that_marks_a_text_is_none_of_it(text, stored):
    assert text_of(text) == stored


@pytest.mark.parametrize("text", ["อิเล็กทรอนิกส์", "ประกาศเชิญชวนทั่วไป", "วิธีอื่น"])
def test_a_method_that_may_be_another_is_refused(text):
    with pytest.raises(Unreadable):
        method_of(text)


def test_tables_side_by_side_are_read_apart():
    heads = ["ที่", "รายการ", "วงเงิน", "วิธีซื้อหรือจ้าง"]
    both = Sheet("ก", [Row(1, (*heads, None, *heads)), Row(2, (1, "ซื้อ", 5, "19", None, 2, "จ้าง", 6, "18"))])

    assert [[row.cells for row in side.rows][1] for side in sides_of(both)] == [
        (1, "ซื้อ", 5, "19", None),
        (None, None, None, None, None, 2, "จ้าง", 6, "18"),
    ]
    assert sides_of(Sheet("ก", both.rows[1:])) == [Sheet("ก", both.rows[1:])]
