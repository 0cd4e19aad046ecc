"""The procurements of a sheet: which rows belong to each, under which heads, in which part of it. Plain values.

A procurement begins with a running number or a title; rows below it without either are more bidders, winners or lines
of its texts. Sums, signatures, notes, repeated heads and rows that only have a number are none.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal

from cms.tabular.sheets import MAX_COLUMNS, MAX_ROWS, Cell, Row, Sheet, as_typed
from cms.thai.parsing import Unreadable
from procurement.policy.sheet_heads import SAID, Field, Layout, field_of, find_layout, is_column_numbers
from procurement.policy.sheet_lines import (
    Texts,
    is_closing,
    is_ditto,
    is_part,
    is_sum,
    month_in,
    says_figures,
    says_none,
    serial_of,
    texts_of,
)
from procurement.policy.sheet_sides import sides_of
from procurement.policy.sheet_values import amount_of, day_of, is_nothing
from procurement.policy.sheet_words import fold, method_of

__all__ = ["AMOUNTS", "Group", "Line", "Tables", "find_tables"]

AMOUNTS = frozenset({Field.BUDGET, Field.REFERENCE_PRICE, Field.BIDDER_PRICES, Field.WINNER_PRICES})
_PARTIES = frozenset({Field.BIDDERS, Field.WINNERS, Field.BIDDER_PRICES, Field.WINNER_PRICES})
# What shows that a row with a title is a procurement of its own, not more text of the one above.
_OWN = frozenset({Field.BUDGET, Field.REFERENCE_PRICE, Field.METHOD, Field.EGP_NUMBER, Field.KIND})
_NAMED = frozenset({Field.METHOD, Field.BIDDERS, Field.WINNERS, Field.CONTRACT, Field.CONTRACT_DATE, Field.EGP_NUMBER})
# What a mark for “as above” is read in; an amount is written out.
_REPEATABLE = frozenset(Field) - AMOUNTS - {Field.SERIAL, Field.EGP_NUMBER, Field.CONTRACT, Field.OTHER}
_SECOND_COLUMNS = (
    (Field.BIDDERS, Field.BIDDER_PRICES),
    (Field.WINNERS, Field.WINNER_PRICES),
    (Field.CONTRACT, Field.CONTRACT_DATE),
)
_LOOKED_AT, _LEAST_SHARE = 200, 0.5
_LEAST_HEADS, _LEAST_DASHES = 3, 3
_SURE_ENOUGH = 80
_TALLEST_HEAD = 4
_ACCOUNTS = ("คงเหลือ", "ประหยัด", "เฉลี่ย", "ร้อยละ", "ภาษี", "วงเงิน", "งบประมาณ", "จำนวน", "วิธี", "ส่วนต่าง", "ผลต่าง", "สรุป")


@dataclass(frozen=True)
class Line:
    """A row of a table: its number as the file counts, and its cells by field, without those that are empty."""

    number: int
    cells: Mapping[Field, Cell]

    def says(self, what: Field) -> bool:
        return not is_nothing(self.cells.get(what))

    def any_of(self, fields: frozenset[Field]) -> bool:
        return any(self.says(what) for what in fields)


@dataclass(frozen=True)
class Group:
    """The rows of one procurement, with the heads over them and the month that the sheet names.

    `given` is what the head of its part of the table says for a column that it leaves empty; `shared` are amounts that
    a merged cell gives to several procurements; with `trouble` it is not known to be a procurement.
    """

    layout: Layout
    lines: list[Line]
    month: tuple[int, int] | None = None
    given: Mapping[Field, Cell] = field(default_factory=dict)
    shared: frozenset[Field] = frozenset()
    trouble: str = ""


@dataclass(frozen=True)
class Tables:
    """What a sheet holds: procurements under heads, or the words that there were none; the month it names last."""

    layouts: tuple[Layout, ...]
    groups: tuple[Group, ...]
    says_none: bool
    month: tuple[int, int] | None = None


def find_tables(sheet: Sheet, mapping: Mapping[str, str] | None = None, *, today: date | None = None) -> Tables:
    """The procurements of a sheet."""
    found = [_Walk(side, mapping or {}, today).result() for side in sides_of(sheet)]
    layouts = tuple(layout for tables in found for layout in tables.layouts)
    groups = tuple(group for tables in found for group in tables.groups)
    month = next((tables.month for tables in found if tables.month), None)
    return Tables(layouts, groups, any(tables.says_none for tables in found), month)


class _Columns:
    """The merged ranges of a sheet that are higher than a row: what stands in a cell that another one covers."""

    def __init__(self, sheet: Sheet) -> None:
        self.ranges: dict[int, list[tuple[int, int]]] = {}
        for top, left, bottom, right in sheet.merged:
            if bottom > top:
                for place in range(left - 1, min(right, MAX_COLUMNS)):
                    self.ranges.setdefault(place, []).append((top, min(bottom, MAX_ROWS)))
        for ranges in self.ranges.values():
            ranges.sort()
        self.rows = {row.number: row for row in sheet.rows} if self.ranges else {}

    def top_of(self, number: int, place: int) -> int | None:
        """The number of the row whose cell covers this one, or None where none does."""
        ranges = self.ranges.get(place, [])
        at = bisect_right(ranges, (number, MAX_ROWS + 1)) - 1
        return ranges[at][0] if at >= 0 and ranges[at][0] < number <= ranges[at][1] else None

    def value_over(self, number: int, place: int) -> Cell:
        top = self.top_of(number, place)
        row = self.rows.get(top) if top is not None else None
        return row.cells[place] if row is not None and place < len(row.cells) else None

    def reaches_below(self, number: int, place: int) -> bool:
        """Whether a merged range begins in this cell."""
        ranges = self.ranges.get(place, [])
        at = bisect_right(ranges, (number, MAX_ROWS + 1)) - 1
        return at >= 0 and ranges[at][0] == number


class _Walk:
    """Goes through the rows of a sheet and keeps what it is in: which heads, which part, which procurement."""

    def __init__(self, sheet: Sheet, mapping: Mapping[str, str], today: date | None) -> None:
        self.sheet, self.mapping, self.today = sheet, mapping, today
        self.merged = _Columns(sheet)
        low = tuple(each for each in sheet.merged if each[2] - each[0] < _TALLEST_HEAD)
        self.as_seen = list(Sheet(sheet.name, sheet.rows, merged=low).spread().rows)
        self.layouts: list[Layout] = []
        self.groups: list[Group] = []
        self.said_none = False
        self.month = month_in(sheet.name, today=today)
        self.given: dict[Field, Cell] = {}
        self.after_sum = self.is_closed = self.has_serials = False
        self.sums: dict[Field, Decimal] = {}
        self._go()

    def result(self) -> Tables:
        return Tables(tuple(self.layouts), tuple(self.groups), self.said_none, self.month)

    def _go(self) -> None:
        rows = {row.number: row for row in self.sheet.rows}
        below = 0
        for at, seen in enumerate(self.as_seen):
            if seen.number <= below:
                continue
            if self._may_be_head(seen) and (layout := self._layout_at(at)) is not None:
                below = max(layout.rows)
                self._begin_table(layout)
            elif seen.number in rows and not is_column_numbers(seen):
                self._take(rows[seen.number])

    # Heads

    def _may_be_head(self, row: Row) -> bool:
        cells = {cell.strip() if isinstance(cell, str) else cell for cell in row.cells if cell is not None}
        texts = [cell for cell in cells if isinstance(cell, str)]
        if len(cells) < _LEAST_HEADS - 1 or len(texts) < len(cells) or any(map(says_figures, texts)):
            return False
        choices = [field_of(text) for text in texts]
        known = {choice[0] for choice in choices if choice and choice[1] >= _SURE_ENOUGH}
        given = sum(1 for text in texts if text in self.mapping)
        return len(known) + given >= _LEAST_HEADS - (not self.layouts)

    def _layout_at(self, at: int) -> Layout | None:
        """The heads that begin here, or in one of the next two rows where those say more."""
        found = find_layout(self.as_seen[at : at + 4], self.mapping)
        if found is None:
            return None
        for later in (1, 2):
            other = find_layout(self.as_seen[at + later : at + later + 4], self.mapping)
            if other is not None and other.rows[0] in found.rows and other.score >= found.score:
                found = other
        return found

    def _begin_table(self, layout: Layout) -> None:
        before = self.layouts[-1] if self.layouts else None
        if before is not None and before.heads == layout.heads:
            self.after_sum = self.after_sum or self.is_closed
            self.is_closed = False
            return
        if before is not None and self._says_less(layout, before):
            return
        layout = self._with_second_columns(layout)
        self.layouts.append(layout)
        self.has_serials = self._has_serials(layout)
        self.after_sum = self.is_closed = False
        self.given = {}

    def _says_less(self, layout: Layout, before: Layout) -> bool:
        """Whether a row was only taken for heads: it knows few fields, in other columns than the heads above."""
        return len(layout.places) < len(before.places) / 2 and layout.score < SAID * len(layout.places)

    def _with_second_columns(self, layout: Layout) -> Layout:
        """The layout with the second column of a head over two, which holds prices or days: by what stands in it."""
        places = dict(layout.places)
        for first, second in _SECOND_COLUMNS:
            place = places.get(first, -2) + 1
            is_free = place > 0 and place not in places.values()
            if second in places or not is_free or layout.heads.get(place, "") not in ("", layout.heads[place - 1]):
                continue
            cells = [cell for cell in self._below(layout, place) if not is_nothing(cell)]
            fitting = sum(1 for cell in cells if _fits(second, cell, self.today))
            if cells and fitting >= len(cells) * _LEAST_SHARE:
                places[second] = place
        heads = {**layout.heads, **{place: layout.head(first) for first, place in _beside(places, layout)}}
        return replace(layout, places=places, heads=heads)

    def _below(self, layout: Layout, place: int) -> Iterator[Cell]:
        rows = [row for row in self.sheet.rows if row.number > max(layout.rows)][:_LOOKED_AT]
        return (row.cells[place] for row in rows if place < len(row.cells))

    def _has_serials(self, layout: Layout) -> bool:
        """Whether the procurements of the table are numbered."""
        lines = [_line(row, layout) for row in self.sheet.rows if row.number > max(layout.rows)]
        titled = [line for line in lines if line.says(Field.TITLE)]
        titled = [line for line in titled if line.any_of(_NAMED)] or [line for line in titled if line.any_of(AMOUNTS)]
        numbered = sum(1 for line in titled if serial_of(line.cells.get(Field.SERIAL)))
        return bool(titled) and numbered >= len(titled) * _LEAST_SHARE

    # Rows below heads

    def _take(self, row: Row) -> None:
        texts = texts_of(row)
        if not self.layouts:
            self._note_title(texts)
            self.said_none = self.said_none or says_none(texts)
            return
        line = self._as_above(_line(row, self.layouts[-1]))
        numbered = bool(serial_of(line.cells.get(Field.SERIAL)))
        says = {what for what in line.cells if line.says(what)} - {Field.SERIAL, Field.FISCAL_YEAR, Field.OTHER}
        has_amounts = any(_is_figure(line.cells.get(what)) for what in AMOUNTS)
        is_free = not any(_is_figure(line.cells.get(what)) and _figure(line.cells[what]) != 0 for what in AMOUNTS)
        if is_free and says_none(texts) and not (says & _NAMED):
            self.said_none = True
        elif not says:
            self._take_empty(row, texts)
        elif not numbered and is_sum(texts) and not (says & {Field.METHOD, Field.CONTRACT_DATE}):
            self._end_by_sum()
        elif not numbered and not has_amounts and is_closing(texts):
            self._note_title(texts)
            self.is_closed = True
        elif not numbered and not has_amounts and is_part(texts) and not (says & _NAMED - {Field.METHOD}):
            self._begin_part(texts)
        elif self.is_closed and not has_amounts and (not numbered or says == {Field.TITLE}):
            pass  # who signed, and numbered notes
        elif not numbered and not _has_words(texts) and self._is_bare_sum(line):
            self._end_by_sum()
        else:
            self._take_line(line, numbered=numbered, says=frozenset(says))

    def _take_empty(self, row: Row, texts: Texts) -> None:
        """A row without anything in a column of the table: a number alone, dashes, a note beside the table."""
        if sum(1 for text in texts.texts if is_nothing(text)) >= _LEAST_DASHES:
            self.said_none = True
        elif is_sum(texts):
            self._end_by_sum()
        elif is_closing(texts):
            self._note_title(texts)
            self.is_closed = True
        elif is_part(texts):
            self._begin_part(texts)

    def _take_line(self, line: Line, *, numbered: bool, says: frozenset[Field]) -> None:
        current = self.groups[-1] if self.groups and self.groups[-1].layout is self.layouts[-1] else None
        titled = Field.TITLE in says
        if numbered or titled or current is None:
            is_more = current is not None and not self.is_closed and self._is_more(current, line, numbered, says)
        else:
            is_more = not self.is_closed and (not self.after_sum or bool(says & (_PARTIES | {Field.CONTRACT})))
            is_more = is_more and not self._is_another(current, line, says)
        if is_more and current is not None:
            current.lines.append(line)
            return
        outside = (self.after_sum or self.is_closed) and self.has_serials and not numbered
        is_account = as_typed(line.cells.get(Field.TITLE)).strip().startswith(_ACCOUNTS)
        if outside and (is_account or not says & _NAMED):
            self._take_outside(line, is_unsure=titled and bool(says & AMOUNTS) and not is_account)
        elif numbered or titled or says & (AMOUNTS | _PARTIES | {Field.CONTRACT}):
            self._begin(line, trouble="")

    def _take_outside(self, line: Line, *, is_unsure: bool) -> None:
        """A row below a sum, without a number: an account of the sums, or what may be a procurement."""
        if is_unsure:
            self._begin(
                line,
                trouble="แถวนี้อยู่ใต้ยอดรวมและไม่มีลำดับที่ ถ้าเป็นรายการจัดซื้อจัดจ้าง ใส่ลำดับที่และวิธีซื้อหรือจ้าง ถ้าไม่ใช่ ลบแถวนี้",
            )

    def _is_more(self, current: Group, line: Line, numbered: bool, says: frozenset[Field]) -> bool:
        """Whether a row with a number or a title still belongs to the procurement above it."""
        first = current.lines[0]
        if self._repeats(current, line, numbered):
            return True
        if numbered:
            return False
        serial = self.layouts[-1].places.get(Field.SERIAL)
        is_covered = serial is not None and self.merged.top_of(line.number, serial) is not None
        if is_covered:
            return not line.says(Field.BUDGET) or not first.says(Field.BUDGET)
        if self.has_serials:
            return not says & _OWN and (not says & {Field.WINNERS, Field.WINNER_PRICES} or not says & {Field.CONTRACT})
        return says == {Field.TITLE} and line.number == current.lines[-1].number + 1

    def _repeats(self, current: Group, line: Line, numbered: bool) -> bool:
        """Whether a row repeats the procurement above for another bidder: same number, title and budget."""
        first = current.lines[0]
        same = [what for what in (Field.TITLE, Field.BUDGET) if _key(first, what) == _key(line, what)]
        if len(same) < 2 or not line.says(Field.TITLE):
            return False
        if numbered:
            return serial_of(line.cells.get(Field.SERIAL)) == serial_of(first.cells.get(Field.SERIAL))
        keys = (Field.EGP_NUMBER, Field.CONTRACT)
        return any(line.says(what) and _key(first, what) == _key(line, what) for what in keys)

    def _is_another(self, current: Group, line: Line, says: frozenset[Field]) -> bool:
        """Whether a row without number and title is a procurement whose title is missing, not more of the one above."""
        own = {what for what in says & _OWN if _key(current.lines[0], what) not in ("", _key(line, what))}
        titles = self.layouts[-1].places.get(Field.TITLE, -1)
        if self.merged.top_of(line.number, titles) is not None:
            return False
        return bool(own & {Field.BUDGET}) or len(own) > 1

    def _begin(self, line: Line, *, trouble: str) -> None:
        layout = self.layouts[-1]
        cells, shared = dict(line.cells), set()
        for what, place in layout.places.items():
            over = self.merged.value_over(line.number, place)
            if is_nothing(cells.get(what)) and not is_nothing(over):
                cells[what] = over
                shared |= {what} & AMOUNTS
        group = Group(
            layout, [Line(line.number, cells)], self.month, dict(self.given), frozenset(shared), trouble=trouble
        )
        self.groups.append(group)
        self._mark_sharing(group)
        if not self.has_serials:
            self.after_sum = False
        self.is_closed = False
        if serial_of(line.cells.get(Field.SERIAL)):
            self.after_sum = False

    def _mark_sharing(self, group: Group) -> None:
        """Mark the procurement above whose merged amount reaches into this one."""
        for at in range(len(self.groups) - 2, -1, -1):
            above = self.groups[at]
            places = group.layout.places
            first = above.lines[0].number
            reach = {what for what in group.shared if self.merged.reaches_below(first, places[what])}
            if above.layout is not group.layout or not group.shared:
                return
            if reach:
                self.groups[at] = replace(above, shared=above.shared | reach)
                return
            if not above.shared:
                return

    def _as_above(self, line: Line) -> Line:
        """The line with what its marks for “as above” stand for."""
        dittos = [what for what, cell in line.cells.items() if what in _REPEATABLE and is_ditto(cell)]
        if not dittos or not self.groups:
            return line
        above = self.groups[-1].lines
        values = {what: next((each.cells[what] for each in above if each.says(what)), None) for what in dittos}
        return Line(line.number, {**line.cells, **values})

    # Sums, parts, titles

    def _end_by_sum(self) -> None:
        self.after_sum = True

    def _is_bare_sum(self, line: Line) -> bool:
        """Whether a row of figures alone adds up the procurements above it."""
        groups = [group for group in self.groups if group.layout is self.layouts[-1]]
        figures = {what: cell for what, cell in line.cells.items() if what in AMOUNTS and not is_nothing(cell)}
        if len(groups) < 2 or not figures or (Field.BIDDER_PRICES in figures and len(figures) == 1):
            return False
        return any(_figure(cell) == _sum_of(groups, what) for what, cell in figures.items())

    def _begin_part(self, texts: Texts) -> None:
        """Note what the head of a part says of the procurements below it."""
        self.month = month_in(texts.first, today=self.today) or self.month
        self.given.pop(Field.METHOD, None)
        if texts.first.startswith(("กอง", "สำนัก", "หน่วย")):
            self.given[Field.DIVISION] = texts.first
        with suppress(Unreadable):
            self.given[Field.METHOD] = method_of(texts.first)

    def _note_title(self, texts: Texts) -> None:
        self.month = month_in(texts.whole, today=self.today) or self.month


def _line(row: Row, layout: Layout) -> Line:
    width = len(row.cells)
    cells = {what: row.cells[place] for what, place in layout.places.items() if place < width}
    return Line(row.number, {what: cell for what, cell in cells.items() if cell is not None})


def _key(line: Line, what: Field) -> str:
    cell = line.cells.get(what)
    return "" if is_nothing(cell) else fold(as_typed(cell)) or as_typed(cell)


def _beside(places: Mapping[Field, int], layout: Layout) -> list[tuple[Field, int]]:
    return [
        (first, places[second]) for first, second in _SECOND_COLUMNS if second in places and second not in layout.places
    ]


def _fits(what: Field, cell: Cell, today: date | None) -> bool:
    try:
        if what is Field.CONTRACT_DATE:
            return not isinstance(cell, int | float) and day_of(cell, today=today) is not None
        return amount_of(cell) is not None
    except Unreadable:
        return isinstance(cell, str) and what is not Field.CONTRACT_DATE and _figures_alone(cell)


def _figures_alone(text: str) -> bool:
    """Whether a text has no words but those of money: lines of amounts."""
    return not any(letter.isalpha() for letter in text.replace("บาท", ""))


def _is_figure(cell: Cell) -> bool:
    """Whether a cell of amounts says one, well written or not."""
    if is_nothing(cell) or isinstance(cell, date | time):
        return False
    return any(letter.isdigit() for letter in as_typed(cell))


def _has_words(texts: Texts) -> bool:
    return any(letter.isalpha() for letter in texts.whole)


def _figure(cell: Cell) -> Decimal | None:
    try:
        return amount_of(cell)
    except Unreadable:
        return None


def _sum_of(groups: Sequence[Group], what: Field) -> Decimal:
    cells = (line.cells.get(what) for group in groups for line in group.lines)
    return sum((_figure(cell) or Decimal(0) for cell in cells), Decimal(0))
