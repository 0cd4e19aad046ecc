"""Checks of web pages: text and pictures only, no scripts, no forms, no content of other sites."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from cms.extraction.kinds import UTF16_MARKS, Kind
from cms.extraction.verdict import Finding, block

AS_PDF = "กรุณาบันทึกหน้านี้เป็น PDF แล้วส่งใหม่"
SCRIPT = block(f"หน้าเว็บนี้มีสคริปต์ที่ทำงานเองเมื่อเปิด {AS_PDF}")
ACTIVE = block(f"หน้าเว็บนี้มีแบบฟอร์ม กรอบ หรือสิ่งฝังที่ดึงข้อมูลจากที่อื่น {AS_PDF}")
SCRIPT_LINK = block(f"หน้าเว็บนี้มีลิงก์ที่เรียกคำสั่ง {AS_PDF}")

ACTIVE_TAGS = frozenset(
    {"iframe", "frame", "frameset", "object", "embed", "applet", "base", "form", "svg", "math", "template", "portal"}
)
SCRIPT_SCHEME = re.compile(r"(?:javascript|vbscript|data:text|data:image/svg)", re.IGNORECASE)
BLANKS = re.compile(r"[\s\x00-\x20]")


class _Reader(HTMLParser):
    """Collects active content; character references in attributes are resolved already, as in a browser."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: set[Finding] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.found.add(SCRIPT)
        if tag in ACTIVE_TAGS or (tag == "meta" and ("http-equiv", "refresh") in _lowered(attrs)):
            self.found.add(ACTIVE)
        for name, value in attrs:
            if name.startswith("on"):
                self.found.add(SCRIPT)
            if SCRIPT_SCHEME.match(BLANKS.sub("", value or "")):
                self.found.add(SCRIPT_LINK)


def findings(path: Path, kind: Kind) -> Iterator[Finding]:
    """The findings about a web page, each once."""
    data = path.read_bytes()
    reader = _Reader()
    reader.feed(data.decode("utf-16" if data.startswith(UTF16_MARKS) else "utf-8", "replace"))
    reader.close()
    yield from sorted(reader.found, key=lambda finding: finding.reason)


def _lowered(attrs: list[tuple[str, str | None]]) -> list[tuple[str, str]]:
    return [(name, (value or "").strip().lower()) for name, value in attrs]
