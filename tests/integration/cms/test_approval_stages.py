"""More than one stage, the queue and its reminders."""

from datetime import timedelta

import pypdfium2
import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow, WorkflowState, WorkflowTask

from cms.actions import approval
from cms.actions.reminders import remind
from cms.models import OutboxMessage, Review
from cms.policy.approval import DECIDED
from cms.policy.refusal import Refused
from cms.policy.roles import Role, group_name
from cms.thai.holidays import add_working_days, next_working_day
from cms.thai.repair import clean
from cms.workflow.approval_task import ApprovalTask
from tests.factories.decisions import approve_by
from tests.factories.people import make_user
from tests.factories.records import make_announcement
from tests.integration.cms.approval_case import decision


@pytest.fixture
def head(case):
    return make_user(Role.DIVISION_HEAD, case.obj.division)


@pytest.fixture
def two_stages(authority):
    """The head of the division first, then an executive."""
    workflow = Workflow.objects.get()
    first = ApprovalTask.objects.create(name="หัวหน้ากองพิจารณา", role=Role.DIVISION_HEAD)
    first.groups.add(Group.objects.get(name=group_name(Role.DIVISION_HEAD)))
    WorkflowTask.objects.filter(workflow=workflow).update(sort_order=1)
    WorkflowTask.objects.create(workflow=workflow, task=first, sort_order=0)


def approve(waiting, by):
    approve_by(waiting, by)


def test_every_stage_is_needed(case, two_stages, head, executive):
    first = case.submit()
    with pytest.raises(Refused):
        approve(first, executive)

    approve(first, head)
    assert not case.fresh().live

    approve(case.waiting(), executive)
    assert case.fresh().live


def test_a_stage_that_was_closed_past_the_guard_decides_nothing(case, executive):
    waiting = case.submit()
    ApprovalTask.objects.update(active=False)

    with pytest.raises(Refused, match="ขั้นตอนอนุมัติไม่ตรงกับเรื่องนี้"):
        approve(waiting, executive)

    assert not case.fresh().live


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ({"current_task_state": None}, "ขั้นตอนอนุมัติไม่ตรงกับเรื่องนี้"),
        ({"status": WorkflowState.STATUS_CANCELLED}, DECIDED),
        ({"status": WorkflowState.STATUS_NEEDS_CHANGES}, DECIDED),
    ],
)
def test_only_where_the_workflow_stands_is_decided(case, executive, state, reason):
    waiting = case.submit()
    WorkflowState.objects.filter(pk=waiting.workflow_state_id).update(**state)

    with pytest.raises(Refused, match=reason):
        approve(waiting, executive)

    assert not case.fresh().live


def test_the_head_of_another_division_decides_nothing(case, two_stages, clerk_office, finance, client):
    elsewhere = finance if case.obj.division == clerk_office else clerk_office
    other_head = make_user(Role.DIVISION_HEAD, elsewhere)
    waiting = case.submit()
    client.force_login(other_head)

    with pytest.raises(Refused):
        approve(waiting, other_head)
    page = client.get(reverse("cms_queue"))

    assert str(case.obj) not in page.content.decode()


@pytest.mark.parametrize("address", ["cms_review", "cms_review_preview", "cms_review_pdf"])
def test_the_head_of_another_division_is_shown_nothing(case, two_stages, head, clerk_office, finance, client, address):
    elsewhere = finance if case.obj.division == clerk_office else clerk_office
    address = reverse(address, args=[case.submit().pk])

    client.force_login(head)
    shown = client.get(address)
    client.force_login(make_user(Role.DIVISION_HEAD, elsewhere))
    refused = client.get(address)

    assert (shown.status_code, refused.status_code) == (200, 303)


def test_a_stage_that_was_closed_is_not_waited_for(case, two_stages, executive):
    ApprovalTask.objects.filter(role=Role.DIVISION_HEAD).update(active=False)

    approve(case.submit(), executive)

    assert case.fresh().live


def test_the_next_stage_is_told_when_its_turn_comes(case, two_stages, head, executive):
    waiting = case.submit()
    assert [message.recipient for message in OutboxMessage.objects.all()] == [head]

    approve(waiting, head)

    assert OutboxMessage.objects.order_by("pk").last().recipient == executive


def test_sent_back_by_the_second_stage_it_returns_to_the_second(case, two_stages, head, executive):
    approve(case.submit(), head)
    approval.reject(case.waiting(), by=executive, comment="แก้ตัวเลข")

    again = case.submit()

    assert again.task.specific.role == Role.EXECUTIVE
    approve(again, executive)
    assert case.fresh().live


