"""Sums over months: by method, by kind and by month all add up to the same; the rows of a quarter's winners."""

from decimal import Decimal
from random import Random

import pytest

from cms.policy.lifecycle import Period
from cms.policy.periods import EVERY_MONTH
from procurement.policy.codes import KINDS, METHODS
from procurement.policy.summaries import changes_since, refusal_to_draw_up, title_of
from procurement.policy.winner_reasons import CLAUSE_79, OTHER, SMALL_AMOUNT, reason_of
from procurement.policy.year_sums import (
    ApprovedMonth,
    by_code,
    by_month,
    saving,
    winners_of,
    year_total,
)

SEEDS = range(60)


def some_row(chance):
    """A row with some of its columns, as a month may have it."""
    prices = [f"{chance.randrange(10**9) / 100:.2f}" for _winner in range(chance.randrange(4))]
    full = {
        "budget": f"{chance.randrange(10**9) / 100:.2f}",
        "method": chance.choice([*METHODS]),
        "kind": chance.choice([*KINDS]),
        "winners": [{"name": "ร้าน", **({"price": price} if chance.random() < 0.9 else {})} for price in prices],
        "withdrawn": "พิมพ์ผิด",
    }
    return {name: value for name, value in full.items() if chance.random() < (0.1 if name == "withdrawn" else 0.85)}


@pytest.fixture(params=SEEDS)
def year(request):
    """Twelve months with any number of rows, or none."""
    chance = Random(request.param)
    rows = ([some_row(chance) for _row in range(chance.randrange(5))] for _month in EVERY_MONTH)
    return [ApprovedMonth(month, 1, found) for month, found in zip(EVERY_MONTH, rows, strict=True)]


def counted(year):
    return [row for month in year for row in month.rows if "withdrawn" not in row]


def test_the_sums_by_method_by_kind_and_by_month_are_the_sum_of_the_rows(year):
    budget = sum((Decimal(row.get("budget", 0)) for row in counted(year)), Decimal(0))
    agreed = sum((Decimal(won.get("price", 0)) for row in counted(year) for won in row.get("winners", ())), Decimal(0))

    tables = by_month(year), by_code(year, "method", METHODS), by_code(year, "kind", KINDS)
    (total,) = {year_total(table) for table in tables}

    assert (total.count, total.budget, total.agreed) == (len(counted(year)), budget, agreed)
    assert total.saving == budget - agreed
    assert all(row["agreed"] == f"{Decimal(row['agreed']):.2f}" for table in tables for row in table)


def test_each_method_has_one_row_in_the_order_of_the_codes(year):
    found = [row["method"] for row in by_code(year, "method", METHODS) if "method" in row]

    assert found == [code for code in METHODS if code in found]
    assert [row["month"] for row in by_month(year)] == [*EVERY_MONTH]


def test_every_winner_of_a_record_that_is_not_withdrawn_has_a_row(year):
    assert len(winners_of(year)) == sum(len(row.get("winners", ())) for row in counted(year))


def test_a_row_of_the_notice_says_who_what_how_much_where_it_stands_and_why():
    row = {
        "title": "ซื้อวัสดุสำนักงาน",
        "winners": [{"name": "ร้านแสงทองพาณิชย์", "tax_id": "0105536112014", "price": "18500.00"}],
        "contract_date": "2025-10-15",
        "contract_number": "12/2569",
        "legal_basis": "ม.56 (2) (ข)",
    }

    assert winners_of([ApprovedMonth(Period.M01, 1, [row])]) == [
        {
            "tax_id": "0105536112014",
            "name": "ร้านแสงทองพาณิชย์",
            "item": "ซื้อวัสดุสำนักงาน",
            "amount": "18500.00",
            "reference": "15 ต.ค. 2568 เลขที่ 12/2569",
            "reason": SMALL_AMOUNT,
        }
    ]


@pytest.mark.parametrize(
    ("basis", "reason"),
    [
        ("ม.56(2)(ข)", SMALL_AMOUNT),
        ("มาตรา 56 วรรคหนึ่ง (2) (ข)", SMALL_AMOUNT),
        ("ระเบียบฯ ข้อ 79 วรรคสอง", CLAUSE_79),
        ("ม.56(1)(ค)", OTHER),
        ("", ""),
    ],
)
def test_the_reason_follows_from_the_legal_basis(basis, reason):
    assert reason_of(basis) == reason


def test_a_saving_may_be_a_loss():
    assert saving("100.00", "150.50") == "-50.50"


def test_a_month_has_changed_where_another_edition_or_none_is_public():
    months = (Period.M01, Period.M02, Period.M03, Period.M04)

    changed = changes_since({"m01": 1, "m02": 1, "m03": 1}, {"m01": 1, "m02": 2, "m04": 1}, months)

    assert changed == [Period.M02, Period.M03, Period.M04]


@pytest.mark.parametrize(
    ("may_draft", "waits", "refused"), [(True, False, False), (True, True, True), (False, False, True)]
)
def test_only_a_drafter_draws_up_anew_and_nothing_that_waits(may_draft, waits, refused):
    assert (refusal_to_draw_up(may_draft=may_draft, waits=waits) is not None) == refused


def test_the_title_says_the_period_once():
    name = "ประกาศผลผู้ชนะการจัดซื้อจัดจ้าง ประจำไตรมาส"

    assert title_of(name, 2569, Period.Q2) == "ประกาศผลผู้ชนะการจัดซื้อจัดจ้าง ประจำไตรมาสที่ 2 ปีงบประมาณ 2569"
    assert title_of("รายงานประจำปี", 2569, Period.YEAR) == "รายงาน ประจำปีงบประมาณ 2569"
