"""A procurement as the public sees it."""

from datetime import date

import pypdfium2
import pytest
from django.urls import reverse

from cms.actions import jobs, takedown
from cms.thai.numerals import to_thai
from cms.thai.repair import clean
from tests.factories.decisions import settle
from tests.factories.procurement import make_procurement
from tests.factories.publications import current, publish


@pytest.fixture
def record(procurement_officer, finance, executive):
    draft = make_procurement(by=procurement_officer, division=finance, fiscal_year=2566, contract_number="ซ.1/2566")
    return publish(draft, by=procurement_officer, approver=executive)


def test_a_live_record_shows_amount_contract_and_approval(client, record, executive):
    html = client.get(record.get_absolute_url()).content.decode()

    assert "12,500.00" in html
    assert "ซ.1/2566" in html
    assert str(executive) in html


def test_a_year_lists_its_live_records_alone(client, record, procurement_officer, finance):
    make_procurement(by=procurement_officer, division=finance, fiscal_year=2566, title="ร่าง")

    html = client.get("/procurement/2566/records/").content.decode()

    assert record.title in html
    assert "ร่าง" not in html
    assert 'href="/procurement/2566/records/"' in client.get("/procurement/").content.decode()


def test_a_draft_and_another_year_are_not_there(client, record, procurement_officer, finance):
    draft = make_procurement(by=procurement_officer, division=finance)

    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(f"/procurement/2567/records/{record.pk}/").status_code == 404


def test_a_corrected_fiscal_year_keeps_the_old_address_answering(client, record, procurement_officer, executive):
    former = record.get_absolute_url()
    draft = record.get_latest_revision_as_object()
    draft.contract_date = date(2024, 1, 15)
    draft.save_revision(user=procurement_officer)
    publish(draft, by=procurement_officer, approver=executive)

    answer = client.get(former)
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/procurement/2567/records/{record.pk}/")
    assert client.get(f"/procurement/2568/records/{record.pk}/").status_code == 404

    request = takedown.request_withdrawal(current(record), by=procurement_officer, reason="บันทึกซ้ำ")
    settle(request, by=executive, withdraw=True)
    assert client.get(former).status_code == client.get(answer.headers["Location"]).status_code == 410


def test_a_withdrawn_record_is_gone_with_its_reason(client, record, procurement_officer, executive):
    request = takedown.request_withdrawal(current(record), by=procurement_officer, reason="บันทึกซ้ำ")
    settle(request, by=executive, withdraw=True)

    answer = client.get(record.get_absolute_url())

    assert answer.status_code == 410
    assert "บันทึกซ้ำ" in answer.content.decode()
    assert "12,500" not in answer.content.decode()


def test_a_record_has_its_pdf_with_amounts_and_days_as_people_write_them(client, record):
    while job := jobs.claim("test"):
        jobs.run(job)
    publication = current(record)
    paper = client.get(reverse("publication_pdf", args=[publication.pk]))

    pages = pypdfium2.PdfDocument(b"".join(paper.streaming_content))
    words = clean("".join(page.get_textpage().get_text_bounded() for page in pages))
    assert reverse("publication_pdf", args=[publication.pk]) in client.get(record.get_absolute_url()).content.decode()
    assert to_thai("12,500.00") in words
    assert to_thai(record.contract_number) in words
