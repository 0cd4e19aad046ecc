"""Rich text as an approver reads it: what its mark-up says is said in words."""

from itertools import combinations

import pytest

from cms.policy.rich_text import rich_text_in_words

SAID = [
    ("<p>หนึ่ง</p><p>สอง</p>", "หนึ่ง\nสอง"),
    ("<h2>หนึ่ง</h2><p>สอง</p>", "⟦หัวข้อระดับ 2⟧หนึ่ง\nสอง"),
    ("<p>หนึ่ง<br/>สอง</p>", "หนึ่ง⟦ขึ้นบรรทัด⟧\nสอง"),
    ("<p><b>หนึ่ง</b></p><p>สอง</p>", "⟦ตัวหนา⟧หนึ่ง⟦จบตัวหนา⟧\nสอง"),
    ("<ul><li>หนึ่ง</li><li>สอง</li></ul>", "– หนึ่ง\n– สอง"),
    ("<ol><li>หนึ่ง</li><li>สอง</li></ol>", "1. หนึ่ง\n2. สอง"),
    ("<ul><li>หนึ่ง<ol><li>สอง</li></ol></li></ul>", "– หนึ่ง\n  1. สอง"),
    ('<p><a href="https://a.go.th/">หนึ่ง</a></p>', "⟦ลิงก์ไป https://a.go.th/⟧หนึ่ง⟦จบลิงก์⟧"),
    ('<p><a href="https://b.go.th/">หนึ่ง</a></p>', "⟦ลิงก์ไป https://b.go.th/⟧หนึ่ง⟦จบลิงก์⟧"),
    ('<p><a linktype="page" id="5">หนึ่ง</a></p>', "⟦ลิงก์ไป หน้าในเว็บไซต์หมายเลข 5⟧หนึ่ง⟦จบลิงก์⟧"),
    ('<p><a linktype="page" id="6">หนึ่ง</a></p>', "⟦ลิงก์ไป หน้าในเว็บไซต์หมายเลข 6⟧หนึ่ง⟦จบลิงก์⟧"),
    ('<p><a href="/a" href="/b">หนึ่ง</a></p>', "⟦ลิงก์ไป /a⟧หนึ่ง⟦จบลิงก์⟧"),
    ("<p>&lt;ลับ&gt; ก &amp; ข</p>", "<ลับ> ก & ข"),
    ("<p>ก<!-- ลับ --></p>", "ก⟦ข้อความซ่อน  ลับ ⟧"),
    ('<p>ก<span style="display:none">ลับ</span></p>', "ก⟦span style=display:none⟧ลับ"),
    ("<p>ก&#x202e;ข</p>", "ก⟦U+202E⟧ข"),
    ("<p>⟦ตัวหนา⟧</p>", "⟦U+27E6⟧ตัวหนา⟦U+27E7⟧"),
    ("ไม่มีย่อหน้า", "ไม่มีย่อหน้า"),
]


@pytest.mark.parametrize(("html", "words"), SAID)
def test_mark_up_is_said_in_words(html, words):
    assert rich_text_in_words(html) == words


def test_what_differs_for_the_public_reads_differently():
    words = [rich_text_in_words(html) for html, _words in SAID]

    assert not [pair for pair in combinations(words, 2) if pair[0] == pair[1]]


def test_what_the_editor_writes_for_itself_is_left_out():
    assert rich_text_in_words('<p data-block-key="x1">ก</p>') == "ก"
