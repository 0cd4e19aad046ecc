"""The sample procurements: three years of them, months in every state, and no citizen number anywhere in public."""

import io
import re
import zipfile

import pypdfium2
from django.urls import reverse
from django.utils import timezone

from cms.models import Publication
from cms.policy.lifecycle import Stage
from cms.thai.citizen import kind
from cms.thai.dates import fiscal_year
from cms.thai.numerals import to_arabic
from procurement.demo.samples import samples_of, tax_id
from procurement.models import ProcurementRecord, Winner
from procurement.pages import MonthlyProcurementPage
from tests.reading import ReadingClient

THIRTEEN = re.compile(r"(?<!\d)\d(?:[ -]?\d){12}(?!\d)")
LINK = re.compile(r'href="(/procurement/[^"#]*)"')


def test_there_are_three_fiscal_years_marked_as_sample_data():
    this_year = fiscal_year(timezone.localdate())
    samples = ProcurementRecord.objects.exclude(budget_source="")

    assert set(samples.values_list("fiscal_year", flat=True)) >= {this_year - 2, this_year - 1}
    assert samples.filter(fiscal_year=this_year - 2).count() >= 140
    assert not samples.exclude(budget_source__contains="ข้อมูลตัวอย่าง").exists()


def test_months_stand_in_every_state():
    pages = list(MonthlyProcurementPage.objects.all())
    live = [page for page in pages if page.live]

    assert len(pages) >= 36
    assert any(page.stated_none for page in live)
    assert any(page.workflow_in_progress for page in pages)
    assert any(page.latest_revision_id and not page.live and not page.workflow_in_progress for page in pages)
    assert any(page.publications().filter(stage=Stage.SUPERSEDED).exists() for page in live)
    assert any(row.get("withdrawn") for page in live for row in page.procurements)


def test_the_rows_of_a_month_are_the_records_as_they_were_approved():
    for page in MonthlyProcurementPage.objects.live():
        for row in page.procurements:
            if not row.get("withdrawn"):
                record = ProcurementRecord.objects.get(pk=row["record"])
                assert (record.title, f"{record.budget:.2f}") == (row["title"], row["budget"])


def test_samples_are_the_same_whenever_they_are_made():
    assert samples_of(2569) == samples_of(2569)
    assert kind(tax_id("บริษัท ตัวอย่าง จำกัด")) == "juristic_id"


def citizen_numbers(text: str) -> list[str]:
    found = (re.sub(r"\D", "", number) for number in THIRTEEN.findall(to_arabic(text)))
    return [number for number in found if number[0] in "12345678" and kind(number) == "citizen_id"]


def words_of(body: bytes) -> str:
    """The text of an answer; of a workbook that of all its parts."""
    if not body.startswith(b"PK"):
        return body.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return "\n".join(book.read(name).decode(errors="replace") for name in book.namelist())


def test_no_public_address_of_procurement_shows_a_citizen_number():
    """Every page and file to which the pages of procurement lead, and the papers of what is public."""
    client, seen = ReadingClient(), set()
    public = Publication.objects.filter(stage=Stage.LIVE, address__startswith="/procurement/")
    waiting = {
        reverse("procurement_years"),
        reverse("procurement_explore_csv"),
        *public.values_list("address", flat=True),
    }
    while waiting:
        address = waiting.pop()
        seen.add(address)
        answer = client.get(address.replace("&amp;", "&"))
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert citizen_numbers(words_of(body)) == [], address
        if answer.headers["Content-Type"].startswith("text/html"):
            links = {link.partition("?")[0] for link in LINK.findall(body.decode())}
            waiting |= links - seen

    for publication in public.filter(pdf__isnull=False).order_by("-pk"):
        paper = b"".join(client.get(reverse("publication_pdf", args=[publication.pk])).streaming_content)
        pages = pypdfium2.PdfDocument(paper)
        assert citizen_numbers("".join(page.get_textpage().get_text_bounded() for page in pages)) == []

    assert len(seen) > 300
    assert Winner.objects.filter(record__live=True).exclude(tax_id="").exists()
