from datetime import UTC, datetime, timedelta

import pytest

from cms.policy.unused_files import KEPT_FOR, refusal_to_delete_bytes

NOW = datetime(2026, 11, 26, tzinfo=UTC)
MOMENT = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("is_named", "was_discarded_lately", "age", "stays"),
    [
        (False, False, KEPT_FOR, False),
        (False, False, KEPT_FOR + MOMENT, False),
        (False, False, KEPT_FOR - MOMENT, True),
        (False, False, timedelta(days=-1), True),
        (False, True, timedelta(days=900), True),
        (True, False, timedelta(days=900), True),
        (True, True, timedelta(), True),
    ],
)
def test_only_bytes_that_nothing_has_named_for_a_day_are_deleted(is_named, was_discarded_lately, age, stays):
    reason = refusal_to_delete_bytes(
        is_named=is_named, was_discarded_lately=was_discarded_lately, written_at=NOW - age, now=NOW
    )

    assert (reason is not None) == stays
