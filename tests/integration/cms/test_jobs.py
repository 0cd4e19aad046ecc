from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.actions import jobs
from cms.management.worker import Worker, heartbeat
from cms.models import AuditEntry, Job
from cms.models.jobs import JobState
from cms.policy.refusal import Refused
from cms.policy.retries import LEASE
from tests.integration.cms.sample_jobs import traces

pytestmark = pytest.mark.django_db
HERE = "tests.integration.cms.sample_jobs"


def enqueue(name="one", task="write", **kwargs):
    return jobs.enqueue(f"{HERE}.{task}", key=name, arguments={"name": name}, **kwargs)


def fail_times(job, times):
    """Let a job fail so often, each time as soon as it may be tried."""
    now = timezone.now()
    for _attempt in range(times):
        now += timedelta(hours=2)
        assert jobs.run(jobs.claim("w", now=now)) is False
    job.refresh_from_db()
    return job


def test_a_job_is_done_with_its_arguments():
    job = enqueue()

    assert Worker().run(once=True) == 1

    job.refresh_from_db()
    assert (job.state, job.attempts, job.progress, job.result) == (JobState.DONE, 1, 100, {"wrote": "one"})
    assert traces() == ["one"]


def test_the_same_key_makes_no_second_job():
    first = enqueue()

    assert enqueue() == first
    assert Job.objects.count() == 1
    Worker().run(once=True)
    assert enqueue().state == JobState.DONE
    assert Worker().run(once=True) == 0


def test_a_finished_job_is_done_again_when_asked_for():
    enqueue()
    assert enqueue(again=True).attempts == 0  # it waits: nothing to do again
    Worker().run(once=True)

    enqueue(again=True)

    assert Worker().run(once=True) == 1
    assert traces() == ["one", "one"]
    assert Job.objects.count() == 1


def test_only_declared_jobs_are_taken():
    with pytest.raises(TypeError, match="@job"):
        jobs.enqueue(f"{HERE}.undeclared", key="x")


def test_a_job_that_is_declared_no_longer_is_not_called():
    job = Job.objects.create(key="x", task=f"{HERE}.undeclared")

    assert jobs.run(jobs.claim("w")) is False

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "@job" in job.error


def test_a_job_waits_for_its_time():
    now = timezone.now()
    enqueue(run_after=now + timedelta(minutes=5))

    assert jobs.claim("w", now=now) is None
    assert jobs.claim("w", now=now + timedelta(minutes=5)) is not None


def test_a_claimed_job_is_not_taken_again():
    enqueue()

    assert jobs.claim("a").worker == "a"
    assert jobs.claim("b") is None


def test_what_a_failed_job_did_is_taken_back_and_it_is_tried_later():
    job = fail_times(enqueue(task="write_then_fail"), 1)

    assert job.state == JobState.FAILED
    assert "no one" in job.error
    assert traces() == []
    assert jobs.claim("w") is None
    assert timedelta(seconds=50) < job.run_after - timezone.now() < timedelta(seconds=61)


def test_a_job_is_given_up_after_its_last_attempt():
    job = fail_times(enqueue(task="write_then_fail"), 5)

    assert (job.state, job.attempts) == (JobState.DEAD, 5)
    assert job.finished_at is not None
    assert jobs.claim("w", now=timezone.now() + timedelta(days=9)) is None


def test_a_job_may_give_up_at_once():
    assert fail_times(enqueue(task="never"), 1).state == JobState.DEAD


