"""A question to the public search, read from an address. Whatever the address says, a question comes of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cms.thai.repair import search_key

LONGEST = 200
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Question:
    """What was typed, the terms that all must occur, and the filters."""

    text: str = ""
    terms: tuple[str, ...] = ()
    year: int | None = None
    kind: str = ""
    division: int | None = None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.year or self.kind or self.division)


def asked(address: Mapping[str, str]) -> Question:
    """The question of an address: `q`, `year`, `kind`, `division`; what cannot be read asks for nothing."""
    text = CONTROLS.sub(" ", address.get("q", ""))[:LONGEST].strip()
    return Question(
        text=text,
        terms=terms(text),
        year=_number(address.get("year", "")),
        kind=CONTROLS.sub("", address.get("kind", ""))[:100],
        division=_number(address.get("division", "")),
    )


def terms(text: str) -> tuple[str, ...]:
    """The folded words of a question, each once: “ปี ๒๕๖๖” asks for “ปี” and “2566”."""
    return tuple(dict.fromkeys(search_key(text).split()))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
