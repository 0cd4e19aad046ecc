"""What a request may carry before any view looks at it. Plain values in."""

from collections.abc import Iterable

# The largest number of a database has 19 digits.
MOST_DIGITS = 18


def is_number(text: str) -> bool:
    """Whether a text is a whole number that a key or a page could have: `²` and numbers of 25 digits are none."""
    return text.isdecimal() and len(text) <= MOST_DIGITS


def is_impossible(text: str) -> bool:
    """Whether no key, name or number of ours could be this text: it holds a NUL, or is a number beyond any database."""
    digits = text.strip().removeprefix("-")
    return "\x00" in text or (digits.isdecimal() and len(digits) > MOST_DIGITS)


def impossible(values: Iterable[tuple[str, str]], *, free_text: frozenset[str] = frozenset()) -> str | None:
    """The name of the first value that is impossible, or None; `free_text` names those that may be any number."""
    return next((name for name, text in values if "\x00" in name + text or _is_refused(name, text, free_text)), None)


def _is_refused(name: str, text: str, free_text: frozenset[str]) -> bool:
    return name not in free_text and is_impossible(text)
