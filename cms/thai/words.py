"""Thai text in words: by the terms first, and between them by PyThaiNLP's word list with nlpo3 (newmm).

The list is read when the first text is cut: it takes 60 MiB, and a web process that shows public pages never needs it.
Where there is no nlpo3 (no wheel for Linux on ARM), the longest word of the list is taken at each place.
"""

import gzip
import re
import tempfile
from collections.abc import Callable, Collection, Iterator
from functools import cache, partial
from pathlib import Path

from cms.thai.terms import DATA, Terms, compounds

__all__ = ["DICTIONARY", "clusters", "longest_words", "segment", "words"]

# The word list and the edition of our compounds. Who stores words stores this beside them, to know when to cut anew.
DICTIONARY = "pythainlp-5.4.0 compounds-2"
WORDS = DATA / "words_th.txt.gz"

# A cluster: a base letter with its marks and the vowels before it, so that a cut never splits a letter from its tone.
CLUSTER = re.compile(
    r"\s+|[A-Za-z0-9๐-๙]+|[เแโใไ]*(?:[A-Za-z0-9๐-๙]+|\s+|[^เแโใไ][\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]*)|[เแโใไ]+",
    re.DOTALL,
)
# What nlpo3 is given at once; it is quick on such pieces, however odd the text.
_PIECE = re.compile(r"\s+|\S{1,2000}")
_MOST_LETTERS = 40  # a longer word is none, but letters that the list does not know
_MOST_CLUSTERS = 12  # longer words of the list are sayings


def clusters(text: str) -> list[str]:
    """A text in letters with their marks, words of Latin letters or digits, and blanks: `น้ำ 10` is น้ำ, blank, 10."""
    return CLUSTER.findall(text)


def words(text: str) -> list[str]:
    """A text in words, with the terms that every authority has: `กองคลังจัดซื้อจัดจ้าง` is two."""
    return segment(text, compounds())


def segment(text: str, terms: Terms) -> list[str]:
    """A text in words, blanks and marks; joined they are the text, whatever is in it."""
    return [word for piece, is_term in terms.cut(text) for word in ([piece] if is_term else _between(piece))]


def _between(text: str) -> Iterator[str]:
    cut = _cutter()
    for piece in _PIECE.findall(text):
        if piece.isspace():
            yield piece
            continue
        found = cut(piece)
        for word in found if "".join(found) == piece else [piece]:
            yield from [word] if len(word) <= _MOST_LETTERS else clusters(word)


@cache
def _cutter() -> Callable[[str], list[str]]:
    """What cuts a piece of text by the list. nlpo3 reads it from a file, once for each name."""
    listed = gzip.decompress(WORDS.read_bytes())
    try:
        from nlpo3 import load_dict, segment
    except ImportError:
        return partial(longest_words, known=frozenset(listed.decode().split("\n")))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "words.txt"
        path.write_bytes(listed)
        load_dict(str(path), DICTIONARY)
    return partial(segment, dict_name=DICTIONARY)


def longest_words(text: str, known: Collection[str]) -> list[str]:
    """The text in known words, at each place the longest; what is not known, in clusters."""
    letters = clusters(text)
    found: list[str] = []
    place = 0
    while place < len(letters):
        ends = range(min(place + _MOST_CLUSTERS, len(letters)), place, -1)
        end = next((end for end in ends if "".join(letters[place:end]) in known), place + 1)
        found.append("".join(letters[place:end]))
        place = end
    return found
