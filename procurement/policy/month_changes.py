"""What the rows of a month say otherwise than in the edition before: added, taken out, changed. Plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["ChangedCell", "RowChange", "changes_of_rows"]

MonthRow = Mapping[str, Any]
# A row is the same one where it is of the same record; its place and edition are no change to a reader.
PLACE = frozenset({"number", "record", "publication"})
TITLE, WITHDRAWN = "title", "withdrawn"


@dataclass(frozen=True)
class ChangedCell:
    """A column of a row whose value differs, None where it had or has none."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class RowChange:
    """What became of one row: `cells` are empty where it is new or gone."""

    title: str
    is_new: bool = False
    is_gone: bool = False
    withdrawn: str = ""
    cells: Sequence[ChangedCell] = ()


def changes_of_rows(before: Iterable[MonthRow], after: Iterable[MonthRow]) -> list[RowChange]:
    """The changes in the order of the rows of today, then those that are gone."""
    old = {row["record"]: row for row in before}
    new = list(after)
    found = [_change(old.get(row["record"]), row) for row in new]
    kept = {row["record"] for row in new}
    gone = [RowChange(row[TITLE], is_gone=True) for record, row in old.items() if record not in kept]
    return [*(change for change in found if change is not None), *gone]


def _change(before: MonthRow | None, after: MonthRow) -> RowChange | None:
    if before is None:
        return RowChange(after[TITLE], is_new=True)
    if after.get(WITHDRAWN):  # the one before may stand without its words as well, once nobody may read them
        is_new = before.get(WITHDRAWN) != after[WITHDRAWN]
        return RowChange(after[TITLE], withdrawn=after[WITHDRAWN]) if is_new else None
    names = [name for name in {**before, **after} if name not in PLACE and before.get(name) != after.get(name)]
    cells = [ChangedCell(name, before.get(name), after.get(name)) for name in names]
    return RowChange(after[TITLE], cells=cells) if cells else None
