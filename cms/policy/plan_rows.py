"""Which rows of a plan are which rows of a report that began with copies of them. Plain values.

Rows have no name of their own: a plan is corrected by typing, pasting, moving. Two rows are taken for the same where
they are equal, else where what they are called is, else where it is much alike, else where each is the only one left
between the same neighbours and most of the rest is equal. Every row is the half of one pair, or stands alone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from cms.policy.canonical import canonical_json, is_reference

Cells = Mapping[str, Any]

ALIKE = 0.6  # of the letters of two names, in order
MOST = 0.5  # of the columns of two rows
# Comparing the letters of more names than this costs more than it tells.
MOST_COMPARED = 2_500


@dataclass(frozen=True)
class RowPair:
    """A row of the report and the same row of the plan, by their places from 0; None where there is no such row."""

    reported: int | None
    planned: int | None
    changed: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the plan says something else than the report, of this row."""
        return bool(self.changed) or self.reported is None or self.planned is None


def pair_rows(
    reported: Sequence[Cells], planned: Sequence[Cells], *, columns: Sequence[str], called_by: Sequence[str]
) -> list[RowPair]:
    """The pairs in the order of the plan, then what is in the report alone.

    `columns` are those that come from the plan; `called_by` those of them that tell one row from another in words.
    """
    left, right = [_plain(row, columns) for row in reported], [_plain(row, columns) for row in planned]
    found = _Matching(left, right)
    found.where_equal(lambda row: tuple(row.items()))
    found.where_equal(lambda row: tuple(row[name] for name in called_by))
    for name in called_by:
        found.where_equal(lambda row, name=name: row[name])  # type: ignore[misc]  # mypy knows no default of a lambda
    found.where_alike(lambda row: " ".join(str(row[name] or "") for name in called_by))
    found.between_neighbours()
    return [*_in_the_plan(found, left, right), *(RowPair(place, None) for place in found.reported_alone())]


def _in_the_plan(found: "_Matching", left: Sequence[Cells], right: Sequence[Cells]) -> Iterator[RowPair]:
    for planned, row in enumerate(right):
        reported = found.partner.get(planned)
        changed = () if reported is None else tuple(name for name in row if row[name] != left[reported][name])
        yield RowPair(reported, planned, changed)


class _Matching:
    """The pairs found so far: `partner` has the place in the report of a place in the plan."""

    def __init__(self, left: Sequence[Cells], right: Sequence[Cells]) -> None:
        self.left, self.right = left, right
        self.partner: dict[int, int] = {}

    def reported_alone(self) -> list[int]:
        """The places in the report that have no partner yet."""
        taken = set(self.partner.values())
        return [place for place in range(len(self.left)) if place not in taken]

    def planned_alone(self) -> list[int]:
        """The places in the plan that have no partner yet."""
        return [place for place in range(len(self.right)) if place not in self.partner]

    def where_equal(self, key: Callable[[Cells], object]) -> None:
        """Pair what has an equal key that says something, in order."""
        waiting: dict[object, list[int]] = {}
        for place in self.reported_alone():
            waiting.setdefault(key(self.left[place]), []).append(place)
        for place in self.planned_alone():
            value = key(self.right[place])
            if _says_something(value) and waiting.get(value):
                self.partner[place] = waiting[value].pop(0)

    def where_alike(self, words: Callable[[Cells], str]) -> None:
        """Pair what is called much alike, the most alike first."""
        left, right = self.reported_alone(), self.planned_alone()
        if len(left) * len(right) > MOST_COMPARED:
            return
        pairs = [(_likeness(words(self.left[a]), words(self.right[b])), -abs(a - b), b, a) for a in left for b in right]
        taken: set[int] = set()
        for likeness, _distance, b, a in sorted(pairs, reverse=True):
            if likeness >= ALIKE and b not in self.partner and a not in taken:
                self.partner[b] = a
                taken.add(a)

    def between_neighbours(self) -> None:
        """Pair a row that is alone between the same neighbours as one of the report, where most of it is equal."""
        ends = {-1: -1, len(self.right): len(self.left)}
        for place in self.planned_alone():
            known = {**ends, **self.partner}
            before, after = known.get(place - 1), known.get(place + 1)
            if before is None or after != before + 2 or before + 1 in self.partner.values():
                continue
            equal = [self.right[place][name] == value for name, value in self.left[before + 1].items()]
            if sum(equal) >= MOST * len(equal):
                self.partner[place] = before + 1


def _plain(row: Cells, columns: Sequence[str]) -> dict[str, Any]:
    """The cells of some columns as values that can be compared and looked up."""
    return {name: _comparable(row.get(name)) for name in columns}


def _comparable(value: Any) -> Any:
    """Another object by its key alone, as its name may change without the plan."""
    if is_reference(value):
        return value["model"], value["key"]
    return canonical_json({"": value}) if isinstance(value, dict | list) else value


def _says_something(value: object) -> bool:
    return any(part is not None for part in value) if isinstance(value, tuple) else value is not None


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0
