"""The difference that an approver reads."""

import pytest

from cms.policy.changes import Mark, as_text, changes, text_pieces

LABELS = {"title": "ชื่อเรื่อง", "division": "กอง", "document_date": "ลงวันที่", "rows": "แถว"}


def read(pieces, *marks):
    return "".join(piece.text for piece in pieces if piece.mark in marks)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("งบ 100 บาท", "งบ 200 บาทถ้วน"),
        ("ก้าวหน้า", "ก้าวไกล"),
        ("เก้า", "แก้ว"),
        ("", "ใหม่"),
        ("หาย", ""),
        ("น้ำใจ", "นำใจ"),
        ("เดิม", "เดิม"),
    ],
)
def test_the_pieces_give_both_texts_back(before, after):
    pieces = text_pieces(before, after)

    assert read(pieces, Mark.SAME, Mark.REMOVED) == before
    assert read(pieces, Mark.SAME, Mark.ADDED) == after


def test_a_changed_word_is_not_shown_in_crumbs():
    pieces = text_pieces("กองคลัง", "กองช่าง")

    assert read(pieces, Mark.REMOVED) == "คลัง"
    assert read(pieces, Mark.ADDED) == "ช่าง"


def test_no_piece_begins_with_a_mark_that_belongs_to_the_letter_before():
    pieces = text_pieces("ก้าวที่หนึ่ง", "ก็าวที่สอง")

    assert not any(piece.text[0] in "ัิีึืฺุู็่้๊๋์ํ" for piece in pieces)


def test_a_field_a_row_changed_a_row_added_a_row_gone():
    before = {
        "title": "เดิม",
        "division": "สำนักปลัด",
        "document_date": None,
        "rows": [{"t": "ก"}, {"t": "ข"}, {"t": "ค"}],
    }
    after = {"title": "ใหม่", "division": "กองคลัง", "document_date": "2026-11-25", "rows": [{"t": "ก"}, {"t": "ง"}]}

    found = {change.name: change for change in changes(before, after, LABELS)}

    assert read(found["กอง"].pieces, Mark.ADDED, Mark.SAME) == "กองคลัง"
    assert read(found["ลงวันที่"].pieces, Mark.ADDED) == "25 พฤศจิกายน 2569"
    assert not found["แถว 1"].is_changed
    assert read(found["แถว 2"].pieces, Mark.ADDED) == "ง"
    assert found["แถว"].is_gone


def test_everything_is_new_where_nothing_is_public():
    found = list(changes(None, {"title": "ใหม่", "rows": [{"t": "ก"}], "division": "สำนักปลัด"}, LABELS))

    assert [change.name for change in found] == ["ชื่อเรื่อง", "กอง", "แถว 1"]
    assert all(change.is_new and read(change.pieces, Mark.SAME) for change in found)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("<p>หนึ่ง</p><p>สอง</p>", "หนึ่ง\nสอง"),
        ({"name": "แผน.pdf", "number": 3, "sha256": "0", "document": "u"}, "แผน.pdf (ฉบับที่ 3)"),
        ({"type": "paragraph", "value": "<p>ก</p>", "id": "x"}, "ก"),
        ("2026-11-25", "25 พฤศจิกายน 2569"),
        ("12500.00", "12500.00"),
    ],
)
def test_values_read_as_an_approver_reads_them(value, text):
    assert as_text(value) == text
