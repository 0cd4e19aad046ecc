"""The outbox: a message is stored in the transaction of the change that it is about, and sent after the commit."""

import hashlib
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from email.headerregistry import Address
from email.utils import parseaddr
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models.audit import MAIN, AuditChain
from cms.models.outbox import Channel, OutboxMessage, OutboxState
from cms.models.people import Authority, Membership, User
from cms.policy.retries import MAIL_ATTEMPTS, SENDING, pause_after
from cms.policy.roles import Role
from cms.registry import registered

logger = logging.getLogger(__name__)


def put(
    key: str,
    *,
    to: User,
    subject: str,
    body: str,
    link: str = "",
    channel: str = Channel.MAIL,
    authority: Authority | None = None,
) -> OutboxMessage | None:
    """Store a message to be sent after the commit; None where the key exists already or the person has no address.

    The key begins with the registered kind of the message (`waiting:12:7`); LookupError where there is no such kind.
    `link` may be a path of this site; `authority` is the only one where it is not given.
    """
    if not kind_name(key):
        raise LookupError(f"no app registers the notification kind of {key!r} (cms.policy.registration)")
    address = _address(to, channel)
    if not address:
        return None
    message, made = OutboxMessage.objects.get_or_create(
        key=key,
        defaults={
            "authority": authority or Authority.objects.order_by("pk").first(),
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


def kind_name(key: str) -> str:
    """The Thai name of the kind of the message with this key, "" where no app registers it."""
    names = {kind.key: kind.name for kind in registered().notification_kinds}
    return names.get(key.partition(":")[0], "")


def _address(user: User, channel: str) -> str:
    return user.email if channel == Channel.MAIL else ""


def _message_id(key: str) -> str:
    """The `Message-ID`, equal for every attempt, so that mail programs recognise a repeated mail as the same."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{host}>"


def send_mail(message: OutboxMessage) -> None:
    """Send a mail of plain text with link and kind below the body, and for an executive the head of the audit chain."""
    kind = kind_name(message.key)
    parts = [message.body.strip(), message.link, _("แจ้งเรื่อง: %(kind)s") % {"kind": kind} if kind else ""]
    parts.append(audit_head(message.recipient))
    mail = EmailMessage(
        subject=message.subject,
        body="\n\n".join(filter(None, parts)) + "\n",
        from_email=sender_of(message),
        to=[message.address],
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )
    mail.send()


def sender_of(message: OutboxMessage) -> str:
    """The address of the system under the name of the authority, which is what the reader knows."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    name = message.authority.short_name if message.authority else ""
    return str(Address(name, addr_spec=address)) if name else settings.DEFAULT_FROM_EMAIL


def audit_head(recipient: User | None) -> str:
    """A line with the head of the audit chain for an executive, whose mailbox keeps it; "" for others."""
    posts = Membership.objects.current().filter(user=recipient, role=Role.EXECUTIVE)
    head = AuditChain.objects.filter(chain=MAIN, seq__gte=1).first()
    if recipient is None or head is None or not posts.exists():
        return ""
    return _("บันทึกการตรวจสอบถึงลำดับที่ %(seq)s ค่าแฮช %(hash)s") % {"seq": head.seq, "hash": head.hash}


# By channel, a function that sends one message or raises. Other channels than mail are added here.
SENDERS: Mapping[str, Callable[[OutboxMessage], None]] = {Channel.MAIL: send_mail}


def send_due(now: datetime | None = None) -> int:
    """Send the messages that are due, one after the other, and count them. Several senders may run at the same time."""
    sent = 0
    while message := _claim(now or timezone.now()):
        sent += _attempt(message, now)
    return sent


def _claim(now: datetime) -> OutboxMessage | None:
    """Claim the next due message: its next attempt is set to later, so that no other sender takes it meanwhile."""
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        message = OutboxMessage.objects.select_for_update(skip_locked=skip).due(now).first()
        if message is not None:
            message.attempts += 1
            message.next_attempt_at = now + SENDING
            message.save(update_fields=["attempts", "next_attempt_at"])
    return message


def _attempt(message: OutboxMessage, now: datetime | None) -> bool:
    """One attempt, outside of any transaction, as a slow mail server must not block the database."""
    try:
        SENDERS[message.channel](message)
    except Exception as error:  # noqa: BLE001 whatever the channel raises is recorded and tried again
        logger.warning("outbox message %s was not sent: %s", message.pk, error)
        _record_failure(message, error, now or timezone.now())
        return False
    # Whether or not the claim is still ours: the message was sent.
    OutboxMessage.objects.filter(pk=message.pk).update(state=OutboxState.SENT, sent_at=now or timezone.now(), error="")
    return True


def _record_failure(message: OutboxMessage, error: Exception, now: datetime) -> None:
    gives_up = message.attempts >= MAIL_ATTEMPTS
    # Only while the claim is ours: another sender may have taken over a slow one's message.
    OutboxMessage.objects.filter(pk=message.pk, attempts=message.attempts).exclude(state=OutboxState.SENT).update(
        state=OutboxState.DEAD if gives_up else OutboxState.FAILED,
        next_attempt_at=now + pause_after(message.attempts),
        error=f"{type(error).__name__}: {error}"[:2000],
    )
