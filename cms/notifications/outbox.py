"""Messages are put into the outbox in the transaction they tell about, and sent after it."""

import hashlib
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone

from cms.models.outbox import Channel, OutboxMessage, OutboxState
from cms.models.people import Authority, User
from cms.policy.retries import MAIL_ATTEMPTS, SENDING, pause_after

logger = logging.getLogger(__name__)


def put(
    key: str, *, to: User, subject: str, body: str, link: str = "", channel: str = Channel.MAIL
) -> OutboxMessage | None:
    """Write a message to be sent after the commit; a second one under the same key, or one without address, is none."""
    address = _address(to, channel)
    if not address:
        return None
    message, made = OutboxMessage.objects.get_or_create(
        key=key,
        defaults={
            "authority": Authority.objects.order_by("pk").first(),
            "channel": channel,
            "recipient": to,
            "address": address,
            "subject": " ".join(subject.split())[:250],
            "body": body,
            "link": urljoin(settings.SITE_URL, link) if link else "",
            "message_id": _message_id(key),
        },
    )
    return message if made else None


def _address(user: User, channel: str) -> str:
    return user.email if channel == Channel.MAIL else ""


def _message_id(key: str) -> str:
    """The same for every attempt, so that a mail that was cut off and repeated is known as the same."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{host}>"


def send_mail(message: OutboxMessage) -> None:
    """Plain text, the link below."""
    mail = EmailMessage(
        subject=message.subject,
        body=f"{message.body}\n\n{message.link}".strip() + "\n",
        to=[message.address],
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )
    mail.send()


# The seam for other ways to reach people: a channel is a function that sends one message or raises.
SENDERS: Mapping[str, Callable[[OutboxMessage], None]] = {Channel.MAIL: send_mail}


def send_due(now: datetime | None = None) -> int:
    """Send what is due, one after the other; how many went out. Several senders may run beside each other."""
    sent = 0
    while message := _claim(now or timezone.now()):
        sent += _attempt(message, now)
    return sent


def _claim(now: datetime) -> OutboxMessage | None:
    """Take the next message: its next attempt moves ahead, so that nobody else takes it while this one sends."""
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        message = OutboxMessage.objects.select_for_update(skip_locked=skip).due(now).first()
        if message is not None:
            message.attempts += 1
            message.next_attempt_at = now + SENDING
            message.save(update_fields=["attempts", "next_attempt_at"])
    return message


def _attempt(message: OutboxMessage, now: datetime | None) -> bool:
    """One try, outside any transaction: a slow mail server must not hold the database."""
    try:
        SENDERS[message.channel](message)
    except Exception as error:  # noqa: BLE001 whatever the channel raises is written down and tried again
        logger.warning("outbox message %s was not sent: %s", message.pk, error)
        _write_down_failure(message, error, now or timezone.now())
        return False
    # Not asked whether it is still ours: what was sent was sent.
    OutboxMessage.objects.filter(pk=message.pk).update(state=OutboxState.SENT, sent_at=now or timezone.now(), error="")
    return True


def _write_down_failure(message: OutboxMessage, error: Exception, now: datetime) -> None:
    gives_up = message.attempts >= MAIL_ATTEMPTS
    # Only while the claim is ours: another sender may have taken over a slow one's message.
    OutboxMessage.objects.filter(pk=message.pk, attempts=message.attempts).exclude(state=OutboxState.SENT).update(
        state=OutboxState.DEAD if gives_up else OutboxState.FAILED,
        next_attempt_at=now + pause_after(message.attempts),
        error=f"{type(error).__name__}: {error}"[:2000],
    )
