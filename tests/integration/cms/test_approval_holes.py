"""The holes of stock Wagtail's approval (A to K), tried through the admin's addresses, for a page and a snippet."""

import json

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Task, TaskState, Workflow

from cms.actions import approval
from cms.actions.people import appoint
from cms.actions.publish import publish_approved
from cms.models import AuditEntry, Publication, User
from cms.policy.approval import CHANGED, NOT_APPROVED, NOT_THEIRS, ReviewedContent
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.policy.roles import Role, group_name
from cms.records.content import content_digest
from cms.workflow.approval_task import ApprovalTask
from cms.workflow.pending_review import PendingReview
from tests.factories.decisions import approve_by, open_by
from tests.factories.people import UserFactory
from tests.integration.cms.approval_case import decision


def approve_on_screen(user, client, waiting, **extra):
    client.force_login(user)
    client.get(reverse("cms_review", args=[waiting.pk]))
    return client.post(reverse("cms_review", args=[waiting.pk]), decision(waiting, **extra), follow=True)


def published(case, executive):
    waiting = case.submit()
    approve_by(waiting, executive)
    return waiting


@pytest.fixture
def both(case, authority):
    """The officer of the case holds the executive's post as well."""
    appoint(case.officer, Role.EXECUTIVE, authority=authority, by=None)
    return User.objects.get(pk=case.officer.pk)


@pytest.fixture
def superuser(authority):
    return UserFactory(is_superuser=True, is_staff=True)


def test_a_nobody_approves_what_he_submitted(case, both, client):
    waiting = case.submit()

    ours = approve_on_screen(both, client, waiting)
    stock = client.post(case.action_url("approve", waiting), decision(waiting))

    assert "ท่านเป็นผู้ส่งเรื่องนี้" in ours.content.decode()
    assert stock.status_code in (302, 303, 403)
    assert not case.fresh().live
    assert case.waiting().pk == waiting.pk


def test_a_who_is_barred_is_told_who_else_may_decide(case, both, executive, client):
    client.force_login(both)
    address = reverse("cms_review", args=[case.submit().pk])

    html = client.get(address).content.decode()
    executive.is_active = False
    executive.save()
    alone = client.get(address).content.decode()

    assert f"ผู้ที่พิจารณาเรื่องนี้ได้: {executive}" in html
    assert "ไม่มีผู้อื่นที่พิจารณาเรื่องนี้ได้" in alone


def test_a_nobody_approves_what_he_wrote_and_another_submitted(case, both, executive, client, disclosure_officer):
    approval.submit(case.fresh(), by=disclosure_officer if case.kind == "page" else case.officer)
    waiting = case.waiting()

    answer = approve_on_screen(both, client, waiting)

    assert "ต้องให้ผู้อื่นเป็นผู้พิจารณา" in answer.content.decode()
    assert not case.fresh().live


def test_a_superuser_is_no_approver_by_being_one(case, superuser, client):
    waiting = case.submit()

    answer = approve_on_screen(superuser, client, waiting)
    stock = client.post(case.action_url("approve", waiting), decision(waiting))

    assert answer.status_code in (200, 403)
    assert stock.status_code in (302, 303, 403)
    assert not case.fresh().live


def test_b_a_task_that_items_wait_at_is_not_deactivated(case, superuser, client):
    waiting = case.submit()
    client.force_login(superuser)

    client.post(reverse("wagtailadmin_workflows:disable_task", args=[waiting.task_id]))

    assert Task.objects.get(pk=waiting.task_id).active
    assert case.waiting().pk == waiting.pk
    assert not case.fresh().live


def test_b_the_base_class_deactivates_nothing_either(case):
    waiting = case.submit()

    with pytest.raises(Refused):
        Task.deactivate(waiting.task.specific)

    assert Task.objects.get(pk=waiting.task_id).active
    assert not case.fresh().live


