"""The ordinary story of a draft: submitted, decided, public; sent back, recalled, withdrawn."""

from datetime import timedelta

import pytest
from django.urls import reverse
from wagtail.log_actions import registry

from cms.actions import approval, takedown
from cms.models import AuditEntry, OutboxMessage, Publication, User
from cms.policy.approval import DECIDED, NOT_THEIRS
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from cms.records.content import content_digest
from tests.factories.decisions import approve_by, open_by, settle
from tests.factories.people import make_user
from tests.factories.publications import publish
from tests.factories.records import make_announcement
from tests.integration.cms.approval_case import decision


def test_an_approved_draft_is_public_exactly_as_approved(case, executive, client):
    waiting = case.submit()
    client.force_login(executive)
    client.get(reverse("cms_review", args=[waiting.pk]))

    answer = client.post(reverse("cms_review", args=[waiting.pk]), decision(waiting))

    assert answer.status_code == 302, answer.content.decode()[:2000]
    publication = case.publication()
    assert case.fresh().live
    assert publication.stage == Stage.LIVE
    assert publication.digest == content_digest(case.fresh()) == waiting.review.digest
    assert publication.approved_by == executive
    assert publication.requested_by == case.officer
    assert publication.revision_id == waiting.revision_id


def test_a_publication_says_in_which_post_it_was_approved(case, executive):
    executive.memberships.update(position="นายกองค์การบริหารส่วนตำบล")
    waiting = case.submit()

    approve_by(waiting, executive)
    executive.memberships.update(position="อดีตนายก")

    assert case.publication().approved_position == "นายกองค์การบริหารส่วนตำบล"


def test_a_newer_version_keeps_the_day_of_the_first_publication(case, executive):
    publish(case.obj, by=case.officer, approver=executive)
    first = case.fresh().first_published_at
    case.change_title("ฉบับแก้ไข", by=case.officer)

    publish(case.fresh(), by=case.officer, approver=executive)

    assert case.fresh().last_published_at > first
    assert abs(case.fresh().first_published_at - first) < timedelta(milliseconds=1)  # a page's revision keeps no more


def test_one_decision_is_one_audit_entry(case, executive):
    waiting = case.submit()

    approve_by(waiting, executive)

    assert AuditEntry.objects.filter(kind="decision").count() == 1
    assert AuditEntry.objects.filter(kind="publication").count() == 1
    assert AuditEntry.objects.get(kind="decision").actor == executive


def test_approver_and_officer_are_told(case, executive, second_executive):
    waiting = case.submit()
    approve_by(waiting, executive)

    told = OutboxMessage.objects.order_by("pk").values_list("recipient__username", "subject")
    assert [name for name, _subject in told] == [executive.username, second_executive.username, case.officer.username]
    assert OutboxMessage.objects.order_by("pk").first().link.endswith(reverse("cms_review", args=[waiting.pk]))


def test_a_rejection_wants_a_reason_and_reaches_the_officer(case, executive, client):
    waiting = case.submit()
    client.force_login(executive)
    address = reverse("cms_review", args=[waiting.pk])

    without = client.post(address, decision(waiting, "reject", comment="  "))
    with_reason = client.post(address, decision(waiting, "reject", comment="ขาดวันที่"))

    assert without.status_code == 422
    assert "เขียนเหตุผล" in without.content.decode()
    assert with_reason.status_code == 302
    assert not case.fresh().live
    assert "ขาดวันที่" in OutboxMessage.objects.get(recipient=case.officer).body


def test_sent_back_work_can_be_changed_and_submitted_again(case, executive):
    waiting = case.submit()
    approval.reject(waiting, by=executive, comment="แก้ชื่อ")

    case.change_title("ชื่อใหม่", by=case.officer)
    again = case.submit()
    approve_by(again, executive)

    assert case.fresh().title == "ชื่อใหม่"
    assert case.publication().number == 1


