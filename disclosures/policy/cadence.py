"""How often a duty recurs. Plain values."""

from collections.abc import Mapping
from enum import StrEnum


class Cadence(StrEnum):
    """How often an obligation recurs; the values that the measures of 2566 need."""

    CONTINUOUS = "continuous"
    PER_PUBLICATION = "per_publication"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    SEMIANNUAL_AND_ANNUAL = "semiannual_and_annual"
    ANNUAL = "annual"
    PER_DEADLINE = "per_deadline"
    AS_NEEDED = "as_needed"
    ONCE = "once"


LABEL: Mapping[Cadence, str] = {
    Cadence.CONTINUOUS: "ให้เป็นปัจจุบันเสมอ",
    Cadence.PER_PUBLICATION: "ทุกครั้งที่เผยแพร่",
    Cadence.MONTHLY: "ทุกเดือน",
    Cadence.QUARTERLY: "ทุกไตรมาส",
    Cadence.SEMIANNUAL: "ทุก 6 เดือน",
    Cadence.SEMIANNUAL_AND_ANNUAL: "ทุก 6 เดือนและรายปี",
    Cadence.ANNUAL: "ปีละครั้ง",
    Cadence.PER_DEADLINE: "ตามกำหนดแต่ละงาน",
    Cadence.AS_NEEDED: "เมื่อมีเหตุ",
    Cadence.ONCE: "ครั้งเดียว",
}
