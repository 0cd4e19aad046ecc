from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import transaction

from cms.actions import schedule
from cms.management.worker import Worker
from cms.models import AuditAnchor, AuditChain, Job, ScheduledRun
from cms.policy.timetable import PeriodicTask
from cms.registry import periodic_task
from tests.integration.cms.sample_jobs import leave_trace, traces

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 1, 10, 0, 5, tzinfo=ZoneInfo("Asia/Bangkok"))
HERE = "tests.integration.cms.test_schedule"


@transaction.atomic
def work():
    leave_trace("worked")


def break_down():
    raise ValueError("broken")


OFTEN = PeriodicTask("often", f"{HERE}.work", timedelta(seconds=20))
BROKEN = PeriodicTask("broken", f"{HERE}.break_down", timedelta(seconds=20))
ABSENT = PeriodicTask("absent", "cms.actions.nothing.here", timedelta(seconds=20))
DAILY = PeriodicTask("daily", f"{HERE}.work", time(8, 30))


def test_frequent_work_is_done_once_a_time():
    assert schedule.tick(NOW, tasks=[OFTEN]) == ["often"]
    assert schedule.tick(NOW + timedelta(seconds=10), tasks=[OFTEN]) == []
    assert traces() == ["worked"]
    assert schedule.tick(NOW + timedelta(seconds=20), tasks=[OFTEN]) == ["often"]
    assert traces() == ["worked", "worked"]


def test_times_that_were_missed_are_not_made_up_for():
    schedule.tick(NOW, tasks=[OFTEN])
    schedule.tick(NOW + timedelta(days=2), tasks=[OFTEN])

    assert ScheduledRun.objects.count() == 2


def test_what_breaks_is_written_down_and_does_not_stop_the_others():
    begun = schedule.tick(NOW, tasks=[BROKEN, ABSENT, OFTEN])

    assert begun == ["broken", "absent", "often"]
    assert traces() == ["worked"]
    assert "ValueError: broken" in ScheduledRun.objects.get(name="broken").error
    assert "ModuleNotFoundError" in ScheduledRun.objects.get(name="absent").error
    assert ScheduledRun.objects.filter(finished_at=None).count() == 0


def test_daily_work_becomes_a_job():
    schedule.tick(NOW, tasks=[DAILY])
    schedule.tick(NOW + timedelta(hours=2), tasks=[DAILY])

    job = Job.objects.get()
    assert job.arguments == {"name": "daily"}
    schedule.tick(NOW + timedelta(days=1), tasks=[DAILY])
    assert Job.objects.count() == 2


def test_what_was_looked_at_is_not_asked_again(django_assert_num_queries):
    seen = {}
    schedule.tick(NOW, tasks=[OFTEN, DAILY], seen=seen)

    with django_assert_num_queries(0):
        schedule.tick(NOW + timedelta(seconds=1), tasks=[OFTEN, DAILY], seen=seen)


def test_another_schedulers_time_is_left_to_it():
    schedule.tick(NOW, tasks=[OFTEN], seen={})

    assert schedule.tick(NOW, tasks=[OFTEN], seen={}) == []
    assert traces() == ["worked"]


def test_the_anchor_is_set_by_scheduler_and_worker(officer):
    anchor = periodic_task("anchor")

    schedule.tick(tasks=[anchor])
    assert Worker().run(once=True) == 1

    assert AuditAnchor.objects.count() == 1


def test_a_tampered_chain_is_a_job_that_failed(officer):
    AuditChain.objects.update(seq=99)
    verify = periodic_task("verify")

    schedule.tick(tasks=[verify])
    assert Worker().run(once=True) == 0

    assert "ลำดับ" in Job.objects.get().error


def test_run_schedule_looks_once(capsys):
    call_command("run_schedule", once=True)

    assert "reap" in capsys.readouterr().out
