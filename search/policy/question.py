"""A question to the public search, parsed from a query string. Invalid values are ignored, never an error."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cms.thai.repair import search_key

MAX_LENGTH = 200
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Question:
    """The text that was typed, its terms, all of which must occur, and the filters."""

    text: str = ""
    terms: tuple[str, ...] = ()
    year: int | None = None
    kind: str = ""
    division: int | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set."""
        return bool(self.year or self.kind or self.division)


def parse_question(query: Mapping[str, str]) -> Question:
    """The question of a query string with `q`, `year`, `kind` and `division`; what cannot be parsed is left out."""
    text = CONTROLS.sub(" ", query.get("q", ""))[:MAX_LENGTH].strip()
    return Question(
        text=text,
        terms=terms(text),
        year=_number(query.get("year", "")),
        kind=CONTROLS.sub("", query.get("kind", ""))[:100],
        division=_number(query.get("division", "")),
    )


def terms(text: str) -> tuple[str, ...]:
    """The folded words of a text, each once: “ปี ๒๕๖๖” gives “ปี” and “2566”."""
    return tuple(dict.fromkeys(search_key(text).split()))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
