"""Reading a file of an RSS feed: its items as texts. UTF-8 or Windows-874, whatever the file says of itself."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from cms.extraction.markup import RefusedError, elements, local_name, parse, text_of

MAX_BYTES = 5 * 1024 * 1024
MAX_ITEMS = 2000
NO_FEED = "ไฟล์นี้ไม่ใช่ RSS หรือเสียหาย ดาวน์โหลดจากระบบ e-GP อีกครั้ง"
TOO_LARGE = f"ไฟล์ใหญ่เกิน {MAX_BYTES // 1024 // 1024} MB"
TOO_MANY = f"ไฟล์มีมากกว่า {MAX_ITEMS:,} รายการ แบ่งตามวันที่แล้วส่งทีละไฟล์"
PARTS = ("title", "link", "description", "pubDate")
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")


@dataclass(frozen=True)
class FeedAnswer:
    """What the child process of the sandbox answers: the items, or why there are none."""

    items: list[dict[str, str]]
    refusal: str = ""


def answer_for(path: str) -> FeedAnswer:
    """The items of a feed by the names of their parts: title, link, description, pubDate; absent parts are ""."""
    data = Path(path).read_bytes()
    if len(data) > MAX_BYTES:
        return FeedAnswer([], TOO_LARGE)
    try:
        root = parse(_DECLARATION.sub("", decoded(data), count=1).encode())
    except (RefusedError, UnicodeDecodeError):
        return FeedAnswer([], NO_FEED)
    if local_name(root) not in ("rss", "RDF"):
        return FeedAnswer([], NO_FEED)
    items = [_item(each) for each in elements(root) if local_name(each) == "item"]
    return FeedAnswer([], TOO_MANY) if len(items) > MAX_ITEMS else FeedAnswer(items)


def decoded(data: bytes) -> str:
    """The text: UTF-8 where the bytes are that, else Windows-874. Raises `UnicodeDecodeError`."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp874")


def _item(element: etree._Element) -> dict[str, str]:
    found: dict[str, Any] = {local_name(each): " ".join(text_of(each).split()) for each in elements(element)}
    return {part: str(found.get(part, "")) for part in PARTS}
