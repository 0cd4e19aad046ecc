"""Many drafts at once, each as `save` and `save_revision` would leave it, in few questions to the database.

`tests/integration/procurement/test_bulk_drafts.py` compares both ways.
"""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from cms.models import DraftContributor, User
from cms.models.approved_text import clean_texts
from cms.models.publication import base_content_type
from procurement.models import Bidder, ProcurementRecord, Winner

PARTIES: tuple[tuple[str, Any], ...] = (("bidders", Bidder), ("winners", Winner))


def make_drafts(records: Sequence[ProcurementRecord], *, by: User) -> None:
    """Save new, clean records with their rows, first revision, contributor and history, in the caller's transaction."""
    for record in records:
        clean_texts(record)
        record.has_unpublished_changes = True
    ProcurementRecord.objects.bulk_create(records)
    for relation, model in PARTIES:
        model._default_manager.bulk_create([row for record in records for row in _rows(record, relation)])
    for record in records:
        ReferenceIndex.create_or_update_for_object(record)
    _add_revisions(records, by)
    _note_hands(records, by)


def _rows(record: Any, relation: str) -> list[Any]:
    rows = list(getattr(record, relation).all())
    for row in rows:
        row.record = record
    return rows


def _add_revisions(records: Sequence[ProcurementRecord], by: User) -> None:
    kind = ContentType.objects.get_for_model(ProcurementRecord)
    names = {"content_type": kind, "base_content_type": kind, "user": by, "created_at": timezone.now()}
    revisions = Revision.objects.bulk_create(
        Revision(object_id=str(each.pk), object_str=str(each), content=each.serializable_data(), **names)
        for each in records
    )
    for record, revision in zip(records, revisions, strict=True):
        record.latest_revision = revision
    ProcurementRecord.objects.bulk_update(records, ["latest_revision"])


def _note_hands(records: Sequence[ProcurementRecord], by: User) -> None:
    """Who made them: a contributor, whom the four eyes know, and a line of the history of each."""
    now = timezone.now()
    names = {"user": by, "edited_at": now}
    DraftContributor.objects.bulk_create(
        DraftContributor(content_type=base_content_type(each), object_id=str(each.pk), **names) for each in records
    )
    kind = ContentType.objects.get_for_model(ProcurementRecord, for_concrete_model=False)
    ModelLogEntry.objects.bulk_create(
        ModelLogEntry(
            content_type=kind,
            object_id=str(each.pk),
            label=str(each),
            action="wagtail.create",
            timestamp=now,
            uuid=uuid4(),
            user=by,
            revision=each.latest_revision,
            content_changed=True,
        )
        for each in records
    )
