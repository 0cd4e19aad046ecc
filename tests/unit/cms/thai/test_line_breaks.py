"""Where no line may end, and the markup that says so on the screen."""

import random
import re

import pytest

from cms.thai.line_breaks import spans
from cms.thai.markup import BEGIN, END, MOST_LETTERS, unbroken
from cms.thai.terms import compounds, letters, terms_with

TERMS = terms_with(("องค์การบริหารส่วนตำบลดงหม้อทอง", "ดงหม้อทอง"))

ELEMENTS = re.compile(r'</?span(?: class="(?:nowrap|keep|words)")?>')


def kept(text):
    return [text[start:end] for start, end in spans(text, TERMS)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("การจัดซื้อจัดจ้างและร้องเรียน", ["การจัดซื้อจัดจ้าง", "ร้องเรียน"]),
        ("ภายใน 3 ธันวาคม 2569 เวลา", ["3 ธันวาคม 2569"]),
        ("ภายใน ๓ ธันวาคม ๒๕๖๙ เวลา", ["๓ ธันวาคม ๒๕๖๙"]),
        ("ภายใน ๓ ธันวาคม พ.ศ. ๒๕๖๙", ["๓ ธันวาคม พ.ศ. ๒๕๖๙"]),
        ("5 ต.ค. 2566 และ 13 เม.ย.", ["5 ต.ค. 2566", "13 เม.ย."]),
        ("ลงวันที่ 3\u00a0ธันวาคม 2569", ["3\u00a0ธันวาคม 2569"]),
        ("เดือนตุลาคม 2567", ["ตุลาคม 2567"]),
        ("ปี พ.ศ. ๒๕๖๖", ["พ.ศ. ๒๕๖๖"]),
        ("ประกาศ เลขที่ ๑๒/๒๕๖๙", ["เลขที่ ๑๒/๒๕๖๙"]),
        ("เลขที่ 12/2569", ["เลขที่ 12/2569"]),
        ("ตามมาตรา 7 วรรคสอง", ["มาตรา 7"]),
        ("เป็นเงิน 1,250.00 บาท", ["1,250.00 บาท"]),
        ("เวลา 10.42 น.", ["10.42 น."]),
        ("500 บาทต่อปี และ 10 วันนับแต่ 5 วัน", ["500 บาท", "5 วัน"]),
        ("สัญญา 45/2569 นี้", ["45/2569"]),
        ("(ร้องเรียน) “ของขวัญ” ฯ", ["(ร้องเรียน)", "“ของขวัญ”"]),
        ("12345 ธันวาคม", []),
        ("10 รายชื่อ", []),
        ("วันนี้ฝนตก", []),
        ("", []),
    ],
)
def test_what_stays_on_one_line(text, found):
    assert kept(text) == found


def test_a_short_term_never_breaks_and_a_long_one_where_the_line_is_too_narrow_for_it():
    assert unbroken("ดงหม้อทอง", TERMS) == '<span class="nowrap">ดงหม้อทอง</span>'
    assert unbroken("องค์การบริหารส่วนตำบลดงหม้อทอง", TERMS) == (
        '<span class="keep"><span class="nowrap">องค์การบริหารส่วนตำบล</span><span class="nowrap">ดงหม้อทอง</span></span>'
    )
    assert unbroken("31 กุมภาพันธ์ พ.ศ. 2569", TERMS) == '<span class="keep">31 กุมภาพันธ์ พ.ศ. 2569</span>'


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("จัดซื้อ<mark>จัดจ้าง</mark>", '<span class="nowrap">จัดซื้อ<mark>จัดจ้าง</mark></span>'),
        ("<mark>ร้องเรียน</mark>", '<span class="nowrap"><mark>ร้องเรียน</mark></span>'),
        (
            "<mark>เรื่องร้อน ร้อง</mark>เรียน",
            '<span class="words"><mark>เรื่องร้อน </mark><span class="nowrap"><mark>ร้อง</mark>เรียน</span></span>',
        ),
        ("ก<mark>ข</mark>ค", "ก<mark>ข</mark>ค"),
    ],
)
def test_a_term_is_kept_whole_where_a_search_hit_begins_or_ends_in_it(html, marked):
    assert unbroken(f"<p>{html}</p>", TERMS) == f"<p>{marked}</p>"


def test_a_divided_text_is_one_item_of_a_flex_container():
    assert unbroken("<a> แจ้งเรื่อง ร้องเรียน ได้\n</a>", TERMS) == (
        '<a> <span class="words">แจ้งเรื่อง <span class="nowrap">ร้องเรียน</span> ได้</span>\n</a>'
    )
    assert unbroken("<a> ร้องเรียน </a>", TERMS) == '<a> <span class="nowrap">ร้องเรียน</span> </a>'


@pytest.mark.parametrize(
    "html",
    [
        '<a title="ร้องเรียน > 3 ธันวาคม 2569" href="/?q=ร้องเรียน">x</a>',
        "<img alt='ร้องเรียน > 1'>",
        "<!-- ร้องเรียน <b> -->",
        "<script>'ร้องเรียน'</script>",
        "<textarea>ร้องเรียน\n3 ธันวาคม 2569</textarea>",
        "<select><option>ร้องเรียน</option></select>",
        "<svg><text>ร้องเรียน</text></svg>",
        f"{BEGIN}<p>ร้องเรียน</p>{END}",
    ],
)
def test_attributes_comments_and_what_is_no_text_are_left_alone(html):
    assert unbroken(html, TERMS) == html
    assert unbroken(f"ก{html}ก", TERMS) == f"ก{html}ก"


def test_the_texts_of_html_are_marked_up_one_by_one():
    html = f"<p>เรื่อง<b>ร้องเรียน</b> &amp; 3 ธันวาคม 2569<br>ของ<i>ขวัญ</i></p>{BEGIN}x{END}<p>ของขวัญ</p>"

    assert unbroken(html, TERMS) == (
        '<p>เรื่อง<b><span class="nowrap">ร้องเรียน</span></b> <span class="words">&amp; <span class="nowrap">3 ธันวาคม 2569'
        "</span></span><br>"
        f'ของ<i>ขวัญ</i></p>{BEGIN}x{END}<p><span class="nowrap">ของขวัญ</span></p>'
    )


@pytest.mark.parametrize("seed", range(10))
def test_the_html_itself_is_as_it_was(seed):
    dice = random.Random(seed)
    parts = [
        "3 ธันวาคม 2569",
        "ก",
        "่",
        " ",
        "<b>",
        "</b>",
        "&amp;",
        "<br>",
        "'",
        '"',
        ">",
        "<",
        "(",
        "พ.ศ. 2569",
        "\u200b",
    ]
    parts += compounds().words[:30]
    for _ in range(200):
        html = "".join(dice.choices(parts, k=dice.randrange(200)))

        assert ELEMENTS.sub("", unbroken(html, TERMS)) == html


def test_a_page_of_open_brackets_and_quotation_marks_takes_no_long_time():
    for odd in ("<", '<"', "<a '", "<!--", "<script ", "(" * 50 + "ร้องเรียน"):
        assert ELEMENTS.sub("", unbroken(odd * 1_000, TERMS)) == odd * 1_000


def test_what_is_never_broken_fits_the_narrowest_screen():
    nowrap = re.findall('<span class="nowrap">(.*?)</span>', unbroken(" ".join(TERMS.words), TERMS))

    assert max(letters(word) for word in nowrap) <= MOST_LETTERS
