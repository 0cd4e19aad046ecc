"""Collation: the order of words in the dictionary of the Royal Institute, for lists that people read.

Words are ordered by consonants and vowels, where a leading vowel counts after the consonant it is spoken with; tone
marks and the other small marks decide only between words that are otherwise equal.
"""

import re
import unicodedata

from cms.thai.numerals import to_arabic
from cms.thai.repair import clean

_LEADING_VOWEL = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])")
_SMALL_MARKS = "\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"  # in their collating order
_NO_MARK = "0"  # sorts before each of them
_SEPARATOR = "\t"  # sorts before every character of a key


def sort_key(text: str) -> str:
    """A sort key whose order by code point is that of the dictionary: digits, Latin, Thai.

    Spaces and punctuation decide only between equal words. A database column of keys needs the “C” collation.
    """
    spelling = " ".join(clean(text).split())
    spoken = _LEADING_VOWEL.sub(r"\2\1", to_arabic(spelling).casefold())
    letters: list[str] = []
    marks: list[str] = []
    for letter in spoken:
        if letter in _SMALL_MARKS and letters:
            marks[-1] += letter
        elif _counts(letter):
            letters.append(letter)
            marks.append(_NO_MARK)
    return _SEPARATOR.join(["".join(letters), "".join(marks), spelling])


def _counts(letter: str) -> bool:
    """Letters, vowels and digits count; blanks, punctuation, ฯ and ๆ do not."""
    return letter not in "ฯๆ" and unicodedata.category(letter)[0] in "LMN"
