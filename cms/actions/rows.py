"""Rows of a file that become rows of a draft, in a new revision; the one before it is how to undo that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models, transaction

from cms.editor.row_reading import Input, RowReader
from cms.models import User
from cms.models.people import AnyUser
from cms.pages import RecordPage
from cms.pages.families import rows_in_order
from cms.permissions.drafting import may_draft
from cms.policy.refusal import Refused
from cms.policy.rows import refusal_of_these_rows, refusal_to_bring_in

R = TypeVar("R", bound=RecordPage)


@dataclass(frozen=True)
class NewRow:
    """A row as the inputs of the editor take it; `place` is that of the row of the plan whose result it is."""

    inputs: Mapping[str, Input]
    place: int | None = None


def refusal_to_bring_rows_in(record: RecordPage, *, by: AnyUser) -> str | None:
    """Why a person may not bring rows into the draft of a record, or None."""
    return refusal_to_bring_in(
        may_draft=may_draft(by, record.drafted_by, record.division_id), waits=record.workflow_in_progress
    )


@transaction.atomic
def bring_rows_in(
    record: R, relation: str, rows: Sequence[NewRow], *, by: User, seen: int | None, replace: bool = False
) -> R:
    """Write rows into a new revision of the draft: after those that are there, or in their place with `replace`.

    The rows of a report are its plan's: each new one fills in the one at its place. `seen` is the revision (its key)
    for which the rows were looked at. Raises `Refused`.
    """
    record.lock_and_read_state()
    if reason := refusal_to_bring_rows_in(record, by=by):
        raise Refused(reason)
    draft: R = record.get_latest_revision_as_object()
    reader = RowReader(type(record), relation, for_user=by)
    before = rows_in_order(draft, relation)
    kept = [] if replace and not reader.planned else before
    written = [reader.written(row.inputs, _at(before, row.place)) for row in rows]
    added = [row for row, new in zip(written, rows, strict=True) if new.place is None]
    if reason := refusal_of_these_rows(
        is_current=record.latest_revision_id == seen,
        fit=None not in written,
        rows=len(kept) + len(added),
        most=reader.most_rows,
    ):
        raise Refused(reason)
    _set_rows(draft, relation, [*kept, *added])
    if not draft.live:
        draft.save()
    draft.save_revision(user=by, log_action=True)
    return draft


def _at(rows: Sequence[models.Model], place: int | None) -> models.Model | None:
    return rows[place] if place is not None and place < len(rows) else None


def _set_rows(draft: RecordPage, relation: str, rows: Sequence[Any]) -> None:
    """The rows in this order; that there are none is no longer stated."""
    for place, row in enumerate(rows):
        row.sort_order = place
    setattr(draft, relation, rows)
    if rows:
        draft.stated_none = [each for each in draft.stated_none if each != relation]
