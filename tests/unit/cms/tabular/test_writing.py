"""What is written is read back as it was, whatever was typed; nothing of it is a formula."""

import io
import random
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from cms.tabular.delimited import marked, unmarked
from cms.tabular.reading import read_sheets
from cms.tabular.writing import LONGEST_TEXT, Head, Table, csv_parts, csv_text, xlsx, xlsx_into

RANDOM = random.Random(2569)
LETTERS = "กขคำเโ่้ 012๐๑abZ.,;|\t\n'\"=+-@＝(){}<>&_x0041_"
FORMULAS = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "'=1",
    "''=1",
    "＝1",
    "'ก",
    "'",
    "=",
    "-",
    "- ไม่มี",
]


def a_text():
    text = "".join(RANDOM.choices(LETTERS, k=RANDOM.randrange(1, 30)))
    return text if text.strip() else "ก"


TABLE = [[a_text(), RANDOM.choice(FORMULAS), a_text()] for _ in range(300)]


def read_back(tmp_path, data, kind):
    path = tmp_path / f"a.{kind}"
    path.write_bytes(data)
    return [list(row.cells) for row in read_sheets(path, kind)[0].rows]


def test_a_csv_reads_back_as_it_was(tmp_path):
    data = csv_text(["ก", "=ข", "ค"], TABLE)

    assert read_back(tmp_path, data, "csv") == [["ก", "=ข", "ค"], *TABLE]


def test_a_workbook_reads_back_as_it_was(tmp_path):
    data = xlsx([Table("ตาราง", [Head("ก"), Head("=ข"), Head("ค")], TABLE)])

    assert read_back(tmp_path, data, "xlsx") == [["ก", "=ข", "ค"], *TABLE]


def test_what_is_written_as_it_comes_is_the_same(tmp_path):
    path, heads = tmp_path / "long.xlsx", [Head("ก", width=20), Head("ข", width=20), Head("ค", width=20)]
    rows = TABLE * 4

    with path.open("w+b") as file:
        xlsx_into(file, Table("ยาว", heads), iter(rows))
    parts = list(csv_parts(["ก", "ข", "ค"], iter(rows)))

    (written,) = read_sheets(path, "xlsx")
    (whole,) = read_sheets(written_as_one(tmp_path, heads, rows), "xlsx")
    assert written.rows == whole.rows
    assert len(parts) > 2
    assert b"".join(parts) == csv_text(["ก", "ข", "ค"], rows)


def written_as_one(folder, heads, rows):
    path = folder / "one.xlsx"
    path.write_bytes(xlsx([Table("ยาว", heads, rows)]))
    return path


def test_numbers_and_days_are_numbers_and_days(tmp_path):
    rows = [[Decimal("245000.50"), date(2025, 10, 1), 7, None, "x"]]
    data = xlsx([Table("ก", [Head(str(place)) for place in range(5)], rows)])

    assert read_back(tmp_path, data, "xlsx")[1] == [245000.5, date(2025, 10, 1), 7, None, "x"]
    assert csv_text(["a"] * 5, rows).decode("utf-8-sig").splitlines()[1] == "245000.50,2025-10-01,7,,x"
    assert csv_text(["a"], [[Decimal(-5)]]).decode("utf-8-sig").splitlines()[1] == "-5"


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula(text):
    written = marked(text)
    data = xlsx([Table("ก", [Head("ก")], [[text]])])

    assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    assert unmarked(written) == text
    assert openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["A2"].data_type == "s"


def test_a_text_that_no_cell_holds_is_cut_and_says_so(tmp_path):
    [[_head], [text]] = read_back(tmp_path, xlsx([Table("ก", [Head("ก")], [["ก" * 40_000]])]), "xlsx")

    assert len(text) == LONGEST_TEXT
    assert text.endswith("อ่านทั้งหมดในหน้าเว็บหรือไฟล์ CSV)")


@pytest.mark.parametrize("name", ["", "[ก]:/\\?*", "ก" * 40, "'ก'", "History", "ตัวเลือก"])
def test_every_name_becomes_one_that_excel_allows(name):
    tables = [Table(name, [Head("ก", choices=("ข",))], form_rows=5) for _ in range(3)]

    names = openpyxl.load_workbook(io.BytesIO(xlsx(tables))).sheetnames

    assert len(set(names)) == 4
    assert all(0 < len(each) <= 31 for each in names)


def test_a_form_offers_its_choices_and_says_how_to_fill_it_in():
    heads = [
        Head("หน่วยงาน", choices=("กองช่าง", "กองคลัง")),
        Head("เริ่ม", hint="เช่น 1 ต.ค. 2568", is_text=True),
        Head("ผล"),
    ]

    book = openpyxl.load_workbook(io.BytesIO(xlsx([Table("แผน", heads, form_rows=100)])))

    sheet, lists = book.worksheets
    offered, hinted = sheet.data_validations.dataValidation
    assert (offered.type, offered.formula1, str(offered.sqref)) == ("list", "'ตัวเลือก'!$A$1:$A$2", "A2:A101")
    assert (hinted.prompt, hinted.promptTitle) == ("เช่น 1 ต.ค. 2568", "เริ่ม")
    assert (lists.sheet_state, [cell.value for cell in lists["A"]]) == ("hidden", ["กองช่าง", "กองคลัง"])
