"""Finding a type by the words that an officer has for it."""

import pytest

from cms.policy.type_search import find

TYPES = {
    "plan": ["แผนดำเนินงานประจำปี", "โครงการและงบประมาณของปี", "แผนดำเนินงานและงบประมาณ"],
    "statistics": ["สถิติการให้บริการ", "จำนวนผู้ใช้บริการรายเดือน", "การให้บริการ"],
    "analysis": ["ผลวิเคราะห์การประเมิน ITA", "จุดที่ต้องแก้", "มาตรการส่งเสริมคุณธรรม"],
    "news": ["ข่าวประชาสัมพันธ์", "เรื่องที่ประชาชนควรรู้ เช่น สถิติการเกิด", "ประกาศและข่าวสาร"],
}


def found(question):
    return find(question, TYPES.items())


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("แผน", ["plan"]),
        ("ita", ["analysis"]),
        ("แผน ดำเนินงาน", ["plan"]),
        ("แผนดำเนินงาน งบประมาณ", ["plan"]),
        ("สถิติ", ["statistics", "news"]),  # the name before the sentence
        ("ข่าวสาร", ["news"]),  # its section
        ("  ", ["plan", "statistics", "analysis", "news"]),
    ],
)
def test_every_word_is_found_in_what_is_said_of_a_type(question, names):
    assert found(question) == (names, False)


@pytest.mark.parametrize("question", ["สถิตการให้บริการ", "สถิติการไห้บริการ", "ดำเนินงารประจำปี"])
def test_a_slip_leads_to_what_is_alike(question):
    names, is_alike = found(question)

    assert is_alike
    assert names[0] == ("plan" if "ปี" in question else "statistics")


@pytest.mark.parametrize("question", ["ไก่", "x", "กขคง"])
def test_what_resembles_nothing_finds_nothing(question):
    assert found(question) == ([], True)
