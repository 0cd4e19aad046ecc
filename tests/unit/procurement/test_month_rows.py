"""The rows of a month from the editions of its records: order, numbers, what is hidden, what moves."""

from decimal import Decimal
from random import Random

import pytest

from procurement.policy.month_rows import (
    SUSPENDED,
    WITHDRAWN,
    Edition,
    Standing,
    digest_of_rows,
    keep_editions,
    rows_of_month,
)
from procurement.policy.month_sums import sums_of

OCTOBER = (2569, "m01")


def edition(record, *, day="2025-10-05", standing=Standing.LIVE, month=OCTOBER, reason="", **content):
    values = {
        "title": f"งาน {record}",
        "fiscal_year": month[0],
        "month": month[1],
        "budget": "100.00",
        "contract_date": day,
        "winners": [{"name": "ร้านแสงทอง", "tax_id": "x-xxxx-xxxxx-01-2", "price": "90.00"}],
        "division": {"model": "cms.division", "key": 1, "words": "กองคลัง"},
        **content,
    }
    return Edition(record, record * 10, values, standing, reason)


def test_rows_are_numbered_by_day_then_by_record():
    editions = [edition(3, day="2025-10-02"), edition(2), edition(1)]

    rows = rows_of_month(editions, OCTOBER, approved=[])

    assert [(row["number"], row["record"]) for row in rows] == [(1, 3), (2, 1), (3, 2)]


def test_a_row_says_what_the_edition_said_and_nothing_empty():
    (row,) = rows_of_month([edition(7, reason="x", bidders=[], legal_basis="")], OCTOBER, approved=[])

    assert row == {
        "number": 1,
        "record": 7,
        "publication": 70,
        "title": "งาน 7",
        "budget": "100.00",
        "contract_date": "2025-10-05",
        "winners": [{"name": "ร้านแสงทอง", "tax_id": "x-xxxx-xxxxx-01-2", "price": "90.00"}],
        "division": "กองคลัง",
    }


def test_a_record_of_another_month_has_no_row():
    approved = rows_of_month([edition(1)], OCTOBER, approved=[])

    assert rows_of_month([edition(1, month=(2569, "m02"))], OCTOBER, approved=approved) == []


def test_what_was_withdrawn_keeps_its_place_with_title_and_reason():
    before = rows_of_month([edition(1), edition(2)], OCTOBER, approved=[])
    editions = [edition(1, standing=Standing.ENDED, reason="พิมพ์ซ้ำ"), edition(2)]

    rows = rows_of_month(editions, OCTOBER, approved=before)

    assert rows[0] == {"number": 1, "record": 1, "title": "งาน 1", "withdrawn": "พิมพ์ซ้ำ"}
    assert rows[1]["number"] == 2


def test_what_was_withdrawn_before_the_month_was_approved_has_no_row():
    assert rows_of_month([edition(1, standing=Standing.ENDED)], OCTOBER, approved=[]) == []


def test_a_reason_that_is_not_given_is_said_in_a_word():
    approved = [{"record": 1}]

    (row,) = rows_of_month([edition(1, standing=Standing.ENDED)], OCTOBER, approved=approved)

    assert row["withdrawn"] == WITHDRAWN


def test_a_suspended_record_does_not_even_show_its_title():
    (row,) = rows_of_month([edition(1, standing=Standing.SUSPENDED)], OCTOBER, approved=[{"record": 1}])

    assert row == {"number": 1, "record": 1, "title": SUSPENDED, "withdrawn": SUSPENDED}
    assert rows_of_month([edition(1, standing=Standing.SUSPENDED)], OCTOBER, approved=[]) == []


def test_an_edition_that_says_nothing_else_in_its_row_changes_nothing():
    before = rows_of_month([edition(1)], OCTOBER, approved=[])
    newer = Edition(1, 99, edition(1).content, Standing.LIVE)
    other = Edition(1, 99, {**edition(1).content, "title": "งานอื่น"}, Standing.LIVE)

    assert keep_editions(rows_of_month([newer], OCTOBER, approved=[]), before) == before
    assert keep_editions(rows_of_month([other], OCTOBER, approved=[]), before)[0]["publication"] == 99


def test_a_row_that_comes_back_names_its_own_edition():
    struck = rows_of_month([edition(1, standing=Standing.ENDED)], OCTOBER, approved=[{"record": 1}])

    assert keep_editions(rows_of_month([edition(1)], OCTOBER, approved=struck), struck)[0]["publication"] == 10


def test_the_digest_of_no_rows_is_empty_and_others_differ():
    one, two = (rows_of_month([edition(pk)], OCTOBER, approved=[]) for pk in (1, 2))

    assert digest_of_rows([]) == ""
    assert len({digest_of_rows(one), digest_of_rows(two), digest_of_rows(list(one))}) == 2


@pytest.mark.parametrize("seed", range(50))
def test_numbers_run_and_the_sum_is_that_of_the_rows_that_may_be_read(seed):
    chance = Random(seed)
    drawn = [
        (pk, chance.choice(list(Standing)), chance.random() < 0.7, chance.randrange(10**6))
        for pk in chance.sample(range(1, 40), chance.randrange(15))
    ]
    editions = [
        edition(pk, standing=standing, month=OCTOBER if here else (2569, "m02"), winners=[{"price": f"{price}.00"}])
        for pk, standing, here, price in drawn
    ]

    rows = rows_of_month(editions, OCTOBER, approved=[{"record": pk} for pk, *_rest in drawn])

    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    assert sums_of(rows).agreed == sum(
        (Decimal(price) for _pk, standing, here, price in drawn if here and standing is Standing.LIVE), Decimal(0)
    )
