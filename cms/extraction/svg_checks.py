"""Checks of SVG drawings: shapes only, no scripts, no event handlers, no external content."""

import re
from collections.abc import Iterator
from pathlib import Path

from cms.extraction import markup
from cms.extraction.kinds import Kind
from cms.extraction.verdict import Finding, block

AS_PNG = "กรุณาบันทึกภาพเป็น PNG หรือ JPG แล้วส่งใหม่"
NOT_SVG = block(f"เนื้อหาของไฟล์ไม่ใช่ภาพ SVG ตามนามสกุล {AS_PNG}")
SCRIPT = block(f"ภาพ SVG นี้มีสคริปต์หรือคำสั่งที่ทำงานเองเมื่อเปิด {AS_PNG}")
OUTSIDE = block(f"ภาพ SVG นี้ดึงข้อมูลจากที่อื่นเมื่อเปิด {AS_PNG}")

ACTIVE_ELEMENTS = frozenset(
    {"script", "foreignobject", "handler", "listener", "iframe", "object", "embed", "audio", "video"}
)
SCRIPT_SCHEME = re.compile(r"(?:javascript|vbscript|data:text|data:image/svg|data:application)", re.IGNORECASE)
OUTSIDE_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|file:", re.IGNORECASE)
OUTSIDE_STYLE = re.compile(r"@import|url\(\s*[\"']?\s*(?:(?:[a-z][a-z0-9+.-]*:)?//|file:|data:text)", re.IGNORECASE)
BLANKS = re.compile(r"[\s\x00-\x20]")


def findings(path: Path, kind: Kind) -> Iterator[Finding]:
    """The findings about a drawing. Raises `RefusedError` for one with a DOCTYPE, which is then refused as damaged."""
    root = markup.parse(path.read_bytes())
    if markup.local_name(root) != "svg":
        yield NOT_SVG
    if markup.has_instructions(root):
        yield OUTSIDE
    for element in markup.elements(root):
        if markup.local_name(element).lower() in ACTIVE_ELEMENTS:
            yield SCRIPT
        if markup.local_name(element) == "style" and OUTSIDE_STYLE.search(markup.text_of(element)):
            yield OUTSIDE
        for name, value in markup.attributes(element):
            yield from _attribute(name, value)


def _attribute(name: str, value: str) -> Iterator[Finding]:
    plain = BLANKS.sub("", value)
    # An animation may set a link to a script: its values are checked like links.
    if name.lower().startswith("on") or (
        name in {"href", "src", "to", "from", "values"} and SCRIPT_SCHEME.search(plain)
    ):
        yield SCRIPT
    if (name in {"href", "src"} and OUTSIDE_SCHEME.match(plain)) or OUTSIDE_STYLE.search(value):
        yield OUTSIDE
