"""The data of the demo is the authority's report, word for word."""

import json
import re

import pytest

from cms.thai.numerals import to_arabic, to_thai
from cms.thai.repair import foreign_slips
from disclosures import demo
from disclosures.demo.measures import in_sentences

HEAD = "มาตรการ / กิจกรรม"
COLUMNS = ("actions", "outcomes")
MEASURES = demo.read("measures_2566")
REPAIRS = demo.read("repairs")


def words(cell: str) -> str:
    """A cell without its tags."""
    return " ".join(re.sub(r"</?\w+>", " ", cell).split())


@pytest.fixture(scope="module")
def report(shared) -> list[list[str]]:
    """The rows of the report: title, actions, outcomes."""
    lines = (shared / "seed-report.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if "\t" in line]
    return [[words(cell) for cell in row] for row in rows if row[0] != HEAD]


@pytest.fixture(scope="module")
def typed(shared) -> list[dict]:
    return json.loads((shared / "domain" / "seed-measures.json").read_text(encoding="utf-8"))


def unrepaired(measure: dict, column: str) -> list[str]:
    """The rows as they stood before the repairs that are listed."""
    rows = list(measure[column])
    for repair in REPAIRS:
        if (repair["measure"], repair["column"]) == (measure["number"], column):
            row, start = rows[repair["row"] - 1], repair["position"]
            end = start + len(repair["replaced_by"])
            assert row[start:end] == repair["replaced_by"]
            rows[repair["row"] - 1] = row[:start] + repair["found"] + row[end:]
    return rows


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: str(measure["number"]))
def test_the_rows_put_together_are_the_cells_of_the_report(measure, report):
    title, *cells = report[measure["number"] - 1]

    assert re.sub(r"^[๑-๙]+\. ", "", title) == measure["title"]
    assert [demo.as_reported(unrepaired(measure, column)) for column in COLUMNS] == cells


def test_the_one_slip_of_the_report_is_repaired_and_listed(report):
    slips = [slip for row in report for cell in row for slip in foreign_slips(cell)]

    assert [slip.found for slip in slips] == [repair["found"] for repair in REPAIRS] == ["ुर"]
    assert (REPAIRS[0]["measure"], REPAIRS[0]["after"]) == (6, "พัสดุรายเดือน")


def test_no_foreign_letter_is_left():
    texts = [text for measure in MEASURES for column in COLUMNS for text in measure[column]]

    assert [text for text in texts if foreign_slips(text)] == []


def test_titles_and_duties_are_those_of_the_typed_list(typed):
    names = {"what": "what_th"} | {name: name for name in ("owner", "cadence", "due", "evidence", "reported_to")}

    expected = [
        (item["number"], item["title_th"], [{ours: duty[theirs] for ours, theirs in names.items()} for duty in duties])
        for item in typed
        for duties in [item["obligations"]]
    ]

    assert [(measure["number"], measure["title"], measure["obligations"]) for measure in MEASURES] == expected
    assert (len(MEASURES), sum(len(measure["obligations"]) for measure in MEASURES)) == (14, 73)


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        (["ย่อหน้าเดียว"], "ย่อหน้าเดียว"),
        (["หนึ่ง", "สอง"], "๑. หนึ่ง ๒. สอง"),
        (["กองคลัง\nหนึ่ง", "สอง"], "กองคลัง ๑. หนึ่ง ๒. สอง"),
    ],
)
def test_a_row_bears_its_place_as_number(rows, cell):
    assert demo.as_reported(rows) == cell


def test_each_measure_tells_its_gist_in_one_line():
    gists = [measure["summary"] for measure in MEASURES]

    assert len(set(gists)) == 14
    assert all(20 < len(gist) < 160 and "\n" not in gist for gist in gists)


def test_what_the_report_leaves_open_is_said_in_a_sentence():
    duties = [in_sentences(duty) for measure in MEASURES for duty in measure["obligations"]]

    assert [duty["due"] for duty in duties if re.search("ไม่ระบุ|ต้นเรื่อง|^-?$", duty["due"])] == []
    assert sum("ต้นฉบับไม่ได้กำหนด" in duty["due"] for duty in duties) == 35
    assert "-" not in {duty["reported_to"] for duty in duties}


def test_the_numerals_of_the_report_come_back_as_they_were():
    texts = [text for measure in MEASURES for column in COLUMNS for text in measure[column]]

    assert re.findall("[0-9]", "".join(texts)) == []
    assert [to_thai(to_arabic(text)) for text in texts] == texts
