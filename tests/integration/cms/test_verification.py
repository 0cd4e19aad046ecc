"""Whatever is changed by hand in what is public, waiting or on record is found, and named."""

from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from cms.actions import audit, takedown
from cms.actions.publication_pdf import store_pdf
from cms.actions.verification import first_difference, verify_nightly
from cms.models import Picture, Publication, StoredFile
from cms.pages import RecordAttachment
from cms.storage.private_files import private_storage
from tests.factories.decisions import approve_by
from tests.factories.documents import make_document, make_version
from tests.factories.pictures import make_picture, picture_block
from tests.tampering import overwrite_in_the_database, without_triggers


@pytest.fixture
def published(case, executive):
    """A record in two editions with PDFs, a page with documents and pictures too; each test has bytes of its own."""
    for title in ("ฉบับแรก", "ฉบับปัจจุบัน"):
        draft = case.fresh().get_latest_revision_as_object()
        draft.title = title
        if case.kind == "page":
            document = make_document(by=case.officer, division=draft.division, data=uuid4().hex)
            draft.attachments = [RecordAttachment(version=document.newest)]
            draft.body = [picture_block(make_picture(by=case.officer, division=draft.division))]
        draft.save_revision(user=case.officer)
        waiting = case.submit()
        approve_by(waiting, executive)
        store_pdf(case.publication(), uuid4().bytes)
    return case.publication()


def write(path, data):
    storage = private_storage()
    storage.delete(path)
    with storage.open(path, "wb") as file:
        file.write(data)


def table_of(case):
    return type(case.obj)._meta.db_table


def execute(statement, *params):
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute(statement, params)
        assert cursor.rowcount == 1


def change_live_object(case, published):
    if case.kind == "page":
        execute("UPDATE cms_recordpage SET summary = 'แอบแก้' WHERE page_ptr_id = %s", case.obj.pk)
    else:
        execute(f"UPDATE {table_of(case)} SET budget = 1 WHERE id = %s", case.obj.pk)


def make_something_live(case, published):
    takedown.suspend(published, by=published.approved_by, reason="พบเลขบัตร")
    table = "wagtailcore_page" if case.kind == "page" else table_of(case)
    execute(f"UPDATE {table} SET live = %s WHERE id = %s", True, case.obj.pk)


def hide_something_live(case, published):
    table = "wagtailcore_page" if case.kind == "page" else table_of(case)
    execute(f"UPDATE {table} SET live = %s WHERE id = %s", False, case.obj.pk)


def point_to_another_revision(case, published):
    table = "wagtailcore_page" if case.kind == "page" else table_of(case)
    older = case.fresh().publications().last().revision_id
    execute(f"UPDATE {table} SET live_revision_id = %s WHERE id = %s", older, case.obj.pk)


def change_revision(case, published):
    overwrite_in_the_database(published.revision, {**published.revision.content, "title": "แอบแก้"})


def change_older_revision(case, published):
    older = case.fresh().publications().last().revision
    overwrite_in_the_database(older, {**older.content, "title": "แอบแก้"})


def change_waiting_revision(case, published):
    case.change_title("ร่างใหม่", by=case.officer)
    revision = case.submit().revision
    overwrite_in_the_database(revision, {**revision.content, "title": "แอบแก้"})


def change_content_of_publication(case, published):
    Publication.objects.filter(pk=published.pk).update(content={**published.content, "title": "แอบแก้"})


def change_content_and_digest(case, published):
    from cms.policy.canonical import digest

    content = {**published.content, "title": "แอบแก้"}
    Publication.objects.filter(pk=published.pk).update(content=content, digest=digest(content))


def change_title_of_publication(case, published):
    Publication.objects.filter(pk=published.pk).update(title="แอบแก้")


def change_approver(case, published):
    Publication.objects.filter(pk=published.pk).update(approved_by=case.officer)


def change_name_of_approver(case, published):
    Publication.objects.filter(pk=published.pk).update(approved_name="คนอื่น")


