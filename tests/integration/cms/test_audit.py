import json
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cms.actions import audit
from cms.models import AuditAnchor, AuditChain, AuditEntry, OutboxMessage
from cms.storage.audit_triggers import TABLES
from cms.storage.triggers import install_all, missing_triggers, remove_all
from cms.thai.dates import thai_date
from tests.tampering import without_triggers


@pytest.fixture
def entries(officer):
    """Whatever setting up the people wrote, and five more."""
    for number in range(5):
        audit.append("content", "test.write", by=officer, obj=officer, data={"number": number})
    return list(AuditEntry.objects.order_by("seq"))


@pytest.fixture
def tampering():
    """The hand of somebody who owns the database."""

    def execute(statement, *values):
        remove_all(connection)
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
        install_all(connection)
        return audit.verify()

    return execute


def test_numbers_have_no_gap_and_each_entry_follows_the_last(entries):
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.previous_hash for entry in entries] == ["", *(entry.hash for entry in entries[:-1])]
    assert audit.verify() is None


def test_an_entry_remembers_the_posts_held_then(entries, officer):
    assert entries[-1].actor == officer
    assert entries[-1].actor_role == "officer"
    assert entries[-1].content_type.model == "user"
    assert entries[-1].object_id == str(officer.pk)


def test_data_comes_back_as_it_was_hashed(officer):
    data = {"on": date(2026, 10, 1), "at": timezone.now(), "price": Decimal("1234.50"), "text": "ก\n\"'\\", "n": None}

    entry = audit.append("content", "test.write", by=officer, data=data)

    entry.refresh_from_db()
    assert entry.data["price"] == "1234.50"
    assert audit.verify() is None


def test_a_fraction_is_refused_before_anything_is_written(officer):
    with pytest.raises(TypeError), transaction.atomic():
        audit.append("content", "test.write", by=officer, data={"price": 1234.5})

    assert audit.verify() is None


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError, match="inside the transaction"):
        audit.append("system", "test.write", by=None)


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_leaves_no_gap():
    with transaction.atomic():
        audit.append("system", "test.write", by=None)
        transaction.set_rollback(True)

    with transaction.atomic():
        entry = audit.append("system", "test.write", by=None)

    assert entry.seq == 1
    assert audit.verify() is None


def refused(statement):
    with pytest.raises(IntegrityError, match="only ever added"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("table", TABLES)
def test_the_database_refuses_to_change_and_to_delete(entries, table):
    audit.anchor()

    refused(f"UPDATE {table} SET hash = 'x'")
    refused(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", TABLES)
def test_sqlite_refuses_to_replace(entries, table):
    if connection.vendor != "sqlite":
        pytest.skip("REPLACE is a word of SQLite")
    audit.anchor()

    refused(f"REPLACE INTO {table} SELECT * FROM {table}")
    refused(f"UPDATE OR REPLACE {table} SET id = id + 1")


@pytest.mark.postgres
@pytest.mark.parametrize("table", TABLES)
def test_postgresql_refuses_to_truncate(entries, table):
    connection.check_constraints()  # foreign keys that are still to be looked at stand in the way of TRUNCATE too

    refused(f"TRUNCATE {table}")


def test_the_model_cannot_save_or_delete_an_entry_again(entries):
    with pytest.raises(IntegrityError), transaction.atomic():
        entries[0].save()
    with pytest.raises(IntegrityError), transaction.atomic():
        entries[0].delete()


def test_a_trigger_that_is_gone_is_reported(entries):
    assert missing_triggers(connection) == []

    remove_all(connection)

    assert audit.verify().seq == 0
    assert len(missing_triggers(connection)) == (9 if connection.vendor == "sqlite" else 7)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("action", "test.other"),
        ("actor_id", None),
        ("actor_role", "executive"),
        ("object_id", "999"),
        ("data", '{"number": 7}'),
        ("at", "2020-01-01 00:00:00+00:00"),
        ("before", "x"),
        ("after", "x"),
        ("kind", "decision"),
    ],
)
def test_a_changed_column_is_found(entries, tampering, column, value):
    last = entries[-1].seq

    found = tampering(f"UPDATE cms_auditentry SET {column} = %s WHERE seq = {last}", value)

    assert found.seq == last


def test_a_removed_entry_is_found(entries, tampering):
    assert tampering("DELETE FROM cms_auditentry WHERE seq = 2").seq == 2


def test_a_cut_tail_is_found_by_the_head(entries, tampering):
    assert tampering("DELETE FROM cms_auditentry WHERE seq >= 4").seq == 4


