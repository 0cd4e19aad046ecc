from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from cms.actions import jobs, schedule
from cms.models import Job
from cms.models.jobs import JobState
from cms.registry import periodic_task
from cms.views.job_lines import lines_of
from tests.factories.documents import carry, make_document
from tests.factories.records import make_announcement

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


def line() -> str:
    return next(iter(lines_of(Job.objects.all()).values()))


def test_the_pdf_of_a_publication_is_named_by_its_title(year_page, officer, clerk_office, executive):
    version = make_document(by=officer, division=clerk_office).newest
    record = make_announcement(year_page, by=officer, division=clerk_office, title="ประกาศรับสมัคร")
    publication = carry(version, record, approved_by=executive)
    Job.objects.all().delete()

    jobs.enqueue("cms.tasks.render_record_pdf", key="pdf:1", arguments={"publication": publication.pk})

    assert line() == "สร้างไฟล์ PDF ของ “ประกาศรับสมัคร” ฉบับที่ 1"


def test_a_file_is_named_by_its_document_when_it_is_public(year_page, officer, clerk_office, executive):
    document = make_document(by=officer, division=clerk_office, title="คำสั่งแต่งตั้ง")

    assert line() == "อ่านข้อความในไฟล์ของเอกสารที่ยังไม่เผยแพร่ของสำนักปลัด"
    carry(document.newest, make_announcement(year_page, by=officer, division=clerk_office), approved_by=executive)
    assert line() == "อ่านข้อความในไฟล์ของเอกสาร “คำสั่งแต่งตั้ง”"


def test_daily_work_is_named_with_its_day_in_our_era(db):
    verify = periodic_task("verify")
    now = datetime(2026, 11, 25, 3, 0, tzinfo=ZoneInfo("Asia/Bangkok"))

    schedule.tick(now, tasks=[verify])

    assert line() == "ตรวจว่าบันทึกและสิ่งที่เผยแพร่ไม่ถูกแก้ย้อนหลัง ประจำวันที่ 25 พฤศจิกายน 2569"


@pytest.mark.parametrize(
    ("task", "arguments", "expected"),
    [
        ("cms.tasks.render_record_pdf", {"publication": 0}, "สร้างไฟล์ PDF ของเรื่องที่เผยแพร่"),
        ("cms.tasks.read_file_text", {"sha256": "0"}, "อ่านข้อความในไฟล์ที่จัดเก็บ"),
        ("tests.integration.cms.sample_jobs.never", {"name": "x"}, "งานอื่นของระบบ"),
    ],
)
def test_a_job_without_its_object_still_has_a_name(db, task, arguments, expected):
    jobs.enqueue(task, key="x", arguments=arguments)

    assert line() == expected


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
    for number in range(30):
        jobs.enqueue("cms.tasks.render_record_pdf", key=f"pdf:{number}", arguments={"publication": number})
        jobs.enqueue("cms.tasks.read_file_text", key=f"read:{number}", arguments={"sha256": str(number)})
    admin.get(PAGE)

    with django_assert_max_num_queries(16):
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
