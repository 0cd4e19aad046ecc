"""Whatever the shape in which an officer writes procurements, the same procurements are read back."""

import random
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from cms.tabular.sheets import Row, Sheet
from cms.thai.dates import MONTHS, MONTHS_SHORT
from cms.thai.numerals import to_thai
from procurement.policy.sheet_reading import read_sheets

TODAY = date(2026, 11, 27)
SEEDS = range(60)

NAMES = [
    "ร้านแสงทอง",
    "ร้าน ๑๐๘ การค้า",
    "หจก. รุ่งเรืองก่อสร้าง",
    "ห้างหุ้นส่วนจำกัด ทวีทรัพย์ 2549",
    "บริษัท ดงหม้อทอง จำกัด",
    "บริษัท เอ บี ซี จำกัด (มหาชน)",
    "นายสมชาย ใจดี",
    "นางสาวบุญมี ศรีสุข",
    "อู่ช่างดำ",
    "โรงพิมพ์อาสารักษาดินแดน",
    "สหกรณ์การเกษตรบ้านม่วง จำกัด",
    "ทรัพย์เจริญ พาณิชย์",
    "วิสาหกิจชุมชนบ้านหนองไผ่",
]
TITLES = [
    "ซื้อวัสดุสำนักงาน จำนวน 12 รายการ",
    "จ้างเหมาบริการรักษาความสะอาด ประจำเดือน ตุลาคม 2568",
    "จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ ๓",
    "รวมพลังชุมชนพัฒนาแหล่งน้ำ",
    "เช่าเครื่องถ่ายเอกสาร",
    "ซื้ออาหารเสริม (นม) โรงเรียน 1/2568",
    "จ้างซ่อมรถบรรทุกน้ำ ทะเบียน 81-2345 สกลนคร",
    "โครงการจัดงานประเพณีลอยกระทง",
    "หมายเลขเครื่อง 5 เปลี่ยนอะไหล่",
]
REASONS = ["ราคาต่ำสุด", "คุณสมบัติถูกต้องครบถ้วน", "เป็นผู้เสนอราคาต่ำสุดและมีคุณสมบัติตามที่กำหนด"]
WRITTEN_METHODS = {
    "19": ["เฉพาะเจาะจง", "วิธีเฉพาะเจาะจง", "19", 19, "โดยวิธีเฉพาะเจาะจง", "เฉพาะ เจาะจง"],
    "16": ["e-bidding", "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)", "E-Bidding", "วิธีประกวดราคาอิเล็กทรอนิกส์"],
    "18": ["คัดเลือก", "วิธีคัดเลือก"],
    "02": ["สอบราคา", "02"],
    "01": ["ตกลงราคา", "วิธีตกลงราคา"],
}
NINE = {
    "serial": ["ลำดับที่", "ที่", "ลำดับ", "ลำดับ\nที่", "No."],
    "title": ["งานที่จัดซื้อหรือจัดจ้าง", "งานจัดซื้อจัดจ้าง", "งานทีจัดซื้อหรือจัดจ้าง", "ชื่อรายการ", "รายการ", "งานที่จัดซื้อ/\nจัดจ้าง"],
    "budget": ["วงเงินที่จะซื้อหรือจ้าง", "วงเงินที่จะซื้อ\nหรือจ้าง (บาท)", "วงเงิน", "วงเงินงบประมาณ(บาท)", "วงเงนที่จะซื้อ/จ้าง"],
    "reference": ["ราคากลาง", "ราคากลาง (บาท)", " ราคา กลาง "],
    "method": ["วิธีซื้อหรือจ้าง", "วิธีซื้อ/จ้าง", "วิธีการจัดซื้อจัดจ้าง", "วิธี"],
    "bidders": ["รายชื่อผู้เสนอราคาและราคาที่เสนอ", "รายชื่อผู้เสนอราคา\nและราคาที่เสนอ", "ผู้เสนอราคาและราคาที่เสนอ"],
    "winners": ["ผู้ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง", "ผู้ที่ได้รับการคัดเลือกและราคาที่ตกลงซื้อ/จ้าง"],
    "reason": ["เหตุผลที่คัดเลือกโดยสรุป", "เหตุผลที่คัดเลือก", "เหตุผล"],
    "contract": ["เลขที่และวันที่ของสัญญาหรือข้อตกลงในการซื้อหรือจ้าง", "เลขที่และวันที่ของสัญญา", "เลขที่และวันที่ของสัญญา/ข้อตกลง"],
    "egp": ["เลขที่โครงการในระบบ e-GP", "เลขที่โครงการ", "เลข e-GP"],
}
SPLIT = {
    "bidders": ["ผู้เสนอราคา", "รายชื่อผู้เสนอราคา", "ชื่อผู้เสนอราคา"],
    "bids": ["ราคาที่เสนอ", "ราคาที่เสนอ (บาท)", "ราคาเสนอ"],
    "winners": ["ผู้ได้รับการคัดเลือก", "ผู้ได้รับคัดเลือก", "ผู้รับจ้าง/ผู้ขาย", "คู่สัญญา"],
    "agreed": ["ราคาที่ตกลงซื้อหรือจ้าง", "ราคาที่ตกลง (บาท)", "ราคาตามสัญญา"],
    "contract": ["เลขที่สัญญา", "เลขที่สัญญา/ใบสั่ง", "เลขที่สัญญาหรือข้อตกลง"],
    "date": ["วันที่สัญญา", "วันที่ลงนามในสัญญา", "ลงวันที่", "วันที่ทำสัญญาหรือข้อตกลง"],
}


