"""Cells as officers write them: amounts, days, methods, contracts, names with prices, numbers of persons."""

from datetime import date, datetime

from tests.unit.procurement.sheets.case import (
    NINE,
    PAPER_9,
    SHEET,
    SHOP,
    TRUCK_9,
    TWELVE,
    Case,
    paper,
    sheet,
    truck,
)

OTHER = ["ร้านเพชร", "13000.00"]
AMOUNTS = [
    12500,
    12500.0,
    "12500",
    "12,500",
    "12,500.00",
    "12,500.-",
    "12,500.--",
    "12,500 บาท",
    "12,500.00บาท",
    "฿12,500",
    "฿ 12,500.00",
    "12,500 THB",
    "THB 12,500.00",
    "12500 บาทถ้วน",
    "๑๒,๕๐๐.๐๐",
    "๑๒,๕๐๐ บาท",
    "หนึ่งหมื่นสองพันห้าร้อยบาทถ้วน",
    "12,500.00 (หนึ่งหมื่นสองพันห้าร้อยบาทถ้วน)",
    "12,500 บาท (รวม VAT)",
    "1.25 หมื่นบาท",
    "12.5 พันบาท",
    "\u200b12,500\u200b",
    "12,500\u00a0บาท",
    "'12500",
    " 12,500 ",
    "12,500*",
    "จำนวน 12,500 บาท",
    "+12,500",
    "12,500 บ.",
]
NO_AMOUNTS = [
    ("-500", "ติดลบ"),
    (-500, "ติดลบ"),
    ("(500)", "วงเล็บ"),
    ("12.500,00", "อ่านจำนวนเงิน"),
    ("12.500", "อ่านจำนวนเงิน"),
    ("1,25,00", "อ่านจำนวนเงิน"),
    ("#REF!", "สูตร"),
    ("#VALUE!", "สูตร"),
    ("ประมาณ 12,500", "อ่านจำนวนเงิน"),
    ("12,500 - 13,000", "อ่านจำนวนเงิน"),
    ("12,500 (หนึ่งหมื่นบาทถ้วน)", "ไม่ตรงกัน"),
    ("หมื่นกว่าบาท", "อ่านจำนวนเงิน"),
    (1e15, "อ่านจำนวนเงิน"),
    (12500.555, "สตางค์"),
    (date(2025, 10, 5), "วันที่"),
]
DAYS = [
    "5 ต.ค. 68",
    "5 ตุลาคม 2568",
    "๕/๑๐/๒๕๖๘",
    "05-10-68",
    "2025-10-05",
    "5 October 2025",
    "Oct 5 2025",
    "October 5, 2025",
    "5 Oct 2568",
    "5/10/2568 10:30",
    "5 ต.ค. 68 เวลา 10.30 น.",
    "2025-10-05 00:00:00",
    "วันที่ 5 ตุลาคม พุทธศักราช 2568",
    "5 ตุลาคม พ.ศ. 2568",
    "วันอาทิตย์ที่ 5 ตุลาคม 2568",
    "วันอาทิตย์ ที่ 5 ต.ค. 2568",
    "5ต.ค.68",
    "5 ตค 68",
    "5 ต.ค 2568",
    "5.10.2568",
    "5 ตุลา 68",
    "5 ต.ค. ’68",
    "5 ต.ค. 2025",
    "ลว. 5 ต.ค. 68",
    "ลงวันที่ 5 ตุลาคม 2568",
    date(2025, 10, 5),
    datetime(2025, 10, 5, 14, 30),
    date(2568, 10, 5),
    45935,
    "45935",
    "5 ตุลาตม 2568",
    "\u200b5 ต.ค. 68",
    "'5/10/2568",
]
NO_DAYS = [
    "31/2/2568",
    "31 กุมภาพันธ์ 2568",
    "5/13/2568",
    "3/4/2025",
    "5/10/25",
    "ตุลาคม 2568",
    "พ.ศ. 2568",
    "5/10",
    "5 ต.ค.",
    "วันจันทร์ที่ 5 ตุลาคม 2568",
    "5-10 ต.ค. 68",
    5,
    date(1925, 10, 5),
]
METHODS = {
    "19": [
        "เฉพาะเจาะจง",
        "วิธีเฉพาะเจาะจง",
        "เฉพาะ\nเจาะจง",
        "เฉพาะเจาะจง ม.56(2)(ข)",
        "วิธีเฉพาะเจาะจง (ข)",
        "เฉพะเจาะจง",
        "เฉพาะเจาจง",
        "เจาะจง",
        "วิธีเฉพาะฯ",
        "ฉพ.",
        19,
        "19",
        "โดยวิธีเฉพาะเจาะจง",
        "จัดซื้อโดยวิธีเฉพาะเจาะจง",
        "Specific",
    ],
    "16": [
        "e-bidding",
        "E-Bidding",
        "e bidding",
        "วิธีประกวดราคาอิเล็กทรอนิกส์ (e-bidding)",
        "วิธีประกวดราคาอิเล็กทรอนิกส์",
        "ประกวดราคาอิเล็คทรอนิคส์",
        "ประกวดราคาอีเล็กทรอนิกส์",
        "ประกาศเชิญชวนทั่วไป (e-bidding)",
        "อีบิดดิ้ง",
        "16 - e-bidding",
    ],
    "15": ["e-market", "ตลาดอิเล็กทรอนิกส์", "วิธีตลาดอิเล็กทรอนิกส์ (e-market)"],
    "18": ["คัดเลือก", "วิธีคัดเลือก", "คัดลือก"],
    "01": ["ตกลงราคา", "วิธีตกลงราคา"],
    "02": ["สอบราคา", "วิธีสอบราคา"],
}
NO_METHODS = ["ประกาศเชิญชวนทั่วไป", "เฉพาะเจาะจง/คัดเลือก", "อิเล็กทรอนิกส์", "99", "ตามระเบียบ"]
CONTRACTS = [
    ("1/2569 ลงวันที่ 5 ต.ค. 68", "1/2569"),
    ("เลขที่ 1/2569 ลงวันที่ 5 ต.ค. 2568", "1/2569"),
    ("ใบสั่งซื้อเลขที่ ๑/๒๕๖๙ ลว. ๕ ตุลาคม ๒๕๖๘", "1/2569"),
    ("สัญญาเลขที่ 1/2569\nลงวันที่ 5 ต.ค. 68", "1/2569"),
    ("ใบสั่งซื้อ/สั่งจ้าง เลขที่ 1/2569 วันที่ 5/10/2568", "1/2569"),
    ("บันทึกตกลงเลขที่ 1/2569 (5 ต.ค. 68)", "1/2569"),
    ("เลขที่สัญญา: 1/2569 วันที่สัญญา: 5 ต.ค. 68", "1/2569"),
    ("5 ต.ค. 68 เลขที่ 1/2569", "1/2569"),
    ("จ.1/2569 5ต.ค.68", "จ.1/2569"),
    ("CNTR-00012/69 Oct 5 2025", "CNTR-00012/69"),
    ("สน 71401/123 ลว. 5 ต.ค. 68", "สน 71401/123"),
    ("1/2569 ลงวันที่ 5 ต.ค. 68 เวลา 10.30 น.", "1/2569"),
]
PARTIES = [
    "ร้านแสงทอง 12,500.00 บาท\nร้านเพชร 13,000 บาท",
    "1. ร้านแสงทอง 12,500\n2. ร้านเพชร 13,000",
    "1.ร้านแสงทอง 12,500 บาท 2.ร้านเพชร 13,000 บาท",
    "(1) ร้านแสงทอง เสนอราคา 12,500 บาท (2) ร้านเพชร เสนอราคา 13,000 บาท",
    "ร้านแสงทอง / 12,500.00 บาท\nร้านเพชร / 13,000.00 บาท",
    "ร้านแสงทอง เสนอ 12500\nร้านเพชร เสนอ 13000",
    "ร้านแสงทอง 12,500 บาท, ร้านเพชร 13,000 บาท",
    "ร้านแสงทอง 12,500 บาท และร้านเพชร 13,000 บาท",
    "ร้านแสงทอง (12,500.00)\nร้านเพชร (13,000.00)",
    "ร้านแสงทอง\n12,500.-\nร้านเพชร\n13,000.-",
    "- ร้านแสงทอง = 12,500.-\n- ร้านเพชร = 13,000.-",
    "ร้านแสงทอง : ๑๒,๕๐๐ บาท; ร้านเพชร : ๑๓,๐๐๐ บาท",
    "รายที่ 1 ร้านแสงทอง 12,500 บาท\nรายที่ 2 ร้านเพชร 13,000 บาท",
    "1 ร้านแสงทอง 12,500\n2 ร้านเพชร 13,000",
    "ก. ร้านแสงทอง 12,500 บาท\nข. ร้านเพชร 13,000 บาท",
    "ร้านแสงทอง ราคาที่เสนอ\n12,500 บาท\nร้านเพชร ราคาที่เสนอ\n13,000 บาท",
    "ร้านแสงทอง 1.25 หมื่นบาท\nร้านเพชร หนึ่งหมื่นสามพันบาทถ้วน",
    "ร้านแสงทอง 12,500 บาท\nร้านเพชร 13,000 บาท\nรวม 25,500 บาท",
    "• ร้านแสงทอง\t12,500\r\n• ร้านเพชร\t13,000",
]
NO_PARTIES = [
    "ร้านแสงทอง -500",
    "ร้านแสงทอง 12.500,00",
    "ร้านแสงทอง 12,500 13,000",
    "12,500 บาท",
    "ร้านแสงทอง #REF!",
    "12500",
]
PERSON = "1234545678781"


