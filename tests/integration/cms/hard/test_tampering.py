"""Somebody who owns the database changes the chain: triggers lifted, hashes made right again, head put back."""

import os
import random

import pytest
from django.db import connection, transaction

from cms.actions import audit
from cms.models import AuditChain, AuditEntry
from cms.storage.triggers import install_all, remove_all

pytestmark = [pytest.mark.hard, pytest.mark.django_db]
TRIALS = int(os.environ.get("N", 50)) * 2
LENGTH = 20


@pytest.fixture
def entries(officer):
    for number in range(LENGTH):
        audit.append("content", "test.write", by=officer, data={"number": number})
    audit.anchor()
    return list(AuditEntry.objects.order_by("seq"))


def save(entry, **values):
    """Past the model and its own hash."""
    AuditEntry.objects.filter(pk=entry.pk).update(**values)


def change(entries):
    victim = random.choice(entries)
    column = random.choice(["action", "actor_role", "object_id", "before", "after", "kind", "data"])
    save(victim, **{column: {"x": 1} if column == "data" else "x"})
    return victim.seq


def change_with_right_hash(entries):
    victim = random.choice(entries)
    victim.action = "test.forged"
    save(victim, action=victim.action, hash=audit.entry_hash(victim.previous_hash, victim.payload()))
    return victim.seq + (victim.seq < len(entries))  # the next one does not follow; the last one misses its head


def remove(entries):
    victim = random.choice(entries)
    AuditEntry.objects.filter(pk=victim.pk).delete()
    return victim.seq


def insert(entries):
    """A forged entry takes a number; those behind it move up."""
    place = random.choice(entries)
    for entry in reversed(entries[place.seq - 1 :]):
        save(entry, seq=entry.seq + 1)
    forged = AuditEntry(seq=place.seq, kind="system", action="test.forged", previous_hash=place.previous_hash)
    forged.hash = audit.entry_hash(forged.previous_hash, forged.payload())
    forged.save()
    return min(place.seq + 1, len(entries))  # in the last place it misses the head


def reorder(entries):
    first, second = sorted(random.sample(entries, 2), key=lambda entry: entry.seq)
    save(first, seq=10_000)
    save(second, seq=first.seq)
    save(first, seq=second.seq)
    return first.seq


def cut_the_tail(entries):
    first = random.randint(2, len(entries))
    AuditEntry.objects.filter(seq__gte=first).delete()
    last = entries[first - 2]
    AuditChain.objects.update(seq=last.seq, hash=last.hash)
    return first


def rewrite_the_suffix(entries):
    """Every hash from here on is right again, the head too; only the anchor remembers."""
    first = random.choice(entries)
    first.action, previous = "test.forged", first.previous_hash
    for entry in entries[first.seq - 1 :]:
        entry.previous_hash, entry.hash = previous, audit.entry_hash(previous, entry.payload())
        save(entry, action=entry.action, previous_hash=previous, hash=entry.hash)
        previous = entry.hash
    AuditChain.objects.update(hash=previous)
    return len(entries)


WAYS = [change, change_with_right_hash, remove, insert, reorder, cut_the_tail, rewrite_the_suffix]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_every_tampering_is_found_where_it_begins(entries, way):
    for _trial in range(TRIALS):
        with transaction.atomic():
            remove_all(connection)
            expected = way(list(AuditEntry.objects.order_by("seq")))
            install_all(connection)

            found = audit.verify()

            assert found is not None
            assert found.seq == expected, found
            transaction.set_rollback(True)
    assert audit.verify() is None
