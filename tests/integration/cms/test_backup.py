import io
import json
import stat
import tarfile
import threading
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.utils import timezone

from cms.actions import audit
from cms.actions.backup import BackupError, backup, unpack
from cms.actions.database_snapshot import POSTGRESQL_FILE, SQLITE_FILE, has_tables, opened
from cms.actions.restore import restore
from cms.models import AuditChain, AuditEntry, StoredFile
from search.models import SearchEntry

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("another_database")]
TEXT = "ประกาศจัดซื้อจัดจ้าง".encode()


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    """Storages of this test's own, and a key."""
    settings.DATA = tmp_path / "data"
    settings.STORAGES = settings.STORAGES | {
        "private": settings.STORAGES["private"] | {"OPTIONS": {"location": settings.DATA / "files", "base_url": None}},
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": settings.DATA / "media"}},
    }
    settings.DATA.mkdir()
    (settings.DATA / "secret-key.txt").write_text("key")
    return settings.DATA


@pytest.fixture
def document(place):
    """Bytes in the private storage, and a picture."""
    stored = StoredFile.objects.create(sha256=sha256(TEXT).hexdigest(), size=len(TEXT), mime="text/plain", kind="txt")
    storages["private"].save(stored.path, io.BytesIO(TEXT))
    storages["default"].save("original_images/ป้าย.png", io.BytesIO(b"png"))
    return stored


@pytest.fixture
def entries():
    with transaction.atomic():
        for number in range(3):
            audit.append("system", "test.write", by=None, data={"number": number})
    audit.anchor()


def counted(data, database):
    """Entries in a restored database."""
    with opened(database or {"NAME": str(data / "db.sqlite3")}) as alias:
        return AuditEntry.objects.using(alias).count()


def rewritten(archive, to, change):
    """The archive with one member changed: `change(name, content)` gives the new content or None to leave it out."""
    with tarfile.open(archive) as source, tarfile.open(to, "w") as target:
        for member in source:
            content = change(member.name, source.extractfile(member).read())
            if content is not None:
                member.size = len(content)
                target.addfile(member, io.BytesIO(content))
    return to


def test_everything_comes_back(document, entries, empty_database, tmp_path):
    archive = backup(tmp_path / "backups")

    data = restore(archive, tmp_path / "restored", database=empty_database, verify=True)

    assert counted(data, empty_database) == 3
    assert (data / "files" / document.path).read_bytes() == TEXT
    assert (data / "media/original_images/ป้าย.png").read_bytes() == b"png"
    assert (data / "secret-key.txt").read_text() == "key"


def test_only_the_owner_reads_it(document, entries, tmp_path):
    archive = backup(tmp_path / "backups")
    unpack(archive, tmp_path / "restored")

    for path in [archive, *(tmp_path / "restored").rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert list(archive.parent.iterdir()) == [archive]


def test_the_manifest_names_all_and_the_head_of_the_chain(document, entries, tmp_path):
    archive = backup(tmp_path, now=datetime(2026, 10, 1, 3, tzinfo=UTC))

    with tarfile.open(archive) as tar:
        names = tar.getnames()
        manifest = json.load(tar.extractfile("manifest.json"))
    head = AuditChain.objects.get()
    assert archive.name == "prongsai-20261001T030000Z.tar"
    assert manifest["audit"] == {"main": [head.seq, head.hash]}
    assert [entry["name"] for entry in manifest["files"]] == names[:-1]
    assert {"name": f"files/{document.path}", "size": len(TEXT), "sha256": document.sha256} in manifest["files"]


def test_writers_go_on_and_the_picture_is_consistent(document, entries, empty_database, tmp_path):
    stop, failures = threading.Event(), []

    def write():
        try:
            while not stop.is_set():
                with transaction.atomic():
                    audit.append("system", "test.write", by=None)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while AuditEntry.objects.count() < 10:
            pass
        archive = backup(tmp_path / "backups")
    finally:
        stop.set()
        writer.join()

    data = restore(archive, tmp_path / "restored", database=empty_database, verify=True)
    assert failures == []
    assert 10 <= counted(data, empty_database) <= AuditEntry.objects.count()


def test_a_changed_file_is_found(document, entries, tmp_path):
    broken = rewritten(
        backup(tmp_path / "backups"), tmp_path / "x.tar", lambda name, old: old[::-1] if "files/" in name else old
    )

    with pytest.raises(BackupError, match=document.sha256):
        restore(broken, tmp_path / "restored")
    assert list((tmp_path / "restored").iterdir()) == []


@pytest.mark.parametrize("lost", ["manifest.json", "files/", "secret-key.txt"])
def test_a_lost_file_is_found(document, entries, tmp_path, lost):
    broken = rewritten(
        backup(tmp_path / "backups"), tmp_path / "x.tar", lambda name, old: None if name.startswith(lost) else old
    )

    with pytest.raises(BackupError):
        restore(broken, tmp_path / "restored")


def test_a_cut_archive_is_found(document, entries, tmp_path):
    archive = backup(tmp_path / "backups")
    cut = tmp_path / "cut.tar"
    cut.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])

    with pytest.raises(BackupError):
        restore(cut, tmp_path / "restored")