def test_a_cut_tail_with_its_head_put_back_is_found_by_the_anchor(entries, tampering):
    audit.anchor()
    AuditChain.objects.update(seq=3, hash=entries[2].hash)

    assert tampering("DELETE FROM cms_auditentry WHERE seq >= 4").seq == 4


def test_an_entry_put_behind_the_head_is_found(entries):
    last = entries[-1]
    forged = AuditEntry(seq=last.seq + 1, kind="system", action="test.forged", previous_hash=last.hash)
    forged.hash = audit.entry_hash(last.hash, forged.payload())
    forged.save()

    assert audit.verify().seq == last.seq + 1


def test_a_chain_rewritten_with_its_anchors_is_found_by_a_copy_kept_elsewhere(entries, tampering, client, tmp_path):
    audit.anchor()
    copy = tmp_path / "integrity.json"
    copy.write_bytes(client.get("/integrity.json").content)
    call_command("audit", "verify", against=copy, stdout=StringIO())

    AuditChain.objects.update(seq=3, hash=entries[2].hash)
    remove_all(connection)
    AuditEntry.objects.filter(seq__gt=3).delete()
    assert tampering("UPDATE cms_auditanchor SET seq = 3, hash = %s", entries[2].hash) is None

    with pytest.raises(CommandError, match="ลำดับ 4") as error:
        call_command("audit", "verify", against=copy)
    assert error.value.returncode == 1


def test_the_command_names_the_first_bad_entry(entries, tampering):
    tampering("UPDATE cms_auditentry SET action = 'x' WHERE seq = 2")

    with pytest.raises(CommandError, match="ลำดับ 2"):
        call_command("audit", "verify")


def test_the_command_is_content_with_a_whole_chain(entries):
    out = StringIO()

    call_command("audit", "verify", stdout=out)

    assert str(entries[-1].seq) in out.getvalue()


def test_the_head_is_anchored_once_a_day_and_told_to_the_executives(entries, executive):
    today = timezone.localdate()
    first = audit.anchor(on=today)
    audit.append("system", "test.write", by=None)

    assert audit.anchor(on=today) == first
    assert audit.anchor(on=today + timedelta(days=1)).seq == first.seq + 1
    mails = OutboxMessage.objects.filter(key__startswith="anchor:")
    assert mails.count() == 2
    assert first.hash in mails.earliest("pk").body
    assert mails.earliest("pk").body.startswith(f"วันที่ {thai_date(today)} ")
    assert audit.verify() is None


def test_an_empty_chain_has_nothing_to_anchor(db):
    assert audit.anchor(chain="other") is None
    assert audit.verify(chain="other") is None


def test_chains_are_counted_apart(officer):
    audit.append("system", "test.write", by=None)

    assert audit.append("system", "test.write", by=None, chain="other").seq == 1


def test_the_public_page_shows_a_month_of_days(entries, client, django_assert_max_num_queries):
    for day in range(40):
        audit.anchor(on=date(2026, 1, 1) + timedelta(days=day))

    with django_assert_max_num_queries(20):
        page = client.get("/integrity/")

    assert len(page.context["days"]) == 31
    assert page.context["days"][0]["on"] == date(2026, 2, 9)
    assert entries[-1].hash in page.content.decode()
    assert len(client.get("/integrity/?p=2").context["days"]) == 9


def test_the_heads_as_json(entries, client):
    audit.anchor(on=date(2026, 1, 1))

    answer = json.loads(client.get("/integrity.json").content)

    assert answer["days"] == [{"on": "2026-01-01", "seq": entries[-1].seq, "hash": entries[-1].hash}]


def test_an_emptied_chain_is_found_by_a_copy_kept_elsewhere(entries, client, tmp_path):
    audit.anchor()
    copy = tmp_path / "integrity.json"
    copy.write_bytes(client.get("/integrity.json").content)
    with without_triggers():
        AuditEntry.objects.all().delete()
        AuditAnchor.objects.all().delete()
        AuditChain.objects.all().delete()
    assert audit.verify() is None

    with pytest.raises(CommandError, match="ลำดับ 1"):
        call_command("audit", "verify", against=copy)


def test_the_head_is_anchored_after_every_hundredth_entry_too(entries, client):
    begin = AuditChain.objects.get().seq
    for number in range(200 - begin):
        audit.append("content", "test.write", by=None, data={"number": number})
    audit.anchor()

    assert list(AuditAnchor.objects.order_by("seq").values_list("seq", "is_interim")) == [(100, True), (200, True)]
    assert AuditEntry.objects.get(seq=100).hash in client.get("/integrity/").content.decode()
    assert audit.verify() is None
