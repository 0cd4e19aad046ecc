"""A citizen who knows nothing of the site finds what the authority did about procurement in 2566."""

import pytest

from cms.exports.record import sections
from cms.records.content import canonical_content
from cms.records.document import Document
from cms.thai.numerals import to_arabic
from disclosures import demo
from disclosures.demo import records
from disclosures.pages import IntegrityMeasurePage
from tests.reading import ReadingClient


@pytest.fixture(scope="module")
def measure(loaded_demo) -> IntegrityMeasurePage:
    return IntegrityMeasurePage.objects.get(measure_number=6)


@pytest.mark.parametrize("asked", ["การจัดหาพัสดุ", "งานพัสดุ", "จัดซื้อจัดจ้าง ๒๕๖๖", "จัดซื้อจัดจ้าง 2566", "แยกรายเดือน"])
def test_the_search_finds_the_measure_by_a_word_inside_a_sentence(asked, measure):
    answer = ReadingClient().get("/search/", {"q": asked})

    assert measure.get_url() in answer.content.decode()


@pytest.mark.parametrize("year", ["๒๕๖๖", "2566"])
def test_a_year_is_the_same_in_thai_and_in_arabic_digits(year, measure):
    answer = ReadingClient().get("/search/", {"q": year})

    assert answer.context["page_obj"].paginator.count >= 14


def test_the_search_finds_a_word_that_the_repair_made_whole(measure):
    answer = ReadingClient().get("/search/", {"q": "พัสดุรายเดือน"})

    assert [hit["entry"].address for hit in answer.context["results"]] == [measure.get_url()]


def test_from_the_home_page_it_is_two_steps_away(measure):
    home = ReadingClient().get("/").content.decode()
    year_page = measure.get_parent()

    assert year_page.get_url() in home
    assert measure.get_url() in ReadingClient().get(year_page.get_url()).content.decode()


def test_the_record_shows_every_row_and_its_paper(measure):
    shown = ReadingClient().get(measure.get_url()).content.decode()
    facts = demo.read("measures_2566")[5]

    lines = [
        line for column in ("actions", "outcomes") for text in facts[column] for line in to_arabic(text).split("\n")
    ]
    assert [line for line in [*lines, facts["summary"], facts["title"]] if line not in shown] == []
    assert [duty["what"] for duty in facts["obligations"] if duty["what"] not in shown] == []
    assert measure.attachments.get().version.get_absolute_url() in shown


def test_the_visitor_sees_nothing_that_was_not_approved():
    entries = [(entry, entry.get("state", "live")) for entry in records.entries()]
    drafts = {records.title_of(entry) for entry, _state in entries if not records.existing(entry).live}
    changed = {
        entry["newer"]["summary"]
        for entry, state in entries
        if state != "superseded" and "summary" in entry.get("newer", {})
    }

    pages = [ReadingClient().get(address).content.decode() for address in ("/", "/announcements/", "/search/?q=บริการ")]
    assert [words for words in drafts | changed for page in pages if words in page] == []


@pytest.mark.parametrize(("number", "lists"), [(4, 1), (6, 2)])
def test_a_list_is_numbered_unless_it_has_a_single_row(number, lists):
    page = IntegrityMeasurePage.objects.get(measure_number=number)

    shown = ReadingClient().get(page.get_url()).content.decode()
    prose = shown.split('class="prose"')[1:3]
    made = sections(Document(IntegrityMeasurePage, canonical_content(page)))
    printed = [section for section in made if "paragraphs" in section]

    assert sum("<ol>" in part for part in prose) == lists
    assert sum(section["paragraphs"][0].startswith("1. ") for section in printed) == lists
