"""Excerpts of a text around what was found. Texts are returned in pieces, so that the template can mark the hits.

Stored texts are clean already (`prepared`): folding them for comparison changes letters, never their positions.
"""

from collections.abc import Iterable, Sequence

from cms.thai.numerals import to_arabic
from cms.thai.repair import clean

Piece = tuple[str, bool]  # words, and whether they are a hit

BEFORE = 60
LENGTH = 220
# Characters above, below or joined to the letter before: a hit must not end in front of one of them.
_JOINED = frozenset(
    "\u0e31\u0e33\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
)
_MORE = "…"


def prepared(text: str) -> str:
    """A text in the form in which the index stores it: repaired spelling, one line."""
    return " ".join(clean(text).split())


def marked(text: str, terms: Sequence[str]) -> list[Piece]:
    """The whole text in pieces, its hits marked."""
    return _pieces(text, _hits(text, terms))


def excerpt(text: str, terms: Sequence[str]) -> list[Piece]:
    """About two lines around the first hit, or the beginning where nothing was hit."""
    folded, places = _folded(text)
    found = [at for at in (folded.find(term) for term in terms) if at >= 0]
    first = places[min(found)] if found else 0
    start = _opening(text, first - BEFORE) if first > BEFORE else 0
    end = _closing(text, start + LENGTH)
    shown = (_MORE if start else "") + text[start:end] + (_MORE if end < len(text) else "")
    return marked(shown, terms)


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The text folded for comparison, and for each of its letters the position in the original."""
    folded = to_arabic(text.casefold())
    if len(folded) == len(text):
        return folded, range(len(text) + 1)
    letters = [(letter, at) for at, original in enumerate(text) for letter in to_arabic(original.casefold())]
    return "".join(letter for letter, _at in letters), [*(at for _letter, at in letters), len(text)]


def _hits(text: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    folded, places = _folded(text)
    spans: list[tuple[int, int]] = []
    for term in terms:
        at = folded.find(term)
        while at >= 0:
            last = places[at + len(term) - 1]
            spans.append((places[at], _whole(text, last + 1)))
            at = folded.find(term, at + len(term))
    return _joined(spans)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order; those that overlap or touch are merged."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pieces(text: str, spans: list[tuple[int, int]]) -> list[Piece]:
    pieces: list[Piece] = []
    done = 0
    for start, end in spans:
        pieces += [(text[done:start], False), (text[start:end], True)]
        done = end
    pieces.append((text[done:], False))
    return [piece for piece in pieces if piece[0]]


def _whole(text: str, end: int) -> int:
    """The end moved past the characters that are joined to the letter before it."""
    while end < len(text) and text[end] in _JOINED:
        end += 1
    return end


def _opening(text: str, start: int) -> int:
    """Where an excerpt begins: after the next blank, or else at the next whole letter."""
    blank = text.find(" ", start, start + BEFORE // 2)
    return blank + 1 if blank >= 0 else _whole(text, start)


def _closing(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    blank = text.rfind(" ", end - BEFORE // 2, end)
    return blank if blank >= 0 else _whole(text, end)
