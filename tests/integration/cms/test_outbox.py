import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from cms.models import AuditChain, OutboxMessage
from cms.models.outbox import Channel, OutboxState
from cms.notifications import outbox
from cms.policy.retries import MAIL_ATTEMPTS, SENDING


@pytest.fixture
def put(executive):
    OutboxMessage.objects.all().delete()

    def put(key="waiting:one", **kwargs):
        values = {"to": executive, "subject": "มีเรื่องรออนุมัติ", "body": "โปรดพิจารณา", "link": "/admin/queue/1/"}
        return outbox.put(key, **(values | kwargs))

    return put


@pytest.fixture
def broken(monkeypatch):
    """A mail server that refuses."""

    def refuse(message):
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr(outbox, "SENDERS", {Channel.MAIL: refuse})
    return monkeypatch


@pytest.mark.parametrize(("who", "has_head"), [("executive", True), ("officer", False)])
def test_every_mail_to_an_executive_carries_the_head_of_the_audit_chain(put, request, who, has_head):
    put(to=request.getfixturevalue(who))
    head = AuditChain.objects.get()

    outbox.send_due()

    assert (f"ลำดับที่ {head.seq} ค่าแฮช {head.hash}" in mail.outbox[0].body) == has_head


def test_a_message_is_sent_with_its_link_and_its_own_id(put, executive, settings):
    settings.SITE_URL = "https://example.go.th"
    message = put(body="โปรดพิจารณา\n")

    assert outbox.send_due() == 1

    (sent,) = mail.outbox
    assert sent.body.startswith("โปรดพิจารณา\n\nhttps://")
    assert sent.to == [executive.email]
    assert "https://example.go.th/admin/queue/1/" in sent.body
    assert sent.message()["Message-ID"] == message.message_id
    message.refresh_from_db()
    assert (message.state, message.attempts) == (OutboxState.SENT, 1)
    assert outbox.send_due() == 0


def test_the_same_key_makes_no_second_message(put):
    assert put() is not None
    assert put() is None
    assert outbox.send_due() == 1


def test_who_has_no_address_gets_nothing(put, executive):
    executive.email = ""

    assert put() is None
    assert not OutboxMessage.objects.exists()


def test_a_line_break_in_the_subject_starts_no_header(put):
    put(subject="เรื่อง\r\nBcc: other@example.com")

    outbox.send_due()

    assert mail.outbox[0].subject == "เรื่อง Bcc: other@example.com"


def test_a_failure_is_written_down_and_tried_later(put, broken):
    message, now = put(), timezone.now()

    assert outbox.send_due(now) == 0

    message.refresh_from_db()
    assert message.state == OutboxState.FAILED
    assert "gone" in message.error
    assert message.next_attempt_at == now + timedelta(minutes=1)
    broken.undo()
    assert outbox.send_due(now) == 0
    assert outbox.send_due(now + timedelta(minutes=1)) == 1
    assert mail.outbox[0].message()["Message-ID"] == message.message_id


def test_one_that_fails_does_not_stop_the_others(put, broken):
    put("waiting:one"), put("waiting:two")
    tried = []

    def refuse_one(message):
        tried.append(message.key)
        if message.key == "waiting:one":
            raise OSError("no")

    broken.setattr(outbox, "SENDERS", {Channel.MAIL: refuse_one})

    assert outbox.send_due() == 1
    assert tried == ["waiting:one", "waiting:two"]


def test_a_message_is_given_up_after_a_day(put, broken):
    message, now = put(), timezone.now()
    for _attempt in range(MAIL_ATTEMPTS):
        outbox.send_due(now)
        now += timedelta(hours=1)

    message.refresh_from_db()
    assert (message.state, message.attempts) == (OutboxState.DEAD, MAIL_ATTEMPTS)
    assert outbox.send_due(now + timedelta(days=1)) == 0


def test_a_message_in_the_hands_of_a_sender_is_left_alone_until_he_must_be_dead(put):
    message, now = put(), timezone.now()
    outbox._claim(now)  # a sender that was killed here

    assert outbox.send_due(now + SENDING - timedelta(seconds=1)) == 0
    assert outbox.send_due(now + SENDING) == 1
    message.refresh_from_db()
    assert message.attempts == 2


def test_a_late_failure_does_not_undo_what_another_sent(put):
    message, now = put(), timezone.now()
    slow = outbox._claim(now)
    outbox.send_due(now + SENDING)

    outbox._record_failure(slow, OSError("late"), now + SENDING)

    message.refresh_from_db()
    assert message.state == OutboxState.SENT


def test_a_channel_nobody_sends_is_a_failure_and_no_crash(put):
    message = put()
    OutboxMessage.objects.update(channel=Channel.LINE)

    assert outbox.send_due() == 0
    message.refresh_from_db()
    assert message.state == OutboxState.FAILED


def test_a_mail_comes_from_the_authority(put, settings):
    settings.DEFAULT_FROM_EMAIL = "โปร่งใส <prongsai@example.go.th>"
    put("waiting:9:9")

    outbox.send_due()

    [sent] = mail.outbox
    assert sent.from_email == '"อบต.ดงหม้อทอง" <prongsai@example.go.th>'
    assert "prongsai@example.go.th" in sent.message()["From"]