def test_recalled_work_can_be_edited_again(case, executive, client):
    waiting = case.submit()
    with pytest.raises(Refused):
        case.change_title("แก้ระหว่างรอ", by=case.officer)

    client.force_login(case.officer)
    answer = client.post(case.edit_url, {"action-cancel-workflow": "1"})

    assert answer.status_code == 302
    case.change_title("แก้หลังเรียกคืน", by=case.officer)
    with pytest.raises(Refused):
        approve_by(waiting, executive)


def test_a_newer_version_supersedes_the_older(case, executive):
    first = case.submit()
    approve_by(first, executive)
    case.change_title("ฉบับแก้ไข", by=case.officer)

    second = case.submit()
    approve_by(second, executive)

    stages = list(Publication.objects.of(case.obj).values_list("number", "stage"))
    assert stages == [(2, Stage.LIVE), (1, Stage.SUPERSEDED)]


def test_withdrawal_is_decided_by_a_second_person(case, executive, second_executive):
    waiting = case.submit()
    approve_by(waiting, executive)
    request = takedown.request_withdrawal(case.publication(), by=executive, reason="ข้อมูลผิด")
    assert case.fresh().live

    with pytest.raises(Refused):
        settle(request, by=executive, withdraw=True)
    settle(request, by=second_executive, withdraw=True)

    assert not case.fresh().live
    assert case.publication().stage == Stage.WITHDRAWN
    assert case.publication().end_reason == "ข้อมูลผิด"


def test_a_suspension_hides_at_once_and_can_be_lifted(case, executive, second_executive):
    waiting = case.submit()
    approve_by(waiting, executive)

    request = takedown.suspend(case.publication(), by=executive, reason="มีเลขบัตร")
    assert not case.fresh().live
    assert case.publication().stage == Stage.SUSPENDED

    settle(request, by=second_executive, withdraw=False)
    assert case.fresh().live
    assert case.publication().stage == Stage.LIVE
    assert case.publication().digest == content_digest(case.fresh())


def test_several_are_approved_at_once_each_for_itself(case, another, executive, client):
    first, second = case.submit(), another.submit()
    for waiting in (first, second):
        open_by(waiting, executive)
    client.force_login(executive)

    answer = client.post(
        reverse("cms_approve_many"),
        {
            "choice": [
                f"{first.pk}:{first.revision_id}:{first.review.digest}",
                f"{second.pk}:{second.revision_id}:{'0' * 64}",
            ]
        },
        follow=True,
    )

    assert case.fresh().live
    assert not another.fresh().live
    assert "อนุมัติแล้ว 1 เรื่อง" in answer.content.decode()
    assert "เนื้อหาเปลี่ยนไป" in answer.content.decode()


def test_of_several_one_that_is_gone_is_told_and_stops_nothing(case, executive, client):
    waiting = case.submit()
    open_by(waiting, executive)
    client.force_login(executive)
    choices = [
        f"{waiting.pk + 1}:{waiting.revision_id}:{'0' * 64}",
        f"{waiting.pk}:{waiting.revision_id}:{waiting.review.digest}",
    ]

    answer = client.post(reverse("cms_approve_many"), {"choice": choices}, follow=True)

    assert case.fresh().live
    assert "อนุมัติแล้ว 1 เรื่อง" in answer.content.decode()
    assert DECIDED in answer.content.decode()


