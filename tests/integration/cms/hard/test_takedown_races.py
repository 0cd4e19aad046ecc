"""What takes a record down against the clock that publishes its next edition: never two current editions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.actions import approval, audit, takedown
from cms.actions.due_publications import go_live
from cms.actions.verification import first_difference
from cms.models import Publication
from cms.policy.lifecycle import Stage
from cms.policy.takedown import Decision, Extent, ReviewedTakedown
from cms.records.content import content_digest
from tests.integration.cms.hard.processes import RACES
from tests.integration.cms.hard.races import FEWER, approve, by, race

pytestmark = [pytest.mark.hard, pytest.mark.django_db(transaction=True)]
LATER = timezone.now() + timedelta(days=1)


def live_and_scheduled(case, executive):
    """A record with a current edition and one that is approved for later."""
    approve(case, case.submit(), executive)()
    draft = case.fresh().get_latest_revision_as_object()
    draft.title, draft.go_live_at = "ฉบับถัดไป", LATER
    draft.save_revision(user=case.officer)
    approve(case, case.submit(), executive)()
    scheduled, current = Publication.objects.of(case.obj)
    assert (current.stage, scheduled.stage) == (Stage.LIVE, Stage.SCHEDULED)
    return current, scheduled


def publish_by_the_clock(scheduled):
    return lambda: go_live(scheduled.pk, LATER)


def check(case, current, scheduled, stages):
    """The stages of both editions, and what must hold after any race: the object shows the live one, or is hidden."""
    current.refresh_from_db()
    scheduled.refresh_from_db()
    assert (current.stage, scheduled.stage) == stages
    live = [each for each in (current, scheduled) if each.stage == Stage.LIVE]
    fresh = case.fresh()
    assert len(live) == fresh.live
    for publication in live:
        assert (fresh.live_revision_id, content_digest(fresh)) == (publication.revision_id, publication.digest)
    assert audit.verify() is None


def test_withdraw_and_go_live(cases, executive, second_executive):
    """A withdrawal that went through ends both; where the clock was first, the decider has not seen what he decides."""
    seen = set()
    for number in range(RACES):
        case = cases(number)
        current, scheduled = live_and_scheduled(case, executive)
        request = takedown.request_withdrawal(current, by=executive, reason="ข้อมูลผิด", extent=Extent.RECORD)
        reviewed = ReviewedTakedown(current.pk, current.digest)

        withdrawn, ran = race(
            number,
            lambda request=request, reviewed=reviewed: takedown.settle(
                request, Decision.WITHDRAW, by=by(second_executive), reviewed=reviewed
            ),
            publish_by_the_clock(scheduled),
        )

        assert ran
        request.refresh_from_db()
        assert (request.decided_at is not None) == withdrawn
        assert request.publication_id == (current.pk if withdrawn else scheduled.pk)
        stages = (Stage.WITHDRAWN, Stage.CANCELLED) if withdrawn else (Stage.SUPERSEDED, Stage.LIVE)
        check(case, current, scheduled, stages)
        seen.add(withdrawn)
    assert seen == {True, False}
    assert first_difference() is None


def test_suspend_and_go_live(cases, executive):
    """A suspended record publishes nothing; where the clock was first, the screen showed an edition that has passed."""
    seen = set()
    for number in range(FEWER):
        case = cases(number)
        current, scheduled = live_and_scheduled(case, executive)

        suspended, went_live = race(
            number,
            lambda current=current: takedown.suspend(
                current, by=by(executive), reason="พบเลขบัตร", extent=Extent.RECORD
            ),
            publish_by_the_clock(scheduled),
            of=FEWER,
        )

        assert suspended != went_live
        stages = (Stage.SUSPENDED, Stage.SCHEDULED) if suspended else (Stage.SUPERSEDED, Stage.LIVE)
        check(case, current, scheduled, stages)
        seen.add(suspended)
    assert seen == {True, False}
    assert first_difference() is None


def test_suspend_what_is_scheduled_and_go_live(cases, executive):
    """Held back, the current edition stays; once live it is another matter, which the screen did not show."""
    seen = set()
    for number in range(FEWER):
        case = cases(number)
        current, scheduled = live_and_scheduled(case, executive)

        suspended, ran = race(
            number,
            lambda scheduled=scheduled: takedown.suspend(
                scheduled, by=by(executive), reason="พบเลขบัตร", extent=Extent.EDITION
            ),
            publish_by_the_clock(scheduled),
            of=FEWER,
        )

        assert ran
        stages = (Stage.LIVE, Stage.SUSPENDED) if suspended else (Stage.SUPERSEDED, Stage.LIVE)
        check(case, current, scheduled, stages)
        seen.add(suspended)
    assert seen == {True, False}
    assert first_difference() is None


def test_recall_and_go_live(cases, executive):
    seen = set()
    for number in range(FEWER):
        case = cases(number)
        current, scheduled = live_and_scheduled(case, executive)

        recalled, ran = race(
            number,
            lambda case=case, scheduled=scheduled: approval.recall_scheduled(scheduled, by=by(case.officer)),
            publish_by_the_clock(scheduled),
            of=FEWER,
        )

        assert ran
        stages = (Stage.LIVE, Stage.CANCELLED) if recalled else (Stage.SUPERSEDED, Stage.LIVE)
        check(case, current, scheduled, stages)
        seen.add(recalled)
    assert seen == {True, False}
    assert first_difference() is None
