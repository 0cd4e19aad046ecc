import pytest
from django.urls import reverse

from cms.actions import jobs
from cms.models import Job
from cms.models.jobs import JobState

PAGE = "/admin/jobs/"


@pytest.fixture
def dead(db):
    job = jobs.enqueue("tests.integration.cms.sample_jobs.never", key="dead", arguments={"name": "x"})
    jobs.run(jobs.claim("w"))
    job.refresh_from_db()
    return job


@pytest.fixture
def admin(client, site_admin):
    client.force_login(site_admin)
    return client


def test_the_site_admin_sees_what_failed_and_why(dead, admin):
    page = admin.get(PAGE).content.decode()

    assert "GiveUp: x" in page
    assert "เลิกลอง" in page
    assert reverse("cms_job_retry", args=[dead.pk]) in page


def test_the_site_admin_tries_it_again(dead, admin):
    page = admin.get(PAGE)

    answer = admin.post(reverse("cms_job_retry", args=[dead.pk]), {"csrfmiddlewaretoken": page.context["csrf_token"]})

    assert answer.url == PAGE
    dead.refresh_from_db()
    assert dead.state == JobState.WAITING


def test_the_button_carries_its_token(dead, admin):
    admin.handler.enforce_csrf_checks = True
    page = admin.get(PAGE).content.decode()
    form = page[page.index(reverse("cms_job_retry", args=[dead.pk])) :]
    token = form.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]

    answer = admin.post(reverse("cms_job_retry", args=[dead.pk]), {"csrfmiddlewaretoken": token})

    assert answer.status_code == 302
    assert Job.objects.get().state == JobState.WAITING


def test_a_job_that_waits_has_no_button_and_cannot_be_retried(admin):
    job = jobs.enqueue("tests.integration.cms.sample_jobs.never", key="waits", arguments={"name": "x"})

    assert reverse("cms_job_retry", args=[job.pk]) not in admin.get(PAGE).content.decode()
    answer = admin.post(reverse("cms_job_retry", args=[job.pk]), follow=True)
    assert "ลองใหม่ได้เฉพาะงานที่ไม่สำเร็จ" in answer.content.decode()


def test_jobs_are_filtered_by_state(dead, admin):
    assert "GiveUp: x" in admin.get(PAGE, {"state": "dead"}).content.decode()
    assert "GiveUp: x" not in admin.get(PAGE, {"state": "done"}).content.decode()


def test_a_long_list_is_paged_and_asks_few_questions(dead, admin, django_assert_max_num_queries):
    for number in range(60):
        jobs.enqueue("tests.integration.cms.sample_jobs.never", key=f"n{number}", arguments={"name": "x"})
    admin.get(PAGE)

    with django_assert_max_num_queries(15):
        page = admin.get(PAGE)

    assert len(page.context["object_list"]) == 50


def test_a_name_from_an_error_is_shown_as_text(dead, admin):
    Job.objects.update(error="<script>alert(1)</script>")

    assert "<script>alert(1)" not in admin.get(PAGE).content.decode()


@pytest.mark.parametrize("who", ["officer", "executive", "disclosure_officer"])
def test_nobody_else_sees_jobs(who, dead, client, request):
    client.force_login(request.getfixturevalue(who))

    assert client.get(PAGE).status_code in (302, 403)
    assert client.post(reverse("cms_job_retry", args=[dead.pk])).status_code in (302, 403)
    dead.refresh_from_db()
    assert dead.state == JobState.DEAD
