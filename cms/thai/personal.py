"""Personal data in Thai text, for an officer to check before publishing: phones, accounts, passports, e-mail.

Every repetition in the patterns is bounded, so that no text can make them slow. Names and addresses are not found.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cms.thai.numerals import ARABIC_DIGITS, THAI_DIGITS

Kind = Literal[
    "citizen_id",  # thirteen digits with a right check digit
    "citizen_id_suspect",  # an ID word and then an invalid number: misread or mistyped, to be checked by a person
    "juristic_id",  # the number of a company, which is public
    "mobile",
    "landline",  # usually that of an office
    "bank_account",
    "passport",
    "email",  # official addresses under .go.th are left out
]
Hit = tuple[Kind, int, int, bool]  # kind, start and end in the plain text, has_context

_DROPPED = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_PLAIN = str.maketrans(
    dict(zip(THAI_DIGITS, ARABIC_DIGITS, strict=True))
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d", "-")
    | dict.fromkeys("\u00a0\u2009\u202f", " ")
    | dict.fromkeys(_DROPPED, "")
)

_MOBILE = re.compile(
    r"""(?<![\d-])
    (?: \+?66[ -]? (?:\(0\)[ -]?)? | \(?0 )     # +66, +66(0), 0 or (0
    [689]
    (?: \d\)?[ .-]?\d{3}[ .-]?\d{4}             # 081-234-5678, (081) 234-5678, 081.234.5678
      | \d?[ -]\d{4}[ -]?\d{3,4}                # 08-1234-5678, 081-2345-678
      | \d{8}
    )
    (?!\d)(?!-\d)""",
    re.VERBOSE,
)
_LANDLINE = re.compile(
    r"""(?<![\d-])
    (?: 0[ -]?2[ -]?\d{3}[ -]?\d{4}             # Bangkok: 02-123-4567
      | 0[ -]?[3-57]\d
        (?: [ -]?\d{6} | [ -]\d{3}[ -]\d{3} | \d{2}[ -]\d{4} | [ -]?\d{2}[ -]?\d{4} )
    )
    (?!\d)(?!-\d)""",
    re.VERBOSE,
)
_ACCOUNT = re.compile(r"บัญชี[^\d\n]{0,40}?(?P<number>(?:\d[ -]?){9,11}\d)(?!\d)")
_ACCOUNT_WORD = re.compile("ธนาคาร|เลข|โอน")
_PASSPORT = re.compile(
    r"(?:หนังสือเดินทาง|passport)(?:[ :]{0,3}(?:เลขที่|หมายเลข|No\.?|number))?[ :]{0,3}(?P<number>[A-Z]{1,2}\d{6,7})(?!\d)",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}", re.ASCII
)


@dataclass(frozen=True)
class Finding:
    """Personal data in a text: its span, and whether a word before it or its form confirms the kind."""

    kind: Kind
    start: int
    end: int
    text: str
    has_context: bool

    @property
    def blocks_publication(self) -> bool:
        """Only confirmed citizen numbers block: one in twelve bare numbers has a right check digit by chance."""
        return self.kind == "citizen_id" and self.has_context


def plain(text: str) -> tuple[str, list[int] | range]:
    """The text with Arabic digits, ASCII dashes and spaces, and the position of each of its letters in the original."""
    simple = text.translate(_PLAIN)
    if len(simple) == len(text):
        return simple, range(len(text))
    return simple, [place for place, letter in enumerate(text) if letter not in _DROPPED]


def hits(simple: str) -> Iterator[Hit]:
    """Personal data other than citizen numbers in a plain text; of overlapping hits, the first takes precedence."""
    for found in _PASSPORT.finditer(simple):
        yield "passport", *found.span("number"), True
    for found in _ACCOUNT.finditer(simple):
        if _is_account(simple, found):
            yield "bank_account", *found.span("number"), True
    for found in _MOBILE.finditer(simple):
        yield "mobile", *found.span(), False
    for found in _LANDLINE.finditer(simple):
        yield "landline", *found.span(), False
    for found in _EMAIL.finditer(simple):
        if not found.group().lower().endswith(".go.th"):
            yield "email", *found.span(), False


def _is_account(simple: str, found: re.Match[str]) -> bool:
    """Not where the number may be a mobile one, unless a word for bank, number or transfer comes just before it."""
    if not _MOBILE.fullmatch(found["number"]):
        return True
    return bool(_ACCOUNT_WORD.search(simple, max(0, found.start() - 12), found.start("number")))
