"""`import_procurement FILE --dry-run --format json`: files of every kind, and files that cannot be read."""

import io
import json
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from cms.tabular.writing import Head, Table, csv_text, xlsx
from procurement.models.record import Bidder, ProcurementRecord
from procurement.policy import sheet_parties, sheet_reading
from procurement.policy.sheet_heads import LABELS, Field

HEADS = ["ลำดับที่", "งานที่จัดซื้อหรือจัดจ้าง", "วงเงินที่จะซื้อหรือจ้าง", "วิธีซื้อหรือจ้าง", "ผู้ได้รับการคัดเลือก", "ราคาที่ตกลง", "วันที่สัญญา"]
ROW = ["๑", "ซื้อวัสดุสำนักงาน", "๑๒,๕๐๐.๐๐", "เฉพาะเจาะจง", "ร้านแสงทอง", "12,500.00", "15 ต.ค. 68"]
PERSON = "1234545678781"
FULL = [what for what in LABELS if what not in (Field.TAX_ID, Field.FISCAL_YEAR)]


def run(path):
    out = io.StringIO()
    call_command("import_procurement", str(path), "--dry-run", "--format", "json", stdout=out, stderr=io.StringIO())
    return json.loads(out.getvalue())


def refused(path):
    """What is printed of a file that cannot be read, and the message with which the command ends."""
    out = io.StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import_procurement", str(path), "--dry-run", "--format", "json", stdout=out)
    return json.loads(out.getvalue()), str(error.value)


def written(path, lines):
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    book.save(path)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "tis-620", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_of_every_encoding_is_read(tmp_path, encoding, separator):
    path = tmp_path / "สขร1.csv"
    lines = [["แบบ สขร.1"], HEADS, ROW]
    path.write_bytes("\r\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines).encode(encoding))

    answer = run(path)

    assert set(answer) == {"rows", "errors", "none"}
    [row] = answer["rows"]
    assert (row["row"], row["budget"], row["method_code"]) == (3, "12500.00", "19")
    assert (row["winners"], row["contract_date"]) == ([["ร้านแสงทอง", "12500.00"]], "2025-10-15")
    assert (answer["errors"], answer["none"]) == ([], False)


def test_an_error_names_sheet_row_column_and_cell(tmp_path):
    bad = ["2", "จ้างเหมาบริการ", -5, "เฉพาะเจาะจง", "ร้าน ก", 5, "31/02/2568"]

    answer = run(written(tmp_path / "a.xlsx", [["แบบ สขร.1"], [], HEADS, ROW, bad]))

    assert [row["row"] for row in answer["rows"]] == [4]
    assert [(e["sheet"], e["row"], e["column"], e["cell"]) for e in answer["errors"]] == [
        ("Sheet", 5, "วงเงินที่จะซื้อหรือจ้าง", "C5"),
        ("Sheet", 5, "วันที่สัญญา", "G5"),
    ]
    assert "ติดลบไม่ได้" in answer["errors"][0]["message"]


def test_a_month_without_procurements_says_so(tmp_path):
    answer = run(written(tmp_path / "a.xlsx", [HEADS, ["ไม่มีการจัดซื้อจัดจ้าง"]]))

    assert answer == {"rows": [], "errors": [], "none": True}


def test_the_number_of_a_person_is_nowhere_in_the_answer(tmp_path):
    heads = [*HEADS, "เลขประจำตัวผู้เสียภาษี"]
    lines = [
        [1, f"จ้าง {PERSON}", 5, "เฉพาะเจาะจง", f"นายสมชาย {PERSON}", 5, "15 ต.ค. 68", PERSON],
        [2, "จ้าง", int(PERSON), PERSON, f"นายสมชาย 1-2345-45678-78-1 {PERSON} 5 บาท", PERSON, PERSON, int(PERSON)],
    ]

    answer = run(written(tmp_path / "a.xlsx", [heads, *lines]))

    text = json.dumps(answer, ensure_ascii=False)
    assert [row["vendor_tax_id"] for row in answer["rows"]] == ["1-xxxx-xxxxx-xx-1"]
    assert answer["errors"]
    assert PERSON not in text
    assert "1-2345-45678-78-1" not in text


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xlsx", b"", ""),
        ("a.csv", b"", ""),
        ("a.csv", "ก,ข\n1,2".encode(), "ไม่พบหัวตาราง"),
        ("a.csv", ",".join(HEADS).encode(), "ไม่มีรายการใต้หัวตาราง"),
        ("a.xlsx", b"PK\x03\x04" + b"x" * 99, ""),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ""),
        ("a.pdf", b"%PDF-1.4", "เลือกไฟล์ตาราง"),
        ("a.csv", b"x" * (10 * 1024 * 1024 + 1), ""),
    ],
)
def test_a_file_that_cannot_be_read_is_one_error_in_thai(tmp_path, name, data, words):
    path = tmp_path / name
    path.write_bytes(data)

    answer, message = refused(path)

    assert answer["rows"] == []
    assert answer["none"] is False
    assert [(e["row"], e["cell"], e["message"]) for e in answer["errors"]] == [(None, "", message)]
    assert words in message
    assert any("ก" <= letter <= "๙" for letter in message)


