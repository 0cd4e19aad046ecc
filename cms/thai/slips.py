"""Letters of other Indic scripts inside Thai words, as keyboards, converters and text generators produce them.

They look right on the screen but break every search: in “พัสดुरายเดือน” the two letters before “ายเดือน” are
Devanagari. A slip is replaced only where each of its letters has one Thai twin; the rest is listed for a person.
"""

import re
from dataclasses import dataclass

# Devanagari to Sinhala, Lao, Myanmar and Khmer. Their digits and dandas are outside: a number is not a slip in a word.
_FOREIGN = re.compile(
    "[\u0900-\u0963\u0970-\u09e5\u09f0-\u0a65\u0a70-\u0ae5\u0b00-\u0b65\u0b70-\u0be5\u0c00-\u0c65\u0c80-\u0ce5"
    "\u0cf0-\u0d65\u0d70-\u0de5\u0df0-\u0dff\u0e80-\u0ecf\u0edc-\u0edf\u1000-\u103f\u1780-\u17d3]+"
)
_LONGEST_SLIP = 3  # longer runs are words of that language

# Left out because they have two Thai twins or another position in the syllable: Devanagari ta, pa, ba, tta, dda and the
# signs e, ai, o, au; Lao so tam, nyo and yo.
_DEVANAGARI = zip(
    "\u0915\u0916\u0917\u0918\u0919\u091a\u091c\u091e\u0923\u0925\u0926\u0927\u0928\u092b\u092d\u092e\u092f\u0930"
    "\u0932\u0935\u0936\u0937\u0938\u0939\u093e\u093f\u0940\u0941\u0942",
    "กขคฆงจชญณถทธนผภมยรลวศษสห" + "\u0e32\u0e34\u0e35\u0e38\u0e39",
    strict=True,
)
_LAO_LETTERS = (
    "\u0e81\u0e82\u0e84\u0e87\u0e88\u0e94\u0e95\u0e96\u0e97\u0e99\u0e9a\u0e9b\u0e9c\u0e9d\u0e9e\u0e9f\u0ea1\u0ea3"
    "\u0ea5\u0ea7\u0eaa\u0eab\u0ead\u0eae\u0eb0\u0eb1\u0eb2\u0eb3\u0eb4\u0eb5\u0eb6\u0eb7\u0eb8\u0eb9\u0ec0\u0ec1"
    "\u0ec2\u0ec3\u0ec4\u0ec8\u0ec9\u0eca\u0ecb\u0ecc"
)
# The Lao block has the layout of the Thai one: twins are 0x80 apart.
_TWINS: dict[str, str] = {**dict(_DEVANAGARI), **{lao: chr(ord(lao) - 0x80) for lao in _LAO_LETTERS}}


@dataclass(frozen=True)
class Slip:
    """A run of foreign letters beside a Thai letter, and its Thai replacement (None: a person decides)."""

    start: int
    end: int
    found: str
    replacement: str | None


def foreign_slips(text: str) -> list[Slip]:
    """The slips in a text, in order."""
    return [_slip(text, run) for run in _FOREIGN.finditer(text) if _is_thai(text, run.start() - 1, run.end())]


def mend_slips(text: str) -> str:
    """The text with each unambiguous slip replaced by Thai letters."""
    if not (slips := foreign_slips(text)):
        return text
    pieces, place = [], 0
    for slip in slips:
        pieces += [text[place : slip.start], slip.found if slip.replacement is None else slip.replacement]
        place = slip.end
    return "".join(pieces) + text[place:]


def _slip(text: str, run: re.Match[str]) -> Slip:
    return Slip(run.start(), run.end(), run.group(), _replacement(text, run))


def _replacement(text: str, run: re.Match[str]) -> str | None:
    """The Thai twins of a short run inside a word; None at the edge of a word, where it may be a quotation."""
    inside = _is_thai(text, run.start() - 1) and _is_thai(text, run.end())
    if not inside or len(run.group()) > _LONGEST_SLIP or any(letter not in _TWINS for letter in run.group()):
        return None
    return "".join(_TWINS[letter] for letter in run.group())


def _is_thai(text: str, *places: int) -> bool:
    """Whether a Thai letter is at one of the positions."""
    return any(0 <= place < len(text) and "\u0e01" <= text[place] <= "\u0e4e" for place in places)
