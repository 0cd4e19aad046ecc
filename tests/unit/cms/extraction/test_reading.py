"""What text comes out of each kind of file, and the limits on it."""

from datetime import date

import pytest

from cms.extraction import pdf, reading
from cms.extraction.office import _cell_text
from cms.extraction.reading import Reading, read
from tests.unit.cms.extraction.files import ANNOUNCEMENT, W, docx, paragraph, word, xlsx
from tests.unit.cms.extraction.files import pdf as changed_pdf

SENTENCE = (
    "ด้วยองค์การบริหารส่วนตำบลมีความประสงค์จะเปิดเผยข้อมูลข่าวสารการจัดซื้อจัดจ้างให้ประชาชนทราบทั่วกัน "
    "เพื่อให้การปฏิบัติราชการเป็นไปด้วยความโปร่งใสและตรวจสอบได้ ผู้ที่ต้องการข้อมูลเพิ่มเติมติดต่อได้ที่สำนักปลัดในวันและเวลาราชการ"
)


def test_a_pdf_gives_a_text_for_each_page_with_its_paragraphs_whole():
    first, second = pdf.pages(ANNOUNCEMENT)

    assert SENTENCE in first.splitlines()
    assert "๑ ซื้อน้ำดื่ม ๔๙,๓๘๖.๐๐" in second.splitlines()


def test_lines_of_a_page_lie_on_the_page():
    page = next(pdf.page_lines(ANNOUNCEMENT))

    assert page[0].text == "ประกาศองค์การบริหารส่วนตำบล"
    assert all(0 < line.left < line.right < 596 and 0 < line.baseline < 842 for line in page)


def test_a_page_without_text_keeps_its_number(tmp_path):
    path = changed_pdf(tmp_path / "a.pdf", lambda document: document.add_blank_page())

    assert read(path, "pdf").pages[2] == ""


def test_a_docx_is_read_with_headers_notes_and_boxes_but_not_what_was_struck_out(tmp_path):
    box = f"<w:txbxContent>{paragraph('ในกล่อง')}</w:txbxContent>"
    body = (
        paragraph("ข้อ ๑")
        + "<w:p><w:r><w:t>น</w:t></w:r><w:r><w:t>\u0e49ำ</w:t><w:tab/><w:t>ดื่ม</w:t></w:r></w:p>"
        + "<w:p><w:del><w:r><w:delText>ลบแล้ว</w:delText></w:r></w:del><w:ins><w:r><w:t>เพิ่มแล้ว</w:t></w:r></w:ins></w:p>"
        + f"<w:p><w:r><w:t>เดิม</w:t></w:r><w:r><w:pict>{box}</w:pict></w:r></w:p>"
        + f"<w:tbl><w:tr><w:tc>{paragraph('ลำดับ')}</w:tc><w:tc>{paragraph('รายการ')}</w:tc></w:tr></w:tbl>"
        + f"<w:sdt><w:sdtContent>{paragraph('ในช่อง')}</w:sdtContent></w:sdt>"
    )
    parts = {
        "word/header1.xml": word("hdr", paragraph("หัวกระดาษ")),
        "word/footer1.xml": word("ftr", paragraph("ท้ายกระดาษ")),
        "word/footnotes.xml": word("footnotes", f"<w:footnote>{paragraph('เชิงอรรถ')}</w:footnote>"),
    }

    assert read(docx(tmp_path / "a.docx", body, parts), "docx") == Reading(
        "read",
        ("หัวกระดาษ\nข้อ ๑\nน้ำ\tดื่ม\nเพิ่มแล้ว\nเดิม\nในกล่อง\nลำดับ\tรายการ\nในช่อง\nเชิงอรรถ\nท้ายกระดาษ",),
    )


def test_the_second_copy_of_a_drawing_is_passed_over(tmp_path):
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{paragraph('ในกล่อง')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )

    (page,) = read(docx(tmp_path / "a.docx", body), "docx").pages
    assert page.count("ในกล่อง") == 1


def test_a_strict_docx_is_read_too(tmp_path):
    strict = word("document", f"<w:body>{paragraph('เคร่งครัด')}</w:body>")
    strict = strict.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")

    assert read(docx(tmp_path / "a.docx", parts={"word/document.xml": strict}), "docx").pages == ("เคร่งครัด",)


def test_a_docx_with_entities_of_its_own_is_not_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("ความลับ", encoding="utf-8")
    evil = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>' + word("document", "&a;").partition("?>")[2]

    assert read(docx(tmp_path / "a.docx", parts={"word/document.xml": evil}), "docx").state == "failed"


def test_every_sheet_is_a_page_hidden_ones_too(tmp_path):
    path = xlsx(
        tmp_path / "a.xlsx", {"ต.ค. 67": [["รายการ", "เงิน"], ["น\u0e4d้า", 1500.0], [], ["", 2.5]], "ซ่อน": [["ลับ"]]}
    )

    assert read(path, "xlsx").pages == ("รายการ\tเงิน\nน้ำ\t1500\n\t2.5", "ลับ")


@pytest.mark.parametrize(
    ("cell", "text"), [(2566.0, "2566"), (0.5, "0.5"), (True, "TRUE"), (date(2024, 10, 1), "2024-10-01"), ("ก", "ก")]
)
def test_how_a_cell_is_written(cell, text):
    assert _cell_text(cell) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
def test_plain_text_in_the_encodings_of_thai_offices(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes("ประกาศ อบต.\n".encode(encoding))

    assert read(path, "txt").pages == ("ประกาศ อบต.\n",)


def test_a_csv_gives_its_rows_and_one_with_broken_quotes_its_text(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('ชื่อ,"จำนวน, บาท"\nน้ำ,2\n', encoding="utf-8")
    assert read(path, "csv").pages == ("ชื่อ\tจำนวน, บาท\nน้ำ\t2",)

    path.write_text('ชื่อ,"' + "ก" * 200_000, encoding="utf-8")
    assert read(path, "csv").pages[0].startswith('ชื่อ,"ก')


def test_other_kinds_are_kept_without_text(tmp_path):
    assert read(tmp_path / "a.png", "png") == Reading("unsupported", reason=reading.NOT_READ_YET)


def test_a_file_without_letters_is_empty(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(" \n--\n", encoding="utf-8")

    assert read(path, "txt").state == "empty"


def test_a_file_that_breaks_its_reader_has_failed(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 and nothing more")

    assert read(path, "pdf") == Reading("failed", reason=reading.FAILED)


def test_text_is_cut_at_the_limit_and_says_so(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("กขค", encoding="utf-8")

    assert read(path, "txt", max_bytes=9) == Reading("read", ("กขค",))
    assert read(path, "txt", max_bytes=8) == Reading("read", ("กข",), reading.CUT)


def test_pages_beyond_the_limit_are_left_out(tmp_path):
    path = xlsx(tmp_path / "a.xlsx", {"1": [["ก"]], "2": [["ข"]], "3": [["ค"]]})

    assert read(path, "xlsx", max_pages=3) == Reading("read", ("ก", "ข", "ค"))
    assert read(path, "xlsx", max_pages=2) == Reading("read", ("ก", "ข"), reading.CUT)
