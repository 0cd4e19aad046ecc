import random
import time

import pytest

from cms.thai.repair import Slip, clean, foreign_slips, illegal, illegal_share, search_key, unspace
from tests.unit.cms.thai.shared_material import DOCUMENTS, SHARED

SEED_SLIP = "การจัดหาพัสด\u0941\u0930ายเดือนให้ครบทุกเดือน"

SOUND = [
    "องค์การบริหารส่วนตำบลดงหม้อทอง",
    "ก่ำ ข้ำ ค่ำ จ้ำ ช้ำ น้ำ ฤๅษี ฦๅ ฯลฯ ฯพณฯ ต่าง ๆ ฿ ๏ ๚ ๛",
    "ประกาศ ณ วันที่ ๑ ตุลาคม พ.ศ. ๒๕๖๗\n\tข้อ ๑  ให้ใช้ตั้งแต่บัดนี้\f",
    "สิทธิ์ ศักดิ์ พันธุ์ องค์ ญี่ปุ่น เกี๊ยะ เตี๋ยว เปี๊ยก โต๊ะ",
    "Café École ÉCOLE in English stays",
    "",
]


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_comes_back_as_it_is(text):
    assert clean(text) == text
    assert illegal(text) == 0


@pytest.mark.parametrize(
    ("broken", "sound"),
    [
        ("ท\uf70aา", "ท่า"),
        ("ป\uf701\uf70bน", "ปิ้น"),
        ("\uf70fาติ", "ญาติ"),
        ("ตำ\u200bบล", "ตำบล"),
        ("งบ\u00adประมาณ", "งบประมาณ"),
        ("ปี\u00a02568", "ปี 2568"),
        ("บรรทัด\u2028ใหม่", "บรรทัด\nใหม่"),
        ("ท ี่", "ที่"),
        ("ตำบ ลดงหม ้อทอง", "ตำบ ลดงหม้อทอง"),
        ("ก\nำหนด", "กำหนด"),
        ("จ ะ", "จะ"),
        ("เ ทศบาล", "เทศบาล"),
        ("เ\nทศบาล", "เทศบาล"),
        ("ท่ี", "ที่"),
        ("สิทธ์ิ", "สิทธิ์"),
        ("ที่่", "ที่"),
        ("ท\u0e4dา", "ทำ"),
        ("น\u0e4d้า", "น้ำ"),
        ("น้\u0e4dา", "น้ำ"),
        ("น\u0e4d้ า", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("เเละ", "และ"),
        ("ตĹา", "ตำ"),
        ("น้Ĺา", "น้ำ"),
        ("ท\ufffdา", "ทำ"),
        ("ทำา", "ทำ"),
        ("ทำ\ufffd", "ทำ"),
        ("ตั้ตั้งแต่", "ตั้งแต่"),
        ("ทั้ทั้ทั้งนี้", "ทั้งนี้"),
        ("ทีÉ", "ที่"),
        ("นÊำ", "น้ำ"),
        ("โตËะ", "โต๊ะ"),
        ("เดÌียว", "เดี๋ยว"),
        ("สทิธิÍ", "สทิธิ์"),
    ],
)
def test_a_broken_spelling_is_led_back_to_the_sound_one(broken, sound):
    assert clean(broken) == sound


@pytest.mark.parametrize(
    "text",
    [
        "การบริหาร งานบุคคล",  # a blank between words
        "ข้อ ๑\nกำหนด",  # a line end before a consonant
        "บอกÉcole",  # a French word right after Thai
    ],
)
def test_what_only_resembles_damage_is_left_alone(text):
    assert clean(text) == text


def test_cleaning_twice_changes_nothing_more():
    chance = random.Random(2568)
    letters = "กขดตรสะัาำิีึืฺุูเแโใไๅ็่้๊๋์ํ๎ \t\n\u00a0\u200b\ufffdÉÌāĹ\uf70a\uf711Aरुກລາ๑1"
    samples = ["".join(chance.choices(letters, k=chance.randint(1, 14))) for _ in range(3000)]

    unstable = [text for text in samples if clean(clean(text)) != clean(text)]
    unstable_keys = [text for text in samples if search_key(search_key(text)) != search_key(text)]

    assert unstable == []
    assert unstable_keys == []


@pytest.mark.parametrize("piece", [" ", "\u200b", "ำ่", "ตั้", "เ", "่้", "กā่", "\u0930", "ดुरา", "ํ ", "É"])
def test_long_hostile_runs_take_no_long_time(piece):
    started = time.perf_counter()

    clean(piece * 50_000)

    assert time.perf_counter() - started < 5


def test_the_slip_of_the_seed_text_is_listed_and_mended():
    assert foreign_slips(SEED_SLIP) == [Slip(start=12, end=14, found="\u0941\u0930", replacement="ุร")]
    assert clean(SEED_SLIP) == "การจัดหาพัสดุรายเดือนให้ครบทุกเดือน"
    assert foreign_slips(clean(SEED_SLIP)) == []


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("พัสด\u0941\u0930ายเดือน", "พัสดุรายเดือน"),
        ("กา\u0930จ้าง", "การจ้าง"),
        ("ก\u0e81ม", "กกม"),
        ("ป\u0ea3\u0eb0กาศ", "ประกาศ"),
    ],
)
def test_a_letter_with_one_thai_twin_is_mended(text, mended):
    assert clean(text) == mended


