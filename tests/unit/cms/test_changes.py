"""The difference that an approver reads."""

import pytest

from cms.policy.canonical import canonical_json
from cms.policy.changes import EMPTY, Mark, Worded, changes, text_pieces

LABELS = {"title": "ชื่อเรื่อง", "division": "กอง", "document_date": "ลงวันที่", "rows": "แถว"}


def worded(content):
    """A content whose words are its plain values."""
    return {
        name: [Worded(row, row["t"]) for row in value]
        if isinstance(value, list)
        else Worded(value, "" if value is None else str(value))
        for name, value in content.items()
    }


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


@pytest.mark.parametrize(
    ("before", "after", "removed", "added"),
    [
        ("กองคลัง", "กองช่าง", "กองคลัง", "กองช่าง"),
        ("กองคลังรายงานผล", "กองช่างรายงานผล", "กองคลัง", "กองช่าง"),
        ("ให้สำนักปลัดจัดซื้อจัดจ้างทุกเดือน", "ให้สำนักปลัดจัดหาพัสดุทุกเดือน", "จัดซื้อจัดจ้าง", "จัดหาพัสดุ"),
        ("ภายในวันที่ 3 ธันวาคม 2569", "ภายในวันที่ 4 ธันวาคม 2569", "3", "4"),
        ("ประชาชนร้องเรียนการทุจริต", "ประชาชนแจ้งเบาะแสการทุจริต", "ร้องเรียน", "แจ้งเบาะแส"),
    ],
)
def test_a_changed_word_is_shown_whole(before, after, removed, added):
    pieces = text_pieces(before, after)

    assert read(pieces, Mark.REMOVED) == removed
    assert read(pieces, Mark.ADDED) == added


def test_a_short_word_between_two_changed_ones_is_part_of_the_phrase():
    pieces = text_pieces("รายงานกองคลังและกองช่าง", "รายงานสำนักปลัดและงานพัสดุ")

    assert read(pieces, Mark.REMOVED) == "กองคลังและกองช่าง"
    assert read(pieces, Mark.ADDED) == "สำนักปลัดและงานพัสดุ"


def test_words_of_the_authority_are_an_argument():
    old, new = ({"title": Worded(text, text)} for text in ("บ้านดงหม้อทองใต้", "บ้านดงหม้อทองเหนือ"))

    (change,) = changes(old, new, LABELS, tokenise=lambda text: [text])

    assert read(change.pieces, Mark.REMOVED) == "บ้านดงหม้อทองใต้"
    assert read(change.pieces, Mark.ADDED) == "บ้านดงหม้อทองเหนือ"


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

    found = {change.name: change for change in changes(worded(before), worded(after), LABELS)}

    assert read(found["กอง"].pieces, Mark.ADDED, Mark.SAME) == "กองคลัง"
    assert read(found["ลงวันที่"].pieces, Mark.ADDED) == "2026-11-25"
    assert not found["แถว 1"].is_changed
    assert read(found["แถว 2"].pieces, Mark.ADDED) == "ง"
    assert found["แถว 3"].is_gone


def test_everything_is_new_where_nothing_is_public():
    found = list(changes(None, worded({"title": "ใหม่", "rows": [{"t": "ก"}], "division": "สำนักปลัด"}), LABELS))

    assert [change.name for change in found] == ["ชื่อเรื่อง", "กอง", "แถว 1"]
    assert all(change.is_new and read(change.pieces, Mark.SAME) for change in found)


def shown(old, new, labels=LABELS):
    """The changed names of two contents, each with the old and the new text as they are shown."""
    found = [change for change in changes(old, new, labels) if change.is_changed]
    return {
        change.name: (read(change.pieces, Mark.SAME, Mark.REMOVED), read(change.pieces, Mark.SAME, Mark.ADDED))
        for change in found
    }


def test_values_whose_words_are_equal_are_shown_themselves():
    old = {"division": Worded(1, "กองคลัง")}
    new = {"division": Worded(2, "กองคลัง")}

    ((before, after),) = shown(old, new).values()

    assert before == "กองคลัง\n⟦ข้อมูลภายใน 1⟧"
    assert after == "กองคลัง\n⟦ข้อมูลภายใน 2⟧"


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("กองคลัง บ้านม่วง", "กองคลังบ้านม่วง", "กองคลัง⟦เว้นวรรค⟧บ้านม่วง", "กองคลังบ้านม่วง"),
        ("กองคลังบ้านม่วง", "กองคลัง\nบ้านม่วง", "กองคลังบ้านม่วง", "กองคลัง⟦ขึ้นบรรทัด⟧\nบ้านม่วง"),
        ("ก ข", "ก\u00a0ข", "ก⟦U+0020⟧ข", "ก⟦U+00A0⟧ข"),
        ("caf\u00e9", "cafe\u0301", "caf⟦U+00E9⟧", "cafe⟦U+0301⟧"),
        ("ก  ข", "ก ข", "ก⟦U+0020⟧⟦U+0020⟧ข", "ก⟦U+0020⟧ข"),
    ],
)
def test_a_difference_that_looks_like_none_is_named(old, new, before, after):
    assert shown({"title": Worded(old, old)}, {"title": Worded(new, new)}) == {"ชื่อเรื่อง": (before, after)}


@pytest.mark.parametrize(("old", "new"), [("กองคลังและกองช่าง", "กองคลัง กองช่าง"), ("กองคลัง กองช่าง", "กองคลังและกองช่าง")])
def test_a_space_in_the_place_of_a_word_is_not_named(old, new):
    assert shown({"title": Worded(old, old)}, {"title": Worded(new, new)}) == {"ชื่อเรื่อง": (old, new)}


def test_a_row_that_moved_is_shown_where_it_was_and_where_it_is():
    old, new = worded({"rows": [{"t": "ก"}, {"t": "ข"}]}), worded({"rows": [{"t": "ข"}, {"t": "ก"}]})

    found = [change for change in changes(old, new, LABELS) if change.is_changed]

    assert sorted((change.is_new, change.is_gone) for change in found) == [(False, True), (True, False)]


def test_an_empty_row_that_is_new_is_seen():
    assert shown(worded({"rows": []}), worded({"rows": [{"t": ""}]})) == {"แถว 1": ("", EMPTY)}


def test_a_field_that_nobody_named_is_shown_where_it_differs():
    assert shown(worded({"old": "1"}), worded({"old": "2"})) == {"old": ("1", "2")}
    assert not shown(worded({"old": "1"}), worded({"old": "1"}))


@pytest.mark.parametrize(("old", "new"), [({}, {"title": ""}), ({"title": None}, {"title": ""}), ({"rows": []}, {})])
def test_contents_that_differ_in_nothing_but_what_is_empty_still_differ(old, new):
    assert shown(worded(old), worded(new))


def test_what_is_empty_is_no_change_beside_a_real_one():
    assert list(shown(worded({"title": "ก"}), worded({"title": "ข", "division": ""}))) == ["ชื่อเรื่อง"]


def test_the_digest_tells_true_from_one():
    assert canonical_json({"": True}) != canonical_json({"": 1})
    assert shown({"title": Worded(True, "ใช่")}, {"title": Worded(1, "ใช่")})
