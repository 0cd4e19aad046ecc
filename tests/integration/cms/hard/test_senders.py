import email
import random
import time
from collections import Counter

import pytest
from django.utils import timezone

from cms.models import OutboxMessage
from cms.models.outbox import OutboxState
from cms.notifications import outbox
from cms.policy.retries import SENDING
from tests.factories.people import UserFactory
from tests.integration.cms.hard.processes import KILLS, RACES, fork, kill, wait_for

pytestmark = [pytest.mark.hard, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def mailbox(settings, tmp_path):
    """Real mails, in files, as several processes can write and one can read them."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path

    def received():
        separator = "-" * 79
        texts = "\n".join(file.read_text() for file in tmp_path.iterdir()).split(separator)
        ids = [email.message_from_string(text.strip())["Message-ID"] for text in texts]
        return Counter(message_id for message_id in ids if message_id)

    return received


@pytest.fixture
def messages():
    user = UserFactory()

    def put(count):
        for number in range(count):
            outbox.put(f"waiting:{number}", to=user, subject="เรื่อง", body="ข้อความ")
        return set(OutboxMessage.objects.values_list("message_id", flat=True))

    return put


def test_four_senders_send_each_message_once(mailbox, messages):
    ids = messages(RACES * 4)

    assert wait_for(*[fork(outbox.send_due) for _sender in range(4)]) == [0] * 4

    assert mailbox() == Counter(ids)
    assert set(OutboxMessage.objects.values_list("state", "attempts")) == {(OutboxState.SENT, 1)}


def test_a_killed_sender_loses_nothing_and_repeats_at_most_the_message_in_its_hands(mailbox, messages):
    ids = messages(KILLS * 20)

    for _kill in range(KILLS):
        sender = fork(outbox.send_due)
        time.sleep(random.uniform(0.0, 0.1))  # the random point
        kill(sender)
    outbox.send_due(timezone.now() + SENDING)

    received = mailbox()
    assert set(received) == ids
    assert received.total() - len(ids) <= KILLS
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {OutboxState.SENT}
