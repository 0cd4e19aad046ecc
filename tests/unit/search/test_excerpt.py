import pytest

from search.policy.excerpt import excerpt, marked, prepared
from search.policy.question import parse_question, terms


def shown(pieces):
    return "".join(f"[{words}]" if is_hit else words for words, is_hit in pieces)


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("มาตรการป้องกันการรับสินบน", "รับสินบน", "มาตรการป้องกันการ[รับสินบน]"),
        ("ประจำปี ๒๕๖๖ และ 2566", "2566", "ประจำปี [๒๕๖๖] และ [2566]"),
        ("OIT และ oit", "Oit", "[OIT] และ [oit]"),
        ("น้ำประปา", "น", "[น้ำ]ประปา"),
        ("กกก", "ก", "[กกก]"),
        ("Straße ๑ ถนน", "ถนน", "Straße ๑ [ถนน]"),
        ("สาย ก ถึง สาย ข", "สาย ถึง", "[สาย] ก [ถึง] [สาย] ข"),
        ("ไม่มีอะไร", "ถนน", "ไม่มีอะไร"),
    ],
)
def test_hits_are_marked_where_they_stand(text, query, expected):
    assert shown(marked(text, terms(query))) == expected


@pytest.mark.parametrize("before", [0, 10, 59, 61, 400])
@pytest.mark.parametrize("after", [0, 100, 400])
def test_an_excerpt_holds_the_hit_and_says_what_was_left_out(before, after):
    text = prepared("น้ำดี" * (before // 5) + " รับสินบน " + "ก็ว่า " * (after // 5))

    found = shown(excerpt(text, ("รับสินบน",)))

    assert "[รับสินบน]" in found
    assert len(found) <= 300
    assert found.startswith("…") == (before > 60)
    assert found.endswith("…") == (after > 100)
    assert not found.lstrip("…").startswith(("้", "ำ", "็", "่", "า้"))


def test_without_a_hit_the_beginning_is_shown():
    assert shown(excerpt("เปิดเรื่อง " + "ก" * 500, ("ถนน",))).startswith("เปิดเรื่อง")


def test_no_text_has_no_excerpt():
    assert excerpt("", ("ถนน",)) == []


def test_a_question_is_folded_and_limited():
    question = parse_question({"q": "  ปี ๒๕๖๖\x00 ปี " + "ก" * 500, "year": "2566", "division": "x", "kind": "a\x00b"})

    assert question.terms[:2] == ("ปี", "2566")
    assert len(question.text) <= 200
    assert (question.year, question.division, question.kind) == (2566, None, "ab")
