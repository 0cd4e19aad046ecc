"""Which characters a text may hold that the public will read. Plain values in, a reason or None out."""

from typing import Any

from cms.thai.invisible import hidden_kind, is_blank, unescape_hidden
from cms.thai.repair import remove_invisible


def refusal_of_text(place: str, value: object) -> str | None:
    """Why a text, or JSON with texts, may not stand in the field called `place`, or None.

    It holds a character that changes the direction of the text, a control or a code that is no letter.
    """
    for text in _texts(value):
        if found := hidden_kind(text):
            kind, number = found
            return f"ช่อง “{place}” มี{kind} ({number}) ซึ่งทำให้สิ่งที่เห็นไม่ตรงกับข้อความจริง ลบออกหรือพิมพ์ข้อความช่วงนั้นใหม่"
    return None


def refusal_of_blank(place: str, value: object) -> str | None:
    """Why a required text is refused, or None: it has nothing that can be seen."""
    return f"ช่อง “{place}” ยังไม่มีข้อความที่มองเห็นได้" if isinstance(value, str) and is_blank(value) else None


def without_invisible(value: Any, *, is_html: bool = False) -> Any:
    """A text, or JSON with texts, as it is stored: without zero-width characters. HTML may name them as entities."""
    if isinstance(value, str):
        return remove_invisible(unescape_hidden(value) if is_html else value)
    if isinstance(value, list):
        return [without_invisible(item, is_html=is_html) for item in value]
    if isinstance(value, dict):
        return {name: without_invisible(item, is_html=is_html) for name, item in value.items()}
    return value


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for item in value for text in _texts(item)] if isinstance(value, list) else []
