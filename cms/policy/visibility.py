"""What the public may read of an edition of a record and of the files it carried. Plain values in.

One rule for every public address: page, PDF, document, picture, search, feed (design 3).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cms.policy.lifecycle import Stage


class Visibility(StrEnum):
    """What an edition, or a file that editions carried, is to the public."""

    UNSEEN = "unseen"
    CURRENT = "current"
    SUPERSEDED = "superseded"
    HIDDEN = "hidden"
    GONE = "gone"


LABEL: Mapping[Visibility, str] = {
    Visibility.UNSEEN: "ยังไม่เผยแพร่",
    Visibility.CURRENT: "เผยแพร่อยู่",
    Visibility.SUPERSEDED: "มีฉบับใหม่แทนแล้ว (ยังเปิดอ่านได้)",
    Visibility.HIDDEN: "ระงับการเผยแพร่ชั่วคราว",
    Visibility.GONE: "ถอนหรือสิ้นสุดการเผยแพร่แล้ว",
}
PUBLIC = frozenset({Visibility.CURRENT, Visibility.SUPERSEDED})
# The first of these that an edition has decides about a file that several editions carried.
PRECEDENCE = (Visibility.CURRENT, Visibility.SUPERSEDED, Visibility.HIDDEN, Visibility.GONE)


@dataclass(frozen=True)
class Edition:
    """A publication of a record: its stage, and whether the record as a whole is live or suspended.

    `stage_before` is the stage in which a suspended one was, else None.
    """

    stage: Stage
    stage_before: Stage | None = None
    record_is_live: bool = False
    record_is_suspended: bool = False


def edition_visibility(edition: Edition) -> Visibility:
    """What one edition is to the public: an older one can be read only while its record is live."""
    if Stage.SCHEDULED in (edition.stage, edition.stage_before) or edition.stage is Stage.CANCELLED:
        return Visibility.UNSEEN
    if edition.stage is Stage.SUSPENDED:
        return Visibility.HIDDEN
    if edition.stage is Stage.LIVE:
        return Visibility.CURRENT
    if edition.stage is Stage.SUPERSEDED and edition.record_is_live:
        return Visibility.SUPERSEDED
    if edition.stage is Stage.SUPERSEDED and edition.record_is_suspended:
        return Visibility.HIDDEN
    return Visibility.GONE


def visibility(editions: Iterable[Edition]) -> Visibility:
    """What a file is to the public, given all editions that carried it: one that may be read is enough."""
    found = {edition_visibility(edition) for edition in editions}
    return next((each for each in PRECEDENCE if each in found), Visibility.UNSEEN)


def is_public(editions: Iterable[Edition]) -> bool:
    """Whether everybody may read a file that these editions carried."""
    return visibility(editions) in PUBLIC


def current_number(visibilities: Mapping[int, Visibility]) -> int | None:
    """The version number that a document's own address serves: the newest live one, else the newest public one."""
    for wanted in (Visibility.CURRENT, Visibility.SUPERSEDED):
        numbers = [number for number, found in visibilities.items() if found is wanted]
        if numbers:
            return max(numbers)
    return None
