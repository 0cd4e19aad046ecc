"""Repair of Thai text that comes from PDF files, sheets, forms and text recognition, before it is stored or compared.

Programs write the same word in many ways: marks in another order, private-use glyphs of old Windows fonts, sara am as
two characters, spaces before a vowel. `clean` normalizes them all to one Unicode spelling and leaves correct text
unchanged. The search uses it for the index and for the question.
"""

import re
import unicodedata

from cms.thai.invisible import without_zero_width
from cms.thai.numerals import to_arabic
from cms.thai.slips import Slip, foreign_slips, mend_slips

__all__ = ["Slip", "clean", "foreign_slips", "illegal", "illegal_share", "remove_invisible", "search_key", "unspace"]

_CONSONANT = "\u0e01-\u0e2e"
_LEADING_VOWEL = "\u0e40-\u0e44"
_VOWEL_MARK = "\u0e31\u0e34-\u0e3a\u0e47\u0e4d\u0e4e"
_TONE = "\u0e48-\u0e4b"
_TONE_MARK = "\u0e48-\u0e4c"  # the four tones and thanthakhat
_MARK = _VOWEL_MARK + _TONE_MARK
_LETTER = "\u0e01-\u0e4e"
_AA, _AM, _NIKHAHIT = "\u0e32", "\u0e33", "\u0e4d"
_UNNAMED = "\ufffd"

# Raised, lowered and shifted forms that Windows and Mac fonts have in the private-use area (OpenType Thai fallback).
_GLYPHS: dict[str, str] = {
    "\u0e48": "\uf705\uf70a\uf713\uf88a\uf88b\uf88c",
    "\u0e49": "\uf706\uf70b\uf714\uf88d\uf88e\uf88f",
    "\u0e4a": "\uf707\uf70c\uf715\uf890\uf891\uf892",
    "\u0e4b": "\uf708\uf70d\uf716\uf893\uf894\uf895",
    "\u0e4c": "\uf709\uf70e\uf717\uf896\uf897\uf898",
    "\u0e31": "\uf710\uf884",
    "\u0e34": "\uf701\uf885",
    "\u0e35": "\uf702\uf886",
    "\u0e36": "\uf703\uf887",
    "\u0e37": "\uf704\uf888",
    "\u0e38": "\uf718\uf89b",
    "\u0e39": "\uf719\uf89c",
    "\u0e3a": "\uf71a\uf89d",
    "\u0e47": "\uf712\uf889",
    "\u0e4d": "\uf711\uf899",
    "\u0e0d": "\uf70f\uf89a",
    "\u0e10": "\uf700\uf89e",
}
_LETTERS = {glyph: letter for letter, glyphs in _GLYPHS.items() for glyph in glyphs}
_LETTERS_ONLY = str.maketrans(_LETTERS)
_CHARACTERS = str.maketrans(_LETTERS | dict.fromkeys("\u200e\u200f", "") | {"\u00a0": " "})

# Fonts of print shops have the raised tone marks at five code points of Latin-1.
_PRINT_SHOP = str.maketrans("ÉÊËÌÍ", "\u0e48\u0e49\u0e4a\u0e4b\u0e4c")
_PRINT_SHOP_TONE = re.compile(f"(?<=[{_LETTER}])[ÉÊËÌÍ](?![a-zà-ÿ])")

# Possessive and only from its first blank on, so that a long run of blanks is not tried from each position.
_BLANKS = "(?<![ \t\r\n\u3000])[ \t\r\n\u3000]++"
_BLANK_BEFORE_MARK = re.compile(f"{_BLANKS}(?=[{_MARK}\u0e30\u0e32\u0e33\u0e45])")
_BLANK_AFTER_LEADING_VOWEL = re.compile(f"(?<=[{_LEADING_VOWEL}])[ \t\r\n\u3000]+(?=[{_CONSONANT}])")
_MARKS = re.compile(f"[{_MARK}]{{2,}}")
_MARK_ORDER = {"\u0e4d": 1, "\u0e4e": 3, "\u0e4c": 3} | dict.fromkeys("\u0e48\u0e49\u0e4a\u0e4b", 2)

