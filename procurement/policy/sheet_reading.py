"""A procurement sheet as records, and what is wrong with which cell. Plain values.

`read_sheets` is all that others need: it finds the tables of a file, whatever their shape, and reads each procurement.
A procurement with anything wrong is none of the rows, and stands with each of its wrong cells among the errors.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from cms.tabular.sheets import Cell, Sheet, SheetError, as_typed, column_letter
from cms.thai.dates import fiscal_year
from cms.thai.parsing import Unreadable, parse_fiscal_year
from procurement.policy.sheet_contracts import contract_of, end_of, number_of
from procurement.policy.sheet_heads import LABELS, Field, Layout
from procurement.policy.sheet_parties import PartyError, ReadParty, parties_as_written, parties_of
from procurement.policy.sheet_tables import Group, Line, Tables, find_tables
from procurement.policy.sheet_values import (
    MOST,
    amount_of,
    day_of,
    egp_number_of,
    line_of,
    masked,
    tax_ids_of,
    text_of,
)
from procurement.policy.sheet_words import fold, kind_of, method_of, step_of

__all__ = ["LONGEST", "CellError", "ReadColumn", "ReadRecord", "Reading", "Skipped", "read_sheets"]

# The most letters of a text, as the fields of a record hold them.
LONGEST: Mapping[Field, int] = {
    Field.TITLE: 300,
    Field.LEGAL_BASIS: 120,
    Field.BUDGET_SOURCE: 200,
    Field.REASON: 500,
    Field.DIVISION: 200,
    Field.STEP: 200,
}
NO_HEADS = (
    "ไม่พบหัวตารางในไฟล์ ต้องมีแถวหัวตารางที่มีคอลัมน์ชื่องาน และคอลัมน์อื่นของแบบ สขร.1 อย่างน้อยสองคอลัมน์ เช่น"
    f" {LABELS[Field.TITLE]} · {LABELS[Field.BUDGET]} · {LABELS[Field.METHOD]}"
)
NO_ROWS = "มีหัวตาราง แต่ไม่มีรายการใต้หัวตาราง ถ้าเดือนนี้ไม่มีการจัดซื้อจัดจ้าง ให้พิมพ์ “ไม่มีการจัดซื้อจัดจ้าง” ใต้หัวตาราง"
EMPTY = "ไฟล์ไม่มีข้อมูล ตรวจว่าเลือกไฟล์ถูกต้อง แล้วส่งอีกครั้ง"
MOST_SHOWN = 20
IS_HIDDEN, HAS_NO_HEADS, IS_EMPTY = "เป็นแผ่นงานที่ซ่อนไว้", "ไม่มีหัวตารางจัดซื้อจัดจ้าง", "ไม่มีข้อมูล"
_LOOKED_AT, _LONGEST_SAMPLE = 200, 120
_SAME = re.compile(r"(?:เป็น)?(?:ผู้เสนอราคา|ผู้เสนอ)?(?:ราย)?(?:เดียวกัน|เดิม)|เช่นเดียวกัน|เหมือนกัน|เหมือนข้างต้น")
_LAW = re.compile(r"(?:ม\.|มาตรา)\s*\d+\s*(?:วรรค[ก-๎]+\s*)?(?:\([^()]{1,4}\)\s*)*")

Value = TypeVar("Value")


@dataclass(frozen=True)
class ReadRecord:
    """A procurement as it was read; `row` is its first row as the file counts, None and "" what the file does not say.

    `month` is the one that the sheet names in its title, as (Gregorian year, month); `agreed_price` that of a sheet
    without a column of winners; `status` the words in the column of steps.
    """

    sheet: str
    row: int
    title: str
    kind_code: str = ""
    method_code: str = ""
    step_code: str = ""
    legal_basis: str = ""
    budget: Decimal | None = None
    budget_source: str = ""
    reference_price: Decimal | None = None
    bidders: tuple[ReadParty, ...] = ()
    winners: tuple[ReadParty, ...] = ()
    reason: str = ""
    contract_number: str = ""
    contract_date: date | None = None
    end_date: date | None = None
    request_date: date | None = None
    order_date: date | None = None
    egp_number: str = ""
    division: str = ""
    vendor_tax_id: str = ""
    fiscal_year: int | None = None
    month: tuple[int, int] | None = None
    agreed_price: Decimal | None = None
    status: str = ""


@dataclass(frozen=True)
class CellError:
    """What is wrong with a cell, and how to mend it; `column` is its head, `cell` its address such as “C7”.

    What is wrong with a sheet or the whole file has no row (0), column and cell.
    """

    sheet: str
    row: int
    column: str
    cell: str
    message: str


@dataclass(frozen=True)
class Skipped:
    """A sheet that nothing was read from, and why, in Thai."""

    sheet: str
    why: str


@dataclass(frozen=True)
class ReadColumn:
    """A column of a sheet: its head, its letter, what it was read as (the value of a `Field`), and its first value."""

    sheet: str
    head: str
    letter: str
    field: str
    sample: str


@dataclass(frozen=True)
class Reading:
    """What a file says: sound procurements, errors, whether it says that there were none.

    `mapping` is what each head was read as (the value of a `Field`, "" for not at all): it can be shown, changed, kept
    and given to the next reading; `columns` are those of each sheet. `notes` say in Thai what else an officer should
    know. `month` is the one that the file names, where it says that there were none.
    """

    rows: tuple[ReadRecord, ...] = ()
    errors: tuple[CellError, ...] = ()
    none: bool = False
    mapping: Mapping[str, str] = field(default_factory=dict)
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    columns: tuple[ReadColumn, ...] = ()
    month: tuple[int, int] | None = None


def read_sheets(
    sheets: Sequence[Sheet],
    *,
    mapping: Mapping[str, str] | None = None,
    today: date | None = None,
    progress: Callable[[int], None] | None = None,
) -> Reading:
    """What the sheets of a file say; `progress` is told the percentage of rows that were read.

    Raises `SheetError` where none holds procurements or says that there were none.
    """
    tell = _Progress(sum(len(sheet.rows) for sheet in sheets), progress)
    rows: list[ReadRecord] = []
    errors: list[CellError] = []
    heads: dict[str, str] = {}
    columns: list[ReadColumn] = []
    skipped: list[Skipped] = []
    month: tuple[int, int] | None = None
    found_tables = says_none = False
    for sheet in sheets:
        tables = None if sheet.is_hidden else find_tables(sheet, mapping, today=today)
        if tables is None or not (tables.layouts or tables.says_none):
            skipped.append(Skipped(masked(sheet.name), _why_skipped(sheet)))
            continue
        found_tables, says_none = True, says_none or tables.says_none
        for layout in tables.layouts:
            heads |= layout.mapping
            columns += _columns_of(sheet, layout)
        month = month or tables.month
        found = list(tell.about(_read_tables(sheet, tables, today), sheet))
        rows += [each for each in found if isinstance(each, ReadRecord)]
        errors += [each for each in found if isinstance(each, CellError)]
    if not found_tables:
        raise SheetError(NO_HEADS if any(sheet.rows for sheet in sheets) else EMPTY)
    is_none = says_none and not rows and not errors
    if not (rows or errors or is_none):
        raise SheetError(NO_ROWS)
    notes = (*_notes(heads, skipped), *_hidden(sheets, skipped))
    return Reading(tuple(rows), tuple(errors), is_none, heads, tuple(skipped), notes, tuple(columns), month)


class _Progress:
    """Tells how much of the rows of a file was read, each percentage once."""

    def __init__(self, rows: int, tell: Callable[[int], None] | None) -> None:
        self.rows, self.tell, self.before, self.told = max(rows, 1), tell, 0, 0

    def about(self, found: Iterator[ReadRecord | CellError], sheet: Sheet) -> Iterator[ReadRecord | CellError]:
        first = sheet.rows[0].number if sheet.rows else 0
        for each in found:
            percent = min(100, 100 * (self.before + each.row - first) // self.rows)
            if self.tell is not None and percent > self.told:
                self.told = percent
                self.tell(percent)
            yield each
        self.before += len(sheet.rows)


def _columns_of(sheet: Sheet, layout: Layout) -> Iterator[ReadColumn]:
    """The columns under the heads of a table, each head once, with the first value that stands below it."""
    fields = {place: what for what, place in layout.places.items()}
    below = [row for row in sheet.rows if row.number > max(layout.rows)][:_LOOKED_AT]
    seen: set[str] = set()
    for place, head in sorted(layout.heads.items()):
        if head in seen:
            continue
        seen.add(head)
        cells = (row.cells[place] for row in below if place < len(row.cells))
        sample = next((masked(text) for cell in cells if (text := as_typed(cell).strip())), "")
        what = fields.get(place, Field.OTHER)
        yield ReadColumn(masked(sheet.name), head, column_letter(place), what.value, sample[:_LONGEST_SAMPLE])


def _why_skipped(sheet: Sheet) -> str:
    return IS_HIDDEN if sheet.is_hidden else HAS_NO_HEADS if sheet.rows else IS_EMPTY


def _notes(heads: Mapping[str, str], skipped: Sequence[Skipped]) -> Iterator[str]:
    for each in skipped:
        yield f"ไม่ได้อ่านแผ่นงาน “{each.sheet}” เพราะ{each.why}"
    others = [head for head, what in heads.items() if not what]
    if others:
        yield f"ไม่ได้อ่านคอลัมน์ {' · '.join(others)}"


def _hidden(sheets: Sequence[Sheet], skipped: Sequence[Skipped]) -> Iterator[str]:
    """What is hidden in sheets that were read: it is read as all else, since who filters a list hides rows of it."""
    unread = {each.sheet for each in skipped}
    for sheet in sheets:
        if masked(sheet.name) in unread:
            continue
        rows = [f"แถวที่ {number}" for number in sheet.hidden_rows]
        columns = [f"คอลัมน์ {column_letter(number - 1)}" for number in sheet.hidden_columns]
        if lines := rows + columns:
            shown = " · ".join(lines[:MOST_SHOWN]) + (
                f" และอีก {len(lines) - MOST_SHOWN}" if len(lines) > MOST_SHOWN else ""
            )
            yield f"แผ่นงาน “{masked(sheet.name)}” ซ่อน{shown}ไว้ อ่านด้วยเหมือนส่วนอื่น ถ้าไม่ต้องการ ให้ลบออกจากไฟล์"


def _read_tables(sheet: Sheet, tables: Tables, today: date | None) -> Iterator[ReadRecord | CellError]:
    for group in tables.groups:
        yield from _GroupReader(masked(sheet.name), group, today).read()


class _GroupReader:
    """Reads the rows of one procurement, and collects what is wrong with its cells."""

    def __init__(self, sheet: str, group: Group, today: date | None) -> None:
        self.sheet, self.group, self.today = sheet, group, today
        self.layout, self.lines = group.layout, group.lines
        self.errors: list[CellError] = []

    def read(self) -> list[ReadRecord | CellError]:
        """The record alone, or its errors."""
        if self.group.trouble:
            self._wrong(self.lines[0], Field.TITLE, self.group.trouble)
            return list(self.errors)
        record = self._record()
        if not self.errors:
            return [record]
        places = {self.layout.head(what): place for what, place in self.layout.places.items()}
        return [*sorted(self.errors, key=lambda error: (error.row, places.get(error.column, -1)))]

    def _record(self) -> ReadRecord:
        method = self._one(Field.METHOD, method_of, "")
        number, contract_date, said_end = self._contract()
        # What was offered stands beside the winner where a sheet names nobody else.
        offered_by = Field.BIDDERS if Field.BIDDERS in self.layout.places else Field.WINNERS
        bidders = self._parties(offered_by, Field.BIDDER_PRICES) if self._has_bidders() else ()
        winners, agreed = self._winners()
        winners = self._as_bidder(winners, bidders)
        record = ReadRecord(
            sheet=self.sheet,
            row=self.lines[0].number,
            title=self._text(Field.TITLE),
            kind_code=self._one(Field.KIND, kind_of, ""),
            method_code=method,
            step_code=self._one(Field.STEP, step_of, ""),
            legal_basis=self._text(Field.LEGAL_BASIS) or self._law_beside_method(),
            budget=self._amount(Field.BUDGET),
            budget_source=self._text(Field.BUDGET_SOURCE),
            reference_price=self._amount(Field.REFERENCE_PRICE),
            bidders=bidders,
            winners=winners,
            reason=self._text(Field.REASON),
            contract_number=number,
            contract_date=contract_date,
            end_date=self._day(Field.END_DATE) or said_end,
            request_date=self._day(Field.REQUEST_DATE),
            order_date=self._day(Field.ORDER_DATE),
            egp_number=self._one(Field.EGP_NUMBER, egp_number_of, ""),
            division=self._text(Field.DIVISION),
            vendor_tax_id=self._tax_id(winners, bidders),
            fiscal_year=self._fiscal_year(),
            month=self.group.month,
            agreed_price=agreed,
            status=self._text(Field.STEP),
        )
        self._check(record)
        return record

    def _check(self, record: ReadRecord) -> None:
        first = self.lines[0]
        if any(self._is_wrong(what) for what in (Field.TITLE,)):
            pass
        elif not record.title:
            self._wrong(first, Field.TITLE, "ยังไม่มีชื่องานที่จัดซื้อหรือจัดจ้าง ใส่ชื่องาน หรือลบแถวนี้ถ้าไม่ใช่รายการ")
        elif not any(letter.isalpha() for letter in record.title):
            self._wrong(first, Field.TITLE, "ชื่องานมีแต่ตัวเลขหรือเครื่องหมาย ตรวจว่าข้อมูลไม่เลื่อนคอลัมน์ แล้วใส่ชื่องาน")
        amounts = [record.budget, record.reference_price, record.agreed_price]
        amounts += [party.price for party in (*record.bidders, *record.winners)]
        if not self.errors and all(amount is None for amount in amounts):
            what = Field.BUDGET if Field.BUDGET in self.layout.places else Field.WINNER_PRICES
            self._wrong(first, what, "ไม่มีจำนวนเงินเลย ใส่วงเงิน ราคากลาง หรือราคาที่ตกลงอย่างน้อยหนึ่งช่อง")

    # One value of a column

    def _cells(self, what: Field) -> list[tuple[Line, Cell]]:
        """The cells of a column that say something, each value once; else what the head of the part says."""
        said = [(line, line.cells[what]) for line in self.lines if line.says(what)]
        if not said and what in self.group.given:
            return [(self.lines[0], self.group.given[what])]
        if len(said) < 2:
            return said
        found: dict[str, tuple[Line, Cell]] = {}
        for line, cell in said:
            found.setdefault(fold(as_typed(cell)) or as_typed(cell).strip(), (line, cell))
        return list(found.values())

    def _text(self, what: Field) -> str:
        """The text of a column, that of several lines put together."""
        parts = []
        for line, cell in self._cells(what):
            try:
                parts.append(text_of(cell, verbatim=True) if self.layout.is_ours else line_of(cell))
            except Unreadable as error:
                self._wrong(line, what, str(error))
        text = " ".join(parts)
        most = LONGEST.get(what, len(text))
        if len(text) > most:
            self._wrong(self.lines[0], what, f"ยาว {len(text):,} ตัวอักษร รับได้ไม่เกิน {most:,} ตัวอักษร ย่อข้อความให้สั้นลง")
        return text

    def _one(self, what: Field, read: Callable[[Cell], Value], empty: Value) -> Value:
        """The one value of a column; a value that goes on in the next line is read together first."""
        cells = self._cells(what)
        if not cells:
            return empty
        line, cell = cells[0]
        try:
            if len(cells) == 1:
                return read(cell if not isinstance(cell, str) else line_of(cell))
            if all(isinstance(each, str) for _line, each in cells):
                return read(" ".join(line_of(each) for _line, each in cells))
            raise Unreadable("มีมากกว่าหนึ่งค่าในรายการเดียว ให้เหลือค่าเดียว หรือแยกเป็นคนละรายการ")
        except Unreadable as error:
            self._wrong(line, what, str(error))
            return empty

    def _amount(self, what: Field) -> Decimal | None:
        cells = self._cells(what)
        if what in self.group.shared:
            self._wrong(self.lines[0], what, "จำนวนเงินในช่องที่ผสานข้ามหลายรายการ แยกช่อง แล้วใส่จำนวนเงินของแต่ละรายการ")
            return None
        amounts: dict[Decimal, None] = {}
        for line, cell in cells:
            try:
                amount = amount_of(cell)
                if amount is not None:
                    amounts[self._in_baht(what, amount)] = None
            except Unreadable as error:
                self._wrong(line, what, str(error))
            if len(amounts) > 1:
                self._wrong(line, what, "มีจำนวนเงินมากกว่าหนึ่งค่าในรายการเดียว ให้เหลือค่าเดียว หรือใส่ลำดับที่และชื่องานถ้าเป็นอีกรายการ")
                return None
        return next(iter(amounts), None)

    def _in_baht(self, what: Field, amount: Decimal) -> Decimal:
        """An amount in baht, where the head says that it stands in thousands or millions."""
        baht = amount * self.layout.units.get(what, 1)
        if baht >= MOST:
            raise Unreadable("จำนวนเงินมากผิดปกติ ตรวจหน่วยในหัวตารางกับจำนวนเงินในช่อง")
        return baht

    def _day(self, what: Field) -> date | None:
        days: dict[date, None] = {}
        for line, cell in self._cells(what):
            try:
                day = day_of(cell, today=self.today)
                days |= {day: None} if day else {}
            except Unreadable as error:
                self._wrong(line, what, str(error))
            if len(days) > 1:
                self._wrong(line, what, "มีวันที่มากกว่าหนึ่งวันในรายการเดียว ให้เหลือวันเดียว หรือแยกเป็นคนละรายการ")
                return None
        return next(iter(days), None)

    def _fiscal_year(self) -> int | None:
        return self._one(Field.FISCAL_YEAR, lambda cell: parse_fiscal_year(_year(cell), today=self.today), None)

    def _law_beside_method(self) -> str:
        """The section of the law that stands in the cell of the method: “วิธีเฉพาะเจาะจง ม.56(2)(ข)”."""
        texts = [as_typed(cell) for _line, cell in self._cells(Field.METHOD)]
        found = next((found for text in texts if (found := _LAW.search(text))), None)
        return " ".join(found.group().split()) if found else ""

    # What stands in two columns

    def _contract(self) -> tuple[str, date | None, date | None]:
        """Number, day and end of the contract."""
        day = self._day(Field.CONTRACT_DATE)
        cells = [cell for _line, cell in self._cells(Field.CONTRACT)]
        is_ours = self.layout.is_ours
        try:
            if Field.CONTRACT_DATE in self.layout.places and (day or is_ours):
                return number_of(cells, verbatim=is_ours), day, None
            number, said = contract_of(cells, today=self.today)
            end = end_of(cells, today=self.today)
        except Unreadable as error:
            self._wrong(self._cells(Field.CONTRACT)[0][0], Field.CONTRACT, str(error))
            return "", day, None
        return number, day or said, end

    def _parties(self, names: Field, prices: Field) -> tuple[ReadParty, ...]:
        lines = [line for line in self.lines if line.says(names) or line.says(prices)]
        if prices in self.group.shared:
            self._wrong(self.lines[0], prices, "ราคาในช่องที่ผสานข้ามหลายรายการ แยกช่อง แล้วใส่ราคาของแต่ละรายการ")
            return ()
        cells = [(line.cells.get(names), line.cells.get(prices)) for line in lines]
        try:
            if self.layout.is_ours:
                return parties_as_written(cells)
            return parties_of(cells, has_prices=prices in self.layout.places)
        except PartyError as error:
            self._wrong(lines[error.line], prices if error.in_price else names, str(error))
            return ()

    def _has_bidders(self) -> bool:
        return bool({Field.BIDDERS, Field.BIDDER_PRICES} & self.layout.places.keys())

    def _as_bidder(self, winners: tuple[ReadParty, ...], bidders: tuple[ReadParty, ...]) -> tuple[ReadParty, ...]:
        """The winners, with the name of the one bidder for “รายเดียวกัน”."""
        if not any(_SAME.fullmatch(winner.name) for winner in winners):
            return winners
        if len(winners) != 1 or len(bidders) != 1:
            self._wrong(self.lines[winners[0].line], Field.WINNERS, "ไม่ทราบว่าเป็นรายใด เขียนชื่อผู้ได้รับการคัดเลือกและราคาที่ตกลง")
            return ()
        price = winners[0].price
        return (replace(bidders[0], price=bidders[0].price if price is None else price),)

    def _winners(self) -> tuple[tuple[ReadParty, ...], Decimal | None]:
        """The winners; in a sheet that names none in any column, what was agreed; in one of sums, both apart."""
        if Field.WINNERS not in self.layout.places:
            return (), self._amount(Field.WINNER_PRICES)
        if self._has_sum_of_winners():
            return self._names_of_winners(), self._amount(Field.WINNER_PRICES)
        return self._parties(Field.WINNERS, Field.WINNER_PRICES), None

    def _has_sum_of_winners(self) -> bool:
        """Whether a list by year, without bidders, has several names beside what was agreed with all of them."""
        is_list = Field.FISCAL_YEAR in self.layout.places and Field.BIDDERS not in self.layout.places
        names, prices = self._cells(Field.WINNERS), self._cells(Field.WINNER_PRICES)
        if not is_list or len(names) != 1 or len(prices) != 1 or "\n" in as_typed(prices[0][1]).strip():
            return False
        return "\n" in as_typed(names[0][1]).strip()

    def _names_of_winners(self) -> tuple[ReadParty, ...]:
        line, cell = self._cells(Field.WINNERS)[0]
        try:
            return parties_of([(cell, None)], has_prices=True)
        except PartyError as error:
            self._wrong(line, Field.WINNERS, str(error))
            return ()

    def _tax_id(self, winners: Sequence[ReadParty], bidders: Sequence[ReadParty]) -> str:
        """The number of the one winner; "" where it is not clear whose number one is."""
        found: dict[str, None] = {}
        of_winners: dict[str, None] = {}
        for line in self.lines:
            try:
                numbers = dict.fromkeys(tax_ids_of(line.cells.get(Field.TAX_ID)))
            except Unreadable as error:
                self._wrong(line, Field.TAX_ID, str(error))
                continue
            found |= numbers
            of_winners |= numbers if line.says(Field.WINNERS) else {}
        if len(winners or bidders) != 1:
            return ""
        return next((next(iter(each)) for each in (found, of_winners) if len(each) == 1), "")

    # Errors

    def _is_wrong(self, what: Field) -> bool:
        head = self.layout.head(what) or LABELS[what]
        return any(error.column == head for error in self.errors)

    def _wrong(self, line: Line, what: Field, message: str) -> None:
        place = self.layout.places.get(what)
        address = f"{column_letter(place)}{line.number}" if place is not None else ""
        head = self.layout.head(what) or LABELS[what]
        error = CellError(self.sheet, line.number, head, address, masked(message))
        if error not in self.errors:
            self.errors.append(error)


def _year(cell: Cell) -> str | float:
    """A cell of fiscal years; a day stands for the year it is in."""
    if isinstance(cell, date):
        return fiscal_year(cell)
    return cell if isinstance(cell, int | float) else as_typed(cell)