def test_a_dead_job_is_tried_again_by_hand():
    job = fail_times(enqueue(task="never"), 1)

    jobs.retry(job, by=None)

    assert AuditEntry.objects.get(action="jobs.retry").object_id == str(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (JobState.WAITING, 0, "")
    assert jobs.claim("w") == job


@pytest.mark.parametrize(
    ("state", "may"), [("waiting", False), ("running", False), ("done", False), ("failed", True), ("dead", True)]
)
def test_only_what_failed_is_tried_again_by_hand(state, may):
    assert (jobs.refusal_to_retry(state) is None) == may


def test_a_job_that_runs_is_not_touched_by_retry():
    enqueue()
    job = jobs.claim("w")

    with pytest.raises(Refused):
        jobs.retry(job, by=None)


def test_the_job_of_a_dead_worker_is_given_back():
    enqueue()
    now = timezone.now()
    job = jobs.claim("a", now=now)

    assert jobs.reap(now + LEASE) == 0
    assert jobs.reap(now + LEASE + timedelta(seconds=1)) == 1

    job.refresh_from_db()
    assert (job.state, job.worker) == (JobState.WAITING, "")
    assert jobs.claim("b", now=now + timedelta(hours=1)).attempts == 2


def test_a_job_that_kills_its_workers_is_given_up():
    job = enqueue(max_attempts=2)
    now = timezone.now()
    for hour in (1, 2):
        jobs.claim("a", now=now + timedelta(hours=hour))
        jobs.reap(now + timedelta(hours=hour, minutes=30))

    job.refresh_from_db()
    assert job.state == JobState.DEAD


def test_a_heartbeat_keeps_the_job():
    enqueue()
    now = timezone.now()
    job = jobs.claim("a", now=now)

    assert jobs.beat(job, now=now + timedelta(minutes=5))

    assert jobs.reap(now + timedelta(minutes=5)) == 0


def test_a_worker_that_lost_its_job_commits_nothing():
    enqueue()
    slow = jobs.claim("slow")
    jobs.reap(timezone.now() + timedelta(hours=1))
    quick = jobs.claim("quick", now=timezone.now() + timedelta(hours=1))

    assert jobs.run(slow) is False
    assert traces() == []
    assert not jobs.beat(slow)
    assert jobs.run(quick) is True
    assert jobs.run(slow) is False
    assert traces() == ["one"]


def test_the_failure_of_a_worker_that_lost_its_job_is_not_written_down():
    enqueue(task="write_then_fail")
    slow = jobs.claim("slow")
    jobs.reap(timezone.now() + timedelta(hours=1))
    quick = jobs.claim("quick", now=timezone.now() + timedelta(hours=1))

    jobs.run(slow)

    quick.refresh_from_db()
    assert (quick.state, quick.worker) == (JobState.RUNNING, "quick")


def test_a_job_with_transactions_of_its_own_is_done():
    enqueue(task="write_by_itself")

    assert Worker().run(once=True) == 1
    assert traces() == ["one"]


def test_progress_is_shown_while_it_runs():
    enqueue()
    job = jobs.claim("a")

    jobs.report_progress("one", 140)

    job.refresh_from_db()
    assert job.progress == 100


def test_a_stopped_worker_takes_nothing():
    enqueue()
    worker = Worker()
    worker.stopping.set()

    assert worker.run() == 0


@pytest.mark.django_db(transaction=True)
def test_the_heartbeat_thread_prolongs_the_lease():
    an_hour_ago = timezone.now() - timedelta(hours=1)
    enqueue(run_after=an_hour_ago)
    job = jobs.claim("a", now=an_hour_ago)
    before = job.lease_until
    deadline = timezone.now() + timedelta(seconds=20)

    with heartbeat(job, every=timedelta(milliseconds=10), lease=LEASE):
        while job.lease_until == before and timezone.now() < deadline:
            job.refresh_from_db()

    assert job.lease_until > timezone.now()


@pytest.mark.django_db(transaction=True)
def test_a_job_is_enqueued_with_the_commit_or_not_at_all():
    with transaction.atomic():
        enqueue()
        transaction.set_rollback(True)

    assert not Job.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"state": "running", "worker": "a"},
        {"state": "running", "lease_until": timezone.now()},
        {"state": "waiting", "lease_until": timezone.now()},
        {"state": "done"},
        {"state": "waiting", "finished_at": timezone.now()},
        {"progress": 101},
    ],
)
def test_the_database_holds_together_what_belongs_together(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(key="x", task="y", **values)


def test_old_jobs_that_went_well_are_forgotten():
    enqueue("old")
    Worker().run(once=True)
    enqueue("dead", task="never")
    Worker().run(once=True)

    jobs.prune(timezone.now() + timedelta(days=29))
    assert Job.objects.count() == 2
    jobs.prune(timezone.now() + timedelta(days=31))

    assert [job.key for job in Job.objects.all()] == ["dead"]


def test_run_jobs_drains_the_queue(capsys):
    for number in range(3):
        enqueue(f"n{number}")

    call_command("run_jobs", once=True)

    assert capsys.readouterr().out.strip() == "3"