def budgets():
    return [NINE, *([n, "ซื้อกระดาษ", amount, *PAPER_9[3:]] for n, amount in enumerate(AMOUNTS, 1))]


def signed(days):
    return [
        TWELVE,
        *(
            [n, "ซื้อกระดาษ", 12500, 12500, "เฉพาะเจาะจง", SHOP[0], 12500, SHOP[0], 12500, "ราคาต่ำสุด", "1/2569", day]
            for n, day in enumerate(days, 1)
        ),
    ]


def of_method(methods):
    return [NINE, *([n, *PAPER_9[1:4], method, *PAPER_9[5:]] for n, method in enumerate(methods, 1))]


def cells(head, texts):
    place = NINE.index(head)
    return [NINE, *([n, *PAPER_9[1:place], text, *PAPER_9[place + 1 :]] for n, text in enumerate(texts, 1))]


ALL_METHODS = [(code, method) for code, methods in METHODS.items() for method in methods]

CASES = [
    sheet("amounts of every form", budgets(), [paper(n) for n in range(2, len(AMOUNTS) + 2)]),
    sheet(
        "amounts that are refused",
        [
            NINE,
            *([n, "ซื้อกระดาษ", amount, *PAPER_9[3:]] for n, (amount, _words) in enumerate(NO_AMOUNTS, 1)),
            [99, *PAPER_9[1:]],
        ],
        [paper(len(NO_AMOUNTS) + 2)],
        errors=[(SHEET, n, NINE[2], f"C{n}", words) for n, (_amount, words) in enumerate(NO_AMOUNTS, 2)],
    ),
    sheet("days of every form", signed(DAYS), [paper(n) for n in range(2, len(DAYS) + 2)]),
    sheet(
        "days that are refused",
        signed(NO_DAYS),
        errors=[(SHEET, n, "วันที่สัญญา", f"L{n}", "") for n in range(2, len(NO_DAYS) + 2)],
    ),
    sheet(
        "methods of every form",
        of_method([method for _code, method in ALL_METHODS]),
        [
            paper(n, method_code=code, legal_basis="ม.56(2)(ข)" if "ม.56" in str(method) else "")
            for n, (code, method) in enumerate(ALL_METHODS, 2)
        ],
    ),
    sheet(
        "methods that are refused",
        of_method(NO_METHODS),
        errors=[(SHEET, n, NINE[4], f"E{n}", "") for n in range(2, len(NO_METHODS) + 2)],
    ),
    sheet(
        "contracts of every form",
        cells(NINE[8], [text for text, _number in CONTRACTS]),
        [paper(n, contract_number=number) for n, (_text, number) in enumerate(CONTRACTS, 2)],
    ),
    sheet(
        "a contract and its end",
        cells(NINE[8], ["1/2569 ลว. 5 ต.ค. 68 สิ้นสุดวันที่ 30 ต.ค. 68", "1/2569 ลว. 5 ต.ค. 68\nครบกำหนด 30/10/2568"]),
        [paper(2, end_date="2025-10-30"), paper(3, end_date="2025-10-30")],
    ),
    sheet(
        "contracts that are refused",
        cells(NINE[8], ["1/2569 ลว. 31/2/2568", "เลขที่ 1/2569 ลงวันที่ 31 เมษายน 2568", "1/2569 5 ต.ค. 68 6 ต.ค. 68"]),
        errors=[(SHEET, n, NINE[8], f"I{n}", "วันที่") for n in (2, 3, 4)],
    ),
    sheet(
        "contracts that are still to be made",
        cells(NINE[8], ["-", "อยู่ระหว่างดำเนินการ", "ไม่มีสัญญา", "(ยังไม่ลงนาม)", "เลขที่ ........ ลว. ........"]),
        [paper(n, contract_number="", contract_date=None) for n in range(2, 7)],
    ),
    sheet(
        "bidders of every form",
        cells(NINE[5], PARTIES),
        [paper(n, bidders=[SHOP, OTHER]) for n in range(2, len(PARTIES) + 2)],
    ),
    sheet(
        "bidders that are refused",
        cells(NINE[5], NO_PARTIES),
        errors=[(SHEET, n, NINE[5], f"F{n}", "") for n in range(2, len(NO_PARTIES) + 2)],
    ),
    sheet(
        "names and prices in two cells",
        [
            TWELVE,
            *(
                [n, *PAPER_9[1:5], names, prices, SHOP[0], 12500, *PAPER_9[7:8], "1/2569", "5 ต.ค. 68"]
                for n, (names, prices) in enumerate(
                    [
                        ("ร้านแสงทอง\nร้านเพชร", "12,500\n13,000"),
                        ("1.ร้านแสงทอง\n2.ร้านเพชร", "1.12,500\n2.13,000"),
                        ("ร้านแสงทอง และ ร้านเพชร", "12,500 และ 13,000"),
                        ("ร้านแสงทอง, ร้านเพชร", "12,500.00, 13,000.00"),
                        ("ร้านแสงทอง / ร้านเพชร", "12,500/13,000"),
                    ],
                    1,
                )
            ),
        ],
        [paper(n, bidders=[SHOP, OTHER]) for n in range(2, 7)],
    ),
    sheet(
        "names and prices that are not as many",
        [TWELVE, [1, *PAPER_9[1:5], "ร้านแสงทอง\nร้านเพชร", 12500, SHOP[0], 12500, "ราคาต่ำสุด", "1/2569", "5 ต.ค. 68"]],
        errors=[(SHEET, 2, "ราคาที่เสนอ", "G2", "2 ราย")],
    ),
    sheet(
        "texts with what nobody sees",
        cells(NINE[1], ["ซื้อ\u200bกระดาษ", " ซื้อกระดาษ\u00a0", "\ufeffซื้อกระดาษ", "'ซื้อกระดาษ", "ซื้อกระดาษ\u200d"]),
        [paper(n) for n in range(2, 7)],
    ),
    sheet(
        "a decomposed sara am",
        cells(NINE[1], ["จ้างทํา ความสะอาด", "จ้างทํา  ความสะอาด"]),
        [paper(n, title="จ้างทำ ความสะอาด") for n in (2, 3)],
    ),
    sheet(
        "numbers of persons",
        [
            [*NINE, "เลขประจำตัวผู้เสียภาษี"],
            [1, f"ซื้อกระดาษ {PERSON}", *PAPER_9[2:5], f"ร้านแสงทอง {PERSON} 12,500 บาท", *PAPER_9[6:], PERSON],
            [2, *PAPER_9[1:], "0105536112014"],
        ],
        [
            paper(
                2,
                title="ซื้อกระดาษ 1xxxxxxxxxxx1",
                bidders=[["ร้านแสงทอง 1xxxxxxxxxxx1", "12500.00"]],
                vendor_tax_id="1-xxxx-xxxxx-xx-1",
            ),
            paper(3, vendor_tax_id="0105536112014"),
        ],
    ),
    sheet(
        "formulas with their values",
        [NINE, PAPER_9, TRUCK_9],
        [paper(2, budget="13000.00"), truck(3)],
        after=lambda _book, page: page.write_formula("C2", "=SUM(D2,500)", None, 13000),
    ),
    sheet(
        "formulas without values",
        [NINE, [*PAPER_9[:2], None, *PAPER_9[3:]], TRUCK_9],
        [truck(3)],
        errors=[(SHEET, 2, NINE[2], "C2", "สูตร")],
        after=lambda _book, page: page.write_formula("C2", "=NOWHERE!A1", None, "#REF!"),
    ),
    sheet(
        "formulas that were never run",
        [NINE, [*PAPER_9[:2], None, *PAPER_9[3:]], TRUCK_9, [None, "รวม", None]],
        [truck(3)],
        errors=[(SHEET, 2, NINE[2], "C2", "สูตร")],
        after=lambda _book, page: [page.write_formula(cell, "=SUM(D2:D2)", None, "") for cell in ("C2", "C4")],
    ),
    sheet(
        "two numbers of a project",
        [
            [*NINE, "เลขที่โครงการ e-GP"],
            [*PAPER_9, 68109000001],
            [*TRUCK_9, "๖๘๑๐๙๐๐๐๐๐๒"],
            [3, *PAPER_9[1:], "6810900000"],
            [4, *PAPER_9[1:], "68999000001"],
        ],
        [paper(2, egp_number="68109000001"), truck(3, egp_number="68109000002")],
        errors=[(SHEET, 4, "เลขที่โครงการ e-GP", "J4", "11 หลัก"), (SHEET, 5, "เลขที่โครงการ e-GP", "J5", "เดือน")],
    ),
    sheet(
        "nothing but a title",
        [NINE, PAPER_9, [2, "จ้างซ่อมรถ"]],
        [paper(2)],
        errors=[(SHEET, 3, NINE[2], "C3", "ไม่มีจำนวนเงิน")],
    ),
    sheet(
        "no title", [NINE, PAPER_9, [2, None, *TRUCK_9[2:]]], [paper(2)], errors=[(SHEET, 3, NINE[1], "B3", "ชื่องาน")]
    ),
    sheet(
        "amounts in thousands",
        [[*NINE[:2], "วงเงินที่จะซื้อหรือจ้าง (พันบาท)", *NINE[3:]], [*PAPER_9[:2], 12.5, *PAPER_9[3:]]],
        [paper(2)],
    ),
    Case("dates of 1904", lambda: _of_1904(), [paper(2)]),
]


def _of_1904():
    import io

    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    made = openpyxl.Workbook()
    made.epoch = CALENDAR_MAC_1904
    made.active.title = SHEET
    for line in signed([date(2025, 10, 5)]):
        made.active.append(line)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()
