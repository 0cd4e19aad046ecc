"""Changes as the approver reads them: a text by its paragraphs, the old one above the new; all counted in words.

Plain values in: the changes of `cms.policy.changes`, which says what differs.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cms.policy.changes import Change
from cms.policy.differences import Mark, Piece


class Unit(StrEnum):
    """What one change is about, as it is counted."""

    FIELD = "ช่อง"
    ROW = "แถว"
    PARAGRAPH = "ย่อหน้า"
    FILE = "ฉบับ"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a text, or a line of a row: how it was and how it will be; `name` where there are several."""

    name: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Whether anything in it differs."""
        return any(piece.mark is not Mark.SAME for piece in (*self.old, *self.new))


@dataclass(frozen=True)
class ShownChange:
    """A change with its paragraphs: those that differ, and those that are the same as before.

    `headline`: one line that stands for a whole row, which is folded below it; "" where nothing is folded.
    """

    change: Change
    changed: tuple[Paragraph, ...]
    same: tuple[Paragraph, ...]
    headline: str = ""


def headline_of(change: Change, labels: Sequence[str]) -> str:
    """Of a row that is new or gone as a whole, the values of some of its lines: `ซื้อกระดาษ · 12,500.00`."""
    if not (change.is_new or change.is_gone):
        return ""
    lines = [line for piece in change.pieces for line in piece.text.split("\n")]
    found = ((line.removeprefix(f"{label}: ") for line in lines if line.startswith(f"{label}: ")) for label in labels)
    return " · ".join(next(values, "") for values in found).strip(" ·")


def shown(change: Change, unit: Unit) -> ShownChange:
    """A change by its paragraphs; the lines of a row have their labels already and get no numbers."""
    found = list(_paragraphs(change.pieces))
    named = unit is Unit.FIELD and len(found) > 1
    parts = [Paragraph(f"ย่อหน้าที่ {number}" if named else "", old, new) for number, old, new in found]
    if change.is_new or change.is_gone:
        return ShownChange(change, tuple(parts), ())
    return ShownChange(
        change,
        tuple(part for part in parts if part.is_changed),
        tuple(part for part in parts if not part.is_changed and (part.old or part.new)),
    )


def _paragraphs(pieces: Iterable[Piece]) -> Iterator[tuple[int, tuple[Piece, ...], tuple[Piece, ...]]]:
    """The paragraphs by their number in the new text: they end where a line ends that both texts have."""
    old: list[Piece] = []
    new: list[Piece] = []
    number = lines = 1
    for piece in pieces:
        if piece.mark is not Mark.SAME:
            (old if piece.mark is Mark.REMOVED else new).append(piece)
            lines += piece.text.count("\n") if piece.mark is Mark.ADDED else 0
            continue
        first, *others = piece.text.split("\n")
        _add(first, old, new)
        for text in others:
            yield number, tuple(old), tuple(new)
            old, new = [], []
            lines += 1
            number = lines
            _add(text, old, new)
    yield number, tuple(old), tuple(new)


def _add(text: str, *sides: list[Piece]) -> None:
    for side in sides:
        if text:
            side.append(Piece(Mark.SAME, text))


@dataclass(frozen=True)
class Count:
    """How much of one unit a change adds, alters and removes."""

    changed: int = 0
    added: int = 0
    removed: int = 0


def counts(changes: Iterable[Change], units: Mapping[str, Unit]) -> dict[Unit, Count]:
    """The changes counted by unit; `units` names those of rows, paragraphs and files, any other field is a field."""
    found = {unit: [0, 0, 0] for unit in Unit}
    for change in changes:
        if change.is_changed:
            found[units.get(change.field, Unit.FIELD)][1 if change.is_new else 2 if change.is_gone else 0] += 1
    return {unit: Count(*numbers) for unit, numbers in found.items() if any(numbers)}


def counts_in_words(found: Mapping[Unit, Count], *, is_update: bool) -> str:
    """The counts as a sentence: `แก้ 3 ช่อง เพิ่ม 2 แถว เอกสารใหม่ 1 ฉบับ`; of a new record what it holds."""
    if not is_update:
        return " ".join(["เรื่องใหม่", *(_held(unit, count) for unit, count in found.items())])
    words = [word for unit, count in found.items() for word in _changes(unit, count)]
    return " ".join(words) or "ไม่มีสิ่งที่เปลี่ยน"


def _held(unit: Unit, count: Count) -> str:
    number = count.added + count.changed
    return f"เอกสาร {number} ฉบับ" if unit is Unit.FILE else f"{number} {unit}"


def _changes(unit: Unit, count: Count) -> Iterator[str]:
    if unit is Unit.FILE:
        verbs = {"เปลี่ยนเอกสาร": count.changed, "เอกสารใหม่": count.added, "เอาเอกสารออก": count.removed}
    else:
        changed = count.changed + (count.added if unit is Unit.FIELD else 0)
        verbs = {"แก้": changed, "เพิ่ม": 0 if unit is Unit.FIELD else count.added, "เอาออก": count.removed}
    return (f"{verb} {number} {unit}" for verb, number in verbs.items() if number)