def test_a_file_that_is_not_there_is_said(tmp_path):
    assert "ไม่พบไฟล์" in refused(tmp_path / "a.xlsx")[1]


def test_nothing_is_imported_by_the_command(tmp_path):
    with pytest.raises(CommandError, match="--dry-run"):
        call_command("import_procurement", str(tmp_path / "a.xlsx"))


FULL_ROWS = [
    {
        Field.SERIAL: 1,
        Field.TITLE: "=ซื้อวัสดุ +1",
        Field.KIND: "ซื้อ",
        Field.METHOD: "วิธีเฉพาะเจาะจง",
        Field.STEP: "จัดทำสัญญา/บริหารสัญญา",
        Field.LEGAL_BASIS: "ม.56(2)(ข)",
        Field.BUDGET: Decimal("12500.50"),
        Field.BUDGET_SOURCE: "ข้อบัญญัติงบประมาณ",
        Field.REFERENCE_PRICE: Decimal("12500.00"),
        Field.BIDDERS: "ร้าน ๑๐๘ การค้า",
        Field.BIDDER_PRICES: Decimal("12000.00"),
        Field.WINNERS: "ร้าน ๑๐๘ การค้า",
        Field.WINNER_PRICES: Decimal("11999.25"),
        Field.REASON: "-ราคาต่ำสุด",
        Field.CONTRACT: "ใบสั่งซื้อเลขที่ 1/2569",
        Field.CONTRACT_DATE: date(2025, 10, 15),
        Field.END_DATE: date(2025, 10, 30),
        Field.EGP_NUMBER: "68109012345",
        Field.REQUEST_DATE: date(2025, 10, 1),
        Field.ORDER_DATE: date(2025, 10, 14),
        Field.DIVISION: "กองคลัง",
    },
    {Field.BIDDERS: "@บริษัท ข จำกัด", Field.BIDDER_PRICES: Decimal("13000.00")},
]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_our_full_list_is_read_back_without_loss(tmp_path, kind):
    labels = [LABELS[what] for what in FULL]
    rows = [[row.get(what) for what in FULL] for row in FULL_ROWS]
    path = tmp_path / f"รายการ.{kind}"
    table = Table("รายการ", [Head(label) for label in labels], rows)
    path.write_bytes(csv_text(labels, rows) if kind == "csv" else xlsx([table]))

    answer = run(path)

    assert answer["errors"] == []
    [row] = answer["rows"]
    assert {name: row[name] for name in row if row[name] not in ("", None)} == {
        "sheet": "CSV" if kind == "csv" else "รายการ",
        "row": 2,
        "title": "=ซื้อวัสดุ +1",
        "kind_code": "01",
        "method_code": "19",
        "step_code": "5",
        "status": "จัดทำสัญญา/บริหารสัญญา",
        "legal_basis": "ม.56(2)(ข)",
        "budget": "12500.50",
        "budget_source": "ข้อบัญญัติงบประมาณ",
        "reference_price": "12500.00",
        "bidders": [["ร้าน ๑๐๘ การค้า", "12000.00"], ["@บริษัท ข จำกัด", "13000.00"]],
        "winners": [["ร้าน ๑๐๘ การค้า", "11999.25"]],
        "reason": "-ราคาต่ำสุด",
        "contract_number": "ใบสั่งซื้อเลขที่ 1/2569",
        "contract_date": "2025-10-15",
        "end_date": "2025-10-30",
        "request_date": "2025-10-01",
        "order_date": "2025-10-14",
        "egp_number": "68109012345",
        "division": "กองคลัง",
    }


def test_the_most_letters_are_those_of_the_fields():
    fields = {
        what: ProcurementRecord._meta.get_field(what.value)
        for what in sheet_reading.LONGEST
        if what.value in ("title", "legal_basis", "budget_source", "reason")
    }

    assert {what: sheet_reading.LONGEST[what] for what in fields} == {what: f.max_length for what, f in fields.items()}
    assert Bidder._meta.get_field("name").max_length == sheet_parties.LONGEST_NAME
