"""Who may ask for a withdrawal, suspend, decide and take back; and what may be taken down at which stage."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.actions import takedown
from cms.models import Takedown
from cms.policy.approval import DECIDED
from cms.policy.lifecycle import Stage
from cms.policy.refusal import Refused
from cms.policy.roles import Role
from tests.factories.decisions import approve_by, settle
from tests.factories.people import make_user

REASON = "มีเลขบัตร"
LATER = timezone.now() + timedelta(days=30)
NOT_PUBLIC, OPEN_ALREADY, NOT_THEIRS = "ไม่ได้เผยแพร่อยู่", "ค้างพิจารณาอยู่แล้ว", "ไม่มีหน้าที่"


def publish(case, executive, **times):
    draft = case.fresh().get_latest_revision_as_object()
    for name, moment in times.items():
        setattr(draft, name, moment)
    draft.save_revision(user=case.officer)
    waiting = case.submit()
    approve_by(waiting, executive)
    return case.publication()


@pytest.fixture
def people(case, executive, second_executive, disclosure_officer, site_admin, clerk_office, finance):
    elsewhere = finance if case.obj.division == clerk_office else clerk_office
    return {
        "officer": case.officer,
        "officer of another division": make_user(Role.OFFICER, elsewhere),
        "head of the division": make_user(Role.DIVISION_HEAD, case.obj.division),
        "disclosure officer": disclosure_officer,
        "executive": executive,
        "second executive": second_executive,
        "auditor": make_user(Role.AUDITOR),
        "site admin": site_admin,
    }


@pytest.mark.parametrize(
    ("who", "asks", "suspends"),
    [
        ("officer", True, False),
        ("officer of another division", False, False),
        ("head of the division", "of a page", False),  # heads draft disclosures, not procurements
        ("disclosure officer", "of a page", True),
        ("executive", True, True),
        ("auditor", False, False),
        ("site admin", False, False),
    ],
)
@pytest.mark.parametrize("act", ["asks", "suspends"])
def test_who_may_take_down(case, people, executive, who, asks, suspends, act):
    publication = publish(case, executive)
    may = {"asks": asks, "suspends": suspends}[act]
    action = takedown.request_withdrawal if act == "asks" else takedown.suspend

    if may is True or (may == "of a page" and case.kind == "page"):
        assert action(publication, by=people[who], reason=REASON).requested_by == people[who]
    else:
        with pytest.raises(Refused, match=NOT_THEIRS):
            action(publication, by=people[who], reason=REASON)
        assert not Takedown.objects.exists()
        assert case.fresh().live


@pytest.mark.parametrize("who", ["officer", "head of the division", "disclosure officer", "auditor", "site admin"])
def test_only_an_executive_decides(case, people, executive, who):
    request = takedown.request_withdrawal(publish(case, executive), by=executive, reason=REASON)

    with pytest.raises(Refused, match="เฉพาะผู้บริหาร"):
        settle(request, by=people[who], withdraw=True)

    assert case.fresh().live


def test_a_request_is_decided_once(case, executive, second_executive):
    request = takedown.request_withdrawal(publish(case, executive), by=executive, reason=REASON)
    settle(request, by=second_executive, withdraw=False, note="ไม่มีเลขบัตรแล้ว")

    with pytest.raises(Refused, match=DECIDED):
        settle(request, by=second_executive, withdraw=True)

    request.refresh_from_db()
    assert (request.outcome, request.decided_by, request.decision_note) == (
        Takedown.Outcome.KEPT,
        second_executive,
        "ไม่มีเลขบัตรแล้ว",
    )
    assert case.fresh().live


@pytest.mark.parametrize("act", [takedown.request_withdrawal, takedown.suspend])
def test_one_request_at_a_time(case, executive, second_executive, act):
    publication = publish(case, executive)
    takedown.request_withdrawal(publication, by=executive, reason=REASON)

    with pytest.raises(Refused, match=OPEN_ALREADY):
        act(publication, by=second_executive, reason=REASON)


@pytest.mark.parametrize(
    ("stage", "asked", "suspended"),
    [
        (Stage.SCHEDULED, False, True),  # it is held back
        (Stage.LIVE, True, True),
        (Stage.SUPERSEDED, True, True),  # it is no longer shown, but its files may still be read
        (Stage.EXPIRED, False, False),
        (Stage.WITHDRAWN, False, False),
    ],
)
@pytest.mark.parametrize("act", ["asked", "suspended"])
def test_what_may_be_taken_down(case, executive, second_executive, stage, asked, suspended, act):
    publication = publish(case, executive, go_live_at=LATER if stage == Stage.SCHEDULED else None)
    if stage == Stage.SUPERSEDED:
        publish(case, executive)
    elif stage in (Stage.EXPIRED, Stage.WITHDRAWN):
        publication.stage, publication.ended_at = stage, timezone.now()
        publication.save()
    publication.refresh_from_db()
    assert publication.stage == stage
    action = takedown.request_withdrawal if act == "asked" else takedown.suspend

    if {"asked": asked, "suspended": suspended}[act]:
        assert action(publication, by=executive, reason=REASON).publication == publication
    else:
        with pytest.raises(Refused, match=NOT_PUBLIC):
            action(publication, by=executive, reason=REASON)


def test_a_suspension_is_not_taken_back_by_who_suspended(case, executive):
    suspension = takedown.suspend(publish(case, executive), by=executive, reason=REASON)

    with pytest.raises(Refused, match="เรียกคืนได้เฉพาะ"):
        takedown.recall_request(suspension, by=executive)

    assert case.publication().stage == Stage.SUSPENDED
    assert not case.fresh().live


def test_what_was_decided_is_not_taken_back(case, executive, second_executive):
    request = takedown.request_withdrawal(publish(case, executive), by=executive, reason=REASON)
    settle(request, by=second_executive, withdraw=False)

    with pytest.raises(Refused, match=DECIDED):
        takedown.recall_request(request, by=executive)

    request.refresh_from_db()
    assert request.outcome == Takedown.Outcome.KEPT
