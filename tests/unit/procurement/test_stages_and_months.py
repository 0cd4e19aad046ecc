"""Which procurements skip the first stage, and in which month one may count."""

from datetime import date
from decimal import Decimal

import pytest

from procurement.policy.months import refusal_to_count_elsewhere
from procurement.policy.stages import reason_to_skip

LIMIT = Decimal(5_000)


@pytest.mark.parametrize("setting", [None, LIMIT])
@pytest.mark.parametrize("budget", [None, 4_999, 5_000, 5_001])
@pytest.mark.parametrize("agreed", [None, 4_999, 5_000, 5_001])
def test_the_larger_of_two_known_amounts_below_the_limit_skips(setting, budget, agreed):
    amounts = [None if each is None else Decimal(each) for each in (budget, agreed)]

    reason = reason_to_skip(*amounts, first_stage_from=setting)

    assert bool(reason) == (setting is not None and budget == agreed == 4_999)
    assert reason is None or ("4,999.00" in reason and "5,000.00" in reason)


USUAL = date(2026, 10, 15)


@pytest.mark.parametrize(
    ("chosen", "usual", "reason", "allowed"),
    [
        (None, USUAL, "", True),
        (None, USUAL, "ตรวจรับ", False),
        (date(2026, 11, 1), USUAL, "ตรวจรับ", True),
        (date(2026, 11, 1), USUAL, " ", False),
        (date(2026, 10, 1), USUAL, "ตรวจรับ", False),
        (date(2025, 10, 15), USUAL, "ตรวจรับ", True),
        (date(2026, 11, 1), None, "ตรวจรับ", True),
    ],
)
def test_another_month_needs_a_reason_and_must_be_another(chosen, usual, reason, allowed):
    assert (refusal_to_count_elsewhere(chosen=chosen, usual=usual, reason=reason) is None) == allowed
