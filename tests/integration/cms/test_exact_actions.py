"""A screen that decides acts only on its own buttons: nothing else, nothing missing, nothing twice."""

import pytest
from django.urls import reverse

from cms.actions import takedown
from cms.models import Publication, Takedown
from tests.factories.decisions import open_by
from tests.factories.publications import publish
from tests.integration.cms.approval_case import decision

UNKNOWN = [
    [],
    [""],
    ["Approve"],
    ["approve "],
    ["approved"],
    ["publish"],
    ["xx"],
    ["approve", "reject"],
    ["reject", "approve"],
]


@pytest.mark.parametrize("actions", UNKNOWN, ids=repr)
def test_a_review_acts_on_exact_actions_alone(case, executive, client, actions):
    waiting = case.submit()
    client.force_login(executive)

    answer = client.post(
        reverse("cms_review", args=[waiting.pk]), {**decision(waiting, comment="เหตุผล"), "action": actions}, follow=True
    )

    assert "ไม่รู้จักคำสั่งนี้" in answer.content.decode()
    assert case.fresh().workflow_in_progress
    assert not case.fresh().live


@pytest.mark.parametrize(("action", "is_live"), [("approve", True), ("reject", False)])
def test_a_review_acts_on_its_buttons(case, executive, client, action, is_live):
    waiting = case.submit()
    client.force_login(executive)

    open_by(waiting, executive)
    client.post(reverse("cms_review", args=[waiting.pk]), decision(waiting, action, comment="เหตุผล"))

    assert not case.fresh().workflow_in_progress
    assert case.fresh().live == is_live


@pytest.mark.parametrize("actions", [[], [""], ["lift"], ["withdraw", "keep"], ["keep", "withdraw"]], ids=repr)
def test_a_takedown_is_settled_by_exact_actions_alone(case, executive, second_executive, client, actions):
    publish(case.obj, by=case.officer, approver=executive)
    takedown.suspend(Publication.objects.of(case.obj).get(), by=executive, reason="ผิด")
    client.force_login(second_executive)

    client.post(reverse("cms_takedown_settle", args=[Takedown.objects.get().pk]), {"action": actions})

    assert Takedown.objects.get().decided_at is None
    assert not case.fresh().live


@pytest.mark.parametrize("actions", [[], [""], ["hide"], ["withdraw", "suspend"], ["suspend", "withdraw"]], ids=repr)
def test_a_takedown_is_asked_by_exact_actions_alone(case, executive, client, actions):
    publish(case.obj, by=case.officer, approver=executive)
    client.force_login(executive)
    address = reverse("cms_takedown_ask", args=[Publication.objects.of(case.obj).get().pk])

    client.post(address, {"action": actions, "reason": "ผิด"})

    assert not Takedown.objects.exists()
    assert case.fresh().live
