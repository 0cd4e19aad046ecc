"""Sheets as Thai offices send them: every kind of file, encoding and separator; limits; the sandbox."""

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from cms.tabular import sheets
from cms.tabular.delimited import decode, separator_of
from cms.tabular.reading import read_sheets, read_upload
from cms.tabular.sheets import Row, Sheet, SheetError, column_letter
from tests.unit.cms.extraction.files import zipped

XLS = Path(__file__).parents[3] / "data" / "tabular" / "plan.xls"
HEADS = ("โครงการ", "หน่วยงาน", "งบประมาณ (บาท)", "เริ่ม")
LINES = [["โครงการ", "งบประมาณ"], ["ซ่อมถนน", "๑๒,๕๐๐.๕๐"], ["ขุดลอกคลอง", "1,266"]]
NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
ODS = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="{NAMESPACE}office:1.0" xmlns:table="{NAMESPACE}table:1.0"
  xmlns:text="{NAMESPACE}text:1.0"  office:version="1.2"><office:body><office:spreadsheet><table:table table:name="แผน">
 <table:table-row><table:table-cell office:value-type="string"><text:p>โครงการ</text:p></table:table-cell>
 <table:table-cell office:value-type="string"><text:p>เริ่ม</text:p></table:table-cell></table:table-row>
 <table:table-row><table:table-cell office:value-type="float" office:value="12.5"/>
 <table:table-cell office:value-type="date" office:date-value="2025-10-01"><text:p>1/10/68</text:p></table:table-cell>
 </table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""
MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def workbook(path, fill):
    book = openpyxl.Workbook()
    fill(book)
    book.save(path)
    return path


def test_a_workbook_is_read_as_typed_cells_with_their_places(tmp_path):
    def fill(book):
        sheet = book.active
        sheet.title = "แผน"
        sheet["B3"], sheet["C3"], sheet["D3"] = "หัว", 1, date(2568, 10, 1)
        sheet["B6"], sheet["C6"], sheet["D6"] = 0.5, True, datetime(2025, 10, 1, 9, 30)
        sheet["E6"] = time(8, 30)
        sheet.merge_cells("B3:B4")
        book.create_sheet("ซ่อน").sheet_state = "hidden"
        book["ซ่อน"]["A1"] = "x"
        book.create_sheet("ว่าง")

    assert read_sheets(workbook(tmp_path / "a.xlsx", fill), "xlsx") == [
        Sheet(
            "แผน",
            [
                Row(3, (None, "หัว", 1, date(2568, 10, 1))),
                Row(6, (None, 0.5, True, datetime(2025, 10, 1, 9, 30), time(8, 30))),
            ],
            merged=((3, 2, 4, 2),),
        ),
        Sheet("ซ่อน", [Row(1, ("x",))], is_hidden=True),
        Sheet("ว่าง", []),
    ]


def test_an_old_workbook_is_read():
    plan, hidden = read_sheets(XLS, "xls")

    assert [row.cells for row in plan.rows[1:]] == [
        HEADS,
        ("ซ่อมถนนลูกรัง", "กองคลัง", 245000.5, date(2025, 10, 1)),
        ("รวม", None, 245000.5),
    ]
    assert [row.number for row in plan.rows] == [1, 2, 3, 5]
    assert hidden.is_hidden


def test_a_sheet_of_an_open_format_is_read(tmp_path):
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    parts = {"mimetype": mime, "META-INF/manifest.xml": MANIFEST, "content.xml": ODS.replace("\n ", "")}

    [sheet] = read_sheets(zipped(tmp_path / "แผน.ods", parts), "ods")

    assert [row.cells for row in sheet.rows] == [("โครงการ", "เริ่ม"), (12.5, date(2025, 10, 1))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
def test_a_csv_is_read_in_every_encoding_with_every_separator(tmp_path, encoding, separator, line_end):
    text = line_end.join(separator.join(f'"{cell}"' if separator in cell else cell for cell in line) for line in LINES)
    path = tmp_path / "แผน.csv"
    path.write_bytes(text.encode(encoding))

    [sheet] = read_sheets(path, "csv")

    assert [list(row.cells) for row in sheet.rows] == LINES


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("ก;ข\n1,5;2,5\n1,7;2", ";"),
        ("ก\tข\n1,500.00\t2\n1,700.00\t3", "\t"),
        ("ก,ข\n1;2,3\n4,5", ","),
        ("ก\nข\nค", ","),
        ("", ","),
    ],
)
def test_the_separator_is_that_of_most_rows(text, separator):
    assert separator_of(text) == separator


