"""Rendering tagged PDF documents (PDF/UA-1) with Typst, in the typeface Laksaman.

A template in `templates/pdf` gets its data as JSON and never as source: what users wrote is never interpreted.
Equal data render to equal bytes, so the digest of a stored PDF can be checked by rendering it again.

The template `record` needs: authority, title, kind, fiscal_year, period, document_number, document_date, division,
summary, sections (heading with paragraphs, or heading with a table of caption, columns, rows and numeric, whose cells
are texts or pictures of bytes and description), attachments (name, size, sha256), approved_by, approved_position,
approved_on, published_on, address, digest, thai_digits.
"""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

FONTS = Path(__file__).resolve().parents[1] / "fonts"
TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "pdf"

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
NO_GLYPH = re.compile(r'the text `"([^`]+)"` could not be displayed')
OPEN_BOX = "□"


def render(template: str, data: Mapping[str, object]) -> bytes:
    """The PDF of the data in the template of this name; characters that no font has are shown as an open box."""
    text = json.dumps(_without_controls(data), ensure_ascii=False)
    try:
        return _compiled(template, text)
    except RuntimeError as problem:
        missing = NO_GLYPH.findall(getattr(problem, "diagnostic", ""))
        if not missing:
            raise
    return _compiled(template, _with_boxes(text, missing))


def _compiled(template: str, text: str) -> bytes:
    import typst  # loads 81 MB that only rendering a PDF needs

    pdf = typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": text},
        format="pdf",
        pdf_standards=["ua-1"],
    )
    if not isinstance(pdf, bytes):
        raise TypeError(f"{template} gave no single PDF")
    return pdf


@cache
def _fonts() -> "typst.Fonts":
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def _with_boxes(text: str, missing: list[str]) -> str:
    """The text with an open box for each character that no font of ours has: PDF/UA allows no missing glyphs."""
    for character in missing:
        text = text.replace(_unescaped(character), OPEN_BOX)
    return text


def _unescaped(character: str) -> str:
    r"""A character of Typst's message, which writes invisible ones as `\u{200d}`."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), character)


def _without_controls(value: object) -> object:
    if isinstance(value, str):
        return CONTROLS.sub(" ", value.replace("\r\n", "\n"))
    if isinstance(value, Mapping):
        return {key: _without_controls(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_without_controls(inner) for inner in value]
    return value


def render_in_subprocess(template: str, data: Mapping[str, object]) -> bytes:
    """`render` in a process of its own, so that the web process does not load Typst. Raises `CalledProcessError`."""
    made = subprocess.run(
        [sys.executable, "-m", "cms.exports.pdf", template],
        input=json.dumps(data, ensure_ascii=False).encode(),
        capture_output=True,
        cwd=TEMPLATES.parents[1],
        timeout=60,
        check=True,
    )
    return made.stdout


if __name__ == "__main__":
    sys.stdout.buffer.write(render(sys.argv[1], json.load(sys.stdin)))