class Officer:
    """Writes amounts, days and names as one of many officers would."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.is_thai = self.random.random() < 0.3
        self.amount_style = self.random.choice(["number", "commas", "mark", "baht", "plain"])
        self.day_style = self.random.choice(["cell", "short", "long", "slashes", "two", "era", "buddhist cell", "iso"])
        self.join = self.random.choice(["\n", " / ", "; ", "numbered", "numbered line"])

    def pick(self, choices):
        return self.random.choice(choices)

    def digits(self, text):
        return to_thai(text) if self.is_thai else text

    def words(self, amount):
        whole = amount == amount.to_integral_value()
        if self.amount_style == "mark" and whole:
            return self.digits(f"{amount:,.0f}.-")
        if self.amount_style == "baht":
            return self.digits(f"{amount:,.2f} บาท")
        return self.digits(f"{amount:,.2f}")

    def amount(self, amount):
        if amount is None:
            return self.pick([None, "-", "–", " - "])
        if self.amount_style == "number":
            return int(amount) if amount == amount.to_integral_value() else float(amount)
        if self.amount_style == "plain":
            return self.digits(str(amount))
        return self.words(amount)

    def day_in_words(self, day):
        year = day.year + 543
        forms = {
            "short": f"{day.day} {MONTHS_SHORT[day.month - 1]} {year % 100}",
            "two": f"{day.day}/{day.month}/{year % 100}",
            "slashes": f"{day.day:02d}/{day.month:02d}/{year}",
            "era": f"{day.day} {MONTHS[day.month - 1]} พ.ศ. {year}",
            "iso": f"{year}-{day.month:02d}-{day.day:02d}",
        }
        return self.digits(forms.get(self.day_style, f"{day.day} {MONTHS[day.month - 1]} {year}"))

    def day(self, day):
        if day is None:
            return self.pick([None, "-", "อยู่ระหว่างดำเนินการ"])
        if self.day_style == "cell":
            return self.pick([day, datetime(day.year, day.month, day.day)])
        if self.day_style == "buddhist cell" and (day.month, day.day) != (2, 29):
            return day.replace(year=day.year + 543)
        return self.day_in_words(day)

    def parties(self, parties):
        texts = [f"{name}{self.pick([' ', '  ', ' ราคา '])}{self.words(price)}" for name, price in parties]
        if not texts:
            return self.pick([None, "-"])
        if self.join.startswith("numbered"):
            end = " " if self.join == "numbered" else "\n"
            return end.join(self.digits(f"{n}. ") + text for n, text in enumerate(texts, 1))
        return self.join.join(texts)

    def contract(self, number, day):
        if not number:
            return self.pick([None, "-"])
        number = self.pick(["", "เลขที่ ", "สัญญาเลขที่ ", "ใบสั่งซื้อเลขที่ "]) + self.digits(number)
        if day is None:
            return number
        return number + self.pick([" ลว. ", " ลงวันที่ ", "\nลงวันที่ ", " วันที่ ", "\n"]) + self.day_in_words(day)


def make(chance):
    """Procurements as they should be read."""
    records = []
    for number in range(1, chance.randint(1, 9) + 1):
        price = Decimal(chance.randint(500, 900_000)) + chance.choice([Decimal(0), Decimal("0.50"), Decimal("0.05")])
        names = chance.sample(NAMES, chance.randint(1, 4))
        bids = [(name, price + place * 100) for place, name in enumerate(names)]
        records.append(
            {
                "title": f"{chance.choice(TITLES)} ครั้งที่ {number}",
                "budget": price + chance.randint(0, 5000),
                "reference": chance.choice([None, price]),
                "method": chance.choice(["19", "19", "16", "18", "02", "01"]),
                "bidders": bids,
                "winners": bids[: chance.choice([1, 1, 1, min(2, len(bids))])],
                "reason": chance.choice(REASONS),
                "contract": chance.choice([f"{number}/2569", f"จ.{number}/2569", f"CNTR-{number:05d}/69", ""]),
                "egp": chance.choice(["", f"6810{number:07d}"]),
            }
        )
        day = date(2025, 10, 1) + timedelta(days=chance.randint(0, 200))
        records[-1]["day"] = chance.choice([day, day, None]) if records[-1]["contract"] else None
    return records


def titles_above(officer):
    titles = ["แบบ สขร.1", "สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน ตุลาคม 2568", "องค์การบริหารส่วนตำบลดงหม้อทอง"]
    lines = [[title] for title in titles[: officer.random.randint(0, 3)]]
    return lines + [[]] * officer.random.randint(0, 2)


def ends_below(officer, width, total):
    sums = [None, "รวม", officer.amount(total)]
    ends = [
        [
            sums,
            [],
            [None] * 4 + ["(ลงชื่อ)........................ผู้รายงาน"],
            [None] * 4 + ["(นายสมชาย ใจดี)"],
            [None] * 4 + ["นักวิชาการพัสดุ"],
        ],
        [[None, "รวมทั้งสิ้น", officer.amount(total)], ["หมายเหตุ : รวมภาษีมูลค่าเพิ่มแล้ว"]],
        [[None, f"รวม {width} รายการ", officer.amount(total)]],
        [],
    ]
    return officer.pick(ends)


def in_nine_columns(officer, records):
    """สขร.1: bidders with prices in a cell, number and day of the contract in a cell."""
    names = list(NINE) if any(record["egp"] for record in records) else list(NINE)[:-1]
    if officer.random.random() < 0.3:
        officer.random.shuffle(names)
    lines = [*titles_above(officer), [officer.pick(NINE[name]) for name in names]]
    if officer.random.random() < 0.3 and names[0] == "serial":
        lines.append([f"({n})" for n in range(1, len(names) + 1)])
    for number, record in enumerate(records, 1):
        cells = {
            "serial": officer.pick([number, officer.digits(str(number)), f"{number}."]),
            "title": record["title"],
            "budget": officer.amount(record["budget"]),
            "reference": officer.amount(record["reference"]),
            "method": officer.pick(WRITTEN_METHODS[record["method"]]),
            "bidders": officer.parties(record["bidders"]),
            "winners": officer.parties(record["winners"]),
            "reason": record["reason"],
            "contract": officer.contract(record["contract"], record["day"]),
            "egp": officer.pick([record["egp"], officer.digits(record["egp"])]) or None,
        }
        lines.append([cells[name] for name in names])
        if officer.random.random() < 0.1:
            lines.append([])
    if names[:2] == ["serial", "title"]:
        lines += ends_below(officer, len(records), sum(record["budget"] for record in records))
    return lines, []


def in_twelve_columns(officer, records, *, two_rows):
    """Columns 6, 7 and 9 split in two; a line for each bidder, or all of them in the lines of one cell."""
    merged = []
    heads = [officer.pick(NINE[name]) for name in ("serial", "title", "budget", "reference", "method")]
    if two_rows:
        upper = [*heads, "ผู้เสนอราคา", None, "ผู้ได้รับการคัดเลือก", None, officer.pick(NINE["reason"]), "สัญญาหรือข้อตกลง", None]
        lower = [None] * 5 + ["รายชื่อ", "ราคา (บาท)", "รายชื่อ", "ราคา", None, "เลขที่", "วันที่"]
        lines = [*titles_above(officer), upper, lower]
        top = len(lines) - 1
        merged = officer.pick([[], [(top, left, top, left + 1) for left in (6, 8, 11)]])
    else:
        split = [officer.pick(SPLIT[name]) for name in SPLIT]
        lines = [*titles_above(officer), [*heads, *split[:4], officer.pick(NINE["reason"]), *split[4:]]]
    repeats, in_cells = officer.random.random() < 0.2, officer.random.random() < 0.3
    for number, record in enumerate(records, 1):
        first = [
            officer.pick([number, str(number)]),
            record["title"],
            officer.amount(record["budget"]),
            officer.amount(record["reference"]),
            officer.pick(WRITTEN_METHODS[record["method"]]),
        ]
        rest = [record["reason"], officer.digits(record["contract"]) or None, officer.day(record["day"])]
        bids, wins = record["bidders"], record["winners"]
        if in_cells:
            columns = [names_and_prices(officer, bids), names_and_prices(officer, wins)]
            lines.append([*first, *columns[0], *columns[1], *rest])
            continue
        for place in range(len(bids)):
            name, price = bids[place]
            won = [wins[place][0], officer.amount(wins[place][1])] if place < len(wins) else [None, None]
            begin = first if place == 0 or repeats else [None] * 5
            end = rest if place == 0 or repeats else [None] * 3
            lines.append([*begin, name, officer.amount(price), *won, *end])
    lines += ends_below(officer, len(records), sum(record["budget"] for record in records))
    return lines, merged


def names_and_prices(officer, parties):
    return ["\n".join(name for name, _price in parties), "\n".join(officer.words(price) for _name, price in parties)]


def sheet(lines, merged=()):
    """The sheet as the file would give it: without what is empty."""
    rows = [
        Row(number, tuple(None if cell == "" else cell for cell in line))
        for number, line in enumerate(lines, 1)
        if any(cell not in (None, "") for cell in line)
    ]
    return Sheet("ต.ค. 68", rows, merged=tuple(merged))


def wanted(record):
    return {
        "title": record["title"],
        "budget": record["budget"],
        "reference_price": record["reference"],
        "method_code": record["method"],
        "bidders": record["bidders"],
        "winners": record["winners"],
        "reason": record["reason"],
        "contract_number": record["contract"],
        "contract_date": record["day"],
    }


def found(record):
    values = {
        name: getattr(record, name)
        for name in wanted(
            dict.fromkeys(["title", "budget", "reference", "method", "bidders", "winners", "reason", "contract", "day"])
        )
    }
    return values | {name: [(party.name, party.price) for party in values[name]] for name in ("bidders", "winners")}


@pytest.mark.parametrize("shape", ["nine", "twelve", "two rows"])
@pytest.mark.parametrize("seed", SEEDS)
def test_what_an_officer_wrote_is_read_back(seed, shape):
    officer = Officer(f"{seed} {shape}")
    records = make(officer.random)
    if shape == "nine":
        lines, merged = in_nine_columns(officer, records)
    else:
        lines, merged = in_twelve_columns(officer, records, two_rows=shape == "two rows")

    reading = read_sheets([sheet(lines, merged)], today=TODAY)

    assert reading.errors == ()
    assert [found(record) for record in reading.rows] == [wanted(record) for record in records]
    assert reading.none is False