def change_time_of_approval(case, published):
    Publication.objects.filter(pk=published.pk).update(approved_at=timezone.now() - timedelta(days=9))


def revive_an_older_edition(case, published):
    older = case.fresh().publications().last()
    Publication.objects.filter(pk=older.pk).update(stage="withdrawn")


def exchange_the_pdf(case, published):
    older = case.fresh().publications().last()
    Publication.objects.filter(pk=published.pk).update(pdf=older.pdf)


def add_a_publication(case, published):
    older = case.fresh().publications().last()
    Publication.objects.filter(pk=older.pk).update(number=9)
    published.pk, published.number, published.stage = None, 3, "withdrawn"
    published.ended_at = timezone.now()
    published.save(force_insert=True)


def change_bytes_of_the_pdf(case, published):
    write(published.pdf.path, b"x")


def lose_bytes_of_the_pdf(case, published):
    private_storage().delete(published.pdf.path)


def change_bytes_of_a_document(case, published):
    write(published.files.get().version.file.path, b"x")


def point_to_another_file(case, published):
    other = make_version(published.files.get().version.document, data=uuid4().hex, by=case.officer)
    execute(
        "UPDATE cms_documentversion SET file_id = %s WHERE id = %s", other.file_id, published.files.get().version_id
    )


def carry_another_file(case, published):
    other = make_version(published.files.get().version.document, data=uuid4().hex, by=case.officer)
    published.files.update(version=other)


def change_bytes_of_a_picture(case, published):
    write(published.pictures.get().picture.file.name, b"x")


def change_digest_of_a_picture(case, published):
    picture = published.pictures.get().picture
    write(picture.file.name, b"x")
    import hashlib

    Picture.objects.filter(pk=picture.pk).update(sha256=hashlib.sha256(b"x").hexdigest())


EVERYWHERE = [
    change_live_object,
    make_something_live,
    hide_something_live,
    point_to_another_revision,
    change_revision,
    change_older_revision,
    change_waiting_revision,
    change_content_of_publication,
    change_content_and_digest,
    change_title_of_publication,
    change_approver,
    change_name_of_approver,
    change_time_of_approval,
    revive_an_older_edition,
    exchange_the_pdf,
    add_a_publication,
    change_bytes_of_the_pdf,
    lose_bytes_of_the_pdf,
]
OF_A_PAGE = [
    change_bytes_of_a_document,
    point_to_another_file,
    carry_another_file,
    change_bytes_of_a_picture,
    change_digest_of_a_picture,
]


@pytest.mark.parametrize("tamper", EVERYWHERE + OF_A_PAGE, ids=lambda tamper: tamper.__name__)
def test_what_is_changed_by_hand_is_found(case, published, tamper):
    if tamper in OF_A_PAGE and case.kind != "page":
        pytest.skip("a snippet carries no files")
    assert (audit.verify(), first_difference()) == (None, None)

    tamper(case, published)

    assert first_difference() is not None
    with pytest.raises(RuntimeError):
        verify_nightly()
    with pytest.raises(CommandError):
        call_command("audit", "verify", stdout=StringIO())


def test_a_publication_that_was_deleted_is_found(case, published):
    older = case.fresh().publications().last()
    for table in ("publicationfile", "publicationpicture"):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM cms_{table} WHERE publication_id = %s", [older.pk])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cms_draftcontributor SET publication_id = %s WHERE publication_id = %s", [published.pk, older.pk]
        )
    execute("DELETE FROM cms_publication WHERE id = %s", older.pk)

    assert str(older.pk) in str(first_difference())


def test_stored_files_that_no_publication_names_are_compared_too(case, clerk_office):
    version = make_document(by=case.officer, division=case.obj.division, data=uuid4().hex).newest
    assert first_difference() is None

    write(version.file.path, b"x")

    assert version.file.sha256 in str(first_difference())
    assert StoredFile.objects.filter(sha256=version.file.sha256).exists()