def test_b_a_workflow_that_is_disabled_publishes_nothing(case, superuser, client):
    waiting = case.submit()
    client.force_login(superuser)

    client.post(reverse("wagtailadmin_workflows:disable", args=[waiting.workflow_state.workflow_id]))

    assert not case.fresh().live
    assert not Publication.objects.exists()


def test_c_a_workflow_without_an_active_task_takes_nothing_in(case, client):
    ApprovalTask.objects.update(active=False)

    with pytest.raises(Refused, match="ยังไม่ได้กำหนดขั้นตอนอนุมัติ"):
        approval.submit(case.fresh(), by=case.officer)
    with pytest.raises(Refused):
        Workflow.objects.get().start(case.fresh(), case.officer)

    assert not case.fresh().live


def test_d_what_was_saved_after_submission_is_not_approved(case, executive, client):
    waiting = case.submit()
    case.change_past_the_guard("แก้หลังส่ง", by=case.officer)

    answer = approve_on_screen(executive, client, waiting)

    assert CHANGED in answer.content.decode()
    assert not case.fresh().live


@transaction.atomic
def publish_without_a_decision(waiting, by):
    """The last step of a decision, taken by itself by a script."""
    publish_approved(PendingReview.lock(waiting), by=by, position="")


def test_d_only_the_latest_revision_is_published(case, executive):
    waiting = case.submit()
    TaskState.objects.filter(pk=waiting.pk).update(status=TaskState.STATUS_APPROVED, finished_by=executive)
    case.change_past_the_guard("แก้หลังอนุมัติ", by=case.officer)

    with pytest.raises(Refused, match=CHANGED):
        publish_without_a_decision(waiting, executive)

    assert not case.fresh().live


def test_e_only_what_was_approved_is_published(case, executive):
    waiting = case.submit()
    TaskState.objects.filter(pk=waiting.pk).update(status=TaskState.STATUS_APPROVED, finished_by=executive)
    case.change_past_the_guard("แอบแก้", by=case.officer, overwrite=waiting.revision)

    with pytest.raises(Refused, match=CHANGED):
        publish_without_a_decision(waiting, executive)

    assert not case.fresh().live


@pytest.mark.parametrize(
    ("status", "is_named"), [("in_progress", False), ("rejected", True), ("skipped", True), ("approved", False)]
)
def test_b_only_what_a_named_person_approved_is_published(case, executive, status, is_named):
    waiting = case.submit()
    TaskState.objects.filter(pk=waiting.pk).update(status=status, finished_by=executive if is_named else None)

    with pytest.raises(Refused, match=NOT_APPROVED):
        publish_without_a_decision(waiting, executive)

    assert not case.fresh().live


def test_b_a_workflow_is_not_ended_by_nobody(case, executive):
    waiting = case.submit()
    TaskState.objects.filter(pk=waiting.pk).update(status=TaskState.STATUS_APPROVED, finished_by=executive)

    with pytest.raises(Refused, match=NOT_APPROVED):
        waiting.workflow_state.finish()

    assert not case.fresh().live


def test_d_saving_while_it_waits_is_refused(case):
    case.submit()

    with pytest.raises(Refused):
        case.change_title("แก้ระหว่างรอ", by=case.officer)


def test_e_a_revision_overwritten_in_place_is_not_approved(case, executive, client):
    waiting = case.submit()
    revision = case.change_past_the_guard("แอบแก้", by=case.officer, overwrite=waiting.revision)
    assert revision.pk == waiting.revision_id

    answer = approve_on_screen(executive, client, waiting)

    assert CHANGED in answer.content.decode()
    assert not case.fresh().live


def test_e_the_screen_of_the_overwritten_content_does_not_help(case, executive, client):
    waiting = case.submit()
    revision = case.change_past_the_guard("แอบแก้", by=case.officer, overwrite=waiting.revision)

    answer = approve_on_screen(executive, client, waiting, digest=content_digest(revision.as_object()))

    assert CHANGED in answer.content.decode()
    assert not case.fresh().live


