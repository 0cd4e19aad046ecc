"""What may come in, and who may attach it."""

import unicodedata

import pytest

from cms.policy.documents import (
    LONGEST_NAME,
    citizen_numbers_in_words,
    clean_name,
    clean_words,
    refusal_of_name,
    refusal_to_accept,
    refusal_to_attach,
    refusal_to_discard,
    title_of,
)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("ประกาศจัดซื้อจัดจ้าง ครั้งที่ ๑.pdf", "ประกาศจัดซื้อจัดจ้าง ครั้งที่ ๑.pdf"),
        ("น้ำ.pdf", "น้ำ.pdf"),
        ("ประกาศ\u202efdp.exe.pdf", "ประกาศfdp.exe.pdf"),
        ("ก\u200bข\ufeffค\u2066.pdf", "กขค.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\งาน\\แผน.docx", "แผน.docx"),
        ("แผน\x00\r\n.pdf", "แผน .pdf".replace(" .", ".")),
        ("-rf แผน.pdf", "rf แผน.pdf"),
        ("  แผน   ปี  .pdf ", "แผน ปี.pdf"),
        ("\u202e.pdf", "pdf"),
        ("!!!.pdf", "เอกสาร.pdf"),
        ("", "เอกสาร"),
        ("e\u0301tude.pdf", "\u00e9tude.pdf"),
        ("<img onerror=x>.pdf", "<img onerror=x>.pdf"),
    ],
)
def test_names_are_kept_whole_without_what_cannot_be_seen(given, kept):
    assert clean_name(given) == kept


@pytest.mark.parametrize("letter", ["ก", "น้ำ", "a"])
def test_a_long_name_is_cut_between_letters_and_keeps_its_extension(letter):
    name = clean_name(letter * 300 + ".pdf")

    assert len(name) <= LONGEST_NAME
    assert name.endswith(".pdf")
    assert name[: -len(".pdf")] in letter * 300
    following = (letter * 300)[len(name) - len(".pdf")]
    assert unicodedata.category(following) != "Mn"


def test_a_title_is_one_line_without_invisible_marks():
    assert clean_words(" แผน\u202e\nปี\u200b  2569 ") == "แผน ปี 2569"
    assert title_of("แผน 2569.pdf") == "แผน 2569"


@pytest.mark.parametrize("name", ["แผน.docm", "แผน.pdf.exe", "แผน", "แผน.svg", "page.html"])
def test_other_extensions_are_refused_with_those_that_are_taken(name):
    assert "PDF, DOCX" in refusal_of_name(name, ["pdf", "docx"])


@pytest.mark.parametrize("name", ["แผน.pdf", "แผน.PDF"])
def test_extensions_on_the_list_are_taken(name):
    assert refusal_of_name(name, ["pdf", "docx"]) is None


@pytest.mark.parametrize(
    ("level", "because", "taken"),
    [
        ("ok", "", True),
        ("warn", "", False),
        ("warn", "  ", False),
        ("warn", "ตรวจแล้ว", True),
        ("block", "", False),
        ("block", "ตรวจแล้ว", False),
    ],
)
def test_a_warning_gives_way_to_a_reason_and_a_block_never(level, because, taken):
    assert (refusal_to_accept(level, ["มีแมโคร"], because) is None) is taken


@pytest.mark.parametrize(
    ("same", "works", "allowed"), [(True, True, True), (True, False, True), (False, True, True), (False, False, False)]
)
def test_only_files_of_the_own_division_are_attached(same, works, allowed):
    assert (refusal_to_attach(same_division=same, manages_library=works) is None) is allowed


@pytest.mark.parametrize(
    ("works", "used", "allowed"),
    [(True, False, True), (True, True, False), (False, False, False), (False, True, False)],
)
def test_only_what_was_never_used_is_deleted(works, used, allowed):
    assert (refusal_to_discard(manages_library=works, was_used=used) is None) is allowed


def test_numbers_found_are_told_by_page_and_masked():
    found = [{"page": 1, "masked": "1-xxxx-1"}, {"page": 1, "masked": "2-xxxx-2"}, {"page": 3, "masked": "3-xxxx-3"}]

    sentence = citizen_numbers_in_words(found)

    assert "3 แห่ง" in sentence
    assert "หน้า 1, 3 " in sentence
    assert citizen_numbers_in_words([]) == ""
