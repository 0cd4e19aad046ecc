"""Rich text as the plain paragraphs that a PDF prints."""

import pytest

from cms.records.paragraphs import paragraphs


@pytest.mark.parametrize(
    ("rich_text", "words"),
    [
        ("", []),
        ("<p></p><p>  </p>", []),
        ("คำเดียว", ["คำเดียว"]),
        ("<p>หนึ่ง</p><p>สอง <b>หนา</b> &amp; ท้าย</p>", ["หนึ่ง", "สอง หนา & ท้าย"]),
        ("<p>บรรทัดแรก<br/>บรรทัดสอง</p>", ["บรรทัดแรก\nบรรทัดสอง"]),
        ("<ul><li>ก</li><li>ข</li></ul>", ["– ก", "– ข"]),
        ("<p>ดังนี้</p><ol><li>ก</li><li><a href='/'>ข</a></li></ol>", ["ดังนี้", "1. ก", "2. ข"]),
        ("<p>ก<!-- ลับ -->ข</p>", ["กข"]),
        ("<ul><li>ก<ul><li>ข</li></ul>ค</li><li>ง</li></ul>", ["– กค", "– ข", "– ง"]),
        ("<ol><li>ก<ol><li><b>ข</b></li></ol></li></ol>", ["1. ก", "1. ข"]),
        ("<ul><li><p>ก</p></li><li><ul><li>ข</li></ul></li></ul>", ["– ก", "– ข"]),
    ],
)
def test_rich_text_as_paragraphs(rich_text, words):
    assert paragraphs(rich_text) == words
