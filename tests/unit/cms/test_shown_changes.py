"""Changes as an approver reads them: by paragraphs, the old text above the new, and counted in words."""

import random

import pytest

from cms.policy.changes import Change, Worded, changes
from cms.policy.differences import Mark, Piece
from cms.policy.shown_changes import Unit, counts, counts_in_words, headline_of, shown

UNITS = {"rows": Unit.ROW, "files": Unit.FILE, "body": Unit.PARAGRAPH}
LABELS = {"title": "ชื่อเรื่อง", "text": "ข้อความ", "rows": "การดำเนินการ ข้อ", "files": "เอกสารแนบ ฉบับที่"}


def worded(content):
    return {
        name: [Worded(row, row) for row in value] if isinstance(value, list) else Worded(value, value)
        for name, value in content.items()
    }


def found(before, after):
    return list(changes(worded(before) if before is not None else None, worded(after), LABELS))


def text(pieces):
    return "".join(piece.text for piece in pieces)


def test_only_the_changed_paragraph_is_named_and_shown_old_above_new():
    [change] = found({"text": "ก่อน\nกองคลังรับเรื่อง\nหลัง"}, {"text": "ก่อน\nกองช่างรับเรื่อง\nหลัง"})

    result = shown(change, Unit.FIELD)

    [paragraph] = result.changed
    assert paragraph.name == "ย่อหน้าที่ 2"
    assert (text(paragraph.old), text(paragraph.new)) == ("กองคลังรับเรื่อง", "กองช่างรับเรื่อง")
    assert [text(same.new) for same in result.same] == ["ก่อน", "หลัง"]


def test_a_single_paragraph_and_the_lines_of_a_row_have_no_number():
    [field] = found({"title": "เดิม"}, {"title": "ใหม่"})
    [row] = found({"rows": ["งาน: ก\nผู้ทำ: ข"]}, {"rows": ["งาน: ก\nผู้ทำ: ค"]})

    assert [part.name for part in shown(field, Unit.FIELD).changed] == [""]
    assert [part.name for part in shown(row, Unit.ROW).changed] == [""]


@pytest.mark.parametrize("seed", range(20))
def test_no_text_is_lost(seed):
    dice = random.Random(seed)
    old, new = ("\n".join(dice.choices(["กองคลัง", "กองช่าง", "รับเรื่อง", ""], k=dice.randint(1, 6))) for _side in "ab")

    for change in found({"text": old}, {"text": new}):
        result = shown(change, Unit.FIELD)
        parts = [*result.changed, *result.same]
        marks = {mark for part in parts for mark in {piece.mark for piece in (*part.old, *part.new)}}

        shown_old, shown_new = ("".join(text(getattr(part, side)) for part in parts) for side in ("old", "new"))
        seen = "".join(piece.text for piece in change.pieces if piece.mark is not Mark.REMOVED)
        assert sorted(shown_new.replace("\n", "")) == sorted(seen.replace("\n", ""))
        assert sorted(shown_old.replace("\n", "")) == sorted(
            "".join(piece.text for piece in change.pieces if piece.mark is not Mark.ADDED).replace("\n", "")
        )
        assert (marks - {Mark.SAME} != set()) == change.is_changed


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            {"title": "เดิม", "text": "ก", "rows": ["1", "2"], "files": []},
            {"title": "ใหม่", "text": "ข", "rows": ["1", "2", "3", "4"], "files": ["แผน.pdf"]},
            "แก้ 2 ช่อง เพิ่ม 2 แถว เอกสารใหม่ 1 ฉบับ",
        ),
        ({"rows": ["ก", "ข", "ค"]}, {"rows": ["ก", "ง"]}, "แก้ 1 แถว เอาออก 1 แถว"),
        ({"files": ["ก.pdf"]}, {"files": []}, "เอาเอกสารออก 1 ฉบับ"),
        ({"title": "ก"}, {"title": "ก"}, "ไม่มีสิ่งที่เปลี่ยน"),
    ],
)
def test_a_change_is_counted_in_words(before, after, words):
    assert counts_in_words(counts(found(before, after), UNITS), is_update=True) == words


def test_a_new_record_is_counted_by_what_it_holds():
    new = found(None, {"title": "ใหม่", "rows": ["1", "2"], "files": ["แผน.pdf"]})

    assert counts_in_words(counts(new, UNITS), is_update=False) == "เรื่องใหม่ 1 ช่อง 2 แถว เอกสาร 1 ฉบับ"


def test_rows_are_named_with_their_number_old_or_new():
    names = [change.name for change in found({"rows": ["ก", "ข", "ค"]}, {"rows": ["ก", "ค", "ง"]}) if change.is_changed]

    assert names == ["การดำเนินการ ข้อ 2", "การดำเนินการ ข้อ 3"]
    assert all(isinstance(change, Change) and change.field == "rows" for change in found({"rows": []}, {"rows": ["ก"]}))


@pytest.mark.parametrize(
    ("flags", "labels", "expected"),
    [
        ({"is_new": True}, ["งาน", "ราคา"], "ซื้อกระดาษ · 12,500.00"),
        ({"is_gone": True}, ["งาน"], "ซื้อกระดาษ"),
        ({"is_new": True}, ["ราคา", "ไม่มี"], "12,500.00"),
        ({"is_new": True}, [], ""),
        ({}, ["งาน"], ""),
    ],
)
def test_a_whole_row_is_told_in_one_line_and_a_changed_one_is_not_folded(flags, labels, expected):
    row = Change("ข้อ 1", (Piece(Mark.SAME, "งาน: ซื้อกระดาษ\nราคา: 12,500.00"),), **flags)

    assert headline_of(row, labels) == expected
