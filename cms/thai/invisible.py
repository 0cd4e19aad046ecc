"""Characters that nobody sees: which are removed from a text, which are refused, and how both are shown to a reader.

Zero-width characters come in with copied text and mean nothing in Thai: they are removed. Characters that turn the
direction of a text, controls and characters that no font has can hide what a text says: they are refused.
"""

import re
import unicodedata

__all__ = [
    "hidden_kind",
    "is_blank",
    "mark",
    "mark_all",
    "mark_brackets",
    "mark_hidden",
    "unescape_hidden",
    "without_zero_width",
]

# Unicode's Default_Ignorable_Code_Point, without the directional marks, tags and unassigned characters below.
ZERO_WIDTH = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0080-\U000e0fff"
)
DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufff9-\ufffb\U000e0000-\U000e007f"
PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
NO_CHARACTER = "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
)
DIRECTION_KIND = "อักขระควบคุมทิศทางข้อความ"
CONTROL_KIND = "อักขระควบคุมที่มองไม่เห็น"
PRIVATE_KIND = "อักขระเฉพาะของบางแบบอักษรซึ่งเครื่องอื่นอ่านไม่ได้"
NO_CHARACTER_KIND = "รหัสที่ไม่ใช่ตัวอักษร"

_ZERO_WIDTH = re.compile(f"[{ZERO_WIDTH}]")
_REFUSED = re.compile(
    f"(?P<direction>[{DIRECTION}])|(?P<control>[{CONTROL}])|(?P<private>[{PRIVATE}])|(?P<none>[{NO_CHARACTER}])"
)
_KINDS = {"direction": DIRECTION_KIND, "control": CONTROL_KIND, "private": PRIVATE_KIND, "none": NO_CHARACTER_KIND}
_HIDDEN = re.compile(f"[{ZERO_WIDTH}{DIRECTION}{CONTROL}{PRIVATE}{NO_CHARACTER}]")
_LINE_END = re.compile("\r\n?|[\u2028\u2029]")
# What nobody could type by mistake: our own marks are made of these brackets.
_BRACKETS = re.compile("[⟦⟧]")
_PLAIN = re.compile("[^!-~\u0e01-\u0e3a\u0e3f-\u0e5b“”‘’–…·]")
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(shy|zwj|zwnj|lrm|rlm|ZeroWidthSpace|NoBreak));?")
_NAMED = {
    "shy": "\u00ad",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "lrm": "\u200e",
    "rlm": "\u200f",
    "ZeroWidthSpace": "\u200b",
    "NoBreak": "\u2060",
}
_BLANK_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"})
_BLANK_SYMBOLS = frozenset("\u2800\u3164\uffa0\u115f\u1160\u17b4\u17b5\u034f")


def without_zero_width(text: str) -> str:
    """The text without zero-width characters and soft hyphens, each line end as `\\n`; all else is left as it is."""
    return _ZERO_WIDTH.sub("", _LINE_END.sub("\n", text))


def hidden_kind(text: str) -> tuple[str, str] | None:
    """The first character that no text may hold: what kind it is, in Thai, and its number: (…, "U+202E"). Or None."""
    found = _REFUSED.search(text)
    return (_KINDS[str(found.lastgroup)], _number(found.group())) if found else None


def unescape_hidden(html: str) -> str:
    """Rich text with the entities of hidden characters, such as `&#x202e;` and `&zwj;`, as the characters."""
    return _ENTITY.sub(_hidden_or_entity, html) if "&" in html else html


def _hidden_or_entity(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    code = int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else ord(_NAMED[name])
    character = chr(code) if code <= 0x10FFFF else ""
    return character if _HIDDEN.match(character) else found.group()


def is_blank(text: str) -> bool:
    """Whether nobody could see anything of a text: it is empty, or made of blanks and invisible characters alone."""
    return all(
        letter in _BLANK_SYMBOLS or unicodedata.category(letter) in _BLANK_CATEGORIES or _HIDDEN.match(letter)
        for letter in text
    )


def mark(words: str) -> str:
    """A word of ours among the words of others, in brackets that `mark_hidden` leaves to nobody else: `⟦ตัวหนา⟧`."""
    return f"⟦{words}⟧"


def mark_hidden(text: str) -> str:
    """The text as it is shown: hidden characters as `⟦U+202E⟧`, so that what is not seen is read."""
    return _HIDDEN.sub(lambda found: mark(_number(found.group())), mark_brackets(_LINE_END.sub("\n", text)))


def mark_brackets(text: str) -> str:
    """The text without the brackets of our marks: someone who writes `⟦` does not write a mark."""
    return _BRACKETS.sub(lambda found: f"⟦U+{ord(found.group()):04X}⟧", text)


def mark_all(text: str) -> str:
    """The text with all but Thai and Latin letters, digits and common signs as numbers; blanks too, as `⟦U+0020⟧`."""
    return _PLAIN.sub(lambda found: mark(_number(found.group())), text)


def _number(letter: str) -> str:
    return f"U+{ord(letter):04X}"
