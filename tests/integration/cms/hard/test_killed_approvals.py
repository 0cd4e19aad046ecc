"""The web server killed at random points while executives approve: what was acknowledged is there, and whole."""

import random
import time
from threading import Thread

import pytest
from django.db import connections
from django.urls import reverse
from wagtail.models import TaskState

from cms.actions import audit
from cms.lifecycle import Stage
from cms.models import AuditEntry, Publication, RecordPage, digest_of
from tests.factories.records import make_announcement
from tests.integration.cms.approval_case import Case, decision
from tests.integration.cms.hard.processes import KILLS
from tests.integration.cms.hard.web import CUT_OFF, TOKEN, Web, cookie_of

pytestmark = [pytest.mark.hard, pytest.mark.django_db(transaction=True)]
A_KILL = 6
EVERY = 5  # this often the whole server is killed, otherwise its worker


@pytest.fixture
def web(transactional_db, tmp_path):
    connections.close_all()
    started = Web(tmp_path)
    started.start()
    yield started
    started.kill_all()


def approve_all(web, cookie, cards, acknowledged):
    """What the browser of an executive does, item by item; each answer is written down as soon as it is there."""
    for pk, form in cards:
        try:
            status = web.ask("POST", reverse("cms_review", args=[pk]), form, cookie)
        except CUT_OFF:
            continue
        if status == 302:
            acknowledged.add(pk)


def test_whatever_is_killed_when_nothing_acknowledged_is_lost_and_nothing_is_half(
    web, year_page, officer, clerk_office, executive, second_executive
):
    drafts = [
        make_announcement(year_page, by=officer, division=clerk_office, title=f"ประกาศ {number}")
        for number in range(KILLS * A_KILL)
    ]
    waiting = [Case(draft, officer, "page").submit() for draft in drafts]
    cards = [(state.pk, decision(state) | {"csrfmiddlewaretoken": TOKEN}) for state in waiting]
    cookies = [cookie_of(user) for user in (executive, second_executive)]
    acknowledged = set()
    for number in range(KILLS):
        batch = cards[number * A_KILL : (number + 1) * A_KILL]
        people = [
            Thread(target=approve_all, args=(web, cookie, batch[place::2], acknowledged))
            for place, cookie in enumerate(cookies)
        ]
        for person in people:
            person.start()
        time.sleep(random.uniform(0.01, 0.5))  # the random point
        if number % EVERY:
            web.kill_worker()
        else:
            web.kill_all()
            web.start()
        for person in people:
            person.join()
        web.wait()

    approved = set(
        TaskState.objects.filter(status=TaskState.STATUS_APPROVED, pk__in=[state.pk for state in waiting]).values_list(
            "pk", flat=True
        )
    )
    assert acknowledged, "no approval came through before its kill: the test shows nothing"
    assert acknowledged <= approved
    live = list(RecordPage.objects.live())
    assert len(live) == len(approved)
    for page in live:
        publication = Publication.objects.of(page).get()
        assert publication.stage == Stage.LIVE
        assert publication.digest == digest_of(page.specific)
        told = AuditEntry.objects.filter(object_id=str(page.pk), kind__in=["decision", "publication"])
        assert sorted(told.values_list("kind", flat=True)) == ["decision", "publication"]
    assert audit.verify() is None
