"""Months in which nothing was bought, in many words; and procurements in which “ไม่มี” is something else."""

from tests.unit.procurement.sheets.case import (
    NINE,
    PAPER_9,
    TRUCK_9,
    TWELVE,
    Case,
    book,
    csv_of,
    paper,
    sheet,
    truck,
)

WORDS = [
    "ไม่มีการจัดซื้อจัดจ้าง",
    "- ไม่มีการจัดซื้อจัดจ้าง -",
    "ไม่มีรายการจัดซื้อจัดจ้าง",
    "ไม่มีการดำเนินการจัดซื้อจัดจ้างในเดือนนี้",
    "ในเดือนตุลาคม 2568 ไม่มีการจัดซื้อจัดจ้าง",
    "เดือนนี้ไม่มีการจัดซื้อ/จัดจ้าง",
    "ไม่ได้ดำเนินการจัดซื้อจัดจ้าง",
    "มิได้มีการจัดซื้อจัดจ้าง",
    "--ไม่มี--",
    "ไม่มี",
    "ไม่มีข้อมูล",
    "ไม่มีรายการ",
    "ไม่ปรากฏรายการจัดซื้อจัดจ้าง",
    "ไม่มีโครงการจัดซื้อจัดจ้าง",
    "ยังไม่มีการจัดซื้อจัดจ้าง",
    "ไม่มีงานจัดซื้อจัดจ้าง",
    "ไม่มีการซื้อหรือจ้าง",
    "ไม่มีการเบิกจ่ายและการจัดซื้อจัดจ้าง",
    "ไม่มีผลการจัดซื้อจัดจ้าง",
    "ไม่ มี การ จัดซื้อ จัดจ้าง",
    "ไม่มีกิจกรรมการจัดซื้อจัดจ้าง",
    "None",
]

CASES = [
    *[sheet(f"none: {words}", [["แบบ สขร.1"], NINE, [None, words]], none=True) for words in WORDS],
    sheet("none, numbered", [NINE, [1, "ไม่มีการจัดซื้อจัดจ้าง", "-", "-", "-", "-", "-", "-", "-"]], none=True),
    sheet(
        "none, with zeros",
        [NINE, [1, "ไม่มีการจัดซื้อจัดจ้าง", 0, 0, "-", "-", "-", "-", "-"], [None, "รวม", 0, 0]],
        none=True,
    ),
    sheet("none, merged over the table", [NINE, ["ไม่มีการจัดซื้อจัดจ้าง"]], none=True, merged=["A2:I2"]),
    sheet("none, in a row of dashes", [NINE, ["-"] * 9], none=True),
    sheet("none, a word in each cell", [NINE, ["ไม่มี"] * 9], none=True),
    sheet("none, in the column of amounts", [NINE, [None, None, "ไม่มีการจัดซื้อจัดจ้าง"]], none=True),
    sheet("none, beside the title", [["แบบ สขร.1", "ไม่มีการจัดซื้อจัดจ้าง"], NINE], none=True),
    sheet("none, without heads", [["สรุปผลการจัดซื้อจัดจ้าง เดือนตุลาคม 2568"], ["ไม่มีการจัดซื้อจัดจ้าง"]], none=True),
    sheet(
        "none, and who signed",
        [
            NINE,
            [None, "ไม่มีการจัดซื้อจัดจ้าง"],
            [],
            [None, None, None, "(ลงชื่อ).............ผู้รายงาน"],
            [None, None, None, "(นายสมชาย ใจดี)"],
        ],
        none=True,
    ),
    Case("none, in a CSV", lambda: csv_of([NINE, ["", "ไม่มีการจัดซื้อจัดจ้าง"]]).encode("cp874"), none=True, kind="csv"),
    Case("none, a CSV of the words alone", lambda: "เดือนนี้ไม่มีการจัดซื้อจัดจ้าง".encode(), none=True, kind="csv"),
    Case(
        "none, in every month",
        lambda: book(("ต.ค.", [NINE, ["ไม่มี"]]), ("พ.ย.", [NINE, [None, "ไม่มีการจัดซื้อจัดจ้าง"]])),
        none=True,
    ),
    sheet(
        "a reason that says none",
        [NINE, [*PAPER_9[:7], "ไม่มีผู้เสนอราคารายอื่น", PAPER_9[8]]],
        [paper(2, reason="ไม่มีผู้เสนอราคารายอื่น")],
    ),
    sheet(
        "a cell that says none",
        [NINE, [*PAPER_9[:3], "ไม่มี", *PAPER_9[4:]], TRUCK_9],
        [paper(2, reference_price=None), truck(3)],
    ),
    sheet(
        "a title that says none",
        [NINE, [1, "จ้างซ่อมถนนที่ไม่มีการจัดจ้างในปีก่อน", *PAPER_9[2:]]],
        [paper(2, title="จ้างซ่อมถนนที่ไม่มีการจัดจ้างในปีก่อน")],
    ),
    sheet(
        "a part with none beside one with some", [NINE, ["จัดซื้อ"], PAPER_9, ["จัดจ้าง"], [None, "ไม่มีการจัดจ้าง"]], [paper(3)]
    ),
    sheet(
        "a note that says none of something",
        [NINE, PAPER_9, TRUCK_9, ["หมายเหตุ ไม่มีการจัดซื้อด้วยวิธีคัดเลือก"]],
        [paper(2), truck(3)],
    ),
    sheet("only heads", [NINE], refusal="ไม่มีรายการใต้หัวตาราง"),
    sheet("other things", [["ชื่อ", "เบอร์โทร"], ["ก", "042"]], refusal="ไม่พบหัวตาราง"),
    sheet(
        "a contract that there is none of",
        [
            TWELVE,
            [
                1,
                "ซื้อกระดาษ",
                12500,
                12500,
                "เฉพาะเจาะจง",
                "ร้านแสงทอง",
                12500,
                "ร้านแสงทอง",
                12500,
                "ราคาต่ำสุด",
                "ไม่มี",
                "ไม่มี",
            ],
        ],
        [paper(2, contract_number="", contract_date=None)],
    ),
]
