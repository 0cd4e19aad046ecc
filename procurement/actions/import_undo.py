"""Taking a file of procurements back: the drafts that nobody touched since are deleted, the others stay and say why."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.actions import audit, jobs
from cms.models import User
from cms.policy.refusal import Refused
from cms.workflow.locking import lock_object
from procurement.actions.imports import counts_of, locked, require_own
from procurement.models import ImportBatch, ImportRow, ProcurementRecord, RowState
from procurement.policy import imports as policy
from procurement.policy.imports import BatchState

UNDO_TASK = "procurement.tasks.undo_import"
AT_ONCE = 50
DRAFTS = (RowState.MADE, RowState.SUBMITTED)


def undo_key(batch: ImportBatch) -> str:
    """The key of the job that takes a file back."""
    return f"procurement_import_undo:{batch.pk}"


@transaction.atomic
def undo_import(batch: ImportBatch, *, by: User, now: datetime | None = None) -> None:
    """Let a job delete the untouched drafts of a file. Raises `Refused` (`refusal_to_undo`), also for others."""
    batch = locked(batch.pk)
    require_own(batch, by=by)
    if reason := policy.refusal_to_undo(batch.stage):
        raise Refused(reason)
    batch.state, batch.undone_at = BatchState.UNDOING, now or timezone.now()
    batch.save()
    jobs.enqueue(UNDO_TASK, key=undo_key(batch), arguments={"batch": batch.pk})


@transaction.atomic
def undo_next(batch: int) -> bool:
    """Take back the next rows; whether any remain. The last call writes the audit entry."""
    found = locked(batch)
    if found.stage is not BatchState.UNDOING:
        return False
    require_own(found, by=found.by)
    rows = list(found.rows.filter(state__in=DRAFTS).order_by("place")[:AT_ONCE])
    for row in rows:
        _take_back(row)
    if rows:
        return True
    found.state = BatchState.UNDONE
    found.save()
    counts = counts_of(found)
    data = {"import": found.pk, "file": found.name}
    data |= {"deleted": counts[RowState.DELETED], "kept": counts[RowState.KEPT]}
    audit.append("content", "procurement.undo_import", by=found.by, authority=found.authority, data=data)
    return False


def _take_back(row: ImportRow) -> None:
    record = ProcurementRecord.objects.filter(pk=row.record_id).first() if row.record_id else None
    why = _why_it_stays(lock_object(record)) if record is not None else None
    row.state, row.note = (RowState.KEPT, why) if why else (RowState.DELETED, "")
    if record is None:
        row.note = _("ลบไปก่อนแล้ว")
    elif not why:
        row.record = None
        row.save(update_fields=["record"])
        try:
            with transaction.atomic():
                record.delete()
        except (Refused, ProtectedError):
            row.state, row.note, row.record = RowState.KEPT, _("มีเรื่องอื่นอ้างถึง"), record
    row.save(update_fields=["state", "note", "record"])


def _why_it_stays(record: Any) -> str | None:
    return policy.why_it_stays(
        is_published=record.live or record.first_published_at is not None or record.publications().exists(),
        was_submitted=record.workflow_states.exists(),
        was_edited=record.revisions.count() != 1,
    )