def test_f_a_task_state_of_another_object_is_judged_by_its_own_object(case, another, both, client):
    mine, other = case.submit(), another.submit()
    client.force_login(both)

    client.post(case.action_url("approve", mine, obj=another.fresh()), decision(mine))
    client.post(case.action_url("approve", other, obj=case.fresh()), decision(other))

    assert not case.fresh().live
    assert not another.fresh().live


def test_g_extra_data_of_the_editor_reaches_no_approval(case, executive, both, client):
    waiting = case.submit()

    for user in (executive, both):
        client.force_login(user)
        client.post(
            case.edit_url,
            {
                "action-workflow-action": "1",
                "workflow-action-name": "approve",
                "workflow-action-extra-data": json.dumps({"update": False, "comment": ""}),
            },
        )

    assert case.waiting().pk == waiting.pk
    assert TaskState.objects.get(pk=waiting.pk).status == TaskState.STATUS_IN_PROGRESS
    assert not case.fresh().live


@pytest.mark.parametrize("action", ["approve", "reject", "cancel", "publish", ""])
def test_g_wagtails_own_way_to_decide_is_closed(case, executive, action):
    waiting = case.submit()
    covered = {"revision": waiting.revision_id, "digest": waiting.review.digest}

    with pytest.raises(Refused):
        waiting.task.specific.on_action(waiting, executive, action, comment="ครบถ้วน", **covered)

    assert waiting.task.specific.get_actions(case.fresh(), executive) == []
    assert case.waiting().pk == waiting.pk


@pytest.mark.parametrize("action", ["cancel", "publish", "", "approve2"])
def test_g_unknown_actions_are_refused(case, executive, action):
    waiting = case.submit()
    reviewed = ReviewedContent(waiting.revision_id, waiting.review.digest)

    with pytest.raises(Refused):
        approval.decide(waiting, action, by=executive, reviewed=reviewed, comment="x")

    assert case.waiting().pk == waiting.pk


def test_g_a_workflow_is_finished_by_our_action_alone(case, executive):
    waiting = case.submit()

    with pytest.raises(Refused):
        waiting.workflow_state.finish(user=executive)

    assert not case.fresh().live


@pytest.mark.parametrize("comment", ["", "   ", "\n\t"])
def test_h_a_rejection_has_a_reason(case, executive, client, comment):
    waiting = case.submit()
    client.force_login(executive)

    client.post(reverse("cms_review", args=[waiting.pk]), decision(waiting, "reject", comment=comment))
    client.post(case.action_url("reject", waiting), {"comment": comment})

    assert case.waiting().pk == waiting.pk


def test_i_an_edit_during_review_changes_nothing(case, executive, client):
    waiting = case.submit()
    client.force_login(case.officer)
    page = client.get(case.edit_url)

    client.post(case.edit_url, {"title": "แก้ระหว่างรอ", "action-submit": "1"})
    approve_on_screen(executive, client, waiting)

    assert page.status_code == 200
    assert case.fresh().live
    assert case.fresh().title != "แก้ระหว่างรอ"
    assert content_digest(case.fresh()) == waiting.review.digest


def test_i_an_approver_is_not_let_into_the_editor(case, executive, client):
    """One saved draft would make him an author, who may not decide."""
    waiting = case.submit()
    client.force_login(executive)

    answer = client.get(case.edit_url)

    assert answer.status_code in (302, 303, 403, 404)
    assert not waiting.task.specific.user_can_access_editor(case.fresh(), executive)


def test_j_who_has_decided_is_not_deleted(case, executive, superuser, client):
    waiting = published(case, executive)
    client.force_login(superuser)

    client.post(reverse("wagtailusers_users:delete", args=[executive.pk]))
    with pytest.raises(ProtectedError):
        User.objects.get(pk=executive.pk).delete()

    assert TaskState.objects.get(pk=waiting.pk).finished_by == executive
    assert case.publication().approved_by == executive


