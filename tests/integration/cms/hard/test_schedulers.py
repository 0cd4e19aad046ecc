import random
import time
from datetime import datetime, timedelta
from datetime import time as clock
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from cms.actions import schedule
from cms.models import Job, ScheduledRun
from cms.policy.timetable import PeriodicTask
from tests.integration.cms.hard.processes import KILLS, RACES, fork, kill, wait_for
from tests.integration.cms.sample_jobs import leave_trace, traces

pytestmark = [pytest.mark.hard, pytest.mark.django_db(transaction=True)]
START = datetime(2026, 10, 1, 8, 30, tzinfo=ZoneInfo("Asia/Bangkok"))


@transaction.atomic
def work():
    leave_trace("worked")


OFTEN = PeriodicTask("often", f"{__name__}.work", timedelta(seconds=20))
DAILY = PeriodicTask("daily", f"{__name__}.work", clock(8, 30))


def test_four_schedulers_do_frequent_work_once_a_time():
    def run():
        for number in range(RACES):
            schedule.tick(START + number * timedelta(seconds=20), tasks=[OFTEN])

    assert wait_for(*[fork(run) for _scheduler in range(4)]) == [0] * 4

    assert len(traces()) == ScheduledRun.objects.count() == RACES


def test_four_schedulers_of_which_some_are_killed_enqueue_daily_work_once_a_day():
    days = KILLS * 10

    def run():
        for number in range(days):
            schedule.tick(START + timedelta(days=number), tasks=[DAILY])

    schedulers = [fork(run) for _scheduler in range(4)]
    for _kill in range(KILLS):
        time.sleep(random.uniform(0.0, 0.05))  # the random point
        kill(schedulers.pop(0))
        schedulers.append(fork(run))

    assert wait_for(*schedulers) == [0] * 4
    assert Job.objects.count() == ScheduledRun.objects.count() == days
    assert not ScheduledRun.objects.filter(finished_at=None).exists()
