"""How grave a risk of corruption is: likelihood times impact, 1 to 25, in four bands. Plain values.

The bands belong to what was approved with them: they never change. Another scale is another column.
"""

from collections.abc import Mapping
from enum import StrEnum


class Level(StrEnum):
    """The band of a risk, the lowest first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    EXTREME = "extreme"


LABEL: Mapping[Level, str] = {
    Level.LOW: "ต่ำ",
    Level.MEDIUM: "ปานกลาง",
    Level.HIGH: "สูง",
    Level.EXTREME: "สูงมาก",
}
# The highest score of each band.
BANDS: Mapping[Level, int] = {Level.LOW: 4, Level.MEDIUM: 9, Level.HIGH: 16, Level.EXTREME: 25}
LIKELIHOOD: Mapping[int, str] = {1: "1 แทบไม่เกิด", 2: "2 เกิดน้อย", 3: "3 เกิดบ้าง", 4: "4 เกิดบ่อย", 5: "5 เกิดประจำ"}
IMPACT: Mapping[int, str] = {1: "1 น้อยมาก", 2: "2 น้อย", 3: "3 ปานกลาง", 4: "4 มาก", 5: "5 รุนแรง"}


def level_of(likelihood: int, impact: int) -> Level:
    """The band of a risk: 3 × 4 is 12, high."""
    return next(level for level, highest in BANDS.items() if likelihood * impact <= highest)


def level_in_words(likelihood: int, impact: int) -> str:
    """The band with its score: `สูง (12)`."""
    return f"{LABEL[level_of(likelihood, impact)]} ({likelihood * impact})"


def rank_and_level(likelihood: int, impact: int) -> tuple[int, str]:
    """The band as a matrix draws it: its rank from 1 to 4, and the words."""
    level = level_of(likelihood, impact)
    return list(Level).index(level) + 1, level_in_words(likelihood, impact)