def test_what_excel_says_about_the_separator_is_no_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("sep=;\nก;ข,ค\n")

    assert [row.cells for row in read_sheets(path, "csv")[0].rows] == [("ก", "ข,ค")]


def test_a_cell_of_several_lines_keeps_them(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('โครงการ,ผล\n"ซ่อม\nถนน","พูดว่า ""ดี"""\n')

    assert read_sheets(path, "csv")[0].rows[1] == Row(2, ("ซ่อม\nถนน", 'พูดว่า "ดี"'))


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02\x03", "ก,ข".encode("cp874") + b"\xff\xfe", b"a\x00b,c" * 50, b"\x01,\x02"]
)
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(SheetError, match="อ่านตัวอักษร"):
        decode(data)


def test_a_quotation_that_never_ends_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('ก,"ข\nค,ง\n')

    with pytest.raises(SheetError, match="เครื่องหมายคำพูดที่ไม่ได้ปิด"):
        read_sheets(path, "csv")


def test_too_many_rows_columns_and_sheets_are_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_text("ก,ข,ค\n" * 4)
    monkeypatch.setattr(sheets, "MAX_ROWS", 3)
    with pytest.raises(SheetError, match="มากกว่า 3 แถว"):
        read_sheets(path, "csv")
    monkeypatch.setattr(sheets, "MAX_COLUMNS", 2)
    with pytest.raises(SheetError, match="ไม่เกิน 2 คอลัมน์"):
        read_sheets(path, "csv")
    many = workbook(tmp_path / "a.xlsx", lambda book: [book.create_sheet() for _ in range(50)])
    with pytest.raises(SheetError, match="มากกว่า 50 แผ่นงาน"):
        read_sheets(many, "xlsx")


def test_blank_rows_below_are_no_rows(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("ก,ข\n" + ",,\n" * 30_000)

    assert read_sheets(path, "csv")[0].rows == [Row(1, ("ก", "ข"))]


def test_a_damaged_workbook_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")

    with pytest.raises(SheetError, match="เปิดตารางในไฟล์นี้ไม่ได้"):
        read_sheets(path, "xlsx")


def test_an_upload_is_read_in_the_sandbox_with_its_types(tmp_path):
    def fill(book):
        book.active.append(["ก", 1, 2.5, True, None, date(2025, 10, 1), datetime(2025, 10, 1, 9, 30), time(8, 30)])

    path = workbook(tmp_path / "upload", fill)

    [sheet] = read_upload(path, "แผน.XLSX")

    assert sheet.rows == read_sheets(path, "xlsx")[0].rows
    assert [type(cell) for cell in sheet.rows[0].cells[5:]] == [date, datetime, time]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("แผน.pdf", b"%PDF-1.7", "เลือกไฟล์ตาราง XLSX, XLS, ODS หรือ CSV ไฟล์ที่เลือกเป็น .pdf"),
        ("แผน", b"x", "ไฟล์ที่เลือกเป็น .ไม่ทราบชนิด"),
        ("แผน.xlsx", b"", "ว่างเปล่า"),
        ("แผน.xlsx", b"%PDF-1.7", "เนื้อหาของไฟล์ไม่ตรงกับนามสกุล"),
        ("แผน.xlsx", b"PK\x03\x04 nothing", "ไฟล์"),
    ],
)
def test_an_upload_that_is_no_sheet_is_refused_in_words(tmp_path, name, data, message):
    path = tmp_path / "upload"
    path.write_bytes(data)

    with pytest.raises(SheetError, match=message):
        read_upload(path, name)


def test_a_zip_bomb_is_refused(tmp_path):
    zeros = "<worksheet>" + "0" * (250 * 1024 * 1024)
    path = zipped(tmp_path / "bomb.xlsx", {"[Content_Types].xml": "x", "xl/worksheets/sheet1.xml": zeros})

    with pytest.raises(SheetError, match="ขยายออกมาใหญ่ผิดปกติ"):
        read_upload(path, "bomb.xlsx")


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_letters(place, letters):
    assert column_letter(place) == letters