def test_an_edit_voids_the_stages_before(case, two_stages, head, executive):
    approve(case.submit(), head)
    approval.reject(case.waiting(), by=executive, comment="แก้ตัวเลข")
    case.change_title("แก้แล้ว", by=case.officer)

    waiting = case.submit()
    approve(waiting, executive)

    assert not case.fresh().live, "the head has not seen the changed text"
    approve(case.waiting(), head)
    assert case.fresh().live


def test_the_queue_shows_why_somebody_is_barred(case, executive, authority, client):
    from cms.actions.people import appoint

    appoint(case.officer, Role.EXECUTIVE, authority=authority, by=None)
    case.submit()
    client.force_login(case.officer)

    page = client.get(reverse("cms_queue")).content.decode()

    assert "ท่านเป็นผู้ส่งเรื่องนี้" in page
    assert 'name="choice"' not in page


def test_the_screen_shows_the_difference_and_carries_what_it_showed(case, executive, client):
    approve(case.submit(), executive)
    case.change_title("ชื่อที่แก้แล้ว", by=case.officer)
    waiting = case.submit()
    client.force_login(executive)

    page = client.get(reverse("cms_review", args=[waiting.pk])).content.decode()

    assert "<ins>" in page
    assert f'name="digest" value="{waiting.review.digest}"' in page
    assert "อนุมัติและเผยแพร่" in page
    assert client.post(reverse("cms_review", args=[waiting.pk]), decision(waiting)).status_code == 302


def test_the_preview_is_for_the_approver_of_the_item(case, executive, other_officer, client):
    waiting = case.submit()
    address = reverse("cms_review_preview", args=[waiting.pk])

    client.force_login(executive)
    seen = client.get(address)
    client.force_login(other_officer)
    refused = client.get(address)

    assert seen.status_code == 200
    assert str(case.obj) in seen.content.decode()
    assert refused.status_code == 303


def test_the_approver_reads_the_pdf_before_he_decides(
    year_page, officer, clerk_office, executive, other_officer, client
):
    page = make_announcement(year_page, by=officer, division=clerk_office, summary="รับสมัครหนึ่งอัตรา")
    approval.submit(page, by=officer)
    address = reverse("cms_review_pdf", args=[page.current_workflow_task_state.pk])

    client.force_login(executive)
    made = client.get(address)
    client.force_login(other_officer)
    refused = client.get(address)

    text = clean(pypdfium2.PdfDocument(made.content)[0].get_textpage().get_text_range())
    assert "รับสมัครหนึ่งอัตรา" in text
    assert "ยังไม่อนุมัติ" in text
    assert refused.status_code == 303


def test_a_long_queue_costs_no_more_queries(
    year_page, officer, clerk_office, executive, client, django_assert_max_num_queries
):
    for number in range(25):
        page = make_announcement(year_page, by=officer, division=clerk_office, title=f"ประกาศ {number}")
        approval.submit(page, by=officer)
    client.force_login(executive)
    client.get(reverse("cms_queue"))

    with django_assert_max_num_queries(30):
        page = client.get(reverse("cms_queue")).content.decode()

    assert page.count("เปิดอ่านก่อนอนุมัติ") == 20
    assert page.count('name="choice"') == 0


def test_the_home_of_an_officer_and_of_an_executive(case, executive, client, django_assert_max_num_queries):
    case.submit()
    client.force_login(case.officer)
    client.get(reverse("wagtailadmin_home"))
    with django_assert_max_num_queries(45):
        mine = client.get(reverse("wagtailadmin_home")).content.decode()
    client.force_login(executive)
    theirs = client.get(reverse("wagtailadmin_home"), follow=True).content.decode()

    assert "งานของฉัน" in mine
    assert "เรียกคืน" in mine
    assert str(case.obj) in mine
    assert str(case.obj) in theirs


def test_reminders_once_a_day_and_late_ones_to_the_officer_too(case, executive):
    waiting = case.submit()
    OutboxMessage.objects.all().delete()
    due = waiting.review.due_on

    assert remind(on=due - timedelta(days=7)) == 0
    assert remind(on=due) == 1
    assert remind(on=due) == 0
    assert [message.recipient for message in OutboxMessage.objects.all()] == [executive]

    assert remind(on=add_working_days(due, 1)) == 1
    assert {message.recipient for message in OutboxMessage.objects.filter(subject__startswith="เลย")} == {
        executive,
        case.officer,
    }


def test_nothing_is_reminded_after_the_decision(case, executive):
    approve(case.submit(), executive)

    Review.objects.update(due_on=timezone.localdate() - timedelta(days=30))

    assert remind(on=next_working_day(timezone.localdate())) == 0
