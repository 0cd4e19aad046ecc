"""A messy sheet: the file that an officer sends, and what the dry run has to answer."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import xlsxwriter

TODAY = date(2026, 11, 27)
SHEET = "ต.ค. 68"

NINE = [
    "ลำดับที่",
    "งานที่จัดซื้อหรือจัดจ้าง",
    "วงเงินที่จะซื้อหรือจ้าง",
    "ราคากลาง",
    "วิธีซื้อหรือจ้าง",
    "รายชื่อผู้เสนอราคาและราคาที่เสนอ",
    "ผู้ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง",
    "เหตุผลที่คัดเลือกโดยสรุป",
    "เลขที่และวันที่ของสัญญาหรือข้อตกลงในการซื้อหรือจ้าง",
]
TWELVE = [
    *NINE[:5],
    "ผู้เสนอราคา",
    "ราคาที่เสนอ",
    "ผู้ได้รับการคัดเลือก",
    "ราคาที่ตกลงซื้อหรือจ้าง",
    NINE[7],
    "เลขที่สัญญา",
    "วันที่สัญญา",
]
SHOP, HIRE = ["ร้านแสงทอง", "12500.00"], ["หจก.รุ่งเรือง", "9000.50"]
# Two procurements as lines of either form, and as the dry run answers.
PAPER_9 = [
    1,
    "ซื้อกระดาษ",
    12500,
    12500,
    "เฉพาะเจาะจง",
    "ร้านแสงทอง 12,500 บาท",
    "ร้านแสงทอง 12,500 บาท",
    "ราคาต่ำสุด",
    "1/2569 ลว. 5 ต.ค. 68",
]
TRUCK_9 = [
    2,
    "จ้างซ่อมรถ",
    9500,
    "-",
    "เฉพาะเจาะจง",
    "หจก.รุ่งเรือง 9,000.50",
    "หจก.รุ่งเรือง 9,000.50",
    "ราคาต่ำสุด",
    "2/2569 ลว. 6 ต.ค. 68",
]
PAPER_12 = [
    1,
    "ซื้อกระดาษ",
    12500,
    12500,
    "เฉพาะเจาะจง",
    SHOP[0],
    12500,
    SHOP[0],
    12500,
    "ราคาต่ำสุด",
    "1/2569",
    "5 ต.ค. 68",
]
TRUCK_12 = [
    2,
    "จ้างซ่อมรถ",
    9500,
    None,
    "เฉพาะเจาะจง",
    HIRE[0],
    9000.5,
    HIRE[0],
    9000.5,
    "ราคาต่ำสุด",
    "2/2569",
    "6 ต.ค. 68",
]

Lines = Sequence[Sequence[Any]]
NOTHING: dict[str, Any] = {
    "sheet": SHEET,
    "kind_code": "",
    "method_code": "",
    "step_code": "",
    "legal_basis": "",
    "budget": None,
    "budget_source": "",
    "reference_price": None,
    "bidders": [],
    "winners": [],
    "reason": "",
    "contract_number": "",
    "contract_date": None,
    "end_date": None,
    "request_date": None,
    "order_date": None,
    "egp_number": "",
    "division": "",
    "vendor_tax_id": "",
    "fiscal_year": None,
    "month": "2025-10",
    "agreed_price": None,
    "status": "",
}


def row(number: int, title: str, **said: Any) -> dict[str, Any]:
    """A row of the answer, with what the sheet says of it."""
    return {**NOTHING, "row": number, "title": title, **said}


def paper(number: int, **said: Any) -> dict[str, Any]:
    """The first of the two procurements."""
    known = {
        "budget": "12500.00",
        "reference_price": "12500.00",
        "method_code": "19",
        "bidders": [SHOP],
        "winners": [SHOP],
    }
    known |= {"reason": "ราคาต่ำสุด", "contract_number": "1/2569", "contract_date": "2025-10-05"}
    return row(number, **{"title": "ซื้อกระดาษ", **known, **said})


def truck(number: int, **said: Any) -> dict[str, Any]:
    """The second of the two procurements."""
    known = {"budget": "9500.00", "method_code": "19", "bidders": [HIRE], "winners": [HIRE]}
    known |= {"reason": "ราคาต่ำสุด", "contract_number": "2/2569", "contract_date": "2025-10-06"}
    return row(number, **{"title": "จ้างซ่อมรถ", **known, **said})


@dataclass(frozen=True)
class Case:
    """A file and the answer; of an error its place and some of its words: (sheet, row, column, cell, words)."""

    name: str
    data: Callable[[], bytes]
    rows: Sequence[dict[str, Any]] = ()
    errors: Sequence[tuple[str, int, str, str, str]] = ()
    none: bool = False
    notes: Sequence[str] = ()
    kind: str = "xlsx"
    refusal: str = field(default="")


def book(*sheets: tuple[str, Lines], merged: Sequence[str] = (), after: Callable[..., None] | None = None) -> bytes:
    """An XLSX; `merged` are ranges of its first sheet, `after` does what else an officer did to book and sheets."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as written:
        pages = []
        for name, lines in sheets:
            page = written.add_worksheet(name)
            pages.append(page)
            for at, line in enumerate(lines):
                for place, cell in enumerate(line):
                    if isinstance(cell, str):
                        page.write_string(at, place, cell)
                    elif cell is not None:
                        page.write(at, place, cell)
        for cells in merged:
            value = _first(sheets[0][1], cells)
            pages[0].merge_range(cells, value)
        if after is not None:
            after(written, *pages)
    return file.getvalue()


def _first(lines: Lines, cells: str) -> Any:
    from xlsxwriter.utility import xl_cell_to_rowcol

    at, place = xl_cell_to_rowcol(cells.split(":")[0])
    value = lines[at][place] if at < len(lines) and place < len(lines[at]) else None
    return "" if value is None else value


def sheet(name: str, lines: Lines, rows: Sequence[dict[str, Any]] = (), **more: Any) -> Case:
    """A case of one XLSX with one sheet."""
    written = {key: more.pop(key) for key in ("merged", "after") if key in more}
    return Case(name, lambda: book((SHEET, lines), **written), rows, **more)


def csv_of(lines: Lines, separator: str = ",", end: str = "\r\n") -> str:
    """Lines as a CSV, each cell in quotation marks where it needs them."""

    def cell(value: Any) -> str:
        text = "" if value is None else str(value)
        return f'"{text.replace(chr(34), chr(34) * 2)}"' if any(sign in text for sign in f'{separator}"\n\r') else text

    return end.join(separator.join(map(cell, line)) for line in lines) + end
