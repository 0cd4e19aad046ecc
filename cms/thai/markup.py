"""HTML with markup round what stays on one line; its texts are as they were.

A long term, such as the name of an authority, stays whole only where the line is wide enough (`keep`), a short one
always (`nowrap`). A text that is divided so is put into one element (`words`): in a flex container its parts would be
items beside each other.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from cms.thai.line_breaks import Span, spans
from cms.thai.terms import Terms, letters, short_terms

__all__ = ["BEGIN", "END", "unbroken"]

# What stands between these two has its markup already: rows that are kept from one request to the next.
BEGIN, END = "<!--unbroken-->", "<!--/unbroken-->"

# The most letters, without marks, that stand on one line of a phone in the largest heading.
MOST_LETTERS = 18
_HIT = "<mark>"
_HIT_TAG = re.compile("</?mark>")
_HAS_ANY = re.compile("[0-9ก-๙]")
_RAW = "script|style|textarea|title|select|svg"
# What is no text: a comment, an element whose content is not read as HTML text, a tag. `>` may stand in an attribute.
# The marks of search hits are left in their text, as a hit begins and ends anywhere in a word.
_NO_TEXT = re.compile(
    rf"(<!--.*?-->|<(?:{_RAW})\b.*?</(?:{_RAW})\s*>|<(?!/?mark>)[^<>\"']*+(?:\"[^\"]*+\"[^<>\"']*+|'[^']*+'[^<>\"']*+)*+>)",
    re.DOTALL | re.IGNORECASE,
)
# Texts that many pages share, and rows of lists, are kept with their markup; long ones stand on one page.
_LONGEST_KEPT = 400
_TEXTS_KEPT = 2_048


def unbroken(html: str, terms: Terms) -> str:
    """HTML with the spans of its texts in elements; a term that begins in one text and ends in another is left."""
    first, *others = html.split(BEGIN)
    pieces = [_marked_up(first, terms)]
    for other in others:
        done, end, rest = other.partition(END)
        pieces += [BEGIN, done, end, _marked_up(rest, terms)]
    return "".join(pieces)


def _marked_up(html: str, terms: Terms) -> str:
    parts = _NO_TEXT.split(html)
    for place in range(0, len(parts), 2):
        text = parts[place]
        if text and not text.isspace():
            parts[place] = _kept(text, terms) if len(text) <= _LONGEST_KEPT else _in_elements(text, terms)
    return "".join(parts)


@lru_cache(maxsize=_TEXTS_KEPT)
def _kept(text: str, terms: Terms) -> str:
    return _in_elements(text, terms) if _HAS_ANY.search(text) else text


def _in_elements(text: str, terms: Terms) -> str:
    words = text.strip()
    pieces = list(_pieces(words, terms))
    if len(pieces) == 1:
        return text.replace(words, pieces[0], 1)
    before, _words, behind = text.partition(words)
    return f'{before}<span class="words">{"".join(pieces)}</span>{behind}'


def _pieces(text: str, terms: Terms) -> Iterator[str]:
    """The text in elements and what is between them."""
    plain, hits = _without_hits(text)
    place = 0
    for start, end in spans(plain, terms):
        if place < start:
            yield _with_hits(plain, place, start, hits)
        kept = _with_hits(plain, start, end, hits)
        yield _element(kept, plain[start:end], terms)
        place = end
    if place < len(plain):
        yield _with_hits(plain, place, len(plain), hits)


def _element(html: str, kept: str, terms: Terms) -> str:
    """What stays on one line; of a long term, the short ones that it is made of stay whole wherever it has to break."""
    if letters(kept) <= MOST_LETTERS:
        return f'<span class="nowrap">{html}</span>'
    if html == kept:
        parts = short_terms(terms, MOST_LETTERS).cut(kept)
        html = "".join(f'<span class="nowrap">{part}</span>' if is_term else part for part, is_term in parts)
    return f'<span class="keep">{html}</span>'


def _without_hits(text: str) -> tuple[str, list[Span]]:
    """The text without the marks of hits, and the places of the hits in it."""
    if _HIT not in text:
        return text, []
    plain, hits = "", []
    for number, piece in enumerate(_HIT_TAG.split(text)):
        if number % 2:
            hits.append((len(plain), len(plain) + len(piece)))
        plain += piece
    return plain, hits


def _with_hits(plain: str, start: int, end: int, hits: list[Span]) -> str:
    """A part of a text with its marks; a hit that goes beyond it is marked as far as it is inside."""
    marked, place = "", start
    for first, last in hits:
        if (first := max(first, place)) < (last := min(last, end)):
            marked += f"{plain[place:first]}{_HIT}{plain[first:last]}</mark>"
            place = last
    return marked + plain[place:end]
