"""The words on the screens of an officer, an executive and a site admin: ours, and not those that they stand for."""

import json
import re

import pytest
from django.urls import reverse

from cms.actions import approval, jobs
from cms.models import Publication
from tests.factories.publications import publish
from tests.factories.records import make_announcement

# What stood there before.
GONE = (
    "ชื่อหน้าที่ต้องการแสดงต่อสาธารณะ",
    "หน้านี้ไม่อยู่ในหน้าที่ของท่าน",
    "ดูหน้าตาที่ประชาชนจะเห็น",
    "ตัวเลือกการค้นหา",
    "ในขั้นตอน '",
    "เริ่ม 'อนุมัติก่อนเผยแพร่'",
    "สร้างหน้า '",
    "ติ๊ก",
    "เผยแพร่แล้ว<",
    "Wagtail v",
    "รายการที่ 1-0",
    "job-key",
)
# An account, and not the books of a treasurer.
ACCOUNT = re.compile("บัญชี(?!ผู้ใช้)")


@pytest.fixture
def page(year_page, officer, clerk_office, executive):
    """A live record that was sent back once."""
    made = make_announcement(year_page, by=officer, division=clerk_office)
    approval.submit(made, by=officer)
    approval.reject(made.current_workflow_task_state, by=executive, comment="ใส่วันที่")
    publish(made, by=officer, approver=executive)
    return made


@pytest.fixture
def waiting(year_page, officer, clerk_office):
    made = make_announcement(year_page, by=officer, division=clerk_office, title="ประกาศที่รอ")
    approval.submit(made, by=officer)
    return made


def screens_of(role, page, waiting, year_page):
    section = year_page.get_parent()
    return {
        "officer": [
            reverse("wagtailadmin_home"),
            reverse("wagtailadmin_account"),
            reverse("wagtailadmin_explore", args=[section.pk]),
            reverse("wagtailadmin_explore", args=[year_page.pk]),
            reverse("wagtailadmin_pages:add", args=["disclosures", "generalannouncementpage", year_page.pk]),
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            reverse("wagtailadmin_pages:edit", args=[waiting.pk]),
            reverse("wagtailadmin_pages:history", args=[page.pk]),
            reverse("cms_published"),
            reverse("wagtaildocs:index"),
            reverse("wagtaildocs:add"),
        ],
        "executive": [
            reverse("wagtailadmin_home"),
            reverse("cms_queue"),
            reverse("cms_review", args=[waiting.current_workflow_task_state.pk]),
            reverse("cms_published"),
            reverse("cms_takedown_ask", args=[Publication.objects.of(page).first().pk]),
            reverse("cms_records"),
            reverse("cms_record_history", args=[page.pk]),
        ],
        "site_admin": [
            reverse("wagtailadmin_home"),
            reverse("wagtailusers_users:index"),
            reverse("cms_posts:index"),
            reverse("cms_jobs"),
            reverse("wagtailadmin_workflows:index"),
        ],
    }[role]


@pytest.mark.parametrize("role", ["officer", "executive", "site_admin"])
def test_no_screen_says_what_was_said_before(client, request, role, page, waiting, year_page):
    client.force_login(request.getfixturevalue(role))

    for address in screens_of(role, page, waiting, year_page):
        answer = client.get(address)
        assert answer.status_code == 200, address
        html = answer.content.decode()
        assert [word for word in GONE if word in html] == [], address
        assert ACCOUNT.findall(html) == [], address


def shown(client, user, name, *args) -> str:
    client.force_login(user)
    return client.get(reverse(name, args=args), follow=True).content.decode()


def menu(client, user) -> str:
    """The sidebar, which a script draws."""
    html = shown(client, user, "wagtailadmin_home")
    found = re.search(r'<script id="wagtail-sidebar-props"[^>]*>(.*?)</script>', html, re.DOTALL)
    return json.dumps(json.loads(found[1]), ensure_ascii=False)


def test_the_menus_say_what_the_public_sees_and_what_there_is(client, officer):
    words = menu(client, officer)

    assert "ประชาชนเห็นอยู่" in words
    assert "เรื่องทั้งหมด" in words
    assert "เรื่องที่เผยแพร่" not in words


def test_the_site_admin_has_one_way_to_the_steps_of_approval(client, site_admin):
    words = menu(client, site_admin)

    assert reverse("wagtailadmin_workflows:index") in words
    assert reverse("wagtailadmin_workflows:task_index") not in words


def test_the_title_is_explained_in_our_words(client, officer, page):
    assert "ชื่อเรื่องที่ประชาชนจะเห็น" in shown(client, officer, "wagtailadmin_pages:edit", page.pk)


def test_who_may_not_open_a_page_reads_so(client, officer):
    assert "ท่านไม่มีสิทธิ์เปิดหน้านี้" in shown(client, officer, "wagtailusers_users:index")


def test_an_empty_list_says_so(client, officer, year_page):
    html = shown(client, officer, "wagtailadmin_explore", year_page.pk)

    assert "ยังไม่มีเรื่อง" in html
    assert "รายการที่" not in html


def test_who_approves_nothing_is_told_to_choose(client, executive):
    client.force_login(executive)

    html = client.post(reverse("cms_approve_many"), follow=True).content.decode()

    assert "เลือกเรื่องที่ต้องการ" in html


def test_the_approver_opens_an_example_of_the_page(client, executive, waiting):
    assert "ดูตัวอย่างหน้าเว็บ" in shown(client, executive, "cms_review", waiting.current_workflow_task_state.pk)


def test_the_own_account_is_named_in_full(client, officer):
    assert "บัญชีผู้ใช้" in shown(client, officer, "wagtailadmin_home")


def test_the_chooser_of_blocks_says_what_is_searched_for(client, officer):
    assert json.dumps("ค้นหาชนิดเนื้อหา") in shown(client, officer, "wagtailadmin_javascript_catalog")


def test_a_job_is_called_by_its_thai_name_alone(client, site_admin):
    jobs.enqueue("cms.tasks.read_file_text", key="read:abcdef", arguments={"sha256": "0"})

    html = shown(client, site_admin, "cms_jobs")

    assert "อ่านข้อความในไฟล์ที่จัดเก็บ" in html
    assert "read:abcdef" not in html
    assert "cms.tasks" not in html
