"""The queue says of each line what the decision itself would say: who is barred, and whether it is public already."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.actions import approval
from cms.actions.people import appoint
from cms.models import Publication, User
from cms.notifications.approval import approvers_of
from cms.policy.lifecycle import Stage
from cms.policy.roles import Role
from cms.workflow.pending_review import PendingReview
from tests.factories.decisions import approve_by
from tests.factories.people import make_user

REQUESTER = "ท่านเป็นผู้ส่งเรื่องนี้ ต้องให้ผู้อื่นเป็นผู้พิจารณา"
AUTHOR = "ท่านเป็นผู้เขียนหรือแก้ไขเรื่องนี้ ต้องให้ผู้อื่นเป็นผู้พิจารณา"


@pytest.fixture
def colleague(case):
    """Another officer of the division."""
    return make_user(Role.OFFICER if case.kind == "page" else Role.PROCUREMENT_OFFICER, case.obj.division)


@pytest.fixture
def both(case, authority):
    """The officer of the case, who wrote its first revision, holds the executive's post as well."""
    appoint(case.officer, Role.EXECUTIVE, authority=authority, by=None)
    return User.objects.get(pk=case.officer.pk)


def submit(case, by):
    approval.submit(case.fresh(), by=by)
    return case.waiting()


def publish(case, by, approver):
    waiting = submit(case, by)
    approve_by(waiting, approver)


def cancel_the_schedule(case):
    Publication.objects.of(case.obj).update(stage=Stage.CANCELLED, live_from=None, ended_at=timezone.now())


def line_of(case, user, client):
    """The line of a case in somebody's queue, after a look that the decision and the mails say the same."""
    client.force_login(user)
    (line,) = client.get(reverse("cms_queue")).context["items"]
    assert line.refusal == PendingReview.read(line.task_state).refusal_for(user)
    assert (user in approvers_of(line.task_state)) == (line.refusal is None)
    return line


def test_who_submitted_is_barred(case, both, client):
    submit(case, both)

    assert line_of(case, both, client).refusal == REQUESTER


def test_who_wrote_what_another_submitted_is_barred(case, both, colleague, client):
    submit(case, colleague)

    assert line_of(case, both, client).refusal == AUTHOR


def test_who_wrote_an_earlier_revision_of_the_draft_is_barred(case, both, colleague, client):
    case.change_title("แก้โดยผู้อื่น", by=colleague)
    submit(case, colleague)

    assert line_of(case, both, client).refusal == AUTHOR


def test_who_wrote_only_what_is_public_already_may_decide_about_the_next(case, both, colleague, executive, client):
    publish(case, case.officer, executive)
    case.change_title("ฉบับแก้ไข", by=colleague)
    submit(case, colleague)

    assert line_of(case, both, client).refusal is None


def test_who_wrote_since_the_last_of_several_publications_is_barred(case, both, colleague, executive, client):
    publish(case, case.officer, executive)
    case.change_title("ฉบับที่สอง", by=colleague)
    publish(case, colleague, executive)
    case.change_title("ฉบับที่สาม", by=both)
    submit(case, colleague)

    assert line_of(case, both, client).refusal == AUTHOR


def test_who_wrote_only_before_the_last_of_several_publications_may_decide(case, both, colleague, executive, client):
    publish(case, case.officer, executive)
    case.change_title("ฉบับที่สอง", by=both)
    publish(case, colleague, executive)
    case.change_title("ฉบับที่สาม", by=colleague)
    submit(case, colleague)

    assert line_of(case, both, client).refusal is None


def test_what_was_approved_and_never_shown_does_not_count_as_public(case, both, colleague, executive, client):
    draft = case.fresh().get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(days=3)
    draft.save_revision(user=case.officer)
    publish(case, case.officer, executive)
    cancel_the_schedule(case)
    case.change_title("ฉบับแก้ไข", by=colleague)
    submit(case, colleague)

    line = line_of(case, both, client)
    assert line.refusal == REQUESTER
    assert not line.is_update


def test_the_line_of_a_newer_version_says_that_there_is_an_older(case, another, colleague, executive, client):
    publish(case, case.officer, executive)
    case.change_title("ฉบับแก้ไข", by=colleague)
    submit(case, colleague)
    submit(another, case.officer)

    client.force_login(executive)
    lines = client.get(reverse("cms_queue")).context["items"]

    assert [(line.title, line.is_update) for line in lines] == [("ฉบับแก้ไข", True), (str(another.obj), False)]
