"""What is approved for later can be recalled, held back and ended; what is made public again is what was approved."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from cms.actions import takedown
from cms.actions.due_publications import expire_due, go_live, publish_due
from cms.models import AuditEntry, Publication, Takedown
from cms.policy.approval import HELD, NOT_AS_APPROVED
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.policy.takedown import Decision, ReviewedTakedown
from cms.tasks import render_record_pdf
from search.actions import rebuild
from search.models import SearchEntry
from tests.factories.decisions import approve_by, settle
from tests.tampering import overwrite_in_the_database

HOUR = timedelta(hours=1)


def approve(case, executive, **times):
    draft = case.fresh().get_latest_revision_as_object()
    for name in ("go_live_at", "expire_at"):
        setattr(draft, name, times.get(name))
    draft.save_revision(user=case.officer)
    waiting = case.submit()
    approve_by(waiting, executive)
    return case.publication()


@pytest.fixture
def scheduled(case, executive):
    """A live edition, and a newer one for later."""
    approve(case, executive)
    return approve(case, executive, go_live_at=timezone.now() + HOUR)


def stages(case):
    return [Stage(each.stage) for each in case.fresh().publications().order_by("number")]


def test_its_officer_recalls_it_from_the_list(case, scheduled, client):
    client.force_login(case.officer)
    assert "ยกเลิกการตั้งเวลาเผยแพร่" in client.get(reverse("cms_published")).content.decode()

    client.post(reverse("cms_publication_recall", args=[scheduled.pk]))

    assert stages(case) == [Stage.LIVE, Stage.CANCELLED]
    assert publish_due(timezone.now() + 2 * HOUR) == 0
    assert not case.fresh().get_latest_revision().approved_go_live_at
    client.get(case.edit_url)
    assert AuditEntry.objects.filter(action="publication.recalled").count() == 1


def test_who_neither_asked_nor_drafts_it_does_not_recall_it(case, scheduled, second_executive, client):
    client.force_login(second_executive)

    client.post(reverse("cms_publication_recall", args=[scheduled.pk]))

    assert stages(case) == [Stage.LIVE, Stage.SCHEDULED]


@pytest.mark.parametrize("withdraw", [True, False])
def test_an_executive_holds_it_back_until_it_is_settled(case, scheduled, executive, second_executive, client, withdraw):
    client.force_login(second_executive)
    way = reverse("cms_takedown_ask", args=[scheduled.pk])
    assert "ระงับไว้ก่อน" in client.get(reverse("cms_published")).content.decode()

    client.post(way, {"action": "suspend", "extent": "edition", "reason": "พบเลขบัตร"})
    assert stages(case) == [Stage.LIVE, Stage.SUSPENDED]
    assert publish_due(timezone.now() + 2 * HOUR) == 0
    assert case.fresh().live
    settle(Takedown.objects.get(), by=executive, withdraw=withdraw)

    assert stages(case) == [Stage.LIVE, Stage.CANCELLED if withdraw else Stage.SCHEDULED]
    assert publish_due(timezone.now() + 2 * HOUR) == (0 if withdraw else 1)


def test_a_draft_is_compared_with_what_is_public_and_not_with_what_is_held_back(
    case, scheduled, executive, second_executive, client
):
    takedown.suspend(scheduled, by=executive, reason="พบเลขบัตร")
    case.change_title("ชื่อเรื่องใหม่", by=case.officer)
    waiting = case.submit()
    client.force_login(second_executive)

    screen = client.get(reverse("cms_review", args=[waiting.pk]))

    assert screen.context["public"] == case.fresh().publications().get(stage=Stage.LIVE)


def test_the_withdrawal_of_the_record_ends_it(case, scheduled, executive, second_executive):
    current = case.fresh().publications().get(stage=Stage.LIVE)
    settle(takedown.request_withdrawal(current, by=executive, reason="ข้อมูลผิด"), by=second_executive, withdraw=True)

    assert stages(case) == [Stage.WITHDRAWN, Stage.CANCELLED]
    assert publish_due(timezone.now() + 2 * HOUR) == 0
    assert not case.fresh().live


def test_while_its_record_is_suspended_the_clock_waits_and_says_why(
    case, scheduled, executive, second_executive, client
):
    current = case.fresh().publications().get(stage=Stage.LIVE)
    suspension = takedown.suspend(current, by=executive, reason="พบเลขบัตร")

    assert publish_due(timezone.now() + 2 * HOUR) == publish_due(timezone.now() + 3 * HOUR) == 0
    client.force_login(case.officer)
    assert HELD in client.get(reverse("cms_published")).content.decode()

    settle(suspension, by=second_executive, withdraw=False)
    assert publish_due(timezone.now() + 3 * HOUR) == 1
    assert stages(case) == [Stage.SUPERSEDED, Stage.LIVE]
    assert not Publication.objects.exclude(held_because="").exists()


def test_what_was_drafted_during_a_suspension_and_approved_for_later_leaves_the_live_edition(
    case, executive, second_executive
):
    suspension = takedown.suspend(approve(case, executive), by=executive, reason="พบเลขบัตร")
    draft = case.fresh().get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + HOUR
    draft.save_revision(user=case.officer)
    settle(suspension, by=second_executive, withdraw=False)

    waiting = case.submit()
    approve_by(waiting, executive)

    assert case.fresh().live
    assert stages(case) == [Stage.LIVE, Stage.SCHEDULED]


def test_a_suspension_lifted_after_its_time_shows_nothing(case, executive, second_executive):
    publication = approve(case, executive, expire_at=timezone.now() + HOUR)
    suspension = takedown.suspend(publication, by=executive, reason="พบเลขบัตร")

    settle(suspension, by=second_executive, withdraw=False, now=timezone.now() + 2 * HOUR)

    assert stages(case) == [Stage.EXPIRED]
    assert not case.fresh().live
    assert expire_due(timezone.now() + 2 * HOUR) == 0


@pytest.mark.parametrize("action", ["", "approve", "lift", "WITHDRAW", "keep "])
def test_a_takedown_is_settled_by_exact_actions_only(case, executive, second_executive, client, action):
    request = takedown.request_withdrawal(approve(case, executive), by=executive, reason="ข้อมูลผิด")
    client.force_login(second_executive)

    client.post(reverse("cms_takedown_settle", args=[request.pk]), posted(request, action))

    request.refresh_from_db()
    assert request.decided_at is None
    assert case.fresh().live


def posted(request, action):
    publication = request.publication
    return {"action": action, "publication": publication.pk, "digest": publication.digest}


@pytest.mark.parametrize(
    ("field", "value"), [("publication", ""), ("publication", "²"), ("digest", ""), ("digest", "0")]
)
def test_a_takedown_is_settled_about_what_the_screen_showed(case, executive, second_executive, client, field, value):
    request = takedown.request_withdrawal(approve(case, executive), by=executive, reason="ข้อมูลผิด")
    client.force_login(second_executive)

    client.post(reverse("cms_takedown_settle", args=[request.pk]), posted(request, "withdraw") | {field: value})

    assert case.fresh().live
    client.post(reverse("cms_takedown_settle", args=[request.pk]), posted(request, "withdraw"))
    assert not case.fresh().live


def test_a_newer_edition_than_the_one_shown_is_not_withdrawn_unseen(case, executive, second_executive):
    older = approve(case, executive)
    request = takedown.request_withdrawal(older, by=executive, reason="ข้อมูลผิด")
    reviewed = ReviewedTakedown(older.pk, older.digest)
    approve(case, executive, expire_at=timezone.now() + HOUR)

    with pytest.raises(Refused, match="ฉบับใหม่กว่า"):
        takedown.settle(request, Decision.WITHDRAW, by=second_executive, reviewed=reviewed)

    assert case.fresh().live


def test_a_screen_that_said_the_whole_record_takes_down_no_older_edition(case, executive, client):
    older = approve(case, executive)
    client.force_login(executive)
    approve(case, executive, expire_at=timezone.now() + HOUR)

    client.post(
        reverse("cms_takedown_ask", args=[older.pk]), {"action": "suspend", "extent": "record", "reason": "พบเลขบัตร"}
    )

    assert stages(case) == [Stage.SUPERSEDED, Stage.LIVE]


@pytest.mark.parametrize("action", ["", "approve", "Suspend"])
def test_a_takedown_is_asked_for_by_exact_actions_only(case, executive, client, action):
    publication = approve(case, executive)
    client.force_login(executive)

    client.post(
        reverse("cms_takedown_ask", args=[publication.pk]), {"action": action, "extent": "record", "reason": "พบเลขบัตร"}
    )

    assert stages(case) == [Stage.LIVE]
    assert not Takedown.objects.exists()


def actions_since(entry):
    return list(AuditEntry.objects.filter(seq__gt=entry).order_by("seq").values_list("action", flat=True))


def test_the_audit_tells_a_decision_before_what_follows_from_it(case, executive, second_executive):
    waiting = case.submit()
    seq = AuditEntry.objects.order_by("seq").last().seq
    approve_by(waiting, executive)
    assert actions_since(seq) == ["approval.approve", "publication.live"]

    seq += 2
    suspension = takedown.suspend(case.publication(), by=executive, reason="พบเลขบัตร")
    settle(suspension, by=second_executive, withdraw=False)
    assert actions_since(seq) == ["publication.suspended", "takedown.kept", "publication.lifted"]

    seq += 3
    request = takedown.request_withdrawal(case.publication(), by=executive, reason="ข้อมูลผิด")
    settle(request, by=second_executive, withdraw=True)
    assert actions_since(seq) == ["takedown.asked", "takedown.withdrawn", "publication.withdrawn"]


def alter_revision(publication):
    overwrite_in_the_database(publication.revision, {**publication.revision.content, "title": "แอบแก้"})


def alter_publication(publication):
    Publication.objects.filter(pk=publication.pk).update(content={**publication.content, "title": "แอบแก้"})


@pytest.mark.parametrize("alter", [alter_revision, alter_publication])
def test_lifting_publishes_nothing_that_was_altered(case, executive, second_executive, alter):
    publication = approve(case, executive)
    suspension = takedown.suspend(publication, by=executive, reason="พบเลขบัตร")
    alter(publication)

    with pytest.raises(Refused, match=NOT_AS_APPROVED):
        settle(suspension, by=second_executive, withdraw=False)

    assert not case.fresh().live


@pytest.mark.parametrize("alter", [alter_revision, alter_publication])
def test_the_clock_publishes_nothing_that_was_altered(case, scheduled, alter):
    alter(scheduled)

    with pytest.raises(Refused, match=NOT_AS_APPROVED):
        go_live(scheduled.pk, timezone.now() + 2 * HOUR)
    assert publish_due(timezone.now() + 2 * HOUR) == 0

    scheduled.refresh_from_db()
    assert (scheduled.stage, scheduled.held_because) == (Stage.SCHEDULED, NOT_AS_APPROVED)


def test_the_search_and_the_pdf_show_nothing_that_was_altered(case, executive):
    publication = approve(case, executive)
    alter_publication(publication)

    with pytest.raises(CommandError, match="ไม่ตรงกับที่อนุมัติ"):
        call_command("rebuild_search")
    assert not SearchEntry.objects.exists()
    assert rebuild() == (0, [publication])
    with pytest.raises(Refused, match=NOT_AS_APPROVED):
        render_record_pdf.call(publication=publication.pk)


def test_the_publication_keeps_the_name_and_the_post_of_its_approver(case, executive, client):
    publication = approve(case, executive)
    name = str(executive)
    executive.first_name = "ชื่อใหม่"
    executive.save()

    html = client.get(case.fresh().public_address()).content.decode()

    assert publication.approved_name == name
    assert name in html
    assert "ชื่อใหม่" not in html
