"""Thai text in words: terms stay whole, and whatever is in a text, its words joined are the text."""

import gzip
import hashlib
import random
import subprocess
import sys

import pytest

from cms.thai import words as module
from cms.thai.terms import DATA, compounds, terms_with
from cms.thai.words import clusters, longest_words, segment, words

WITH_NAMES = terms_with(("กองการศึกษา ศาสนาและวัฒนธรรม", "บ้านดงหม้อทองใต้"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("กองคลังและกองช่าง", ["กองคลัง", "และ", "กองช่าง"]),
        ("ประกาศจัดซื้อจัดจ้าง", ["ประกาศ", "จัดซื้อจัดจ้าง"]),
        ("เรื่องร้องเรียนการทุจริต", ["เรื่องร้องเรียน", "การ", "ทุจริต"]),
        ("กองการศึกษา ศาสนาและวัฒนธรรมแจ้งว่า", ["กองการศึกษา ศาสนาและวัฒนธรรม", "แจ้ง", "ว่า"]),
        ("ที่บ้านดงหม้อทองใต้", ["ที่", "บ้านดงหม้อทองใต้"]),
        ("น้ําดื่ม", ["น้ําดื่ม"]),
        ("ใช้ e-GP ปี 2569", ["ใช้", " ", "e-GP", " ", "ปี", " ", "2569"]),
        ("กอง\nคลัง", ["กอง", "\n", "คลัง"]),
        ("", []),
        (" ", [" "]),
    ],
)
def test_a_text_is_cut_into_the_words_of_its_readers(text, found):
    assert segment(text, WITH_NAMES) == found


def test_a_term_is_not_found_inside_a_letter():
    assert "กองคลัง" not in words("เกองคลังั")


ALPHABETS = [
    "กขคงจาิีุู่้๊็์เแโใไำๆฯะัํ",
    "กาน้ำใจ จัดซื้อจัดจ้างร้องเรียนกองคลังสํานัก",
    "ab1 .,/()-๑๒กำ\n\t\r",
    "\u200b\u200d\u2060\ufeff\u00ad\u202e\x00ก่า",
    "😀ก🇹🇭e\u0301é中\U000e0020",
    "⟦⟧ก",
]


@pytest.mark.parametrize("seed", range(30))
def test_the_words_of_any_text_joined_are_the_text(seed):
    dice = random.Random(seed)
    for _ in range(200):
        text = "".join(dice.choices(dice.choice(ALPHABETS), k=dice.randrange(90)))
        text += "".join(dice.sample(compounds().words, dice.randrange(3)))
        for cut in (words, clusters, lambda each: segment(each, WITH_NAMES)):
            found = cut(text)
            assert "".join(found) == text
            assert all(found)


def test_letters_that_the_list_does_not_know_are_cut_into_clusters():
    assert max(map(len, words("ฌฌฌ" * 5000))) <= module._MOST_LETTERS


def test_without_nlpo3_the_longest_known_word_is_taken_at_each_place():
    known = {"ประกาศ", "ประ", "จัดหา", "จัด", "พัสดุ"}

    assert longest_words("ประกาศจัดหาพัสดุน้ำ", known) == ["ประกาศ", "จัดหา", "พัสดุ", "น้ำ"]
    assert longest_words("", known) == []


def test_the_word_list_is_the_one_that_its_readme_names():
    found = hashlib.sha256(gzip.decompress(module.WORDS.read_bytes())).hexdigest()

    assert found in (DATA / "README.md").read_text("utf-8")


STARTED = """
import sys
import django
django.setup()
from django.urls import get_resolver
from django.template.loader import get_template
import config.urls, config.wsgi
get_resolver().url_patterns
get_template("cms/record_page.html")
assert "cms.thai.words" in sys.modules
print("nlpo3" in sys.modules)
from cms.thai.words import words
words("ก")
print("nlpo3" in sys.modules)
"""


def test_the_word_list_is_read_when_the_first_text_is_cut_and_not_at_the_start_of_the_web_process():
    done = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "True"]