@pytest.mark.parametrize("name", ["../evil", "/srv/evil", "files/../../evil"])
def test_a_name_that_leads_out_is_refused(entries, tmp_path, name):
    def mislead(member, old):
        if member != "manifest.json":
            return old
        manifest = json.loads(old)
        manifest["files"][0]["name"] = name
        return json.dumps(manifest).encode()

    broken = rewritten(backup(tmp_path / "backups"), tmp_path / "x.tar", mislead)

    with pytest.raises(BackupError, match="ไม่ปลอดภัย"):
        restore(broken, tmp_path / "restored")


def test_a_document_whose_bytes_are_not_there_is_found(document, entries, empty_database, tmp_path):
    storages["private"].delete(document.path)
    archive = backup(tmp_path / "backups")

    with pytest.raises(BackupError, match=document.sha256):
        restore(archive, tmp_path / "restored", database=empty_database, verify=True)


def test_a_chain_that_does_not_reach_the_head_of_the_manifest_is_found(entries, empty_database, tmp_path):
    def raise_head(name, old):
        if name != "manifest.json":
            return old
        manifest = json.loads(old)
        manifest["audit"]["main"][0] += 1
        return json.dumps(manifest).encode()

    broken = rewritten(backup(tmp_path / "backups"), tmp_path / "x.tar", raise_head)

    with pytest.raises(BackupError, match="ลำดับ 4"):
        restore(broken, tmp_path / "restored", database=empty_database, verify=True)


@pytest.mark.parametrize("there", ["the database", "files/3f/3f00"])
def test_nothing_is_overwritten(document, entries, tmp_path, there):
    archive = backup(tmp_path / "backups")
    database = SQLITE_FILE if connection.vendor == "sqlite" else POSTGRESQL_FILE
    present = tmp_path / "restored" / there.replace("the database", database)
    present.parent.mkdir(parents=True)
    present.write_text("mine")

    with pytest.raises(BackupError, match="ไม่เขียนทับ"):
        unpack(archive, tmp_path / "restored")

    assert present.read_text() == "mine"
    assert [path for path in (tmp_path / "restored").rglob("*") if path.is_file()] == [present]


def test_a_new_installation_with_its_key_and_empty_folders_takes_a_backup(document, entries, tmp_path):
    archive = backup(tmp_path / "backups")
    (tmp_path / "restored/files").mkdir(parents=True)
    (tmp_path / "restored/secret-key.txt").write_text("new")

    unpack(archive, tmp_path / "restored")

    assert (tmp_path / "restored/secret-key.txt").read_text() == "key"
    assert (tmp_path / "restored/files" / document.path).exists()


@pytest.mark.postgres
def test_a_database_that_is_not_empty_is_not_filled(entries, tmp_path):
    archive = backup(tmp_path / "backups")

    with pytest.raises(BackupError, match="ไม่ว่าง"):
        restore(archive, tmp_path / "restored", database=connection.settings_dict)
    assert not (tmp_path / "restored").exists()


@pytest.fixture
def options(empty_database, monkeypatch, tmp_path):
    """Of a restore that verifies; a process of its own then runs on what was restored, without the tests' settings."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    options = {"to": tmp_path / "restored", "verify": True}
    if empty_database:
        name, settings = empty_database["NAME"], empty_database
        host = f"{settings['USER']}:{settings['PASSWORD']}@{settings['HOST'] or '127.0.0.1'}:{settings['PORT'] or 5432}"
        options["database"] = f"postgres://{host}/{name}"
    return options


def test_the_commands(document, entries, options, place, capsys, tmp_path):
    call_command("backup")
    archive = Path(capsys.readouterr().out.strip())
    assert archive.parent == place / "backups"

    call_command("restore", archive, **options)

    assert str(tmp_path / "restored") in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("restore", tmp_path / "nothing.tar", to=tmp_path / "elsewhere")


@pytest.fixture
def stale_entry(authority):
    """Something that the search knows though nothing is public."""
    content_type = ContentType.objects.get_for_model(SearchEntry)
    return SearchEntry.objects.create(
        authority=authority, content_type=content_type, kind="x", title="x", published_at=timezone.now(), address="/x/"
    )


def test_the_search_of_what_was_restored_is_written_anew(
    stale_entry, document, entries, options, empty_database, capsys, tmp_path
):
    call_command("restore", backup(tmp_path / "backups"), **options)

    assert "สร้างดัชนีค้นหาใหม่แล้ว 0 รายการ" in capsys.readouterr().out
    with opened(empty_database or {"NAME": str(tmp_path / "restored/db.sqlite3")}) as alias:
        assert not SearchEntry.objects.using(alias).exists()
    assert SearchEntry.objects.exists()


def test_a_search_that_cannot_be_written_anew_is_told_and_the_rest_stays_restored(
    document, entries, options, monkeypatch, capsys, tmp_path
):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings.of_another_year")

    call_command("restore", backup(tmp_path / "backups"), **options)

    assert "manage.py rebuild_search" in capsys.readouterr().err
    assert (tmp_path / "restored/files" / document.path).exists()


def test_an_alias_beside_the_site_goes_away_again(entries, tmp_path):
    archive = backup(tmp_path / "backups")
    unpack(archive, tmp_path / "restored")

    if connection.vendor == "sqlite":
        with opened({"NAME": str(tmp_path / "restored/db.sqlite3")}) as alias:
            assert has_tables(alias)

    assert list(connections.databases) == ["default"]
    with closing(connection.cursor()) as cursor:
        cursor.execute("SELECT 1")
