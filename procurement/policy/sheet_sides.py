"""Tables that stand side by side in one sheet, such as a month beside the next, as sheets of one table each."""

from cms.tabular.sheets import Row, Sheet, as_typed
from procurement.policy.sheet_heads import Field, field_of
from procurement.policy.sheet_words import fold

__all__ = ["sides_of"]

_LOOKED_AT = 40
_LEAST_REPEATED = 3


def sides_of(sheet: Sheet) -> list[Sheet]:
    """The sheet cut where its heads begin anew; each part keeps the places of its cells. Without a cut, the sheet."""
    left = next((place for row in sheet.rows[:_LOOKED_AT] if (place := _second_begin(row))), None)
    if left is None:
        return [sheet]
    one, other = _part(sheet, 0, left), _part(sheet, left, None)
    return [one, *sides_of(other)]


def _second_begin(row: Row) -> int | None:
    """The place where the heads of a row begin again in the same order, or None."""
    heads = {place: fold(as_typed(cell)) for place, cell in enumerate(row.cells) if isinstance(cell, str)}
    known = {place: field_of(head) for place, head in heads.items()}
    titles = [place for place, choice in known.items() if choice and choice[0] is Field.TITLE]
    for later in titles[1:]:
        width = later - titles[0]
        repeated = sum(1 for place, head in heads.items() if heads.get(place + width) == head)
        begin = min(heads) + width
        if repeated >= _LEAST_REPEATED and repeated > sum(1 for place in heads if place < begin) / 2:
            return begin
    return None


def _part(sheet: Sheet, begin: int, end: int | None) -> Sheet:
    """The columns from `begin` to `end`, what stands before them left empty."""
    rows = [Row(row.number, (*[None] * begin, *row.cells[begin:end])) for row in sheet.rows]
    merged = tuple(each for each in sheet.merged if begin < each[1] and (end is None or each[1] <= end))
    return Sheet(sheet.name, [row for row in rows if any(cell is not None for cell in row.cells)], merged=merged)