@pytest.mark.parametrize(
    "text",
    [
        "งาน\u0930",  # at the edge of a word
        "กา\u092cริหาร",  # ba may be bo baimai or pho phan
        "ภาษาລາວ",  # a word at the edge: a quotation
        "คำว่าປະເທດລາວเป็นชื่อ",  # a whole phrase
    ],
)
def test_a_doubtful_slip_is_listed_and_left_alone(text):
    slips = foreign_slips(text)

    assert slips
    assert slips[-1].replacement is None
    assert text[slips[-1].start : slips[-1].end] == slips[-1].found
    assert slips[-1].found in clean(text)


@pytest.mark.parametrize("text", ["भारत ในภาษาฮินดี", "ลาว (ລາວ)", "ปี २०२५", "ราคา ๑๒๓२"])
def test_foreign_words_apart_and_digits_are_no_slips(text):
    assert foreign_slips(text) == []
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ปีงบประมาณ  พ.ศ. ๒๕๖๖\n", "ปีงบประมาณ พ.ศ. 2566"),
        ("e-GP  ITA", "e-gp ita"),
        ("นำ้\u00a0ประปา", "น้ำ ประปา"),
        ("STRASSE straße", "strasse strasse"),
    ],
)
def test_the_search_key_folds_case_digits_and_blanks(text, key):
    assert search_key(text) == key


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("ที่ดิน", 0),
        ("กิี", 1),
        ("ก่้", 1),
        ("ก่ี", 1),
        ("่ก", 1),
        ("A่", 1),
        ("เ่ก", 1),
        ("กำ่", 1),
        ("ทĹา", 1),
        ("กิีก่้", 2),
        ("ก\ufffd", 1),
        ("\uf0b7 ข้อความ", 0),
        ("\uf0b7ข้อความ", 0),
    ],
)
def test_impossible_sequences_are_counted(text, count):
    assert illegal(text) == count


def test_the_share_of_impossible_sequences_needs_enough_letters():
    assert illegal_share("กิี") == 0.0
    assert illegal_share("กา" * 20 + "กิี") == pytest.approx(1 / 43)
    assert illegal_share("ที่ดิน" * 20) == 0.0


def test_a_page_with_a_blank_after_every_letter_is_closed_up():
    page = "ประกาศองค์การบริหารส่วนตำบล เรื่อง แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ"
    spaced = " ".join(page.replace(" ", ""))

    assert clean(unspace(clean(spaced))) == page.replace(" ", "")


def test_a_page_with_ordinary_blanks_keeps_them():
    page = "องค์การบริหารส่วนตำบล ประกาศ แผนการจัดซื้อ " * 20

    assert unspace(page) == page
    assert unspace("ก ข ค") == "ก ข ค"


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the shared Thai documents are not beside the project")
def test_cleaning_changes_nothing_in_the_source_texts_but_the_known_slip():
    changed = {}
    for path in sorted((DOCUMENTS / "text").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        if clean(text) != text:
            changed[path.name] = [slip.found for slip in foreign_slips(text)]
            assert clean(text) == text.replace("\u0941\u0930", "ุร")
        assert illegal(clean(text)) == 0

    assert changed == {"ita-table.txt": ["\u0941\u0930"]}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared seed report is not beside the project")
def test_the_seed_report_holds_one_slip():
    report = (SHARED / "seed-report.txt").read_text(encoding="utf-8")

    assert [(slip.found, slip.replacement) for slip in foreign_slips(report)] == [("\u0941\u0930", "ุร")]
    assert clean(report) == report.replace("\u0941\u0930", "ุร")
