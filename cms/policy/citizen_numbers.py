"""Citizen numbers keep a content from the public until each is masked or waived. Plain values in, a reason or None out.

A number blocks where a word for it or its form says that it is one (`Finding.blocks_publication`); a bare run of digits
that only fits the check digit is shown to the approver and blocks nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cms.policy.characters import refusal_of_text
from cms.thai.invisible import is_blank

MOST_NAMED = 3
FLAG = "มีเลขประจำตัวประชาชน"
WAIVED_FLAG = "มีเลขประจำตัวประชาชน ยกเว้นแล้ว"
NOT_THE_SAME = "เลขที่พบไม่ตรงกับที่หน้าจอแสดง เปิดหน้านี้ใหม่แล้วตรวจอีกครั้งก่อนยกเว้น"


@dataclass(frozen=True)
class FoundNumber:
    """A possible citizen number in a content: masked, with a keyed hash in the place of the number itself.

    `place` is the name of the field or the SHA-256 of the file in which it stands, `where` says that in words.
    """

    place: str
    where: str
    masked: str
    number_hash: str
    blocks: bool
    is_waived: bool = False

    @property
    def key(self) -> str:
        """What a waiver covers: this number at this place."""
        return f"{self.place}:{self.number_hash}"

    @property
    def is_open(self) -> bool:
        """Whether it keeps the content from the public."""
        return self.blocks and not self.is_waived


@dataclass(frozen=True)
class Examination:
    """The citizen numbers of a content, and the names of its files whose text is still being read."""

    numbers: tuple[FoundNumber, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def open_numbers(self) -> list[FoundNumber]:
        """Those that block."""
        return [number for number in self.numbers if number.is_open]

    @property
    def flag(self) -> str:
        """The words of the red tag, or ""."""
        if self.open_numbers:
            return FLAG
        return WAIVED_FLAG if any(number.blocks for number in self.numbers) else ""


def refusal_to_show(examination: Examination) -> str | None:
    """Why a content may not become public, nor be submitted or approved for it; or None."""
    if found := examination.open_numbers:
        return f"{FLAG} {numbers_in_words(found)} ปิดทับเลขก่อน หรือให้ผู้บริหารหรือเจ้าหน้าที่ข้อมูลข่าวสารยกเว้นพร้อมเหตุผล"
    if examination.unread:
        files = ", ".join(f"“{name}”" for name in examination.unread[:MOST_NAMED])
        return f"ระบบกำลังอ่านไฟล์ {files} เพื่อตรวจเลขประจำตัวประชาชน รอสักครู่แล้วลองอีกครั้ง"
    return None


def numbers_in_words(numbers: Iterable[FoundNumber]) -> str:
    """The first numbers with where they stand: `1-xxxx-xxxxx-xx-1 (สรุปสาระสำคัญ) และอีก 2 แห่ง`."""
    named = [f"{number.masked} ({number.where})" for number in numbers]
    more = f" และอีก {len(named) - MOST_NAMED} แห่ง" if len(named) > MOST_NAMED else ""
    return ", ".join(named[:MOST_NAMED]) + more


def refusal_to_waive(*, may_waive: bool, is_contributor: bool, is_as_shown: bool, reason: str) -> str | None:
    """Why somebody may not waive citizen numbers, or None.

    An executive or the disclosure officer may (`MAY_WAIVE`): the executive answers for what the authority publishes,
    and the disclosure officer for what the Official Information Act opens or closes. Neither may where he ever wrote or
    submitted any part of the record: two people must have seen why the number has to be public. The executive who
    waives may also approve, as the author is a second person already.
    """
    if not may_waive:
        return "ยกเว้นได้เฉพาะผู้บริหารหรือเจ้าหน้าที่ข้อมูลข่าวสาร"
    if is_contributor:
        return "ท่านเป็นผู้เขียนหรือผู้ส่งเรื่องนี้ ต้องให้ผู้อื่นเป็นผู้ยกเว้น"
    if not is_as_shown:
        return NOT_THE_SAME
    if is_blank(reason):
        return "เขียนเหตุผลที่ต้องเผยแพร่เลขนี้"
    return refusal_of_text("เหตุผล", reason)
