"""What may happen to a file of procurements, and what a row of it becomes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from procurement.policy.imported_rows import agreed_of, lacking, period_of, values_of
from procurement.policy.imports import (
    EDITED,
    LABEL,
    PUBLISHED,
    SUBMITTED,
    BatchState,
    contract_key,
    heads_key,
    refusal_to_confirm,
    refusal_to_map,
    refusal_to_undo,
    why_it_stays,
)
from procurement.policy.sheet_heads import Field
from procurement.policy.sheet_parties import ReadParty
from procurement.policy.sheet_reading import ReadRecord

READ = ReadRecord("สขร1", 3, "ซื้อวัสดุ", budget=Decimal(12500), contract_date=date(2025, 1, 15))
ALLOWED = {
    refusal_to_map: BatchState.READ,
    refusal_to_undo: BatchState.DONE,
    lambda state: refusal_to_confirm(state, rows=1): BatchState.READ,
}


@pytest.mark.parametrize(("rule", "state"), list(product(ALLOWED, BatchState)))
def test_each_move_is_allowed_in_one_state_alone(rule, state):
    assert (rule(state) is None) == (state is ALLOWED[rule])


def test_every_state_has_its_words():
    assert set(LABEL) == set(BatchState)


def test_a_file_without_rows_is_not_confirmed():
    assert refusal_to_confirm(BatchState.READ, rows=0)


@pytest.mark.parametrize(
    ("published", "submitted", "edited", "why"),
    [
        (False, False, False, None),
        (False, False, True, EDITED),
        (False, True, True, SUBMITTED),
        (True, True, True, PUBLISHED),
    ],
)
def test_a_draft_stays_for_what_happened_to_it_last(published, submitted, edited, why):
    assert why_it_stays(is_published=published, was_submitted=submitted, was_edited=edited) == why


def test_heads_are_known_again_in_another_order_and_spelling():
    one, other = {"วงเงิน (บาท)": "budget", "รายการ": ""}, {"รายการ": "title", "วงเงิน(บาท)": ""}

    assert heads_key(one) == heads_key(other)
    assert heads_key(one) != heads_key({"รายการ": ""})


def test_a_procurement_without_a_contract_number_is_not_known_by_it():
    assert contract_key(2568, " ", "ซื้อวัสดุ", Decimal(1)) is None
    assert contract_key(2568, "1/2568", "ซื้อ วัสดุ", Decimal(1)) == contract_key(2568, "1 /2568", "ซื้อวัสดุ", Decimal(1))


def test_a_draft_needs_a_budget_and_the_price_of_each_winner():
    read = replace(READ, budget=None, winners=(ReadParty("ร้านแสงทอง", None), ReadParty("ร้านแสงธรรม", Decimal(1))))

    assert [what for what, _message in lacking(read)] == [Field.BUDGET, Field.WINNER_PRICES]
    assert not list(lacking(READ))


def test_the_one_price_of_a_sheet_is_that_of_the_one_winner():
    read = replace(READ, winners=(ReadParty("ร้านแสงทอง", None),), agreed_price=Decimal(900), vendor_tax_id="x")

    assert values_of(read)["winners"] == [["ร้านแสงทอง", "900.00", "x"]]
    assert agreed_of(read) == 900
    assert agreed_of(READ) is None


@pytest.mark.parametrize(
    ("changes", "period"),
    [
        ({}, (2568, "m04")),
        ({"contract_date": None, "order_date": date(2025, 10, 1)}, (2569, "m01")),
        ({"contract_date": None, "month": (2025, 10)}, (2569, "")),
        ({"contract_date": None, "month": (2025, 9)}, (2568, "")),
        ({"contract_date": None, "fiscal_year": 2567}, (2567, "")),
        ({"contract_date": None}, (None, "")),
    ],
)
def test_it_counts_by_its_day_and_without_one_in_the_year_of_its_sheet(changes, period):
    assert period_of(replace(READ, **changes)) == period
