"""The items of a feed of e-GP as notices: kind, number, day, address. Plain values.

Title, description and link are searched, as e-GP writes number and kind now here, now there; a kind that the officer
names counts for items that do not say theirs.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime

from cms.thai.dates import local_day
from cms.thai.numerals import to_arabic
from cms.thai.parsing import Unreadable, parse_date
from procurement.policy.codes import NOTICE_KINDS, NoticeKind

LONGEST_TITLE, LONGEST_LINK = 255, 500
# As e-GP words them, the more special ones first: “ยกเลิกประกาศเชิญชวน” is a cancellation.
WORDS: tuple[tuple[NoticeKind, tuple[str, ...]], ...] = (
    (NoticeKind.CANCELLATION, ("ยกเลิกประกาศ", "ประกาศยกเลิก")),
    (NoticeKind.CHANGE, ("เปลี่ยนแปลงประกาศ", "ประกาศเปลี่ยนแปลง")),
    (NoticeKind.WINNER, ("ผู้ชนะ",)),
    (NoticeKind.DRAFT_TERMS, ("ร่างเอกสาร", "ร่างประกาศ", "ร่างขอบเขต")),
    (NoticeKind.REFERENCE_PRICE, ("ราคากลาง",)),
    (NoticeKind.PLAN, ("แผนการจัดซื้อ", "แผนจัดซื้อ")),
    (NoticeKind.INVITATION, ("ประกาศเชิญชวน", "ประกวดราคา")),
)
_NUMBER = re.compile(r"(?<!\d)\d{11}(?!\d)")
_KIND_IN_LINK = re.compile(r"[?&](?:anounceType|announceType|annouceType)=([A-Za-z0-9]{2})(?![A-Za-z0-9])")


@dataclass(frozen=True)
class FeedNotice:
    """A notice of a feed; `problem` says why it cannot come in, or is ""."""

    title: str
    kind: str
    egp_number: str
    announced: date | None
    link: str
    problem: str = ""


def notice_of(item: Mapping[str, str], *, otherwise: str = "") -> FeedNotice:
    """The notice that an item tells of; `otherwise` is its kind where it says none."""
    title, link, told = item.get("title", ""), item.get("link", ""), item.get("description", "")
    kind = kind_of(title, link, told) or otherwise
    safe = link if link.startswith(("https://", "http://")) and len(link) <= LONGEST_LINK else ""
    number = egp_number_in(f"{title}\n{told}\n{link}")
    return FeedNotice(
        title[:LONGEST_TITLE], kind, number, day_of(item.get("pubDate", "")), safe, _problem(title, kind, safe)
    )


def kind_of(title: str, link: str, told: str) -> str:
    """The code of the kind, by the address, then by the words of description and title; "" where none says it."""
    found = _KIND_IN_LINK.search(link)
    if found and found[1].upper() in set(NoticeKind):
        return found[1].upper()
    for text in (told.rpartition(",")[2], title):
        for kind, words in WORDS:
            if NOTICE_KINDS[kind] in text or any(word in text for word in words):
                return kind.value
    return ""


def egp_number_in(text: str) -> str:
    """The number of a project in a text, in either digits: exactly eleven, no part of a longer run; "" without one."""
    found = _NUMBER.search(to_arabic(text))
    return found[0] if found else ""


def day_of(text: str) -> date | None:
    """The day of an item, as mail writes it or as an officer does; None where it says none that is read."""
    try:
        return local_day(parsedate_to_datetime(text))
    except (ValueError, TypeError):
        pass
    try:
        return parse_date(text)
    except Unreadable:
        return None


def _problem(title: str, kind: str, link: str) -> str:
    if not title:
        return "ไม่มีชื่อเรื่อง"
    if not kind:
        return "ไม่ทราบชนิดของประกาศ เลือกชนิดก่อนตรวจไฟล์"
    return "" if link else "ไม่มีที่อยู่ของประกาศในระบบ e-GP"
