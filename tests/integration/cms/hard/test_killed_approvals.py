"""The web process killed at random points while executives approve: what was acknowledged is there, and whole."""

import os
import random
import time

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState

from cms.actions import audit
from cms.lifecycle import Stage
from cms.models import AuditEntry, Publication, RecordPage, digest_of
from tests.factories.records import make_announcement
from tests.integration.cms.approval_case import Case, decision
from tests.integration.cms.hard.processes import KILLS, fork, kill

pytestmark = [pytest.mark.hard, pytest.mark.django_db(transaction=True)]
A_KILL = 6


def approve_all(user, waiting, acknowledged):
    """What the browser of an executive does, item by item; each answer is written down as soon as it is there."""
    client = Client()
    client.force_login(user)
    for state in waiting:
        answer = client.post(reverse("cms_review", args=[state.pk]), decision(state))
        if answer.status_code == 302:
            os.write(acknowledged, f"{state.pk}\n".encode())


def test_whatever_is_killed_when_nothing_acknowledged_is_lost_and_nothing_is_half(
    year_page, officer, clerk_office, executive
):
    drafts = [
        make_announcement(year_page, by=officer, division=clerk_office, title=f"ประกาศ {number}")
        for number in range(KILLS * A_KILL)
    ]
    waiting = [Case(draft, officer, "page").submit() for draft in drafts]
    reading, writing = os.pipe()
    for number in range(KILLS):
        batch = waiting[number * A_KILL : (number + 1) * A_KILL]
        pid = fork(lambda batch=batch: approve_all(executive, batch, writing))
        time.sleep(random.uniform(0.05, 0.9))  # the random point
        kill(pid)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        acknowledged = {int(line) for line in pipe.read().split()}
    connections.close_all()

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
