"""The text objects of a PDF page in the order in which the page draws them, each with its characters and position.

Three traps of pdfium are handled here. Text replaced by ActualText (Chromium, LibreOffice) is reported for one object
of the marked span, for all or for none: spans carry the identity of the marked content, so that its text counts once. A
glyph without a Unicode name is reported as its bare number, which looks like a letter or a digit: it becomes U+FFFD.
And pdfium generates blanks and line ends of its own: only those with a real gap inside one object are used.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from cms.extraction.visual_lines import Span, is_mark

MAX_FORM_DEPTH = 8
GAP_INSIDE_OBJECT = 0.12  # of the size of the letters
INVISIBLE = 3  # the render mode of text layers from scanners, whose glyphs never have names
NO_CHARACTER = {0, 0xFFFE, 0xFFFF}
UNNAMED = "\ufffd"

Handle = Any  # a pointer of pdfium: `pypdfium2.raw` has no types


def spans(page: pypdfium2.PdfPage) -> Iterator[Span]:
    """The spans of a page in content order, form XObjects included; those without text too, because of their width."""
    text_page = page.get_textpage()
    try:
        texts = _texts(text_page.raw)
        for thing in _text_objects(page.raw):
            yield _span(thing, texts.get(_address(thing), ""))
    finally:
        text_page.close()


def _text_objects(parent: Handle, depth: int = 0) -> Iterator[Handle]:
    in_form = depth > 0
    count = pdfium.FPDFFormObj_CountObjects if in_form else pdfium.FPDFPage_CountObjects
    get = pdfium.FPDFFormObj_GetObject if in_form else pdfium.FPDFPage_GetObject
    for index in range(count(parent)):
        thing = get(parent, index)
        kind = pdfium.FPDFPageObj_GetType(thing) if thing else None
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield thing
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_FORM_DEPTH:
            yield from _text_objects(thing, depth + 1)


def _span(thing: Handle, text: str) -> Span:
    left, bottom, right, top, font_size = (ctypes.c_float() for _ in range(5))
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    pdfium.FPDFPageObj_GetMatrix(thing, matrix)
    pdfium.FPDFTextObj_GetFontSize(thing, font_size)
    scale = matrix.d or matrix.b or 1  # rotated text has its height in the other element of the matrix
    size = max(1.0, abs(font_size.value * scale))
    return Span(text.replace("\r\n", "\n"), left.value, right.value, matrix.f, size, _replaced_by(thing))


def _replaced_by(thing: Handle) -> int | None:
    """The identity of the marked content whose ActualText replaces this object's text, if any."""
    length = ctypes.c_ulong()
    for index in range(pdfium.FPDFPageObj_CountMarks(thing)):
        mark = pdfium.FPDFPageObj_GetMark(thing, index)
        found = pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", None, 0, length)
        if found and length.value > 2:  # two bytes are the end of an empty string
            return _address(mark)
    return None


@dataclass
class _Pen:
    """The end of the last character and the object it belongs to, while characters are assigned to their objects."""

    owner: int | None = None
    right: float = 0.0
    blank_due: bool = False


def _texts(text_page: Handle) -> dict[int, str]:
    """The characters of a page by the address of the object that drew them."""
    texts: dict[int, list[str]] = {}
    pen = _Pen()
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            pen.blank_due = True
            continue
        thing = pdfium.FPDFText_GetTextObject(text_page, index)
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if thing and code not in NO_CHARACTER:
            character = _character(text_page, index, thing, code)
            owner = _address(thing)
            texts.setdefault(owner, []).append(_with_blank(text_page, index, character, owner, pen))
    return {owner: "".join(characters) for owner, characters in texts.items()}


def _character(text_page: Handle, index: int, thing: Handle, code: int) -> str:
    if code > 0x10FFFF:
        return UNNAMED
    nameless = pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1
    if nameless and pdfium.FPDFTextObj_GetTextRenderMode(thing) != INVISIBLE:
        return UNNAMED
    return chr(code)


def _with_blank(text_page: Handle, index: int, character: str, owner: int, pen: _Pen) -> str:
    """The character, after a blank where pdfium generated one and the gap is real; moves the pen."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
    mark = is_mark(character)
    blank = pen.blank_due and owner == pen.owner and not mark
    if blank:
        size = max(1.0, pdfium.FPDFText_GetFontSize(text_page, index))
        blank = left.value - pen.right > GAP_INSIDE_OBJECT * size
    pen.blank_due, pen.owner = False, owner
    if not mark:
        pen.right = right.value
    return f" {character}" if blank else character


def _address(pointer: Handle) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0
