"""Adding, renewing and discarding documents: each file is inspected, stored once by its SHA-256, and a new version."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any
from weakref import finalize

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.db.models.signals import post_delete
from wagtail.documents.signal_handlers import post_delete_file_cleanup
from wagtail.models import Revision

from cms.actions import audit, jobs
from cms.extraction.sandbox import inspect_in_sandbox
from cms.extraction.verdict import Verdict
from cms.models import Division, DocumentVersion, FileText, OfficialDocument, StoredFile, User
from cms.permissions.documents import manages_library_of
from cms.policy import documents as policy
from cms.policy.refusal import Refused, Warned
from cms.storage.private_files import write_once

READ_TASK = "cms.tasks.read_file_text"  # by name: tasks call actions


@dataclass(frozen=True)
class InspectedUpload:
    """An upload that was inspected and accepted, its bytes in a temporary file that is closed with this object."""

    name: str
    verdict: Verdict
    accepted_because: str
    spool: IO[bytes]
    size: int
    sha256: str
    sha1: str

    @property
    def warnings(self) -> list[str]:
        """The warnings of the inspection, in Thai; none where the file is sound."""
        return list(self.verdict.reasons) if self.verdict.level == "warn" else []


def inspect_upload(upload: "File[bytes]", *, accepted_because: str = "") -> InspectedUpload:
    """Inspect an upload in the sandbox without storing it. Raises `Refused` with one reason a line, in Thai.

    It takes seconds: call it outside of a transaction.
    """
    name = policy.clean_name(upload.name or "")
    if reason := policy.refusal_of_name(name, settings.UPLOAD_EXTENSIONS):
        raise Refused(reason)
    spool, size, sha256, sha1 = _spooled(upload)
    verdict = inspect_in_sandbox(Path(spool.name), name, max_bytes=settings.UPLOAD_MAX_BYTES)
    inspected = InspectedUpload(name, verdict, accepted_because.strip(), spool, size, sha256, sha1)
    finalize(inspected, spool.close)  # also where a form inspects it and nobody stores it
    if reason := policy.refusal_to_accept(verdict.level, verdict.reasons, accepted_because):
        raise Warned(reason) if verdict.level == "warn" else Refused(reason)
    return inspected


def inspect_picture(upload: "File[bytes]") -> None:
    """The same inspection for a picture, which Wagtail stores itself. Raises `Refused` where it is not acceptable."""
    spool, *_sizes = _spooled(upload)
    with spool:
        name = policy.clean_name(upload.name or "")
        verdict = inspect_in_sandbox(Path(spool.name), name, max_bytes=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    upload.seek(0)
    if verdict.level == "block":
        raise Refused("\n".join(verdict.reasons))


def _spooled(upload: "File[bytes]") -> tuple[IO[bytes], int, str, str]:
    """The bytes in a temporary file, with their size, SHA-256 and SHA-1 (for Wagtail)."""
    spool = NamedTemporaryFile(prefix="upload-")  # noqa: SIM115 it lives as long as the inspected upload
    sha256, sha1, size = hashlib.sha256(), hashlib.sha1(usedforsecurity=False), 0
    upload.seek(0)
    for chunk in upload.chunks():
        spool.write(chunk)
        sha256.update(chunk)
        sha1.update(chunk)
        size += len(chunk)
    spool.flush()
    return spool, size, sha256.hexdigest(), sha1.hexdigest()


def add_document(
    upload: "File[bytes] | InspectedUpload",
    *,
    by: User,
    division: Division,
    title: str | None = None,
    accepted_because: str = "",
) -> OfficialDocument:
    """Add a document with its first version to the library of a division. Raises `Refused`."""
    _refuse_unless_manages_library(by, division.pk)
    with _in_storage(upload, accepted_because) as inspected, transaction.atomic():
        stored = _stored(inspected)
        document = OfficialDocument.objects.create(
            title=policy.clean_words(title or "")[:255] or policy.title_of(inspected.name),
            division=division,
            collection=division.collection,
            uploaded_by_user=by,
            **_newest_bytes(stored, inspected),
        )
        version = _add(document, stored, inspected, number=1, by=by)
        _audit("document.add", document, version, by=by)
    return document


def add_version(
    document: OfficialDocument, upload: "File[bytes] | InspectedUpload", *, by: User, accepted_because: str = ""
) -> DocumentVersion:
    """Add a newer file to a document; older versions do not change, and approved records still point at them.

    Raises `Refused`, also where the file equals the newest version.
    """
    _refuse_unless_manages_library(by, document.division_id)
    with _in_storage(upload, accepted_because) as inspected, transaction.atomic():
        locked = OfficialDocument.objects.select_for_update().get(pk=document.pk)
        if reason := refusal_of_version(locked, inspected):
            raise Refused(reason)
        newest = locked.newest
        stored = _stored(inspected)
        version = _add(locked, stored, inspected, number=newest.number + 1 if newest else 1, by=by)
        columns = _newest_bytes(stored, inspected)
        OfficialDocument.objects.filter(pk=locked.pk).update(**columns)
        _audit("document.add_version", locked, version, by=by)
    for name, value in columns.items():
        setattr(document, name, value)
    return version


def refusal_of_version(document: OfficialDocument, inspected: InspectedUpload) -> str | None:
    """Why an upload cannot become the next version: its bytes are those of the newest one. Or None."""
    newest = document.newest
    is_same = newest is not None and newest.file.sha256 == inspected.sha256
    return policy.refusal_of_same(newest.number) if newest and is_same else None


@transaction.atomic
def discard(document: OfficialDocument, *, by: User) -> None:
    """Delete a document that no record ever carried, such as a file that was uploaded by mistake. Raises `Refused`.

    Its extracted text is deleted as well. The bytes remain for a day: `cms.actions.unused_files` deletes them.
    """
    locked = OfficialDocument.objects.select_for_update().get(pk=document.pk)
    manages_library = manages_library_of(by, locked.division_id)
    if reason := policy.refusal_to_discard(manages_library=manages_library, was_used=was_used(locked)):
        raise Refused(reason)
    data: dict[str, object] = {"document": str(locked.uuid), "title": locked.title}
    files = list(locked.versions.values_list("file", flat=True))
    _remove(DocumentVersion.objects.filter(document=locked))
    locked.delete()
    unused = _unused(files)
    data["files"] = list(StoredFile.objects.filter(pk__in=unused).values_list("sha256", flat=True))
    FileText.objects.filter(file__in=unused).delete()
    _remove(StoredFile.objects.filter(pk__in=unused))
    audit.append("content", "document.discard", by=by, data=data)


def _remove(rows: QuerySet[Model]) -> None:
    """Delete append-only rows past the refusal of their model; foreign keys still protect them in the database."""
    rows._raw_delete(rows.db)


def was_used(document: OfficialDocument) -> bool:
    """Whether a version was ever attached to anything: in a row, in a publication, or in the draft of a record."""
    versions = document.versions.all()
    related = [relation for relation in DocumentVersion._meta.related_objects if relation.auto_created]
    if any(
        relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": versions}).exists()
        for relation in related
    ):
        return True
    # The attachments of a draft are in its revision only, as `"version": 7` inside of its JSON.
    mentions = Q()
    for pk in versions.values_list("pk", flat=True):
        mentions |= Q(text__contains=f'"version": {pk},') | Q(text__contains=f'"version": {pk}}}')
    revisions = Revision.objects.annotate(text=Cast("content", TextField()))
    return bool(mentions) and revisions.filter(mentions).exists()


def _unused(files: list[int]) -> list[int]:
    """Those of the stored files (primary keys) to which nothing refers any more but their extracted text."""
    used: set[int] = set()
    fields = StoredFile._meta.get_fields(include_hidden=True)  # a publication's PDF is a hidden relation
    relations: list[Any] = [field for field in fields if field.auto_created and not field.concrete]
    for relation in relations:
        if relation.related_model is not FileText:
            name = relation.field.name
            rows = relation.related_model._default_manager.filter(**{f"{name}__in": files})
            used.update(rows.values_list(name, flat=True))
    return [file for file in files if file not in used]


def _refuse_unless_manages_library(by: User, division: int | None) -> None:
    if reason := policy.refusal_to_file(manages_library=manages_library_of(by, division)):
        raise Refused(reason)


@contextmanager
def _in_storage(upload: "File[bytes] | InspectedUpload", accepted_because: str) -> Iterator[InspectedUpload]:
    """The inspected upload, its bytes written to the storage before any row refers to them."""
    inspected = (
        upload if isinstance(upload, InspectedUpload) else inspect_upload(upload, accepted_because=accepted_because)
    )
    with inspected.spool as spool:
        write_once(StoredFile(sha256=inspected.sha256).path, spool)
        yield inspected


def _stored(inspected: InspectedUpload) -> StoredFile:
    """The row of these bytes; a job that reads their text is enqueued unless that was done."""
    kind = inspected.verdict
    stored, _made = StoredFile.objects.get_or_create(
        sha256=inspected.sha256, defaults={"size": inspected.size, "mime": kind.mime, "kind": kind.kind}
    )
    write_once(stored.path, inspected.spool)  # again, now that the row keeps others from deleting unused bytes
    text, _made = FileText.objects.get_or_create(file=stored)
    if text.state == FileText.State.WAITING:
        jobs.enqueue(
            READ_TASK,
            key=f"read:{stored.sha256}",
            arguments={"sha256": stored.sha256},
            again=True,
        )
    return stored


def _newest_bytes(stored: StoredFile, inspected: InspectedUpload) -> dict[str, object]:
    """The columns in which Wagtail's document names its file: path, size, SHA-1."""
    return {"file": stored.path, "file_size": stored.size, "file_hash": inspected.sha1}


def _add(
    document: OfficialDocument, stored: StoredFile, inspected: InspectedUpload, *, number: int, by: User
) -> DocumentVersion:
    return DocumentVersion.objects.create(
        document=document,
        number=number,
        file=stored,
        name=inspected.name,
        uploaded_by=by,
        warnings=inspected.warnings,
        warnings_accepted_because=inspected.accepted_because if inspected.warnings else "",
    )


def _audit(action: str, document: OfficialDocument, version: DocumentVersion, *, by: User) -> None:
    data = {"version": version.number, "name": version.name, "size": version.file.size}
    if version.warnings:
        data |= {"warnings": version.warnings, "accepted_because": version.warnings_accepted_because}
    audit.append("content", action, by=by, obj=document, data=data, after=version.file.sha256)


def connect() -> None:
    """Disconnect Wagtail's receiver that deletes a document's file: other documents may share the bytes."""
    post_delete.disconnect(post_delete_file_cleanup, sender=OfficialDocument)
