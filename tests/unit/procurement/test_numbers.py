"""Numbers of bidders and of projects, against the reference of python-stdnum."""

import random

import pytest
from stdnum.th import moa, pin

from procurement.policy import egp_numbers, tax_ids
from procurement.policy.vendors import name_key, refusal_to_merge

COMPANY, STATE, PERSON, MASKED = "0105536112014", "0994000617721", "3100600445635", "3-xxxx-xxxxx-xx-5"


@pytest.mark.parametrize("number", [COMPANY, STATE, "0-1055-36112-01-4", "๐๑๐๕๕๓๖๑๑๒๐๑๔", " 0 1055 36112 01 4"])
def test_a_company_keeps_its_digits(number):
    assert tax_ids.refusal_of_tax_id(number) is None
    assert tax_ids.kept(number) in (COMPANY, STATE)


@pytest.mark.parametrize("number", [PERSON, "3-1006-00445-63-5", "๓๑๐๐๖๐๐๔๔๕๖๓๕", "3 1006 00445 63 5", MASKED])
def test_a_person_keeps_the_first_and_the_last_digit(number):
    assert tax_ids.refusal_of_tax_id(number) is None
    assert tax_ids.kept(number) == MASKED
    assert tax_ids.kept(tax_ids.kept(number)) == MASKED


@pytest.mark.parametrize("number", ["0994000617723", "3100600445636", "9100600445635", "310060044563", "ไม่มี", "5"])
def test_a_wrong_number_is_refused_in_a_sentence_without_it(number):
    assert tax_ids.refusal_of_tax_id(number)
    assert number not in tax_ids.refusal_of_tax_id(number)


def test_a_number_is_right_where_the_reference_says_so_and_no_person_s_digits_are_kept():
    digits = random.Random(2569)
    for _trial in range(3000):
        number = "".join(digits.choice("0123456789") for _ in range(12))
        number += digits.choice([pin.calc_check_digit(number), digits.choice("0123456789")])
        is_right = pin.is_valid(number) or moa.is_valid(number)
        assert (tax_ids.refusal_of_tax_id(number) is None) == is_right
        assert (tax_ids.kept(number) == number) == number.startswith("0")
        assert tax_ids.is_juristic(tax_ids.kept(number)) == moa.is_valid(number)


@pytest.mark.parametrize(
    ("number", "shown"), [(PERSON, ""), (MASKED, ""), ("0-1055-36112-01-4", COMPANY), ("0105536112015", "")]
)
def test_the_public_sees_the_number_of_a_company_alone(number, shown):
    assert tax_ids.public_number(number) == shown


def test_a_company_has_the_number_of_its_certificate():
    assert tax_ids.of_certificate(COMPANY) == "0-10-5-536-11201-4"
    assert tax_ids.of_certificate(PERSON) == ""


def test_nothing_is_no_number():
    assert tax_ids.refusal_of_tax_id(" ") is None
    assert tax_ids.kept(" ") == ""


@pytest.mark.parametrize("written", ["69089649017", "๖๙๐๘๙๖๔๙๐๑๗", "6908 964-9017", " 59055055679 "])
def test_a_project_number_is_read_as_officers_write_it(written):
    assert egp_numbers.refusal_of_egp_number(written) is None
    assert egp_numbers.kept(written) in ("69089649017", "59055055679")


@pytest.mark.parametrize(
    "wrong", ["6908964901", "690896490171", "69139649017", "69009649017", "12089649017", "ก9089649017"]
)
def test_a_project_number_begins_with_year_and_month(wrong):
    assert egp_numbers.refusal_of_egp_number(wrong)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("บจก. แสงทอง", "บริษัท แสงทอง จำกัด", True),
        ("บริษัท  แสงทอง  จํากัด", "บริษัทแสงทองจำกัด", True),
        ("บริษัท แสงทอง จำกัด (มหาชน)", "บมจ. แสงทอง", True),
        ("หจก.แสงทอง", "ห้างหุ้นส่วนจำกัด แสงทอง", True),
        ("ร้านแสงทอง", "ร้าน แสงทอง", True),
        ("ร้านแสงทอง", "หจก. แสงทอง", False),
        ("หจก. แสงทอง", "บจก. แสงทอง", False),
        ("นายบุญมี ใจดี", "นางบุญมี ใจดี", False),
        ("แสงทอง", "บจก. แสงทอง", False),
    ],
)
def test_spellings_of_one_vendor_have_one_key(one, other, same):
    assert (name_key(one) == name_key(other)) == same


@pytest.mark.parametrize(
    ("same", "authority", "numbers", "allowed"),
    [
        (False, True, [COMPANY, ""], True),
        (False, True, ["", ""], True),
        (False, True, [COMPANY, COMPANY], True),
        (False, True, [COMPANY, STATE], False),
        (True, True, ["", ""], False),
        (False, False, ["", ""], False),
    ],
)
def test_companies_of_two_numbers_are_two(same, authority, numbers, allowed):
    assert (refusal_to_merge(same=same, same_authority=authority, numbers=numbers) is None) == allowed
