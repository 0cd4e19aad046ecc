"""Reading the tables of a web page, which many systems of the state export under the name of a workbook (.xls).

The rows of all its tables stand in one sheet in their order, as a spreadsheet program shows such a file; a text outside
of the tables is a row of its own.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import count
from pathlib import Path

from cms.tabular.delimited import decode
from cms.tabular.sheets import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Cell, Sheet, SheetError, rows_of

__all__ = ["NAME", "is_web_page", "read_web_page"]

NAME = "HTML"
TOO_LARGE = f"ไฟล์มีข้อมูลมากกว่า {MAX_CELLS:,} ช่อง แบ่งเป็นหลายไฟล์ แล้วส่งทีละไฟล์"
_MARKUP = re.compile(r"<\s*(?:!doctype\s+html|html|head|body|meta|table|style|div)\b", re.IGNORECASE)
_UNSEEN = frozenset({"script", "style", "title", "xml", "noscript", "template"})
_BLOCKS = frozenset({"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "center", "tr", "table", "hr"})

Merged = tuple[int, int, int, int]


def is_web_page(text: str) -> bool:
    """Whether the beginning of a text is that of a web page."""
    return bool(_MARKUP.search(text)) and text.lstrip("\ufeff \t\r\n").startswith("<")


def read_web_page(path: Path) -> list[Sheet]:
    """The tables of a web page as one sheet of texts. Raises `SheetError`."""
    reader = _Reader()
    reader.feed(decode(path.read_bytes()))
    reader.close()
    reader.end_block()
    lines, merged = _placed(reader.rows)
    return [Sheet(NAME, list(rows_of(iter(lines))), merged=tuple(merged))]


class _Cell:
    """A cell while it is read: its text, and over how many rows and columns it goes."""

    def __init__(self, down: int, right: int) -> None:
        self.text, self.down, self.right = "", down, right

    @property
    def value(self) -> Cell:
        lines = (" ".join(line.split()) for line in self.text.splitlines())
        return "\n".join(line for line in lines if line) or None


class _Reader(HTMLParser):
    """Collects the rows of tables; `open_rows` and `open_cells` have one entry for each table that is open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[_Cell]] = []
        self.open_rows: list[list[_Cell] | None] = []
        self.open_cells: list[_Cell | None] = []
        self.outside, self.unseen = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
        if tag == "table":
            self.end_block()
            self.open_rows.append(None)
            self.open_cells.append(None)
        elif tag == "tr" and self.open_rows:
            self.rows.append([])
            self.open_rows[-1], self.open_cells[-1] = self.rows[-1], None
        elif tag in ("td", "th") and self.open_rows:
            self._begin_cell(dict(attrs))
        elif tag in _BLOCKS:
            self._break_line()

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self.unseen:
            self.unseen -= 1
        if tag == "table" and self.open_rows:
            self.open_rows.pop()
            self.open_cells.pop()
        elif tag in ("td", "th", "tr") and self.open_cells:
            self.open_cells[-1] = None
        elif tag in _BLOCKS:
            self._break_line()

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        cell = self.open_cells[-1] if self.open_cells else None
        if cell is not None:
            cell.text += re.sub(r"\s+", " ", data)
        elif not self.open_cells:
            self.outside += re.sub(r"\s+", " ", data)

    def end_block(self) -> None:
        """What stood outside of the tables is a row."""
        if not self.open_cells and self.outside.strip():
            cell = _Cell(1, 1)
            cell.text = self.outside
            self.rows.append([cell])
        self.outside = ""

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        cell = _Cell(_span(attributes.get("rowspan"), MAX_ROWS), _span(attributes.get("colspan"), MAX_COLUMNS))
        row = self.open_rows[-1]
        if row is None:
            row = []
            self.open_rows[-1] = row
            self.rows.append(row)
        row.append(cell)
        self.open_cells[-1] = cell

    def _break_line(self) -> None:
        cell = self.open_cells[-1] if self.open_cells else None
        if cell is not None:
            cell.text += "\n"
        else:
            self.end_block()


def _span(text: str | None, most: int) -> int:
    return min(max(int(text), 1), most) if text and text.strip().isdecimal() else 1


def _placed(rows: list[list[_Cell]]) -> tuple[list[list[Cell]], list[Merged]]:
    """The rows with each cell in its column, and the ranges that cells go over."""
    lines: list[list[Cell]] = []
    merged: list[Merged] = []
    covered: dict[int, int] = {}  # column: so many rows below are covered by a cell above
    room = MAX_CELLS
    for number, row in enumerate(rows, start=1):
        line: list[Cell] = []
        below: dict[int, int] = {place: left - 1 for place, left in covered.items() if left > 1}
        free = (place for place in count() if place not in covered)
        for cell in row:
            place = next(free)
            line += [None] * (place - len(line))
            line.append(cell.value)
            if cell.down > 1 or cell.right > 1:
                merged.append((number, place + 1, number + cell.down - 1, place + cell.right))
            for beside in range(place, place + cell.right):
                if cell.down > 1:
                    below[beside] = cell.down - 1
            _skip(free, cell.right - 1)
            room -= cell.right
            if room < 0:
                raise SheetError(TOO_LARGE)
        lines.append(line)
        covered = below
    return lines, merged


def _skip(places: Iterator[int], many: int) -> None:
    for _ in range(many):
        next(places)
