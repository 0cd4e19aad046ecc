"""Rows of a month as its snapshot keeps them, made up by chance from a seed: the same seed makes the same rows."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from stdnum.th import pin

from procurement.policy.codes import KINDS, METHODS, STEPS
from procurement.policy.months import calendar_month, month_of
from procurement.policy.parties import sum_of_prices

TITLES = (
    "ซื้อวัสดุสำนักงาน",
    "จ้างซ่อมถนนลูกรัง หมู่ที่ 4",
    "ซื้อน้ำมันเชื้อเพลิง",
    "จ้างเหมาทำความสะอาด",
    "=SUM(A1:A9)",
    "-ซื้อ\nท่อ “PVC”, 4 นิ้ว",
)
SHOPS = ("หจก. แสงทองการโยธา", "บริษัท สกลวัสดุ จำกัด", "ร้านเพื่อนช่าง", "สหกรณ์การเกษตรบ้านม่วง จำกัด")
PERSONS = ("นายสมชาย ใจดี", "นางสาวมะลิ ทองคำ", "@นายก้าน กล้า")
JURISTIC = ("0105536112014", "0994000617721")
REASONS = ("เสนอราคาต่ำสุดและมีคุณสมบัติครบถ้วน", "เป็นผู้มีอาชีพโดยตรง", "+ราคาเหมาะสม")


def citizen_number(chance: Random) -> str:
    """A number with a right check digit as a natural person has it."""
    digits = str(chance.randrange(10**11, 9 * 10**11))
    return digits + pin.calc_check_digit(digits)


def month_rows(
    seed: int, count: int, *, day: date, first_record: int = 1, citizens: bool = False
) -> list[dict[str, Any]]:
    """So many rows of the month of a day. With `citizens` numbers of natural persons stand where none may leave."""
    chance = Random(seed)
    return [_row(chance, place, first_record + place, day, citizens) for place in range(count)]


def _row(chance: Random, place: int, record: int, day: date, citizens: bool) -> dict[str, Any]:
    winners = _parties(chance, chance.choice((0, 1, 1, 1, 1, 2, 3)), citizens)
    signed = day + timedelta(days=chance.randrange(20))
    row: dict[str, Any] = {
        "number": place + 1,
        "record": record,
        "publication": record * 10,
        "title": _text(chance, chance.choice(TITLES), citizens),
        "budget": _amount(chance),
        "method": chance.choice(list(METHODS)),
        "kind": chance.choice(list(KINDS)),
        "winners": winners,
        "division": "กองคลัง",
    }
    maybe = {
        "reference_price": _amount(chance),
        "bidders": [*_parties(chance, chance.randrange(3), citizens), *winners],
        "reason": _text(chance, chance.choice(REASONS), citizens),
        "contract_number": f"{chance.choice(('ซ.', 'จ.'))}{record}/2569",
        "contract_date": signed.isoformat(),
        "end_date": (signed + timedelta(days=90)).isoformat(),
        "step": chance.choice(list(STEPS)),
        "legal_basis": "ม.56(2)(ข)",
        "budget_source": "ข้อบัญญัติงบประมาณ",
        "egp_number": f"6910{chance.randrange(10**7):07d}",
    }
    row |= {name: value for name, value in maybe.items() if chance.random() < 0.8}
    return {name: value for name, value in row.items() if value}


def _parties(chance: Random, count: int, citizens: bool) -> list[dict[str, str]]:
    return [_party(chance, citizens) for _ in range(count)]


def _party(chance: Random, citizens: bool) -> dict[str, str]:
    if chance.random() < 0.4:
        person = {"name": _text(chance, chance.choice(PERSONS), citizens), "price": _amount(chance)}
        return {**person, "tax_id": citizen_number(chance) if citizens else "3-xxxx-xxxxx-xx-5"}
    party = {"name": chance.choice(SHOPS), "price": _amount(chance)}
    return {**party, "tax_id": chance.choice(JURISTIC)} if chance.random() < 0.7 else party


def _amount(chance: Random) -> str:
    return f"{chance.randrange(1, 5 * 10**8) / 100:.2f}"


def _text(chance: Random, text: str, citizens: bool) -> str:
    return f"{text} {citizen_number(chance)}" if citizens and chance.random() < 0.5 else text


def withdrawn(row: dict[str, Any], reason: str = "บันทึกซ้ำ") -> dict[str, Any]:
    """What is left of a row whose record was withdrawn."""
    return {name: row[name] for name in ("number", "record", "title")} | {"withdrawn": reason}


def sums(rows: Sequence[dict[str, Any]]) -> tuple[str, str]:
    """Budget and agreed price of the rows together, as amounts."""
    budget = sum_of_prices([{"price": row.get("budget")} for row in rows])
    return budget, sum_of_prices([winner for row in rows for winner in row.get("winners", ())])


def calendar(day: date) -> tuple[int, str]:
    """Fiscal year and calendar month of a day as an address has them: (2569, "10")."""
    year, period = month_of(day)
    return year, f"{calendar_month(period):02d}"
