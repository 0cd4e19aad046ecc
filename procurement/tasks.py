"""The jobs of procurement."""

from collections.abc import Callable
from functools import partial

from cms.actions.jobs import GiveUp, job, report_progress
from cms.policy.refusal import Refused
from procurement.actions import import_drafts, import_undo, imports, months
from procurement.importing.batches import read_batch
from procurement.models import ImportBatch
from procurement.pages import MonthlyProcurementPage


@job()
def refresh_month(page: int) -> None:
    """Draw the summary of a month (primary key of its page) up anew, and submit what changed of a public one."""
    found = MonthlyProcurementPage.objects.filter(pk=page).first()
    if found is not None:
        months.refresh_and_correct(found)


@job(atomic=False)
def read_import(batch: int, attempt: int) -> None:
    """Read the file of a batch (its primary key) as a dry run."""
    found = ImportBatch.objects.get(pk=batch)
    read_batch(batch, attempt, partial(report_progress, imports.read_key(found)))


@job(atomic=False)
def make_import(batch: int) -> None:
    """Make the drafts of a confirmed batch, where it stopped if it was interrupted."""
    _go_through(batch, import_drafts.make_next, imports.make_key)


@job(atomic=False)
def undo_import(batch: int) -> None:
    """Take a batch back, where it stopped if it was interrupted."""
    _go_through(batch, import_undo.undo_next, import_undo.undo_key)


def _go_through(pk: int, step: Callable[[int], bool], key_of: Callable[[ImportBatch], str]) -> None:
    batch = ImportBatch.objects.get(pk=pk)
    key, all_rows = key_of(batch), max(1, batch.rows.count())
    try:
        while step(pk):
            report_progress(key, 100 * (all_rows - import_drafts.rows_left(batch)) // all_rows)
    except Refused as refused:
        raise GiveUp(str(refused)) from refused
