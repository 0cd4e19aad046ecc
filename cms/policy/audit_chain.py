"""What makes a chain of entries whole: canonical JSON, the hash that binds one entry to the last, the first break."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cms.policy.canonical import canonical_json


def _refuse_fractions(value: object) -> None:
    """Databases give 1e16 back as 10000000000000000: an amount is written as text."""
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a fraction: write it as text")
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("keys must be text")
        value = value.values()
    if isinstance(value, Iterable) and not isinstance(value, str):
        for part in value:
            _refuse_fractions(part)


def entry_hash(previous: str, payload: Mapping[str, Any]) -> str:
    """SHA-256 over the hash of the entry before and this one's canonical JSON."""
    _refuse_fractions(payload)
    return sha256(f"{previous}\n{canonical_json(payload)}".encode()).hexdigest()


@dataclass(frozen=True)
class Link:
    """An entry as it is stored: its number, the hash it says it follows, its own hash, what the hash covers."""

    seq: int
    previous: str
    hash: str
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class Break:
    """The first number that does not hold, and why."""

    seq: int
    reason: str


def first_break(links: Iterable[Link], anchors: Iterable[tuple[int, str]]) -> Break | None:
    """Where a chain, read in the order of its numbers, first fails: against itself or what was set down of it.

    An anchor is the hash that an entry had: today's head, the heads of earlier days, those on paper.
    """
    known: dict[int, set[str]] = {}
    for seq, value in anchors:
        known.setdefault(seq, set()).add(value)
    seq, previous = 0, ""
    for link in links:
        if reason := _fault(link, seq + 1, previous, known.get(link.seq, set())):
            return Break(min(link.seq, seq + 1), reason)
        seq, previous = link.seq, link.hash
    if max(known, default=0) > seq:
        return Break(seq + 1, f"ขาดหาย: จดไว้ว่ามีถึงลำดับ {max(known)}")
    return None


def _fault(link: Link, expected: int, previous: str, anchors: set[str]) -> str | None:
    if link.seq != expected:
        return f"ขาดหายหรือแทรก: ควรเป็นลำดับ {expected} แต่พบ {link.seq}"
    if link.previous != previous:
        return "ไม่ต่อจากลำดับก่อนหน้า"
    try:
        computed = entry_hash(previous, link.payload)
    except (TypeError, ValueError):
        return "เนื้อหาอ่านไม่ได้"
    if link.hash != computed:
        return "เนื้อหาไม่ตรงกับค่าแฮช"
    if anchors - {link.hash}:
        return "ไม่ตรงกับค่าที่จดหรือประกาศไว้"
    return None
