import io

import pikepdf
import pypdfium2
import pytest

from cms.exports.pdf import FONTS, TEMPLATES, render
from cms.thai.repair import clean

SENTENCE = "ผู้บริหารกำกับติดตามให้เจ้าหน้าที่ดำเนินการให้แล้วเสร็จ ภายในเดือนเมษายน ทั้งนี้ น้ำ ก็ป้องกันไม่ให้ท่วมบ้านดงหม้อทอง"
MARKUP = "#panic() *หนา* _เอียง_ $x^2$ <ป้าย> @อ้าง [วงเล็บ] \\ // หมายเหตุ"


def record(**changes):
    return {
        "authority": "องค์การบริหารส่วนตำบลดงหม้อทอง",
        "title": "มาตรการป้องกันการรับสินบน",
        "kind": "มาตรการส่งเสริมคุณธรรมและความโปร่งใส",
        "fiscal_year": "๒๕๖๖",
        "period": None,
        "document_number": "สน 76101/123",
        "document_date": "30 กันยายน 2566",
        "division": "สำนักปลัด",
        "summary": SENTENCE,
        "sections": [],
        "attachments": [],
        "approved_by": "นายสมชาย ใจดี",
        "approved_position": "นายกองค์การบริหารส่วนตำบล",
        "approved_on": "5 ตุลาคม 2566",
        "published_on": "5 ตุลาคม 2566",
        "address": "https://example.go.th/2566/measures/1/",
        "digest": "a3f19c0d" * 8,
        "thai_digits": True,
        **changes,
    }


def table(columns, rows, **more):
    return {"heading": "ตาราง", "table": {"caption": None, "columns": columns, "rows": rows, "numeric": [], **more}}


def pages_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def letters(text):
    """Lines break between words, so copied text is compared without its white space."""
    return "".join(clean(text).split())


def copied(pdf):
    return letters("\n".join(pages_of(pdf)))


def test_text_copied_back_is_the_text_that_went_in():
    paragraphs = [SENTENCE, "กู้ยืม ปั๊มน้ำ เก้าอี้ ญี่ปุ่น ฐานข้อมูล ศูนย์ฯ เพื่อ ๆ กัน"]

    text = copied(render("record", record(sections=[{"heading": "ผลลัพธ์", "paragraphs": paragraphs}])))

    assert letters(SENTENCE + "ผลลัพธ์" + "".join(paragraphs)) in text


def test_every_tone_mark_and_vowel_is_copied_back_once():
    marks = "กิ กี กึ กื กุ กู กั ก็ ก่ ก้ ก๊ ก๋ ก์ กำ ก่ำ ก้ำ กิ่ กี้ กึ๊ กื๋ กั่ กั้ ป่ ฝ้ ฟ้า ปี่ ฝี้ ปำ ป้ำ ญุ ฐู ตั้ง ที่สุด"

    assert letters(marks) in copied(render("record", record(summary=marks)))


def test_what_users_write_is_never_typst_source():
    data = record(
        title=MARKUP,
        summary=MARKUP,
        sections=[table([MARKUP, "ข"], [["#sys.version", "$a$"]], caption=MARKUP)],
        attachments=[{"name": '#read("record.typ").pdf', "size": "PDF 1 MB", "sha256": "0" * 64}],
    )

    text = copied(render("record", data | {"thai_digits": False}))

    assert text.count(letters(MARKUP)) >= 4
    assert letters("#sys.version $a$") in text
    assert letters('#read("record.typ").pdf') in text


def test_the_pdf_is_tagged_and_says_its_title_and_language():
    pdf = render("record", record(sections=[table(["ก", "ข"], [["1", "2"]])]))

    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root
        assert root.MarkInfo.Marked
        assert "/StructTreeRoot" in root
        assert str(root.Lang).startswith("th")
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == "มาตรการป้องกันการรับสินบน"
            assert metadata["pdfuaid:part"] == "1"


def test_digits_are_thai_but_for_addresses_and_codes():
    data = record(summary="เบิกจ่าย 12,500.50 บาท ตามตัวชี้วัด O1 และ https://example.go.th/2566/")

    text = copied(render("record", data))

    assert "๑๒,๕๐๐.๕๐" in text
    assert "ตัวชี้วัดO1" in text
    assert "https://example.go.th/2566/" in text
    assert "หน้า๑จาก๑" in text


def test_digits_stay_arabic_where_the_authority_wants_it():
    text = copied(render("record", record(thai_digits=False, summary="เบิกจ่าย 12,500.50 บาท")))

    assert "12,500.50" in text
    assert "หน้า1จาก1" in text


def test_each_page_carries_address_digest_and_the_heads_of_its_table():
    rows = [[str(n), f"ซ่อมแซมถนนลูกรัง หมู่ที่ {n}"] for n in range(1, 90)]

    pages = pages_of(render("record", record(sections=[table(["ลำดับ", "รายการ"], rows)])))

    assert len(pages) > 2
    for page in pages:
        assert "https://example.go.th/2566/measures/1/" in page
        assert ("a3f19c0d" * 2) in page
    for page in pages[1:-1]:
        assert "ลำดับ" in page


@pytest.mark.parametrize("columns", [1, 5, 6, 12])
def test_a_table_of_any_width_keeps_all_its_cells(columns):
    rows = [[f"แถว{row}ช่อง{column}" for column in range(columns)] for row in range(3)]

    text = copied(render("record", record(sections=[table(["ก"] * columns, rows)], thai_digits=False)))

    assert all(cell in text for row in rows for cell in row)


def test_a_row_that_is_too_short_is_filled_up():
    text = copied(render("record", record(sections=[table(["ก", "ข", "ค"], [["เดียวดาย"]])])))

    assert "เดียวดาย" in text


def test_a_paragraph_in_one_cell_may_be_longer_than_a_page():
    text = copied(render("record", record(sections=[table(["ก", "ข"], [["1", SENTENCE * 40]])])))

    assert text.count("ดงหม้อทอง") >= 40


def test_characters_that_no_font_draws_become_an_open_box():
    text = copied(render("record", record(summary="ดี😀มาก 漢 \x00\x07 👨\u200d👩")))

    assert "ดี□มาก" in text
    assert "😀" not in text


def test_equal_data_make_equal_bytes():
    assert render("record", record()) == render("record", record())


def test_the_approver_is_named():
    text = copied(render("record", record()))

    assert letters("ผู้อนุมัติ (นายสมชาย ใจดี) นายกองค์การบริหารส่วนตำบล อนุมัติเมื่อ ๕ ตุลาคม ๒๕๖๖") in text


def test_fonts_lie_beside_their_licence():
    assert (FONTS / "laksaman" / "LICENSE.txt").is_file()
    assert {path.name for path in TEMPLATES.glob("*.typ")} >= {"record.typ", "official.typ"}
