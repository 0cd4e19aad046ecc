"""The PDF of a month: แบบ สขร.1 with every row, the heads on each page, the sums and a place to sign."""

import pypdfium2
import pytest

from cms.exports.record import render, render_draft
from cms.thai.numerals import to_thai
from cms.thai.repair import clean
from procurement.models import ProcurementSettings
from tests.factories.months import correct_month, last_year, make_month, month_rows, publish_month
from tests.factories.publications import current
from tests.reading import on_paper, squeezed, text_of_pdf

TURNED = 1.4  # A4 on its side is that much wider than high


@pytest.fixture
def month(procurement_officer, executive, finance):
    def published(**fields):
        return publish_month(by=procurement_officer, approver=executive, year=last_year(), division=finance, **fields)

    return published


def pages_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return [squeezed(clean(page.get_textpage().get_text_bounded())) for page in document]


def test_every_title_party_and_contract_is_in_the_text_layer_as_it_was_written(month):
    page = month(count=40)

    text = text_of_pdf(render(current(page)))

    for row in page.procurements:
        assert on_paper(row["title"]) in text
        assert on_paper(row["contract_number"]) in text
        assert on_paper(row["reason"]) in text
        for party in row["bidders"]:
            assert on_paper(party["name"]) in text
            assert on_paper(f"{float(party['price']):,.2f}") in text


def test_it_has_the_heading_of_the_form_and_the_sums(month):
    page = month(count=8)

    text = text_of_pdf(render(current(page)))

    assert on_paper("แบบ สขร.1") in text
    assert on_paper(f"สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน ตุลาคม {last_year() - 1}") in text
    assert on_paper("รวม 8 รายการ") in text
    assert on_paper(f"{sum(float(row['budget']) for row in page.procurements):,.2f}") in text
    assert squeezed(current(page).approved_name) in text


def test_each_page_has_the_heads_of_the_table_and_its_number(month):
    pages = pages_of(render(current(month(count=40))))

    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert squeezed("งานที่จัดซื้อหรือจัดจ้าง") in page
        assert to_thai(f"หน้า{number}/{len(pages)}") in page


def test_its_pages_lie_on_their_side(month):
    with pypdfium2.PdfDocument(render(current(month(count=2)))) as document:
        assert all(page.get_width() > TURNED * page.get_height() for page in document)


def test_the_signature_names_who_reports(month, authority):
    ProcurementSettings.objects.create(
        authority=authority, reported_by="นางสาวมาลี ใจซื่อ", reporter_position="นักวิชาการพัสดุ"
    )

    text = text_of_pdf(render(current(month(count=2))))

    assert on_paper("ผู้รายงาน (นางสาวมาลี ใจซื่อ) นักวิชาการพัสดุ") in text


def test_a_withdrawn_row_has_its_reason_and_no_amounts(month, executive):
    rows = month_rows(2, year=last_year())
    gone = {name: rows[1][name] for name in ("number", "record", "title")} | {"withdrawn": "บันทึกซ้ำ"}
    page = month(count=2)
    page = correct_month(page, [rows[0], gone], by=page.owner, approver=executive)

    text = text_of_pdf(render(current(page)))

    assert on_paper("ถอนการเผยแพร่: บันทึกซ้ำ") in text
    assert on_paper(f"{float(rows[1]['budget']):,.2f}") not in text


def test_no_procurement_is_said(month):
    assert on_paper("เดือนนี้ไม่มีการจัดซื้อจัดจ้าง") in text_of_pdf(render(current(month(count=0))))


def test_equal_content_makes_equal_bytes(month):
    publication = current(month(count=3))

    assert render(publication) == render(publication)


def test_a_draft_is_laid_out_as_the_form_too(procurement_officer, finance):
    page = make_month(by=procurement_officer, division=finance, year=last_year(), count=2)

    text = text_of_pdf(render_draft(page))

    assert on_paper("แบบ สขร.1") in text
    assert on_paper("ยังไม่อนุมัติ") in text
