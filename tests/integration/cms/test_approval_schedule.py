"""Publication and expiry by the clock: the same rules, once, and one bad object stops nothing."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from cms.actions import takedown
from cms.actions.due_publications import expire_due, go_live, publish_due
from cms.models import AuditEntry, Job, OutboxMessage
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.records.content import content_digest
from tests.factories.decisions import approve_by, settle

HOUR = timedelta(hours=1)


def approved(case, executive, **times):
    draft = case.fresh().get_latest_revision_as_object()
    for name, moment in times.items():
        setattr(draft, name, moment)
    draft.save_revision(user=case.officer)
    waiting = case.submit()
    approve_by(waiting, executive)
    return case.publication()


def test_what_is_approved_for_later_is_not_public_before(case, executive):
    later = timezone.now() + HOUR
    publication = approved(case, executive, go_live_at=later)

    assert (publication.stage, case.fresh().live) == (Stage.SCHEDULED, False)
    assert publish_due(now=later - HOUR / 2) == 0


def test_the_scheduler_publishes_exactly_what_was_approved(case, executive):
    later = timezone.now() + HOUR
    publication = approved(case, executive, go_live_at=later)

    assert publish_due(now=later) == 1
    assert publish_due(now=later) == 0

    publication.refresh_from_db()
    assert case.fresh().live
    assert publication.stage == Stage.LIVE
    assert publication.digest == content_digest(case.fresh())
    assert AuditEntry.objects.filter(action="publication.live").count() == 1


def test_the_pdf_is_made_when_it_goes_public_and_not_before(case, executive):
    later = timezone.now() + HOUR
    publication = approved(case, executive, go_live_at=later)
    papers = Job.objects.filter(key__startswith="pdf:")
    assert not papers.exists()

    publish_due(now=later)

    assert papers.get().key == f"pdf:{publication.pk}"


def test_a_revision_changed_behind_the_schedule_is_not_published(case, executive):
    later = timezone.now() + HOUR
    publication = approved(case, executive, go_live_at=later)
    case.change_past_the_guard("แอบแก้", by=case.officer, overwrite=publication.revision)

    with pytest.raises(Refused):
        go_live(publication.pk, later)
    assert publish_due(now=later) == 0
    assert not case.fresh().live


def test_one_bad_object_does_not_stop_the_others(case, another, executive):
    later = timezone.now() + HOUR
    bad = approved(case, executive, go_live_at=later)
    approved(another, executive, go_live_at=later)
    case.change_past_the_guard("แอบแก้", by=case.officer, overwrite=bad.revision)

    assert publish_due(now=later) == 1
    assert another.fresh().live
    assert not case.fresh().live


def test_what_is_approved_until_a_time_ends_then(case, executive):
    publication = approved(case, executive, expire_at=timezone.now() + HOUR)
    assert expire_due() == 0

    assert expire_due(now=timezone.now() + 2 * HOUR) == 1
    assert expire_due(now=timezone.now() + 2 * HOUR) == 0

    publication.refresh_from_db()
    assert publication.stage == Stage.EXPIRED
    assert not case.fresh().live
    assert case.fresh().expired


def test_what_ended_by_the_clock_is_not_ended_when_it_is_approved_anew(case, executive):
    approved(case, executive, expire_at=timezone.now() + HOUR)
    expire_due(now=timezone.now() + 2 * HOUR)

    approved(case, executive, expire_at=None)

    assert (case.fresh().live, case.fresh().expired) == (True, False)


def test_a_newer_approval_supersedes_what_was_scheduled(case, executive):
    first = approved(case, executive, go_live_at=timezone.now() + HOUR)
    second = approved(case, executive, go_live_at=None)

    first.refresh_from_db()
    assert first.stage == Stage.CANCELLED
    assert second.stage == Stage.LIVE
    assert case.fresh().live


def test_wagtails_own_clock_does_not_publish_what_a_newer_approval_took_the_place_of(case, executive):
    approved(case, executive, go_live_at=timezone.now() + HOUR)
    second = approved(case, executive, go_live_at=None)
    # The hour is over for what Wagtail still has scheduled, if anything.
    Revision.objects.exclude(approved_go_live_at=None).update(approved_go_live_at=timezone.now() - HOUR)

    call_command("publish_scheduled")

    assert case.fresh().live_revision_id == second.revision_id


def test_a_takedown_tells_the_other_executives(case, executive, second_executive):
    publication = approved(case, executive)
    OutboxMessage.objects.all().delete()

    takedown.request_withdrawal(publication, by=executive, reason="ข้อมูลผิด")

    assert [message.recipient for message in OutboxMessage.objects.all()] == [second_executive]


def test_an_open_request_follows_the_newer_version(case, executive, second_executive):
    request = takedown.request_withdrawal(approved(case, executive), by=executive, reason="ข้อมูลผิด")
    newer = approved(case, executive, expire_at=timezone.now() + HOUR)

    settle(request, by=second_executive, withdraw=True)

    newer.refresh_from_db()
    assert newer.stage == Stage.WITHDRAWN
    assert not case.fresh().live


def test_a_superseded_version_can_be_withdrawn_while_the_newer_stays(case, executive, second_executive):
    older = approved(case, executive)
    newer = approved(case, executive, expire_at=timezone.now() + HOUR)

    request = takedown.request_withdrawal(older, by=executive, reason="ฉบับเก่ามีเลขบัตร")
    settle(request, by=second_executive, withdraw=True)

    older.refresh_from_db()
    newer.refresh_from_db()
    assert (older.stage, newer.stage) == (Stage.WITHDRAWN, Stage.LIVE)
    assert case.fresh().live


def test_a_suspended_record_is_not_published_anew_before_the_suspension_is_settled(case, executive, second_executive):
    publication = approved(case, executive)
    request = takedown.suspend(publication, by=executive, reason="มีเลขบัตร")
    case.change_title("ฉบับแก้", by=case.officer)
    waiting = case.submit()

    with pytest.raises(Refused, match="ถูกระงับ"):
        approve_by(waiting, second_executive)
    settle(request, by=second_executive, withdraw=True)
    approve_by(waiting, second_executive)

    assert case.fresh().live


def test_a_request_is_recalled_by_who_asked_only(case, executive, second_executive):
    request = takedown.request_withdrawal(approved(case, executive), by=executive, reason="ข้อมูลผิด")

    with pytest.raises(Refused):
        takedown.recall_request(request, by=second_executive)
    takedown.recall_request(request, by=executive)

    assert case.fresh().live
    with pytest.raises(Refused):
        settle(request, by=second_executive, withdraw=True)
