"""Plain text and CSV: UTF-8 where it is UTF-8, else the old Thai Windows code page."""

from pathlib import Path

from cms.extraction.kinds import UTF16_MARKS
from cms.thai.repair import clean


def decode(data: bytes) -> str:
    """The text of the bytes. Old Thai programs write Windows-874 and say so nowhere."""
    if data.startswith(UTF16_MARKS):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp874", "replace")


def pages(path: Path) -> list[str]:
    """The repaired text, in one piece: plain text knows no pages."""
    return [clean(decode(path.read_bytes()))]
