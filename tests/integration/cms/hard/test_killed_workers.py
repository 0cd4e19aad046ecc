import os
import random
import signal
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.actions import audit, jobs
from cms.management.worker import Worker
from cms.models import Job
from cms.models.jobs import JobState
from tests.integration.cms.hard.processes import KILLS, RACES, fork, kill, wait_for
from tests.integration.cms.sample_jobs import traces

pytestmark = [pytest.mark.hard, pytest.mark.django_db(transaction=True)]
HERE = "tests.integration.cms.sample_jobs"
JOBS_A_KILL = 12


def enqueue(count, pause=0.0):
    """Jobs of both kinds, in turn."""
    for number in range(count):
        name = f"job {number}"
        task = ("write", "write_by_itself")[number % 2]
        arguments = {"name": name, "pause": pause}
        jobs.enqueue(f"{HERE}.{task}", key=name, arguments=arguments, max_attempts=1000)


def work():
    call_command("run_jobs", interval=0.02)


def give_back_jobs_of(pid):
    """What the passing of time does: the lease of a worker that says nothing more runs out."""
    past = timezone.now() - timedelta(seconds=1)
    Job.objects.filter(state=JobState.RUNNING, worker__contains=f":{pid}:").update(lease_until=past)
    return jobs.reap()


def test_whatever_is_killed_when_every_effect_is_there_once():
    count = KILLS * JOBS_A_KILL
    enqueue(count, pause=0.004)
    workers = [fork(work), fork(work)]
    given_back = 0

    for _kill in range(KILLS):
        time.sleep(random.uniform(0.01, 0.25))  # the random point
        victim = workers.pop(random.randrange(2))
        assert kill(victim) == [-9]
        given_back += give_back_jobs_of(victim)
        workers.append(fork(work))
    for worker in workers:
        kill(worker)
        give_back_jobs_of(worker)
    Worker().run(once=True)

    assert given_back > 0, "no kill hit a job: the test shows nothing"
    assert Counter(traces()) == Counter(f"job {number}" for number in range(count))
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}
    assert audit.verify() is None


def test_four_workers_do_each_job_once():
    enqueue(RACES * 4)

    assert wait_for(*[fork(lambda: call_command("run_jobs", once=True)) for _worker in range(4)]) == [0] * 4

    assert Counter(traces()) == Counter(f"job {number}" for number in range(RACES * 4))
    assert set(Job.objects.values_list("state", "attempts")) == {(JobState.DONE, 1)}


def test_one_key_enqueued_by_four_processes_is_one_job():
    def enqueue_all():
        for number in range(RACES):
            jobs.enqueue(f"{HERE}.write", key=f"job {number}", arguments={"name": f"job {number}"})

    assert wait_for(*[fork(enqueue_all) for _process in range(4)]) == [0] * 4

    assert Job.objects.count() == RACES


def test_a_worker_that_is_asked_to_stop_finishes_the_job_in_its_hands():
    job = jobs.enqueue(f"{HERE}.write", key="long", arguments={"name": "long", "pause": 0.3})
    jobs.enqueue(f"{HERE}.write", key="next", arguments={"name": "next"})
    worker = fork(work)
    while job.state == JobState.WAITING:
        job.refresh_from_db()

    os.kill(worker, signal.SIGTERM)

    assert wait_for(worker) == [0]
    assert traces() == ["long"]
