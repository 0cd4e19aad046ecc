"""The drafts that a confirmed file becomes, some rows a transaction: each row once, whatever is killed when."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.actions import approval
from cms.models import Authority, Division
from cms.policy.refusal import Refused
from procurement.actions.bulk_drafts import make_drafts
from procurement.actions.imports import locked, require_own
from procurement.models import Bidder, ImportBatch, ImportRow, ProcurementRecord, RowState, Winner
from procurement.policy.imports import BatchState, Mode
from procurement.selectors.imported import find_duplicates

AT_ONCE = 50
DAYS = ("request_date", "order_date", "contract_date", "end_date")
AMOUNTS = ("budget", "reference_price")
TEXTS = ("title", "kind", "method", "step", "legal_basis", "budget_source", "reason", "contract_number", "egp_number")
NOT_ASKED = _("ไม่ได้เลือกให้นำเข้ารายการที่มีอยู่แล้ว")


def record_of(values: dict[str, Any], division: Division) -> ProcurementRecord:
    """The draft of a row (`procurement.policy.imported_rows.values_of`), in memory."""
    record = ProcurementRecord(
        division=division,
        authority_id=division.authority_id,
        live=False,
        **{name: values[name] for name in TEXTS},
        **{name: _amount(values[name]) for name in AMOUNTS},
        **{name: date.fromisoformat(values[name]) if values[name] else None for name in DAYS},
    )
    if values["fiscal_year"]:
        record.fiscal_year = values["fiscal_year"]
    record.set_month()
    for name, model in (("bidders", Bidder), ("winners", Winner)):
        setattr(record, name, [_party(model, each, place) for place, each in enumerate(values[name])])
    return record


def _party(model: type[Any], told: list[str | None], place: int) -> Any:
    name, price, number = told
    return model(name=name, price=_amount(price), tax_id=number, sort_order=place)


def _amount(told: str | None) -> Decimal | None:
    return None if told is None else Decimal(told)


def rows_left(batch: ImportBatch) -> int:
    """How many rows wait for what the batch does now."""
    undoing = ImportBatch.objects.filter(pk=batch.pk, state=BatchState.UNDOING).exists()
    waiting = (RowState.MADE, RowState.SUBMITTED) if undoing else (RowState.WAITING, RowState.TO_SUBMIT)
    return batch.rows.filter(state__in=waiting).count()


@transaction.atomic
def make_next(batch: int) -> bool:
    """Make the drafts of the next rows, or submit the next draft; whether anything remains.

    A row remembers what became of it in the same transaction. Raises `Refused` where the officer has lost his post.
    """
    found = locked(batch)
    if found.stage is not BatchState.MAKING:
        return False
    require_own(found, by=found.by)
    # Of two files with one procurement one waits; `no_key`, so that nobody else who writes for the authority does.
    Authority.objects.select_for_update(no_key=True).get(pk=found.authority_id)
    rows = list(found.rows.filter(state=RowState.WAITING).order_by("place")[:AT_ONCE])
    if rows:
        _make(found, rows)
        return True
    if row := found.rows.filter(state=RowState.TO_SUBMIT).order_by("place").first():
        _submit(found, row)
        return True
    found.state, found.file = BatchState.DONE, ""  # the bytes may hold numbers of persons, and are not needed
    found.save()
    return False


def _make(batch: ImportBatch, rows: list[ImportRow]) -> None:
    repeated = {row.pk: row.duplicate for row in rows}
    if not batch.with_duplicates:
        find_duplicates(batch, rows)  # anew: somebody may have written one meanwhile
    made = []
    for row in rows:
        row.duplicate = row.duplicate or repeated[row.pk]
        if row.duplicate and not batch.with_duplicates:
            row.state, row.note = RowState.LEFT_OUT, NOT_ASKED
        elif record := _sound_record(batch, row):
            made.append((row, record))
    make_drafts([record for _row, record in made], by=batch.by)
    for row, record in made:
        row.record = record
        row.state = RowState.TO_SUBMIT if batch.mode == Mode.SUBMIT else RowState.MADE
    ImportRow.objects.bulk_update(rows, ["state", "note", "record", "duplicate"])


def _sound_record(batch: ImportBatch, row: ImportRow) -> ProcurementRecord | None:
    """The draft of a row in memory, or None where the model refuses it, which the row then says."""
    record = record_of(row.values, batch.division)
    try:
        record.full_clean()
    except ValidationError as invalid:
        row.state, row.note = RowState.LEFT_OUT, " ".join(invalid.messages)
        return None
    return record


def _submit(batch: ImportBatch, row: ImportRow) -> None:
    """Ask for approval of a draft; what the action refuses remains a draft, with the reason."""
    row.state = RowState.MADE
    if row.record is None:
        row.note = _("ร่างนี้ถูกลบแล้ว")
    else:
        try:
            with transaction.atomic():
                approval.submit(row.record, by=batch.by)
            row.state = RowState.SUBMITTED
        except Refused as refused:
            row.note = str(refused)
    row.save(update_fields=["state", "note"])
