"""Terms that are one word to their readers: compounds of local government, names, and what an authority adds.

The compounds stand in `data/compounds.txt`, one a line. A term is found in every spelling that `cms.thai.repair`
takes for the same one, and never begins or ends inside a letter with its marks.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from cms.thai.repair import clean

__all__ = ["SHORTEST", "Terms", "compounds", "letters", "may_be_term", "name_terms", "short_terms", "terms_with"]

SHORTEST = 4  # letters of a term; a shorter one would be found inside other words
DATA = Path(__file__).parent / "data"

# A letter that more than one order of characters is written for: vowel and tone mark, tone mark and sara am.
_UNIT = re.compile("[\u0e31\u0e34-\u0e3a][\u0e48-\u0e4c]|[\u0e48-\u0e4b]?\u0e33|.", re.DOTALL)
_MARK = "[\u0e31\u0e33-\u0e3a\u0e45\u0e47-\u0e4e]"
_TERM = re.compile("[^&;<>\"'ก-ฮ]*[ก-ฮ][^&;<>\"']*")
_ABOVE_OR_BELOW = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_LEADING_VOWEL = "[\u0e40-\u0e44]"
_KIND_OF_AUTHORITY = re.compile(
    "^(?:องค์การบริหารส่วนตำบล|องค์การบริหารส่วนจังหวัด|เทศบาล(?:ตำบล|เมือง|นคร)|อบต\\.|อบจ\\.|ทต\\.|ทม\\.|ทน\\.) ?"
)


@dataclass(frozen=True, eq=False)
class Terms:
    """Some terms, cleaned, and the pattern that finds the longest of them at a place of a text."""

    words: tuple[str, ...]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(_alternatives(self.words))

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where the terms stand in a text, in order and apart."""
        return [found.span() for found in self._pattern.finditer(text)]

    def cut(self, text: str) -> Iterator[tuple[str, bool]]:
        """The text in pieces, each with whether it is a term; together they are the text."""
        place = 0
        for start, end in self.places(text):
            if place < start:
                yield text[place:start], False
            yield text[start:end], True
            place = end
        if place < len(text):
            yield text[place:], False


@lru_cache(maxsize=8)
def short_terms(terms: Terms, most: int) -> Terms:
    """The terms of at most so many letters, which longer ones are made of."""
    return Terms(tuple(word for word in terms.words if letters(word) <= most))


def letters(text: str) -> int:
    """The letters of a text without marks above and below them, which take no room: น้ำ has two."""
    return len(_ABOVE_OR_BELOW.sub("", text))


@lru_cache(maxsize=1)
def compounds() -> Terms:
    """The terms that every authority has, in the order of the file."""
    return Terms(tuple((DATA / "compounds.txt").read_text("utf-8").split()))


@lru_cache(maxsize=8)
def terms_with(more: tuple[str, ...]) -> Terms:
    """The compounds and more terms, those that an authority has of its own, without what cannot be a term."""
    own = (" ".join(clean(term).split()) for term in more)
    return Terms(tuple(dict.fromkeys([*compounds().words, *filter(may_be_term, own)])))


def may_be_term(text: str) -> bool:
    """Whether a cleaned text is long enough, has a Thai letter, and no character of HTML, in which it is looked for."""
    return len(text) >= SHORTEST and bool(_TERM.fullmatch(text))


def name_terms(authority: str, short_name: str, district: str, province: str) -> Iterable[str]:
    """The terms of an authority's names: `องค์การบริหารส่วนตำบลดงหม้อทอง` is one, and so is ดงหม้อทอง."""
    place = _KIND_OF_AUTHORITY.sub("", authority)
    return filter(None, [authority, short_name, place, district, province])


def _alternatives(words: Iterable[str]) -> str:
    """A regular expression for the longest of the words, each between letters; equal beginnings stand in it once."""
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for unit in _UNIT.findall(word):
            branch = branch.setdefault(unit, {})
        branch[""] = {}
    if not tree:
        return "(?!)"
    first = (
        f"{_spellings(unit)}(?<!{_LEADING_VOWEL}{re.escape(unit[0])}){_branch(rest)}" for unit, rest in tree.items()
    )
    return f"(?:{'|'.join(first)})(?!{_MARK})"


def _branch(tree: Mapping[str, Any]) -> str:
    """What may follow a beginning, longer words first; `""` marks the end of a word."""
    ways = [_spellings(unit) + _branch(rest) for unit, rest in tree.items() if unit]
    if not ways:
        return ""
    together = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    return f"(?:{together})?" if "" in tree else together


def _spellings(unit: str) -> str:
    """A unit as a pattern of its spellings: `ั้` also as tone and vowel, `้ำ` also with its two parts."""
    if unit[-1] == "\u0e33":
        tone = unit[:-1]
        return f"(?:{unit}|\u0e4d{tone}\u0e32|{tone}\u0e4d\u0e32)" if tone else "(?:\u0e33|\u0e4d\u0e32)"
    if len(unit) == 2:
        return f"(?:{unit}|{unit[::-1]})"
    return " +" if unit == " " else re.escape(unit)
