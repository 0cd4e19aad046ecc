"""Deletes the bytes in the private storage that no row names: of uploads that failed, and of discarded documents."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from django.apps import apps
from django.core.files.storage import Storage
from django.db import IntegrityError, transaction
from django.db.models import FileField
from django.utils import timezone

from cms.actions import audit
from cms.actions.backup import names_in
from cms.models import AuditEntry, StoredFile
from cms.policy.unused_files import KEPT_FOR, MOST_AT_ONCE, refusal_to_delete_bytes
from cms.storage.private_files import private_storage

BATCH = 500
BY_HASH = re.compile(r"[0-9a-f]{2}/([0-9a-f]{64})")


def delete_unused(now: datetime | None = None, *, most: int = MOST_AT_ONCE) -> int:
    """Delete unused bytes, at most so many files; how many were deleted. The rest is left to the next night."""
    now = now or timezone.now()
    storage = private_storage()
    sizes = [size for name in islice(unused(storage, now), most) if (size := _delete(storage, name)) is not None]
    if sizes:
        with transaction.atomic():
            audit.append("system", "files.delete_unused", by=None, data={"files": len(sizes), "bytes": sum(sizes)})
    return len(sizes)


def unused(storage: Storage, now: datetime) -> Iterator[str]:
    """The names of stored files that no row names and that may be deleted."""
    lately = discarded_since(now - KEPT_FOR)
    stored = names_in(storage)
    while names := list(islice(stored, BATCH)):
        named = named_by_rows(names)
        # The storage is asked nothing about the many that are in use.
        yield from (name for name in names if name not in named and _may_go(storage, name, lately, now))


def _may_go(storage: Storage, name: str, lately: set[str], now: datetime) -> bool:
    try:
        written_at = storage.get_modified_time(name)
    except FileNotFoundError:  # a temporary file of an upload that has got its name meanwhile
        return False
    reason = refusal_to_delete_bytes(
        is_named=False, was_discarded_lately=hash_in(name) in lately, written_at=written_at, now=now
    )
    return reason is None


def named_by_rows(names: Sequence[str]) -> set[str]:
    """Those of the names that a stored file, or a file field of any model, refers to."""
    hashes = [digest for name in names if (digest := hash_in(name))]
    named = {stored.path for stored in StoredFile.objects.filter(sha256__in=hashes)}
    for field in file_fields():
        rows = field.model._default_manager.filter(**{f"{field.name}__in": names})
        named.update(rows.values_list(field.name, flat=True))
    return named


def file_fields() -> list[FileField]:
    """The file fields of all models, whatever storage they use: a name too many keeps a file, one too few loses it."""
    return [field for model in apps.get_models() for field in model._meta.local_fields if isinstance(field, FileField)]


def discarded_since(moment: datetime) -> set[str]:
    """The SHA-256 of each file of the documents discarded since."""
    entries = AuditEntry.objects.filter(action="document.discard", at__gte=moment)
    return {digest for entry in entries for digest in entry.data.get("files", ())}


def hash_in(name: str) -> str:
    """The SHA-256 that a name in the storage is made of, "" where it is another kind of name."""
    found = BY_HASH.fullmatch(name)
    return found[1] if found else ""


def _delete(storage: Storage, name: str) -> int | None:
    """Delete one file unless a row names it by now; its size, or None where it stays.

    A row of its hash is added, and taken back afterwards: whoever uploads the same bytes meanwhile waits for it, and
    then writes them again (`write_once`).
    """
    try:
        with transaction.atomic():
            if digest := hash_in(name):
                StoredFile.objects.create(sha256=digest, size=0, mime="", kind="")
            elif named_by_rows([name]):
                return None
            size = storage.size(name)
            storage.delete(name)
            transaction.set_rollback(True)
    except (IntegrityError, FileNotFoundError):
        return None
    return size
