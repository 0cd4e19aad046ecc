"""How spans become lines, and lines paragraphs. Places are in points, the letters are 10 high."""

import pytest

from cms.extraction.paragraphs import joined
from cms.extraction.visual_lines import Line, Span, lines


def span(text, left, right, baseline=700.0, **more):
    return Span(text, left, right, baseline, 10.0, **more)


def texts(*spans):
    return [line.text for line in lines(spans)]


def test_spans_that_touch_are_one_word():
    assert texts(span("ประ", 10, 30), span("กาศ", 31, 50)) == ["ประกาศ"]


def test_a_gap_is_a_blank():
    assert texts(span("ที่", 10, 20), span("๑", 23, 28)) == ["ที่ ๑"]


def test_a_moved_baseline_is_a_new_line_and_a_raised_mark_is_not():
    assert texts(span("บน", 10, 30), span("ล่าง", 10, 30, 690)) == ["บน", "ล่าง"]
    assert texts(span("ท", 10, 20), span("\u0e35", 15, 18, 706), span("ป", 20.5, 30)) == ["ที\u0e1b"]


def test_a_mark_does_not_move_the_pen():
    assert texts(span("ก", 10, 20), span("\u0e48", 20, 26), span("า", 20.5, 30)) == ["ก่า"]


def test_going_back_on_the_same_baseline_is_a_blank():
    assert texts(span("ท้าย", 200, 230), span("หัว", 10, 30)) == ["ท้าย หัว"]


def test_a_replaced_text_counts_once_but_every_span_has_its_width():
    first, second = span("น้ำ", 10, 20, replaced_by=7), span("น้ำ", 20, 40, replaced_by=7)

    assert texts(first, second, span("ดื่ม", 41, 60)) == ["น้ำดื่ม"]
    assert texts(first, span("", 20, 40, replaced_by=7), span("ดื่ม", 41, 60)) == ["น้ำดื่ม"]


def test_a_line_knows_its_place():
    (line,) = lines([span("ก", 10, 20), span("ข", 20, 33)])

    assert (line.left, line.right, line.baseline, line.size) == (10, 33, 700, 10)


FULL = Line("ให้ประชาชนทราบ", 10, 300, 700, 10)


@pytest.mark.parametrize(
    ("following", "text"),
    [
        (Line("ทั่วกัน", 10, 80, 685, 10), "ให้ประชาชนทราบทั่วกัน\n"),
        (Line("๒. ข้อต่อไป", 10, 80, 685, 10), "ให้ประชาชนทราบ\n๒. ข้อต่อไป\n"),
        (Line("ย่อหน้าใหม่", 40, 300, 685, 10), "ให้ประชาชนทราบ\nย่อหน้าใหม่\n"),
        (Line("ห่างออกไป", 10, 80, 650, 10), "ให้ประชาชนทราบ\nห่างออกไป\n"),
        (Line("หัวข้อใหญ่", 10, 80, 685, 16), "ให้ประชาชนทราบ\nหัวข้อใหญ่\n"),
        (Line("อีกสดมภ์", 310, 380, 685, 10), "ให้ประชาชนทราบ\nอีกสดมภ์\n"),
    ],
)
def test_which_line_runs_on(following, text):
    assert joined([FULL, following]) == text


def test_a_short_line_ends_its_paragraph():
    short = Line("ทั่วกัน", 10, 80, 685, 10)

    assert joined([FULL, short, Line("เริ่มใหม่", 10, 300, 670, 10)]) == "ให้ประชาชนทราบทั่วกัน\nเริ่มใหม่\n"


def test_a_page_without_lines_is_empty():
    assert joined([]) == ""
