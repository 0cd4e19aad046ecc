"""Our own documents as tagged PDF (PDF/UA-1), set by Typst in Laksaman.

A template in `templates/pdf` gets its data as JSON and never as source: what users wrote is text, whatever it says.
Equal data make equal bytes, so the digest of a kept PDF can be checked by making it again.

`record` asks for: authority, title, kind, fiscal_year, period, document_number, document_date, division, summary,
sections (heading with paragraphs, or heading with a table of caption, columns, rows and numeric), attachments (name,
size, sha256), approved_by, approved_position, approved_on, published_on, address, digest, thai_digits.
"""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typst

FONTS = Path(__file__).resolve().parents[1] / "fonts"
TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "pdf"

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
NO_GLYPH = re.compile(r'the text `"([^`]+)"` could not be displayed')
HOLLOW = "□"


def render(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF that the named template makes of the data."""
    words = json.dumps(_without_controls(data), ensure_ascii=False)
    try:
        return _compiled(template, words)
    except RuntimeError as problem:
        strangers = NO_GLYPH.findall(getattr(problem, "diagnostic", ""))
        if not strangers:
            raise
    return _compiled(template, _hollowed(words, strangers))


def _compiled(template: str, words: str) -> bytes:
    import typst  # 81 MB of machinery that only the making of a PDF needs

    pdf = typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": words},
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


def _hollowed(words: str, strangers: list[str]) -> str:
    """The words with an open box for each character that no font of ours can draw: PDF/UA refuses missing glyphs."""
    for stranger in strangers:
        words = words.replace(_unescaped(stranger), HOLLOW)
    return words


def _unescaped(stranger: str) -> str:
    r"""Typst writes invisible characters as `\u{200d}`."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), stranger)


def _without_controls(value: Any) -> Any:
    if isinstance(value, str):
        return CONTROLS.sub(" ", value.replace("\r\n", "\n"))
    if isinstance(value, Mapping):
        return {key: _without_controls(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_without_controls(inner) for inner in value]
    return value


def render_apart(template: str, data: Mapping[str, Any]) -> bytes:
    """The same in a process of its own, for the web process, which stays small."""
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
