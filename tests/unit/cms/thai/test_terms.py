"""Terms: the list of the repository, those of an authority, and the spellings in which they are found."""

import random

import pytest

from cms.policy.own_words import LONGEST, MOST, own_words, refusal_to_add
from cms.thai.collation import sort_key
from cms.thai.repair import clean
from cms.thai.terms import compounds, name_terms, terms_with

LIST = compounds().words
TONES, SPLIT_AM = "\u0e48\u0e49\u0e4a\u0e4b", "\u0e4d\u0e32"


def found(text, terms):
    return [piece for piece, is_term in terms.cut(text) if is_term]


def test_the_list_is_clean_sorted_and_long_enough():
    assert len(LIST) >= 150
    assert [clean(word) for word in LIST] == list(LIST)
    assert sorted(set(LIST), key=sort_key) == list(LIST)
    assert all(len(word) >= 4 and " " not in word for word in LIST)


@pytest.mark.parametrize("word", LIST)
def test_each_compound_is_found_whole_between_letters(word):
    assert found(f"ก{word}ก", terms_with((word,)))[0].startswith(word)


def test_the_longest_term_is_taken():
    assert found("เรื่องร้องเรียน", compounds()) == ["เรื่องร้องเรียน"]
    assert found("เรื่องร้อน ร้องเรียน", compounds()) == ["ร้องเรียน"]


@pytest.mark.parametrize(
    ("term", "written"),
    [
        ("สำนักปลัด", "ส" + SPLIT_AM + "นักปลัด"),
        ("น้ำดื่ม", "น\u0e4d\u0e49\u0e32ดื่ม"),
        ("น้ำดื่ม", "น\u0e49\u0e4d\u0e32ด\u0e48\u0e37ม"),
        ("ร้องเรียนซ้ำ", "ร้องเรียนซ้" + SPLIT_AM),
        ("ผู้รับบริการ", "ผ\u0e49\u0e39รับบริการ"),
        ("กองการศึกษา ศาสนา", "กองการศึกษา   ศาสนา"),
    ],
)
def test_a_term_is_found_in_every_spelling_that_is_taken_for_the_same_one(term, written):
    assert clean(" ".join(written.split())) == term
    assert found(f"ที่{written}นั้น", terms_with((term,))) == [written]


@pytest.mark.parametrize("text", ["เร้องเรียน", "ร้องเรียนั", "ของขวัญ์"])
def test_a_term_begins_and_ends_between_letters(text):
    assert found(text, compounds()) == []


def test_the_pieces_joined_are_the_text():
    dice = random.Random(5)
    for _ in range(500):
        text = "".join(dice.choices([*LIST[:40], "ก", "่", "เ", " ", "ำ", "\u0e4d", "(", "x"], k=dice.randrange(12)))
        assert "".join(piece for piece, _is_term in compounds().cut(text)) == text


def test_an_authority_without_terms_of_its_own_has_those_that_all_share():
    assert terms_with(()).words == LIST
    assert terms_with(("", "เลย")).words == LIST


def test_the_place_in_a_name_is_a_term_too():
    names = name_terms("องค์การบริหารส่วนตำบลดงหม้อทอง", "อบต.ดงหม้อทอง", "บ้านม่วง", "")

    assert list(names) == ["องค์การบริหารส่วนตำบลดงหม้อทอง", "อบต.ดงหม้อทอง", "ดงหม้อทอง", "บ้านม่วง"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", ()),
        (" บ้านม่วง \n\nบ้านม่วง\r\nบ้าน  เหนือ", ("บ้านม่วง", "บ้าน เหนือ")),
        ("น" + SPLIT_AM + "ใส", ("นำใส",)),
    ],
)
def test_own_words_are_one_a_line_in_one_spelling(typed, words):
    assert own_words(typed) == words


@pytest.mark.parametrize(
    ("typed", "is_refused"),
    [
        ("บ้านม่วง", False),
        ("กกก", True),
        ("กกกก", False),
        ("e-Service", True),
        ("บริการ e-Service", False),
        ("amp; ไทย", True),
        ("บ้าน <b>", True),
        ("ก" * LONGEST, False),
        ("ก" * (LONGEST + 1), True),
        ("\n".join(f"บ้าน{number}" for number in range(MOST)), False),
        ("\n".join(f"บ้าน{number}" for number in range(MOST + 1)), True),
    ],
)
def test_own_words_are_neither_short_nor_sentences_nor_a_dictionary(typed, is_refused):
    assert (refusal_to_add(typed) is not None) == is_refused
