"""The differences between what is public and what waits for approval, as the approver's screen shows them.

Plain values in: two canonical contents, each value with its words. Where the digests differ, something is shown as
changed: what the words do not tell apart is shown as the canonical value itself.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cms.policy.canonical import canonical_json
from cms.policy.differences import Budget, Mark, Piece, Tokenise, shared_runs, text_pieces
from cms.thai.invisible import is_blank, mark, mark_all, mark_hidden
from cms.thai.words import words

__all__ = ["Change", "Mark", "Piece", "Reading", "Worded", "changes", "text_pieces"]

TOO_LONG = "ข้อความยาว แสดงทั้งเดิมและใหม่"
EMPTY = mark("ว่าง")
ABSENT = mark("ไม่มีช่องนี้")
BLANKS = {" ": mark("เว้นวรรค"), "\n": mark("ขึ้นบรรทัด") + "\n", "\t": mark("แท็บ")}


@dataclass(frozen=True)
class Worded:
    """A canonical value, and the words in which an approver reads it; hidden characters are marked in them."""

    value: object
    text: str


# A canonical content with its words, by field; a field of rows or blocks has a list.
Reading = Mapping[str, Worded | list[Worded]]


@dataclass(frozen=True)
class Change:
    """One field or one row: its label and its text in pieces; `is_new` and `is_gone` are about the whole of it.

    `notice` says where a long text is shown whole, old and new, because it was not compared word by word; `field` is
    the name of the field or relation.
    """

    name: str
    pieces: tuple[Piece, ...]
    is_new: bool = False
    is_gone: bool = False
    notice: str = ""
    field: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether anything of the field or row differs."""
        return self.is_new or self.is_gone or any(piece.mark is not Mark.SAME for piece in self.pieces)


def changes(
    before: Reading | None, after: Reading, labels: Mapping[str, str], *, tokenise: Tokenise = words
) -> Iterator[Change]:
    """The changes field by field and row by row, in the order of `labels`; all is new where nothing is public yet.

    A field without a label comes last, where it differs. Where the contents differ, at least one change is changed.
    `tokenise` cuts a text into the words of the authority.
    """
    budget = Budget(tokenise=tokenise)
    found_any = False
    for field, label in _all_labels(before or {}, after, labels).items():
        for change in _changes_of(label, (before or {}).get(field), after.get(field), budget, first=before is None):
            found_any = found_any or change.is_changed
            if field in labels or (change.is_changed and before is not None):
                yield replace(change, field=field)
    if before is not None and not found_any:
        yield from _last_differences(before, after, labels)


def _all_labels(before: Reading, after: Reading, labels: Mapping[str, str]) -> dict[str, str]:
    return {**labels, **{field: field for field in sorted({*before, *after} - {*labels})}}


Value = Worded | list[Worded] | None


def _changes_of(label: str, old: Value, new: Value, budget: Budget, *, first: bool) -> Iterator[Change]:
    if isinstance(old, list) or isinstance(new, list):
        yield from _row_changes(label, _rows(old), _rows(new), budget, first=first)
        return
    before, after = old or Worded(None, ""), new or Worded(None, "")
    if before.text or after.text:
        yield _change(label, before, after, budget, first=first)


def _rows(value: Value) -> list[Worded]:
    if isinstance(value, list):
        return value
    return [value] if value is not None and value.text else []


def _change(label: str, old: Worded, new: Worded, budget: Budget, *, first: bool) -> Change:
    if first:
        return Change(label, (Piece(Mark.SAME, new.text),), is_new=True)
    budget.exceeded = False
    pieces = _visible_pieces(old, new, budget)
    return Change(label, pieces, notice=TOO_LONG if budget.exceeded else "")


def _visible_pieces(old: Worded, new: Worded, budget: Budget) -> tuple[Piece, ...]:
    """The pieces of two values: of their words, or where these are equal and the values are not, of the values too."""
    if old.text != new.text:
        return _seen(text_pieces(old.text, new.text, tokenise=budget.tokenise, budget=budget))
    if canonical_json({"": old.value}) == canonical_json({"": new.value}):
        return text_pieces(old.text, new.text)
    return text_pieces(f"{old.text}\n", f"{new.text}\n") + _inner_pieces(old.value, new.value)