def test_submitting_and_approving_ask_few_questions(case, executive, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(55):
        approval.submit(case.obj, by=case.officer)
    waiting = case.waiting()
    open_by(waiting, executive)
    client.force_login(executive)

    with django_assert_max_num_queries(100):
        client.post(reverse("cms_review", args=[waiting.pk]), decision(waiting))

    assert case.fresh().live


@pytest.fixture
def colleague(case):
    """Another officer of the division."""
    return make_user(Role.OFFICER if case.kind == "page" else Role.PROCUREMENT_OFFICER, case.obj.division)


@pytest.fixture
def outsider(case, clerk_office, finance):
    """An officer of another division."""
    elsewhere = finance if case.obj.division == clerk_office else clerk_office
    return make_user(Role.OFFICER if case.kind == "page" else Role.PROCUREMENT_OFFICER, elsewhere)


def test_only_officers_of_the_division_submit(case, colleague, outsider, executive):
    for user in (outsider, executive):
        with pytest.raises(Refused, match=NOT_THEIRS):
            approval.submit(case.fresh(), by=user)

    approval.submit(case.fresh(), by=colleague)

    assert case.waiting().workflow_state.requested_by == colleague


def test_what_is_not_complete_is_not_submitted(year_page, officer, clerk_office):
    page = make_announcement(year_page, by=officer, division=clerk_office, summary=" ")

    with pytest.raises(Refused, match="ยังไม่มี “สรุปสาระสำคัญ” หรือ “เอกสารแนบ”"):
        approval.submit(page, by=officer)

    assert not page.workflow_states.exists()


def test_another_officer_of_the_division_takes_back_too(case, colleague):
    case.submit()

    approval.recall(case.fresh(), by=colleague)

    assert case.waiting() is None


def test_who_asked_takes_back_though_he_is_no_officer_any_more(case):
    case.submit()
    case.officer.memberships.all().delete()

    approval.recall(case.fresh(), by=User.objects.get(pk=case.officer.pk))

    assert case.waiting() is None


def test_nobody_else_takes_back(case, outsider, executive):
    waiting = case.submit()

    for user in (outsider, executive):
        with pytest.raises(Refused, match="เรียกคืนได้เฉพาะ"):
            approval.recall(case.fresh(), by=user)

    assert case.waiting() == waiting


def test_an_approval_leaves_wagtails_own_history(case, executive):
    waiting = case.submit()
    approve_by(waiting, executive, comment="ครบ")

    entries = {entry.action: entry for entry in registry.get_logs_for_instance(case.fresh())}
    approved, shown = entries["wagtail.workflow.approve"], entries["wagtail.publish"]
    assert entries["wagtail.workflow.start"].user == case.officer
    assert (approved.user, approved.revision_id, approved.data["comment"]) == (executive, waiting.revision_id, "ครบ")
    assert (shown.user, shown.revision_id, shown.content_changed) == (executive, waiting.revision_id, True)
    assert str(approved.message)


def test_an_approval_changes_the_content_and_nothing_beside_it(case, executive):
    """What was changed beside the content after the draft was submitted (here a lock) is not put back."""
    waiting = case.submit()
    type(case.obj).objects.filter(pk=case.obj.pk).update(locked=True)

    approve_by(waiting, executive)

    assert case.fresh().locked
    assert case.fresh().live_revision_id == case.fresh().latest_revision_id == waiting.revision_id
    assert not case.fresh().has_unpublished_changes


def test_a_comment_stands_where_the_approved_revision_has_it(year_page, officer, clerk_office, executive):
    page = make_announcement(year_page, by=officer, division=clerk_office)
    comment = page.wagtail_admin_comments.create(user=officer, text="ปีใด", contentpath="summary", position="before")

    draft = page.get_latest_revision_as_object()
    draft.wagtail_admin_comments.get().position = "after"
    draft.save_revision(user=officer)

    publish(draft, by=officer, approver=executive)

    comment.refresh_from_db()
    assert comment.position == "after"


def test_the_mail_about_a_decision_leads_to_what_it_speaks_of(case, executive):
    approval.reject(case.submit(), by=executive, comment="แก้")
    returned = OutboxMessage.objects.get(recipient=case.officer)
    OutboxMessage.objects.all().delete()

    publish(case.fresh(), by=case.officer, approver=executive)

    approved = OutboxMessage.objects.get(recipient=case.officer)
    assert returned.link.endswith(case.edit_url)
    assert approved.link.endswith(case.fresh().public_address())
