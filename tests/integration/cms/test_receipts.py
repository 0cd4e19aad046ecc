"""Nobody approves what he did not open: the receipt is his own, and belongs to one revision and its digest."""

import itertools
import random

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState

from cms.actions import approval
from cms.models import AuditEntry, ReviewReceipt
from cms.policy.approval import NOT_OPENED
from cms.policy.refusal import Refused
from tests.factories.decisions import approve_by, open_by
from tests.integration.cms.approval_case import decision


def approve_unread(waiting: TaskState, by):
    """What a script posts that knows revision and digest."""
    approval.approve(waiting, by=by, revision=waiting.revision_id, digest=waiting.review.digest)


def choice(waiting: TaskState) -> str:
    return f"{waiting.pk}:{waiting.revision_id}:{waiting.review.digest}"


def test_a_crafted_post_for_an_unread_item_is_refused(case, executive, client):
    waiting = case.submit()
    client.force_login(executive)

    one = client.post(reverse("cms_review", args=[waiting.pk]), decision(waiting), follow=True)
    many = client.post(reverse("cms_approve_many"), {"choice": [choice(waiting)]}, follow=True)
    stock = client.post(case.action_url("approve", waiting), decision(waiting), follow=True)

    assert NOT_OPENED in one.content.decode()
    assert NOT_OPENED in many.content.decode()
    assert stock.status_code == 200
    assert not case.fresh().live
    assert not ReviewReceipt.objects.exists()


@pytest.mark.parametrize("address", ["", "?in=card"])
def test_opening_the_screen_or_the_card_is_a_receipt_once(case, executive, client, address):
    waiting = case.submit()
    client.force_login(executive)

    for _time in range(2):
        shown = client.get(reverse("cms_review", args=[waiting.pk]) + address)

    receipt = ReviewReceipt.objects.get()
    assert (receipt.user, receipt.revision_id, receipt.digest) == (
        executive,
        waiting.revision_id,
        waiting.review.digest,
    )
    assert str(case.obj) in shown.content.decode()
    assert client.post(reverse("cms_review", args=[waiting.pk]), decision(waiting)).status_code == 302
    assert case.fresh().live


@pytest.mark.parametrize("name", ["cms_queue", "cms_review", "wagtailadmin_home"])
def test_no_line_of_the_approvers_screens_tears_a_compound(case, executive, name):
    waiting = case.submit()
    browser = Client()
    browser.force_login(executive)

    shown = browser.get(reverse(name, args=[waiting.pk] if name == "cms_review" else []))

    assert f'<span class="nowrap">{case.obj.division}</span>' in shown.content.decode()