def _inner_pieces(old: object, new: object) -> tuple[Piece, ...]:
    return Piece(Mark.REMOVED, _inner(old)), Piece(Mark.ADDED, _inner(new))


def _inner(value: object) -> str:
    """A canonical value itself, for what no words tell apart, such as the number of a block: `⟦ข้อมูลภายใน …⟧`."""
    return mark(f"ข้อมูลภายใน {mark_hidden(canonical_json({'': value})[4:-1])}")


def _seen(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces, with blanks named where a piece is nothing else, and letters numbered where two look the same."""
    seen = list(pieces)
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else piece
        if (piece.mark, following.mark) == (Mark.REMOVED, Mark.ADDED) and _look(piece) == _look(following):
            seen[index] = replace(piece, text=mark_all(piece.text))
            seen[index + 1] = replace(following, text=mark_all(following.text))
        elif piece.mark is not Mark.SAME and seen[index] is piece and _would_be_missed(pieces, index):
            seen[index] = replace(piece, text="".join(BLANKS.get(blank) or mark_all(blank) for blank in piece.text))
    return tuple(seen)


def _would_be_missed(pieces: tuple[Piece, ...], index: int) -> bool:
    """Whether a changed piece shows nothing; not a space in the place of words, which the reader sees go or come."""
    piece = pieces[index]
    if piece.text == " ":
        beside = (*pieces[max(index - 1, 0) : index], *pieces[index + 1 : index + 2])
        return all(each.mark in (Mark.SAME, piece.mark) or is_blank(each.text) for each in beside)
    return is_blank(piece.text)


def _look(piece: Piece) -> str:
    return " ".join(unicodedata.normalize("NFC", piece.text).split())


def _row_changes(
    label: str, old: Sequence[Worded], new: Sequence[Worded], budget: Budget, *, first: bool
) -> Iterator[Change]:
    """Rows are paired where their words are equal, or have the same position between rows whose words are."""
    if first:
        yield from (_new_row(f"{label} {place}", row, Mark.SAME) for place, row in enumerate(new, start=1))
        return
    a = c = 0
    runs = shared_runs([row.text for row in old], [row.text for row in new], width=1, budget=budget)
    for start_a, start_c, size in [*runs, (len(old), len(new), 0)]:
        before, after = old[a:start_a], new[c:start_c]
        for offset in range(max(len(before), len(after))):
            yield _row_change(label, before, after, offset, (a + offset, c + offset), budget)
        for offset in range(size):
            place = start_c + offset
            yield _change(f"{label} {place + 1}", old[start_a + offset], new[place], budget, first=False)
        a, c = start_a + size, start_c + size


def _row_change(
    label: str,
    before: Sequence[Worded],
    after: Sequence[Worded],
    offset: int,
    places: tuple[int, int],
    budget: Budget,
) -> Change:
    """The change of a row; `places` are where it stands among the old rows and among the new ones."""
    old_place, place = places
    if offset >= len(before):
        return _new_row(f"{label} {place + 1}", after[offset], Mark.ADDED)
    if offset >= len(after):
        return Change(f"{label} {old_place + 1}", (Piece(Mark.REMOVED, before[offset].text or EMPTY),), is_gone=True)
    return _change(f"{label} {place + 1}", before[offset], after[offset], budget, first=False)


def _new_row(name: str, row: Worded, piece_mark: Mark) -> Change:
    return Change(name, (Piece(piece_mark, row.text or EMPTY),), is_new=True)


def _last_differences(before: Reading, after: Reading, labels: Mapping[str, str]) -> Iterator[Change]:
    """What is left where no words differ: fields that one content lacks and that are empty in the other."""
    for field, label in _all_labels(before, after, labels).items():
        old, new = _whole(before, field), _whole(after, field)
        if old != new:
            yield Change(label, (Piece(Mark.REMOVED, old), Piece(Mark.ADDED, new)))


def _whole(reading: Reading, field: str) -> str:
    if field not in reading:
        return ABSENT
    value = reading[field]
    return _inner([row.value for row in value] if isinstance(value, list) else value.value)
