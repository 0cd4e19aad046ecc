"""The differences between what is public and what waits for approval. Plain values in: two canonical contents."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cms.policy.canonical import Content
from cms.thai.dates import thai_date, thai_time

# A cluster: a base letter with its marks, so that a difference never splits a letter from its tone.
CLUSTER = re.compile(r"\s+|[A-Za-z0-9๐-๙]+|.[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]*", re.DOTALL)
SHORTEST_SHARED_RUN = 3
LEADING_VOWEL = re.compile(r"[เแโใไ]$")


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """A piece of a text, and whether it is in both texts, only in the new one or only in the old one."""

    mark: Mark
    text: str


@dataclass(frozen=True)
class Change:
    """One field or one row: its label and its text in pieces; `is_new` and `is_gone` are about the whole of it."""

    name: str
    pieces: tuple[Piece, ...]
    is_new: bool = False
    is_gone: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether anything of the field or row differs."""
        return self.is_new or self.is_gone or any(piece.mark is not Mark.SAME for piece in self.pieces)


def text_pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Two texts as pieces that are the same, added and removed: `กองคลัง` to `กองช่าง` shares กอง, the rest differs.

    One or two equal letters inside a changed word are not a piece of their own, as nobody could read such a difference.
    """
    old, new = _clusters(before), _clusters(after)
    pieces: list[Piece] = []
    a = c = 0
    for start_a, start_c, size in _shared_runs(old, new):
        if a < start_a:
            pieces.append(Piece(Mark.REMOVED, "".join(old[a:start_a])))
        if c < start_c:
            pieces.append(Piece(Mark.ADDED, "".join(new[c:start_c])))
        a, c = start_a + size, start_c + size
        if size:
            pieces.append(Piece(Mark.SAME, "".join(old[start_a:a])))
    return tuple(pieces)


def _shared_runs(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int]]:
    """The runs that both texts share (start in each, length), without the shortest ones, and last the end of both."""
    for match in difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        run = old[match.a : match.a + match.size]
        whole = match.size == len(old) == len(new)
        if whole or match.size >= SHORTEST_SHARED_RUN or not match.size or any(cluster.isspace() for cluster in run):
            yield match.a, match.b, match.size


def _clusters(text: str) -> list[str]:
    found: list[str] = []
    for cluster in CLUSTER.findall(text):
        if found and LEADING_VOWEL.search(found[-1]):
            found[-1] += cluster
        else:
            found.append(cluster)
    return found


def changes(before: Content | None, after: Content, labels: Mapping[str, str]) -> Iterator[Change]:
    """The changes field by field and row by row, in the order of `labels`; all is new where nothing is public yet."""
    for field, label in labels.items():
        old, new = (before or {}).get(field), after.get(field)
        if isinstance(new, list) or isinstance(old, list):
            yield from _row_changes(label, old or [], new or [], first=before is None)
        elif old or new:
            yield _field_change(label, old, new, first=before is None)


def _field_change(label: str, old: object, new: object, *, first: bool) -> Change:
    before, after = as_text(old), as_text(new)
    if first:
        return Change(label, (Piece(Mark.SAME, after),), is_new=True)
    return Change(label, text_pieces(before, after))


def _row_changes(label: str, old: Sequence[object], new: Sequence[object], *, first: bool) -> Iterator[Change]:
    """Rows are paired where they are equal, or have the same position between rows that are."""
    before, after = [as_text(row) for row in old], [as_text(row) for row in new]
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield from (Change(f"{label} {d0 + 1}", (Piece(Mark.SAME, after[d0]),)) for d0 in range(c, d))
            continue
        for offset in range(max(b - a, d - c)):
            yield _row_change(label, before[a:b], after[c:d], offset, place=c + offset, first=first)


def _row_change(
    label: str, before: Sequence[str], after: Sequence[str], offset: int, *, place: int, first: bool
) -> Change:
    name = f"{label} {place + 1}"
    if offset >= len(before):
        return Change(name, (Piece(Mark.SAME if first else Mark.ADDED, after[offset]),), is_new=True)
    if offset >= len(after):
        return Change(label, (Piece(Mark.REMOVED, before[offset]),), is_gone=True)
    return Change(name, text_pieces(before[offset], after[offset]))


def as_text(value: object) -> str:
    """A canonical value as an approver reads it: dates in Thai, a file by its name, a row's cells in order."""
    if value is None:
        return ""
    if isinstance(value, dict):
        if "sha256" in value:
            return (
                f"{value.get('name', '')} (ฉบับที่ {value['number']})" if "number" in value else _picture(value["sha256"])
            )
        if set(value) >= {"type", "value"}:
            return as_text(value["value"])
        return " · ".join(text for item in value.values() if (text := as_text(item)))
    if isinstance(value, list):
        return "\n".join(as_text(item) for item in value)
    text = re.sub(r"<(?:/p|br ?/?|/li)>", "\n", str(value))
    text = re.sub(r"<[^>]{1,200}>", "", text).strip()
    return _date(text) or text


def _picture(sha256: str) -> str:
    """A picture by the beginning of its SHA-256, so that another picture in its place is a change."""
    return f"รูปภาพ (รหัสไฟล์ {sha256[:8]})"


def _date(text: str) -> str:
    """A date or moment in Thai, "" for any other text."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return thai_date(date.fromisoformat(text))
    if re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)", text):
        moment = datetime.fromisoformat(text)
        return f"{thai_date(moment)} {thai_time(moment)}"
    return ""
