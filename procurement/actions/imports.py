"""Files of procurements that officers bring in: kept, read by a job, mapped, confirmed.

What a confirmation makes is in `import_drafts`, taking it back in `import_undo`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import IO

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.actions import audit, jobs
from cms.models import Authority, Division, User
from cms.permissions.drafting import divisions_to_draft_for, may_draft
from cms.policy.refusal import Refused
from cms.storage.private_files import write_once
from procurement.models import ImportBatch, ImportProblem, ImportRow, KnownHeads, ProcurementRecord, RowState
from procurement.policy import imports as policy
from procurement.policy.imports import BatchState, Mode
from procurement.policy.sheet_heads import LABELS, Field
from procurement.policy.sheet_reading import Reading

READ_TASK, MAKE_TASK = "procurement.tasks.read_import", "procurement.tasks.make_import"
NOBODY = _("นำเข้าได้เฉพาะเจ้าหน้าที่พัสดุ ในกองหรือสำนักของตน")
NOT_THEIRS = _("ไฟล์นี้เป็นของเจ้าหน้าที่คนอื่น ผู้ส่งไฟล์เท่านั้นที่เปิดและยืนยันได้")
KEPT_FOR = timedelta(days=30)
AT_ONCE = 500


def read_key(batch: ImportBatch) -> str:
    """The key of the job that reads a file; each mapping is read by a job of its own."""
    return f"procurement_import_read:{batch.pk}:{batch.attempt}"


def make_key(batch: ImportBatch) -> str:
    """The key of the job that makes the drafts of a file."""
    return f"procurement_import_make:{batch.pk}"


@transaction.atomic
def begin_import(authority: Authority, division: Division, file: IO[bytes], name: str, *, by: User) -> ImportBatch:
    """Keep a file and let a job read it. Raises `Refused` for somebody who drafts no procurement of the division."""
    if division.authority_id != authority.pk or not _may_import(division.pk, by):
        raise Refused(NOBODY)
    digest = sha256()
    file.seek(0)
    for chunk in iter(lambda: file.read(1 << 20), b""):
        digest.update(chunk)
    name_stored = f"{digest.hexdigest()[:2]}/{digest.hexdigest()}"
    write_once(name_stored, file)
    batch = ImportBatch.objects.create(
        authority=authority, division=division, by=by, name=name[-200:], file=name_stored, sha256=digest.hexdigest()
    )
    _ask_to_read(batch)
    return batch


def require_own(batch: ImportBatch, *, by: User) -> None:
    """Raises `Refused` for everybody but who brought the file in and still drafts for its division."""
    if batch.by_id != by.pk:
        raise Refused(NOT_THEIRS)
    if not _may_import(batch.division_id, by):
        raise Refused(NOBODY)


def _may_import(division: int, by: User) -> bool:
    is_open = divisions_to_draft_for(by, ProcurementRecord.drafted_by).filter(pk=division).exists()
    return is_open and may_draft(by, ProcurementRecord.drafted_by, division)


def _ask_to_read(batch: ImportBatch) -> None:
    jobs.enqueue(READ_TASK, key=read_key(batch), arguments={"batch": batch.pk, "attempt": batch.attempt})


def locked(batch: int) -> ImportBatch:
    """The batch, locked until the end of the transaction."""
    return ImportBatch.objects.select_for_update(of=("self",)).select_related("division", "by").get(pk=batch)


@transaction.atomic
def map_columns(batch: ImportBatch, chosen: Mapping[str, str], *, by: User) -> None:
    """Read a file anew, its heads with these meanings (`{head: field}`). Raises `Refused`."""
    batch = locked(batch.pk)
    require_own(batch, by=by)
    if reason := policy.refusal_to_map(batch.stage) or _refusal_of_columns(batch, chosen):
        raise Refused(reason)
    before = {column["head"]: column["field"] for column in batch.columns}
    changed = {head: what for head, what in chosen.items() if head in before and what != before[head]}
    batch.mapping = {**batch.mapping, **changed}
    batch.is_remembered = False
    batch.state, batch.attempt = BatchState.READING, batch.attempt + 1
    batch.save()
    _ask_to_read(batch)


def _refusal_of_columns(batch: ImportBatch, chosen: Mapping[str, str]) -> str | None:
    """Why the columns of the sheets cannot be meant so, or None."""
    if not set(chosen.values()) <= {what.value for what in Field}:
        return _("เลือกความหมายของคอลัมน์จากรายการ")
    for sheet in dict.fromkeys(column["sheet"] for column in batch.columns):
        heads = [column["head"] for column in batch.columns if column["sheet"] == sheet]
        said = [what for head in heads if (what := chosen.get(head, ""))]
        if Field.TITLE not in said:
            return _("แผ่นงาน “%(sheet)s” ต้องมีคอลัมน์ “%(title)s”") % {"sheet": sheet, "title": LABELS[Field.TITLE]}
        twice = next((what for what in said if said.count(what) > 1), "")
        if twice:
            words = _("แผ่นงาน “%(sheet)s” มี “%(field)s” มากกว่าหนึ่งคอลัมน์ เลือกให้เหลือคอลัมน์เดียว")
            return words % {"sheet": sheet, "field": LABELS[Field(twice)]}
    return None


def remembered_mapping(batch: ImportBatch, heads: Mapping[str, str]) -> dict[str, str]:
    """What the officers of the authority said of these heads before; {} where they never did."""
    known = KnownHeads.objects.filter(authority=batch.authority_id, key=policy.heads_key(heads)).first()
    return dict(known.mapping) if known else {}


@transaction.atomic
def keep_reading(
    batch: int, attempt: int, reading: Reading, rows: Sequence[ImportRow], problems: Sequence[ImportProblem]
) -> None:
    """Keep what was read of a file in the place of what was read before. Nothing where it was read anew meanwhile."""
    found = locked(batch)
    if found.stage is not BatchState.READING or found.attempt != attempt:
        return
    found.rows.all().delete()
    found.problems.all().delete()
    ImportRow.objects.bulk_create(rows, batch_size=AT_ONCE)
    ImportProblem.objects.bulk_create(problems, batch_size=AT_ONCE)
    found.columns = [vars(column) for column in reading.columns]
    found.notes, found.states_none, found.problem = list(reading.notes), reading.none, ""
    found.named_month = f"{reading.month[0]}-{reading.month[1]:02d}" if reading.month else ""
    found.state = BatchState.READ
    found.save()
    if found.mapping:
        KnownHeads.objects.update_or_create(
            authority=found.authority, key=policy.heads_key(reading.mapping), defaults={"mapping": found.mapping}
        )


@transaction.atomic
def use_mapping(batch: int, mapping: Mapping[str, str], *, is_remembered: bool) -> None:
    """Note by which mapping a file is being read."""
    ImportBatch.objects.filter(pk=batch).update(mapping=dict(mapping), is_remembered=is_remembered)


@transaction.atomic
def keep_failure(batch: int, attempt: int, problem: str) -> None:
    """Keep why a file cannot be read; its bytes are no longer needed."""
    found = locked(batch)
    if found.stage is BatchState.READING and found.attempt == attempt:
        found.state, found.problem, found.file = BatchState.FAILED, problem, ""
        found.save()


@transaction.atomic
def confirm_import(
    batch: ImportBatch, mode: Mode, *, with_duplicates: bool, by: User, now: datetime | None = None
) -> None:
    """Let a job make the drafts of the sound rows; those that are there already only `with_duplicates`.

    Raises `Refused` (`refusal_to_confirm`), and for everybody but who brought the file in.
    """
    batch = locked(batch.pk)
    require_own(batch, by=by)
    coming = batch.rows.all() if with_duplicates else batch.rows.filter(duplicate="")
    if reason := policy.refusal_to_confirm(batch.stage, rows=coming.count()):
        raise Refused(reason)
    batch.state, batch.mode, batch.with_duplicates = BatchState.MAKING, mode, with_duplicates
    batch.confirmed_at = now or timezone.now()
    batch.save()
    jobs.enqueue(MAKE_TASK, key=make_key(batch), arguments={"batch": batch.pk})
    data = {"import": batch.pk, "file": batch.name, "sha256": batch.sha256, "rows": coming.count(), "mode": mode}
    audit.append("content", "procurement.import", by=by, authority=batch.authority, data=data)


def forget_old_imports(now: datetime | None = None) -> int:
    """Delete files that nobody confirmed for a month, with what was read of them; how many."""
    waiting = (BatchState.READING, BatchState.READ, BatchState.FAILED)
    old = ImportBatch.objects.filter(state__in=waiting, created_at__lt=(now or timezone.now()) - KEPT_FOR)
    with transaction.atomic():
        count = old.count()
        old.delete()
    return count


def counts_of(batch: ImportBatch) -> dict[str, int]:
    """How many rows stand in each state."""
    found = dict(batch.rows.order_by().values_list("state").annotate(Count("pk")))
    return {state.value: found.get(state.value, 0) for state in RowState}
