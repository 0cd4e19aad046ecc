"""The thirteen-digit number of citizens and companies: its check digit, its positions in a text, its masked form.

A number counts where it is written in one piece or as 1-4-5-2-1. Near a word for it looser writing counts too: one
digit a box, a line end inside, tabs. A number that follows a word for another kind of number, such as a bar code,
a project or a contract, does not count.
"""

import re
from collections.abc import Callable, Iterator

from stdnum.th import moa, pin

from cms.thai.numerals import to_arabic
from cms.thai.personal import Finding, Hit, Kind, hits, plain

__all__ = ["Finding", "digits_of", "find", "find_citizen_numbers", "is_valid", "kind", "mask", "mask_citizen_numbers"]

_NEAR = 60  # the most characters between the word and its number
_LONGEST = 13 + 12 * 4 + 4  # loosest writing, and what follows it
_HIDDEN = "x"

_WORD = re.compile(
    r"(?:บัตร|เลข|หมาย)\s{0,3}(?:เลข)?\s{0,3}ประ(?:จำ|จํา)\s{0,3}ตัว"
    r"|เลขที่บัตร|เลขบัตร|บัตรประชาชน|เลขประชาชน|13 หลัก|\bID\s{0,3}(?:No|card)|citizen",
    re.IGNORECASE,
)
_BEFORE, _AFTER = r"(?<!\d)(?<!\d[.,\-/])", r"(?!\d)(?![.,/]\d)"
_LOOSE = re.compile(rf"{_BEFORE}\d(?:[ \t\n|\-./]{{0,4}}\d){{12}}{_AFTER}")
_IN_ONE_PIECE = re.compile(rf"{_BEFORE}\d{{13}}{_AFTER}")
_IN_FORM = re.compile(rf"{_BEFORE}\d(?P<gap> ?[ \-]\s?)\d{{4}}(?P=gap)\d{{5}}(?P=gap)\d{{2}}(?P=gap)\d{_AFTER}")
_OTHER_NUMBER = re.compile(
    r"(?:บาร์โค้ด|barcode|รหัสแท่ง|รหัสสินค้า|\bEAN\b|\bISBN\b|เลขมาตรฐานสากล|โครงการ|สัญญา|ครุภัณฑ์|พัสดุ|รหัสงบ"
    r"|เลขที่เอกสาร|เลขที่หนังสือ|ใบเสร็จ)[^\n\d]{0,15}$",
    re.IGNORECASE,
)
_SOME_NUMBER = re.compile(r"\d[^\n]{0,30}")
_FEWEST_DIGITS = 6
_DIGIT = re.compile(r"\d")
_ALREADY_MASKED = re.compile(r"[xX*•_]{2}")


def is_valid(number: str) -> bool:
    """Whether a number, with or without dashes and in either digits, has thirteen digits and the right check digit."""
    return kind(number) is not None


def kind(number: str) -> Kind | None:
    """“citizen_id” where a valid number begins with 1 to 8, “juristic_id” with 0, None where it is not valid."""
    digits = to_arabic(number)
    if pin.is_valid(digits):
        return "citizen_id"
    return "juristic_id" if moa.is_valid(digits) else None


def mask(text: str) -> str:
    """The number with all digits but the first and the last hidden: 1-xxxx-xxxxx-xx-1."""
    places = [place for place, letter in enumerate(text) if letter.isdigit()]
    hidden = set(places[1:-1])
    return "".join(_HIDDEN if place in hidden else letter for place, letter in enumerate(text))


def mask_citizen_numbers(text: str) -> str:
    """The text with every citizen number masked, suspected ones too; all else is unchanged."""
    pieces, place = [], 0
    for finding in find(text):
        if finding.kind in ("citizen_id", "citizen_id_suspect"):
            pieces += [text[place : finding.start], mask(finding.text)]
            place = finding.end
    return "".join(pieces) + text[place:]


def digits_of(number: str) -> str:
    """The digits of a number as it was written, in Arabic: “๑-๒๓๔๕-…” and “1 2345 …” are the same number."""
    return re.sub(r"\D", "", plain(number)[0])


def find(text: str) -> list[Finding]:
    """The personal data in a text, in order and without overlaps; positions are those in the given text."""
    return _found(text, _all_hits)


def find_citizen_numbers(text: str) -> list[Finding]:
    """The citizen numbers in a text, suspected ones too; at once where the text has too few digits for any."""
    if len(_DIGIT.findall(text)) < _FEWEST_DIGITS:
        return []
    return [finding for finding in _found(text, _numbers) if finding.kind in ("citizen_id", "citizen_id_suspect")]


def _found(text: str, hits_in: Callable[[str], Iterator[Hit]]) -> list[Finding]:
    simple, places = plain(text)
    taken = bytearray(len(simple))
    findings = []
    for what, start, end, has_context in hits_in(simple):
        if any(taken[start:end]):
            continue
        taken[start:end] = b"\x01" * (end - start)
        first, last = places[start], places[end - 1] + 1
        findings.append(Finding(what, first, last, text[first:last], has_context))
    return sorted(findings, key=lambda finding: finding.start)


def _all_hits(simple: str) -> Iterator[Hit]:
    # The most certain come first, as later hits that overlap are dropped.
    yield from _numbers(simple)
    yield from hits(simple)


def _numbers(simple: str) -> Iterator[Hit]:
    words = [word.end() for word in _WORD.finditer(simple)]
    yield from _near_words(simple, words)
    yield from _by_form(simple)
    yield from _suspects(simple, words)


def _near_words(simple: str, words: list[int]) -> Iterator[Hit]:
    for end in words:
        for number in _LOOSE.finditer(simple, end, end + _NEAR + _LONGEST):
            if number.start() - end <= _NEAR:
                yield kind(_digits(number)) or "citizen_id_suspect", *number.span(), True


def _by_form(simple: str) -> Iterator[Hit]:
    for pattern in (_IN_FORM, _IN_ONE_PIECE):
        for number in pattern.finditer(simple):
            what = kind(_digits(number))
            if what and not _OTHER_NUMBER.search(simple, max(0, number.start() - 40), number.start()):
                yield what, *number.span(), pattern is _IN_FORM


def _suspects(simple: str, words: list[int]) -> Iterator[Hit]:
    """Numbers after an ID word that are no valid citizen number, unless they are masked already."""
    for end in words:
        number = _SOME_NUMBER.search(simple, end, end + 40)
        if number is None or _ALREADY_MASKED.search(number.group()):
            continue
        if sum(letter.isdigit() for letter in number.group()) >= _FEWEST_DIGITS:
            yield "citizen_id_suspect", *number.span(), True


def _digits(number: re.Match[str]) -> str:
    return re.sub(r"\D", "", number.group())