_SPLIT_AM = re.compile(f"{_NIKHAHIT}([{_TONE}]?)[ \t]*{_AA}")
_LATIN_AM = re.compile(f"(?<=[{_CONSONANT}])([{_TONE}]?)[\u0100-\u036f{_UNNAMED}]([{_TONE}]?){_AA}")
_AM_AND_MORE = re.compile(f"{_AM}[{_TONE}{_AM}]+")
_AM_TWICE = re.compile(f"{_AM}[{_AA}{_AM}{_UNNAMED}]+")
# Consonant, vowel, tone extracted twice from a subset font: after these vowels a final consonant must follow.
_HEAD_TWICE = re.compile(f"([{_CONSONANT}][\u0e31\u0e34\u0e36][{_TONE}])\\1+")

_MOST_PASSES = 8

_SPACED_LETTERS = re.compile(f"(?<=[{_LETTER}]) {{1,2}}(?=[{_LETTER}])")
_WORD = re.compile(f"[{_LETTER}]+")

_STRANGE = "\u00c0-\u024f\u02b0-\u036f\ue000-\uefff\uf100-\uf8ff\ufffd"  # U+F0xx is left out: bullets of symbol fonts
_ILLEGAL = re.compile(
    "|".join(
        [
            f"[{_VOWEL_MARK}]{{2}}",
            f"[{_TONE_MARK}]{{2}}",
            f"[{_TONE_MARK}][{_VOWEL_MARK}]",
            f"(?:^|[^{_CONSONANT}{_MARK}])[{_MARK}]",
            f"[{_LEADING_VOWEL}](?=[\u0e30-\u0e3a\u0e47-\u0e4e])",
            f"[{_AM}\u0e30][{_MARK}]",
            f"(?<=[{_LETTER}])[{_STRANGE}]",
            f"[{_STRANGE}](?=[{_LETTER}])",
        ]
    ),
    re.MULTILINE,
)
_FEWEST_LETTERS = 30


def remove_invisible(text: str) -> str:
    """A text as it is stored: without zero-width characters, letters of old fonts as letters, line ends as `\\n`."""
    return without_zero_width(text).translate(_LETTERS_ONLY)


def clean(text: str) -> str:
    """The text in normalized spelling. Correct text is returned unchanged; the function is idempotent."""
    for _ in range(_MOST_PASSES):
        repaired = _repair_once(text)
        if repaired == text:
            break
        text = repaired
    return text


def search_key(text: str) -> str:
    """The form for comparing texts: cleaned, case-folded, Arabic digits, single spaces."""
    folded = to_arabic(clean(text).casefold())
    return " ".join(clean(folded).split())


def unspace(text: str) -> str:
    """The text without the spaces that text recognition put after every letter; other texts are unchanged."""
    words = _WORD.findall(text)
    tiny = sum(len(word) <= 2 for word in words)
    if len(words) <= _FEWEST_LETTERS or tiny <= 0.4 * len(words):
        return text
    return _SPACED_LETTERS.sub("", text)


def illegal(text: str) -> int:
    """The number of sequences that are impossible in Thai, such as two vowels on one letter."""
    return len(_ILLEGAL.findall(text))


def illegal_share(text: str) -> float:
    """Impossible sequences per Thai letter: correct text is below 0.0015. Below 30 letters it is always 0."""
    letters = sum(map(len, _WORD.findall(text)))
    return illegal(text) / letters if letters >= _FEWEST_LETTERS else 0.0


def _repair_once(text: str) -> str:
    # The order matters: characters first, then spaces between them, then marks, then the parts of sara am.
    text = unicodedata.normalize("NFC", without_zero_width(text).translate(_CHARACTERS))
    text = mend_slips(text)
    text = _PRINT_SHOP_TONE.sub(lambda tone: tone.group().translate(_PRINT_SHOP), text)
    text = _BLANK_BEFORE_MARK.sub("", text)
    text = _BLANK_AFTER_LEADING_VOWEL.sub("", text)
    text = _MARKS.sub(_in_order, text)
    text = _SPLIT_AM.sub(f"\\1{_AM}", text)
    text = _AM_AND_MORE.sub(_tones_before_am, text)
    text = text.replace("\u0e40\u0e40", "\u0e41")
    text = _LATIN_AM.sub(f"\\1\\2{_AM}", text)
    text = _AM_TWICE.sub(_AM, text)
    return _HEAD_TWICE.sub(r"\1", text)


def _in_order(marks: re.Match[str]) -> str:
    """Marks on one letter in the order vowel, nikhahit, tone, thanthakhat, each written once."""
    ordered = sorted(marks.group(), key=lambda mark: _MARK_ORDER.get(mark, 0))
    return "".join(dict.fromkeys(ordered))


def _tones_before_am(run: re.Match[str]) -> str:
    return "".join(dict.fromkeys(run.group().replace(_AM, ""))) + _AM
