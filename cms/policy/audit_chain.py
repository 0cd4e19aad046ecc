"""The hash chain of audit entries: the hash that links an entry to the one before, and the first break of a chain."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from cms.policy.canonical import canonical_json


def _refuse_fractions(value: object) -> None:
    """Raise `TypeError` at a float or a key that is no text: a database may return 1e16 as 10000000000000000."""
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a fraction: write it as text")
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("keys must be text")
        value = value.values()
    if isinstance(value, Iterable) and not isinstance(value, str):
        for part in value:
            _refuse_fractions(part)


def entry_hash(previous: str, payload: Mapping[str, object]) -> str:
    """SHA-256 in hexadecimal over the hash of the entry before and this one's canonical JSON. Raises `TypeError`."""
    _refuse_fractions(payload)
    return sha256(f"{previous}\n{canonical_json(payload)}".encode()).hexdigest()


@dataclass(frozen=True)
class Link:
    """An entry as it is stored: its number from 1, the hash of the entry before, its own hash, what that covers."""

    seq: int
    previous: str
    hash: str
    payload: Mapping[str, object]


@dataclass(frozen=True)
class Break:
    """The number of the first entry that is wrong or missing, and why."""

    seq: int
    reason: str


def first_break(links: Iterable[Link], anchors: Iterable[tuple[int, str]]) -> Break | None:
    """The first entry of a chain, read in the order of its numbers, that contradicts the chain or an anchor, or None.

    An anchor is the number of an entry with the hash it had: the current head, heads of earlier days, published ones.
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
