from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from cms.policy.retries import pause_after
from cms.policy.timetable import PeriodicTask, last_due

BANGKOK = ZoneInfo("Asia/Bangkok")


@pytest.mark.parametrize(
    ("when", "now", "due"),
    [
        (timedelta(seconds=20), "2026-10-01 10:00:05", "2026-10-01 10:00:00"),
        (timedelta(seconds=20), "2026-10-01 10:00:20", "2026-10-01 10:00:20"),
        (time(8, 30), "2026-10-01 08:30:00", "2026-10-01 08:30:00"),
        (time(8, 30), "2026-10-01 23:59:59", "2026-10-01 08:30:00"),
        (time(8, 30), "2026-10-01 08:29:59", "2026-09-30 08:30:00"),
        (time(0, 5), "2026-10-01 00:04:00", "2026-09-30 00:05:00"),
    ],
)
def test_the_last_time_due(when, now, due):
    now = datetime.fromisoformat(now).replace(tzinfo=BANGKOK)

    assert last_due(PeriodicTask("x", "y", when), now) == datetime.fromisoformat(due).replace(tzinfo=BANGKOK)


def test_an_interval_is_due_at_the_same_times_in_every_zone():
    task = PeriodicTask("x", "y", timedelta(seconds=30))
    now = datetime(2026, 10, 1, 3, 0, 17, 123456, tzinfo=UTC)

    assert last_due(task, now) == last_due(task, now.astimezone(BANGKOK)) == datetime(2026, 10, 1, 3, tzinfo=UTC)


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 60), (5, 60), (26, 60)])
def test_pauses_grow_to_an_hour(attempts, minutes):
    assert pause_after(attempts) == timedelta(minutes=minutes)
