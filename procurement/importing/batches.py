"""Reading the file of a batch: its sheets in the sandbox, then rows, errors and what is there already."""

from collections.abc import Callable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models import Division
from cms.storage.private_files import as_local_file
from cms.tabular.reading import read_upload
from cms.tabular.sheets import Sheet, SheetError
from procurement.actions import imports
from procurement.actions.import_drafts import record_of
from procurement.models import ImportBatch, ImportProblem, ImportRow
from procurement.policy.imported_rows import agreed_of, lacking, period_of, values_of
from procurement.policy.imports import BatchState
from procurement.policy.sheet_heads import LABELS, Field
from procurement.policy.sheet_reading import CellError, Reading, ReadRecord, read_sheets
from procurement.selectors.imported import find_duplicates, find_repeated

Progress = Callable[[int], None]
# Where the columns of a record stand among those of a sheet.
FIELDS: Mapping[str, Field] = {what.value: what for what in Field} | {"kind": Field.KIND}
SHEETS_READ, ROWS_READ, CHECKED = 10, 80, 95  # per cent of the work


def read_batch(pk: int, attempt: int, progress: Progress) -> None:
    """Read the file of a batch and keep what it says. Writes no record; nothing where it was read before."""
    batch = ImportBatch.objects.select_related("division").get(pk=pk)
    if batch.stage is not BatchState.READING or batch.attempt != attempt:
        return
    try:
        with as_local_file(str(batch.file.name)) as path:
            sheets = read_upload(path, batch.name)
        progress(SHEETS_READ)
        reading = _read(batch, sheets, lambda part: progress(SHEETS_READ + part * (ROWS_READ - SHEETS_READ) // 100))
    except SheetError as problem:
        imports.keep_failure(pk, attempt, str(problem))
        return
    del sheets  # the rows take their place in memory
    rows, problems = _checked(batch, reading)
    progress(CHECKED)
    imports.keep_reading(pk, attempt, reading, rows, problems)


def _read(batch: ImportBatch, sheets: Sequence[Sheet], progress: Progress) -> Reading:
    """The reading by what the officer said of its heads, else by what was said of such heads before."""
    today = timezone.localdate()
    if batch.mapping:
        try:
            return read_sheets(sheets, mapping=batch.mapping, today=today, progress=progress)
        except SheetError:
            imports.use_mapping(batch.pk, {}, is_remembered=False)
    reading = read_sheets(sheets, today=today, progress=progress)
    known = {} if batch.attempt > 1 else imports.remembered_mapping(batch, reading.mapping)
    if not known:
        return reading
    try:
        found = read_sheets(sheets, mapping=known, today=today)
    except SheetError:
        return reading
    imports.use_mapping(batch.pk, known, is_remembered=True)
    return found


def _checked(batch: ImportBatch, reading: Reading) -> tuple[list[ImportRow], list[ImportProblem]]:
    """The rows that can become drafts, and all errors in the order of the file."""
    rows: list[ImportRow] = []
    errors: list[CellError] = list(reading.errors)
    cells = _Cells(reading)
    for read in reading.rows:
        wrong = [cells.error(read, what, message) for what, message in lacking(read)]
        values = values_of(read)
        wrong = wrong or _invalid(values, batch.division, read, cells)
        if wrong:
            errors += wrong
            continue
        year, month = period_of(read)
        assert read.budget is not None  # noqa: S101 it lacks nothing
        rows.append(
            ImportRow(
                batch=batch,
                place=len(rows),
                sheet=read.sheet,
                row=read.row,
                values=values,
                budget=read.budget,
                agreed=agreed_of(read),
                fiscal_year=year,
                month=month,
            )
        )
    find_duplicates(batch, rows)
    find_repeated(rows)
    order = {sheet: place for place, sheet in enumerate(dict.fromkeys(each.sheet for each in reading.columns))}
    errors.sort(key=lambda error: (order.get(error.sheet, 0), error.row))
    return rows, [ImportProblem(batch=batch, **vars(error)) for error in errors]


def _invalid(values: dict[str, object], division: Division, read: ReadRecord, cells: "_Cells") -> list[CellError]:
    """What the model refuses of a draft with these values."""
    record = record_of(values, division)
    found: list[CellError] = []
    parts: list[models.Model] = [record, *record.bidders.all(), *record.winners.all()]
    for part in parts:
        try:
            part.clean_fields(exclude=["record", "vendor", "authority", "division"])
        except ValidationError as invalid:
            for name, messages in invalid.message_dict.items():
                what = FIELDS.get(name, Field.TITLE) if part is record else Field.TAX_ID
                found += [cells.error(read, what, message) for message in messages]
    return found


class _Cells:
    """Where the cell of a field stands in a sheet."""

    def __init__(self, reading: Reading) -> None:
        self.places = {(each.sheet, each.field): each for each in reading.columns}

    def error(self, read: ReadRecord, what: Field, message: str) -> CellError:
        column = self.places.get((read.sheet, what.value))
        if column is None:
            return CellError(read.sheet, read.row, _("ไม่มีคอลัมน์ “%(field)s”") % {"field": LABELS[what]}, "", message)
        return CellError(read.sheet, read.row, column.head, f"{column.letter}{read.row}", message)
