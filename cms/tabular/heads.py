"""Finding a table in a sheet as officers make them: titles above it, heads in two rows, sums below it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cms.tabular.sheets import Cell, Row, Sheet
from cms.thai.repair import search_key

LOOKED_AT = 15  # so many rows at the top may hold the heads
SERIALS = frozenset({"ที่", "ลำดับ", "ลำดับที่", "no", "no."})
_TOTAL = re.compile(
    r"(?:รวม|ยอดรวม|ผลรวม)(?:เงิน|เป็นเงิน|งบประมาณ)?(?:ทั้งสิ้น|ทั้งหมด|ทั้งปี)?(?:\d+(?:โครงการ|รายการ|แถว|ข้อ))?[:：]?"
)


@dataclass(frozen=True)
class Heads:
    """Where a table begins: the number of its last row of heads, and which column (counted from 0) is which.

    `others` are the heads of columns that nobody asked for, but for the one that counts the rows.
    """

    last_row: int
    places: Mapping[str, int]
    others: tuple[str, ...]


def find_heads(sheet: Sheet, labels: Mapping[str, str]) -> Heads | None:
    """The heads of a sheet among its first rows, by name; None where none of the labels stands there."""
    rows = sheet.spread().rows[:LOOKED_AT]
    singles = [_heads([row], labels) for row in rows]
    pairs = [_heads([upper, lower], labels) for upper, lower in pairwise(rows)]
    best = max([*singles, *pairs], key=lambda heads: len(heads.places), default=None)
    return best if best is not None and best.places else None


def rows_below(sheet: Sheet, heads: Heads) -> Iterator[Row]:
    """The rows of the table; what adds it up is one of them (`is_total`)."""
    return (row for row in sheet.rows if row.number > heads.last_row)


def is_total(cells: Sequence[Cell]) -> bool:
    """Whether a row adds up those above it: its first words are “รวม”, “รวมทั้งสิ้น”, “รวม 3 โครงการ”."""
    first = next((cell for cell in cells if isinstance(cell, str) and cell.strip()), "")
    return bool(_TOTAL.fullmatch(head_key(first)))


def head_key(text: Cell) -> str:
    """A head for comparing: without blanks, line ends, and the star of what is required."""
    return re.sub(r"\s", "", search_key(str(text or ""))).strip("*")


def _heads(rows: Sequence[Row], labels: Mapping[str, str]) -> Heads:
    texts = _texts(rows)
    places = _places(texts, {head_key(label): name for name, label in labels.items()})
    short = {_without_unit(head_key(label)): name for name, label in labels.items() if name not in places}
    places |= _places(texts, short, without_unit=True, taken=frozenset(places.values()))
    others = [
        shown[-1]
        for place, shown in texts.items()
        if place not in places.values() and head_key(shown[-1]) not in SERIALS
    ]
    return Heads(rows[-1].number, places, tuple(others))


def _texts(rows: Sequence[Row]) -> dict[int, list[str]]:
    """What may be the head of each column: the cell of the one row; of two the lower, the upper, both together."""
    found: dict[int, list[str]] = {}
    for place in range(max(len(row.cells) for row in rows)):
        cells = [
            str(row.cells[place]).strip() for row in rows if place < len(row.cells) and row.cells[place] is not None
        ]
        cells = list(dict.fromkeys(cells))
        if cells:
            found[place] = [*reversed(cells), " ".join(cells)]
    return found


def _places(
    texts: Mapping[int, Sequence[str]],
    names: Mapping[str, str],
    *,
    without_unit: bool = False,
    taken: frozenset[int] = frozenset(),
) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, candidates in texts.items():
        keys = [_without_unit(head_key(text)) if without_unit else head_key(text) for text in candidates]
        name = next((names[key] for key in keys if key in names and names[key] not in places), None)
        if name is not None and place not in taken:
            places[name] = place
    return places


def _without_unit(key: str) -> str:
    """A head without its unit in brackets: “งบประมาณ(บาท)” is “งบประมาณ”."""
    return re.sub(r"\([^)]*\)$", "", key) or key
