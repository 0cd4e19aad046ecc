"""The web server killed at random points while executives approve: what was acknowledged is there, and whole."""

import random
import time
from threading import Thread

import pytest
from django.db import connections, transaction
from django.urls import reverse
from wagtail.models import TaskState

from cms.actions import audit
from cms.models import AuditEntry, Job, OutboxMessage, Publication
from cms.models.audit import AuditChain
from cms.pages import RecordPage
from cms.policy.lifecycle import Stage
from cms.records.content import content_digest
from tests.benchmarks.shared.hand import CSRF, signed_in
from tests.factories.records import make_announcement
from tests.integration.cms.approval_case import Case, decision
from tests.integration.cms.hard.processes import KILLS
from tests.integration.cms.hard.web import CUT_OFF, Web

pytestmark = [pytest.mark.hard, pytest.mark.django_db(transaction=True)]
A_KILL = 6
EVERY = 5  # this often the whole server is killed, otherwise its worker
AN_APPROVAL = 0.1  # seconds, about
ACKNOWLEDGED = 302  # what is refused answers 303


@pytest.fixture
def web(transactional_db, tmp_path):
    connections.close_all()
    web = Web(tmp_path)
    try:
        web.start()
        yield web
    finally:
        web.kill_all()


def approve_all(web, cookie, cards, answers):
    """What the browser of an executive does, item by item; each answer is written down as soon as it is there."""
    for pk, form in cards:
        try:
            web.ask("GET", reverse("cms_review", args=[pk]), None, cookie)
            answers[pk] = web.ask("POST", reverse("cms_review", args=[pk]), form, cookie)
        except CUT_OFF as error:
            answers[pk] = type(error)


def wait_for_a_random_point(people, answers):
    """Among the answers of a batch, wherever a fast or a slow machine has them, and then within one of them."""
    point = len(answers) + random.randrange(A_KILL)
    while len(answers) < point and any(person.is_alive() for person in people):
        time.sleep(0.001)
    time.sleep(random.uniform(0, AN_APPROVAL))


def wait_for_commits():
    """PostgreSQL ends a commit that it has begun, though who asked for it is dead; so long it holds the chain."""
    with transaction.atomic():
        AuditChain.objects.select_for_update().get()


def approved_and_whole(waiting):
    """Which are approved, after a look at each: live as it was approved, and every effect there once."""
    approved = set(
        TaskState.objects.filter(status=TaskState.STATUS_APPROVED, pk__in=[state.pk for state in waiting]).values_list(
            "pk", flat=True
        )
    )
    live = list(RecordPage.objects.live())
    assert len(live) == len(approved) == Publication.objects.count()
    for page in live:
        publication = Publication.objects.of(page).get()
        assert publication.stage == Stage.LIVE
        assert publication.digest == content_digest(page.specific)
        told = AuditEntry.objects.filter(object_id=str(page.pk), kind__in=["decision", "publication"])
        assert sorted(told.values_list("kind", flat=True)) == ["decision", "publication"]
        assert Job.objects.filter(key=f"pdf:{publication.pk}").count() == 1
    assert Job.objects.count() == len(live)
    mails = OutboxMessage.objects.filter(key__startswith="decided:")
    assert sorted(mails.values_list("key", flat=True)) == sorted(f"decided:{pk}" for pk in approved)
    assert audit.verify() is None
    return approved


def test_whatever_is_killed_when_nothing_acknowledged_is_lost_and_nothing_is_half(
    year_page, officer, clerk_office, executive, second_executive, web
):
    drafts = [
        make_announcement(year_page, by=officer, division=clerk_office, title=f"ประกาศ {number}")
        for number in range(KILLS * A_KILL)
    ]
    waiting = [Case(draft, officer, "page").submit() for draft in drafts]
    cards = [(state.pk, decision(state) | {"csrfmiddlewaretoken": CSRF}) for state in waiting]
    cookies = [signed_in(user) for user in (executive, second_executive)]
    answers = {}
    for number in range(KILLS):
        batch = cards[number * A_KILL : (number + 1) * A_KILL]
        people = [
            Thread(target=approve_all, args=(web, cookie, batch[place::2], answers))
            for place, cookie in enumerate(cookies)
        ]
        for person in people:
            person.start()
        wait_for_a_random_point(people, answers)
        if number % EVERY:
            web.kill_worker()
        else:
            web.kill_all()
            web.start()
        for person in people:
            person.join()
        web.wait()

    acknowledged = {pk for pk, answer in answers.items() if answer == ACKNOWLEDGED}
    wait_for_commits()
    assert acknowledged, "no approval came through before its kill: the test shows nothing"
    assert set(answers.values()) - {ACKNOWLEDGED, ConnectionRefusedError}, "no kill hit an approval: it shows nothing"
    assert acknowledged <= approved_and_whole(waiting)

    # Whoever got no answer presses again.
    approve_all(web, cookies[0], [card for card in cards if card[0] not in acknowledged], answers)

    assert approved_and_whole(waiting) == {state.pk for state in waiting}
