"""Characters that nobody sees: which are removed, which are refused, how they are shown, what counts as empty."""

import unicodedata

import pytest

from cms.policy import approval, takedown
from cms.policy.approval import DecisionContext, ReviewedContent
from cms.policy.characters import refusal_of_blank, refusal_of_text, without_invisible
from cms.policy.documents import refusal_to_accept
from cms.policy.lifecycle import Stage
from cms.thai.invisible import hidden_kind, is_blank, mark_hidden
from cms.thai.repair import clean, remove_invisible
from tests.factories.decisions import make_pending

ZERO_WIDTH = "\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\u2064\u206a\u3164\ufe0f\ufeff\uffa0\U000e0100"
DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROL = "\x00\x01\x08\x0b\x0c\x1b\x1f\x7f\x80\x85\x9f\ufff9\ufffa\ufffb\U000e0001\U000e0041\U000e007f"
NO_LETTER = "\ue123\uf0b7\U000f0000\U0010fffd\ufdd0\uffff\U0001fffe\ud800\udfff"
HIDDEN = ZERO_WIDTH + DIRECTION + CONTROL + NO_LETTER


@pytest.mark.parametrize("letter", ZERO_WIDTH, ids=ascii)
def test_a_zero_width_character_is_removed(letter):
    assert remove_invisible(f"น้ำ{letter}ใจ") == "น้ำใจ"
    assert clean(f"น้ำ{letter}ใจ") == "น้ำใจ"


@pytest.mark.parametrize("letter", DIRECTION + CONTROL + NO_LETTER, ids=ascii)
def test_what_no_text_may_hold_is_refused_with_its_place_and_its_number(letter):
    reason = refusal_of_text("ชื่อเรื่อง", [{"value": f"ประกาศ{letter}"}])

    assert reason.startswith("ช่อง “ชื่อเรื่อง” มี")
    assert f"U+{ord(letter):04X}" in reason


def test_the_direction_is_called_by_its_name():
    assert refusal_of_text("ชื่อเรื่อง", "a\u202eb").startswith("ช่อง “ชื่อเรื่อง” มีอักขระควบคุมทิศทาง")


@pytest.mark.parametrize("text", ["ประกาศ ๑๒๓ น้ำ", "a\tb\nc", "“ก” – ข… ✓ 😀", "é ü ½ ฿", "", "\ufffd"], ids=ascii)
def test_ordinary_text_is_left_as_it_is(text):
    assert remove_invisible(text) == text
    assert hidden_kind(text) is None


def test_every_format_character_of_unicode_is_removed_or_refused():
    formats = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in ("Cf", "Cc", "Cs", "Co")]
    kept = [letter for letter in formats if letter not in "\t\n" and remove_invisible(letter) == letter]

    visible = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"  # signs of Arabic and Syriac numbers
    left = [letter for letter in kept if hidden_kind(letter) is None and letter not in visible]
    assert [letter for letter in left if not ("\U000110bd" <= letter <= "\U0001343f")] == []


@pytest.mark.parametrize("letter", HIDDEN, ids=ascii)
def test_what_is_hidden_is_shown_by_its_number(letter):
    assert mark_hidden(f"ก{letter}ข") == f"ก⟦U+{ord(letter):04X}⟧ข"


def test_nobody_can_write_a_mark():
    assert mark_hidden("⟦ตัวหนา⟧") == "⟦U+27E6⟧ตัวหนา⟦U+27E7⟧"


BLANK = ["", "  \n\t", "\u00a0\u2003", "\u2800", *HIDDEN, "\u200b \u202e", "\u115f\u3164"]


@pytest.mark.parametrize("text", BLANK, ids=ascii)
def test_what_nobody_can_see_is_blank(text):
    assert is_blank(text)
    assert refusal_of_blank("ชื่อเรื่อง", text) == "ช่อง “ชื่อเรื่อง” ยังไม่มีข้อความที่มองเห็นได้"


@pytest.mark.parametrize("text", ["ก", ".", "\u200bก", "-"], ids=ascii)
def test_what_somebody_can_see_is_not_blank(text):
    assert not is_blank(text)


@pytest.mark.parametrize("text", ["\u200b", "\u2800 \u202e", "\u3164", " \n"], ids=ascii)
def test_an_invisible_reason_is_none(text):
    free = DecisionContext(
        task_matches=True, task_active=True, waiting=True, may_decide=True, is_requester=False, is_author=False
    )
    pending, reviewed = make_pending(), ReviewedContent(1, "d")

    assert approval.refusal_to_act("reject", free, pending, reviewed, text)
    assert takedown.refusal_to_take_down(
        takedown.Act.WITHDRAW, stage=Stage.LIVE, has_open_request=False, may_ask=True, extent=None, reason=text
    )
    assert refusal_to_accept("warn", ["คำเตือน"], text)


@pytest.mark.parametrize("entity", ["&shy;", "&#173;", "&#xAD;", "&zwj;", "&ZeroWidthSpace;", "&#8203;"])
def test_an_entity_in_rich_text_hides_nothing(entity):
    assert without_invisible({"value": f"<p>ก{entity}ข &amp; ค&lt;</p>"}, is_html=True) == {
        "value": "<p>กข &amp; ค&lt;</p>"
    }


@pytest.mark.parametrize("entity", ["&#x202e;", "&#8238;", "&rlm;"])
def test_an_entity_of_a_direction_is_refused(entity):
    assert refusal_of_text("เนื้อหา", without_invisible(f"<p>{entity}</p>", is_html=True))


def test_letters_of_old_fonts_become_letters():
    assert remove_invisible("ก\uf70a") == "ก่"
