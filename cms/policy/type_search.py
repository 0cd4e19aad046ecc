"""Finding a type of record by the words that an officer has for it. Plain values.

Every word that was typed is somewhere in what is said of the type, in whatever spelling (`search_key`), the name before
the sentence before the section. Where nothing is found so, what shares most pairs of letters is: `สถิติิการ` and
`ร้องเรียร` lead to what was meant.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from cms.thai.repair import search_key

T = TypeVar("T")

ALIKE = 0.7  # the share of the pairs of letters of a question that a text has which is still meant by it
LONGEST = 80  # nobody asks for a type in more letters


def find(question: str, candidates: Iterable[tuple[T, Sequence[str]]]) -> tuple[list[T], bool]:
    """Those found, the best first, and whether they only resemble what was asked.

    Each candidate comes with what is said of it, the most telling text first: its name, its sentence, its section.
    """
    words, known = _words(question), [(each, [_key(text) for text in texts]) for each, texts in candidates]
    ranked = [(rank, each) for each, texts in known if (rank := _rank(words, texts)) is not None]
    if ranked:
        return _in_order(ranked), False
    alike = [(-share, each) for each, texts in known if (share := _share(words, texts)) >= ALIKE]
    return _in_order(alike), True


def _words(question: str) -> list[str]:
    return search_key(question)[:LONGEST].split()


def _key(text: str) -> str:
    """Without spaces: who writes “แผน พัฒนา” means “แผนพัฒนา”, and the other way round."""
    return search_key(text).replace(" ", "")


def _rank(words: list[str], texts: list[str]) -> int | None:
    """How many texts must be read until every word is found, or None where one is nowhere."""
    read = ""
    for place, text in enumerate(texts):
        read += "\n" + text
        if all(word in read for word in words):
            return place
    return None


def _share(words: list[str], texts: list[str]) -> float:
    asked = {pair for word in words for pair in pairwise(word)}
    if not asked:
        return 0.0
    return max(len(asked & set(pairwise(text))) / len(asked) for text in texts)


def _in_order(ranked: "list[tuple[int, T]] | list[tuple[float, T]]") -> list[T]:
    return [each for _rank, each in sorted(ranked, key=lambda pair: pair[0])]
