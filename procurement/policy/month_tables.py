"""The tables that are made from a month's rows: all columns, แบบ สขร.1, and the form of the transparency assessment.

Plain values: amounts are Decimals, days dates, everything else words. What is empty is None.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from cms.tabular.writing import DataCell
from cms.thai.dates import thai_date
from procurement.policy.codes import KINDS, METHODS, STEPS
from procurement.policy.month_sums import agreed_price
from procurement.policy.parties import Party, Row
from procurement.policy.shown_rows import shown_row

__all__ = ["ALL_COLUMNS", "Office", "all_lines", "form_lines", "oit_columns", "oit_line"]

Line = list[DataCell]

# With which the sheets of officers are read as well (`procurement.importing`).
ALL_COLUMNS = (
    "ลำดับที่",
    "งานที่จัดซื้อหรือจัดจ้าง",
    "ประเภทการจัดหา",
    "วิธีซื้อหรือจ้าง",
    "ขั้นตอน",
    "ข้อกฎหมาย",
    "วงเงินที่จะซื้อหรือจ้าง (บาท)",
    "แหล่งที่มาของงบประมาณ",
    "ราคากลาง (บาท)",
    "ผู้เสนอราคา",
    "ราคาที่เสนอ (บาท)",
    "ผู้ได้รับการคัดเลือก",
    "ราคาที่ตกลงซื้อหรือจ้าง (บาท)",
    "เหตุผลที่คัดเลือกโดยสรุป",
    "เลขที่สัญญาหรือข้อตกลง",
    "วันที่ทำสัญญาหรือข้อตกลง",
    "วันสิ้นสุดสัญญา",
    "เลขที่โครงการในระบบ e-GP",
    "กอง/สำนัก",
)
FIRST_OF_PARTIES, PARTY_COLUMNS = ALL_COLUMNS.index("ผู้เสนอราคา"), 4

MINISTRY, KIND_OF_OFFICE = "กระทรวงมหาดไทย", "องค์กรปกครองส่วนท้องถิ่น"
# The columns of the assessment (OIT) in the order in which the forms of 2567 and 2568 have them.
OIT_COLUMNS = (
    "ที่",
    "ปีงบประมาณ",
    "ชื่อหน่วยงาน",
    "อำเภอ",
    "จังหวัด",
    "กระทรวง",
    "ประเภทหน่วยงาน",
    "ชื่อรายการของงานที่ซื้อหรือจ้าง",
    "วงเงินงบประมาณที่ได้รับจัดสรร (บาท)",
    "แหล่งที่มาของงบประมาณ",
    "สถานะการจัดซื้อจัดจ้าง",
    "วิธีการจัดซื้อจัดจ้าง",
    "ราคากลาง (บาท)",
    "ราคาที่ตกลงซื้อหรือจ้าง (บาท)",
    "รายชื่อผู้ประกอบการที่ได้รับการคัดเลือก",
    "เลขที่โครงการในระบบ e-GP",
)
# Editions of the form that name the contract too; from 2569 on, as its item asks for nothing less than these.
OIT_COLUMNS_OF_CONTRACT = ("เลขประจำตัวผู้เสียภาษี", "วันที่ลงนามในสัญญา", "วันสิ้นสุดสัญญา")
FIRST_YEAR_OF_OIT, FIRST_YEAR_WITH_CONTRACT = 2567, 2569


@dataclass(frozen=True)
class Office:
    """Whose month it is, as the form of the assessment names it on every line."""

    fiscal_year: int
    name: str
    district: str
    province: str


def all_lines(row: Row) -> Iterator[Line]:
    """The lines of a row with all columns: each further bidder or winner on a line that has nothing else."""
    row = shown_row(row)
    first, *others = _party_lines(row)
    yield [*_before_parties(row), *first, *_after_parties(row)]
    after = len(ALL_COLUMNS) - FIRST_OF_PARTIES - PARTY_COLUMNS
    yield from ([*[None] * FIRST_OF_PARTIES, *other, *[None] * after] for other in others)


def form_lines(row: Row) -> list[Line]:
    """The lines of a row in แบบ สขร.1 as sheets have it: twelve columns, a line for each bidder."""
    row = shown_row(row)
    first, *others = _party_lines(row)
    amounts = [_amount(row.get("budget")), _amount(row.get("reference_price"))]
    signed = _day(row.get("contract_date"))
    contract = [row.get("contract_number"), thai_date(signed, "short") if signed else None]
    head = [row["number"], _title(row), *amounts, METHODS.get(str(row.get("method")))]
    return [[*head, *first, row.get("reason"), *contract], *([*[None] * 5, *each, *[None] * 3] for each in others)]


def oit_columns(fiscal_year: int) -> tuple[str, ...]:
    """The columns of the form of the assessment in a fiscal year; none before there was one."""
    if fiscal_year < FIRST_YEAR_OF_OIT:
        return ()
    return OIT_COLUMNS + (OIT_COLUMNS_OF_CONTRACT if fiscal_year >= FIRST_YEAR_WITH_CONTRACT else ())


def oit_line(row: Row, office: Office) -> Line:
    """The line of a row in the form of the assessment."""
    row = shown_row(row)
    winners: Sequence[Party] = row.get("winners") or ()
    numbers = "\n".join(filter(None, (str(winner.get("tax_id") or "") for winner in winners)))
    values: Mapping[str, DataCell] = {
        "ที่": row["number"],
        "ปีงบประมาณ": office.fiscal_year,
        "ชื่อหน่วยงาน": office.name,
        "อำเภอ": office.district,
        "จังหวัด": office.province,
        "กระทรวง": MINISTRY,
        "ประเภทหน่วยงาน": KIND_OF_OFFICE,
        "ชื่อรายการของงานที่ซื้อหรือจ้าง": _title(row),
        "วงเงินงบประมาณที่ได้รับจัดสรร (บาท)": _amount(row.get("budget")),
        "แหล่งที่มาของงบประมาณ": row.get("budget_source"),
        "สถานะการจัดซื้อจัดจ้าง": STEPS.get(str(row.get("step"))),
        "วิธีการจัดซื้อจัดจ้าง": METHODS.get(str(row.get("method"))),
        "ราคากลาง (บาท)": _amount(row.get("reference_price")),
        "ราคาที่ตกลงซื้อหรือจ้าง (บาท)": agreed_price(row),
        "รายชื่อผู้ประกอบการที่ได้รับการคัดเลือก": "\n".join(str(winner["name"]) for winner in winners) or None,
        "เลขที่โครงการในระบบ e-GP": row.get("egp_number"),
        "เลขประจำตัวผู้เสียภาษี": numbers or None,
        "วันที่ลงนามในสัญญา": _day(row.get("contract_date")),
        "วันสิ้นสุดสัญญา": _day(row.get("end_date")),
    }
    return [values[column] for column in oit_columns(office.fiscal_year)]


def _before_parties(row: Row) -> Line:
    codes = (KINDS.get(str(row.get("kind"))), METHODS.get(str(row.get("method"))), STEPS.get(str(row.get("step"))))
    money = (_amount(row.get("budget")), row.get("budget_source"), _amount(row.get("reference_price")))
    return [row["number"], _title(row), *codes, row.get("legal_basis"), *money]


def _after_parties(row: Row) -> Line:
    days = (_day(row.get("contract_date")), _day(row.get("end_date")))
    return [row.get("reason"), row.get("contract_number"), *days, row.get("egp_number"), row.get("division")]


def _party_lines(row: Row) -> list[Line]:
    """Bidder with price beside winner with price, a line each; at least one line."""
    pairs = list(zip_longest(row.get("bidders") or (), row.get("winners") or ())) or [(None, None)]
    return [[*_name_and_price(bidder), *_name_and_price(winner)] for bidder, winner in pairs]


def _name_and_price(party: Party | None) -> Line:
    return [None, None] if party is None else [party["name"], _amount(party.get("price"))]


def _title(row: Row) -> str:
    """The title; of a withdrawn record with the reason."""
    title = str(row.get("title") or "")
    return f"{title} (ถอนการเผยแพร่: {row['withdrawn']})" if row.get("withdrawn") else title


def _amount(value: object) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None