def test_k_what_was_public_is_not_deleted(case, executive, superuser, client):
    published(case, executive)
    name = "wagtailadmin_pages:delete" if case.kind == "page" else case.edit_url_name.replace(":edit", ":delete")
    client.force_login(superuser)

    client.post(reverse(name, args=[case.obj.pk]))
    with pytest.raises(Refused):
        case.fresh().delete()

    assert case.fresh().live
    assert case.publication().revision.content


def test_k_a_section_above_it_is_not_deleted_either(case, executive):
    published(case, executive)
    if case.kind == "page":
        with pytest.raises(ProtectedError):
            case.fresh().get_parent().get_parent().specific.delete()

    assert case.fresh().live


def test_a_draft_that_was_never_public_may_go(case):
    case.fresh().delete()

    assert not type(case.obj)._default_manager.filter(pk=case.obj.pk).exists()


def test_the_post_counts_and_not_the_group(case, clerk_office, client):
    """Somebody put into the group behind the back of the posts decides nothing."""
    intruder = UserFactory()
    intruder.groups.add(Group.objects.get(name=group_name(Role.EXECUTIVE)))
    waiting = case.submit()

    approve_on_screen(intruder, client, waiting)
    client.post(case.action_url("approve", waiting), decision(waiting))

    assert not case.fresh().live


def test_a_closed_account_submits_and_decides_nothing(case, executive):
    waiting = case.submit()
    User.objects.update(is_active=False)
    closed = User.objects.get(pk=executive.pk)

    with pytest.raises(Refused, match="ไม่ได้ดำรงตำแหน่ง"):
        approve_by(waiting, closed)
    with pytest.raises(Refused, match=NOT_THEIRS):
        approval.submit(case.fresh(), by=User.objects.get(pk=case.officer.pk))

    assert not case.fresh().live


def test_the_stock_address_decides_nothing_even_with_the_right_digest(case, executive, client):
    waiting = case.submit()
    client.force_login(executive)

    client.post(case.action_url("approve", waiting), decision(waiting))
    assert not case.fresh().live

    open_by(waiting, executive)
    second = client.post(reverse("cms_review", args=[waiting.pk]), decision(waiting))
    assert second.status_code == 302
    assert case.fresh().live


def test_a_decided_item_is_decided(case, executive, second_executive, client):
    waiting = case.submit()
    approve_on_screen(executive, client, waiting)

    answer = approve_on_screen(second_executive, client, waiting)
    late = client.post(reverse("cms_review", args=[waiting.pk]), decision(waiting, "reject", comment="ไม่เห็นด้วย"))

    assert f"{executive} อนุมัติแล้วเมื่อ" in answer.content.decode()
    assert late.status_code == 409
    assert case.fresh().live
    assert AuditEntry.objects.filter(kind="decision").count() == 1


def test_a_superuser_who_publishes_past_the_flow_is_told_loudly(case, superuser, caplog):
    case.fresh().get_latest_revision().publish(user=superuser, skip_permission_checks=True)

    publication = case.publication()
    assert publication.break_glass
    assert AuditEntry.objects.filter(action="break_glass.publish").count() == 1
    assert "break-glass" in caplog.text


def test_without_a_superuser_nothing_is_published_past_the_flow(case, executive):
    with pytest.raises(Refused):
        case.fresh().get_latest_revision().publish(user=executive, skip_permission_checks=True)


def test_a_superuser_who_unpublishes_past_the_flow_is_told_loudly(case, executive, superuser, caplog):
    published(case, executive)

    case.fresh().unpublish()

    publication = case.publication()
    assert (publication.stage, publication.break_glass) == (Stage.WITHDRAWN, True)
    assert AuditEntry.objects.filter(action="break_glass.unpublish").count() == 1
    assert "break-glass" in caplog.text