@pytest.mark.parametrize(
    "header", [{"Sec-Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}]
)
def test_what_a_browser_fetches_ahead_was_not_opened(case, executive, client, header):
    waiting = case.submit()
    client.force_login(executive)

    client.get(reverse("cms_review", args=[waiting.pk]), headers=header)
    client.head(reverse("cms_review", args=[waiting.pk]))

    assert not ReviewReceipt.objects.exists()


def test_the_receipt_of_another_person_opens_nothing(case, executive, second_executive):
    waiting = case.submit()
    open_by(waiting, second_executive)

    with pytest.raises(Refused, match=NOT_OPENED):
        approve_unread(waiting, executive)

    approve_unread(waiting, second_executive)
    assert case.fresh().live


def test_who_may_not_decide_gets_no_receipt(case, other_officer, executive):
    waiting = case.submit()

    open_by(waiting, other_officer)

    assert not ReviewReceipt.objects.exists()


def test_sending_back_needs_no_receipt(case, executive):
    approval.reject(case.submit(), by=executive, comment="ขาดวันที่")

    assert not ReviewReceipt.objects.exists()


def test_the_decision_says_when_it_was_opened(case, executive):
    waiting = case.submit()

    approve_by(waiting, executive)

    entry = AuditEntry.objects.get(action="approval.approve")
    opened = ReviewReceipt.objects.get().opened_at
    assert entry.data["opened_at"][:19] == opened.isoformat()[:19]


def test_a_receipt_is_neither_changed_nor_deleted(case, executive):
    open_by(case.submit(), executive)

    for act in (
        lambda: ReviewReceipt.objects.get().save(),
        lambda: ReviewReceipt.objects.get().delete(),
        lambda: ReviewReceipt.objects.update(digest="0" * 64),
        lambda: ReviewReceipt.objects.all().delete(),
    ):
        with pytest.raises(Refused):
            act()


@pytest.mark.parametrize("seed", range(4))
def test_a_receipt_lapses_with_the_revision(case, executive, second_executive, seed):
    """At random somebody opens, the approver sends back, the officer edits or only submits again: who approves in the
    end must have opened exactly what waits."""
    chance = random.Random(seed)
    people = [executive, second_executive]
    opened: set[tuple[int, int, str]] = set()
    waiting = case.submit()
    for step in range(8):
        who = chance.choice(people)
        if chance.random() < 0.5:
            open_by(waiting, who)
            opened.add((who.pk, waiting.revision_id, waiting.review.digest))
        for person in people:
            reads = (person.pk, waiting.revision_id, waiting.review.digest) in opened
            client_sees = ReviewReceipt.objects.filter(
                user=person, revision=waiting.revision_id, digest=waiting.review.digest
            ).exists()
            assert client_sees == reads
            if not reads:
                with pytest.raises(Refused, match=NOT_OPENED):
                    approve_unread(waiting, person)
        approval.reject(waiting, by=who, comment="แก้อีกครั้ง")
        if chance.random() < 0.6:
            case.change_title(f"ฉบับแก้ไข {step}", by=case.officer)
        waiting = case.submit()
    approve_by(waiting, executive)
    assert case.fresh().live


@pytest.mark.parametrize(("opened", "refused"), list(itertools.product([True, False], repeat=2)))
def test_the_queue_offers_to_tick_what_was_opened(case, executive, client, opened, refused):
    waiting = case.submit()
    if opened:
        open_by(waiting, executive)
    if refused:
        type(waiting.workflow_state).objects.update(requested_by=executive)
    client.force_login(executive)

    page = client.get(reverse("cms_queue"))

    [item] = page.context["items"]
    assert item.can_be_ticked == (opened and not refused)
    assert ('name="choice"' in page.content.decode()) == item.can_be_ticked
    assert ("เปิดอ่านก่อนอนุมัติ" in page.content.decode()) == (not opened and not refused)


def test_an_opened_card_comes_back_with_its_tick_and_its_changes(case, executive, client):
    waiting = case.submit()
    client.force_login(executive)

    card = client.get(reverse("cms_review", args=[waiting.pk]) + "?in=card").content.decode()

    assert choice(waiting) in card
    assert "เรื่องใหม่" in card
    assert "<html" not in card


def test_who_comes_late_is_told_by_whom_and_when_with_the_page(case, executive, second_executive, client):
    executive.memberships.update(position="นายก อบต.")
    waiting = case.submit()
    approve_by(waiting, executive)
    client.force_login(second_executive)
    address = reverse("cms_review", args=[waiting.pk])

    answers = [
        client.get(address),
        client.get(f"{address}?in=card"),
        client.post(address, decision(waiting)),
        client.post(address, decision(waiting, "reject", comment="ไม่เห็นด้วย")),
    ]

    for answer in answers:
        assert f"{executive} (นายก อบต.) อนุมัติแล้วเมื่อ" in answer.content.decode()
        assert case.fresh().public_address() in answer.content.decode()
    many = client.post(reverse("cms_approve_many"), {"choice": [choice(waiting)]}, follow=True)
    assert "อนุมัติแล้วเมื่อ" in many.content.decode()


def test_who_approved_gets_the_link_to_the_page(case, executive, client):
    waiting = case.submit()
    open_by(waiting, executive)
    client.force_login(executive)

    told = client.post(reverse("cms_review", args=[waiting.pk]), decision(waiting), follow=True)

    assert case.fresh().public_address() in told.content.decode()


def test_chosen_reasons_are_the_comment_where_nothing_is_written(case, executive, client):
    waiting = case.submit()
    client.force_login(executive)
    reasons = ["ขาดไฟล์แนบ", "ถ้อยคำไม่ชัดเจน"]

    client.post(reverse("cms_review", args=[waiting.pk]), decision(waiting, "reject", reason=reasons))

    assert TaskState.objects.get(pk=waiting.pk).comment == "ขาดไฟล์แนบ\nถ้อยคำไม่ชัดเจน"


def test_an_unread_card_is_a_plain_link_to_its_screen(case, executive, client):
    waiting = case.submit()
    client.force_login(executive)

    page = client.get(reverse("cms_queue")).content.decode()

    assert f'href="{reverse("cms_review", args=[waiting.pk])}" data-open' in page
