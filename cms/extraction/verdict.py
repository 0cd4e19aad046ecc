"""What the inspection of a file says: taken, taken after a word with the officer, or refused, with reasons in Thai."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from cms.extraction.kinds import Kind

Level = Literal["ok", "warn", "block"]
SEVERITY: tuple[Level, ...] = ("ok", "warn", "block")


@dataclass(frozen=True)
class Finding:
    """One thing about a file that somebody must know before it is kept."""

    level: Level
    reason: str


@dataclass(frozen=True)
class Verdict:
    """The level of the worst finding; the reasons say what is wrong and how to mend it."""

    level: Level
    kind: str
    mime: str
    reasons: tuple[str, ...] = ()


def block(reason: str) -> Finding:
    return Finding("block", reason)


def warn(reason: str) -> Finding:
    return Finding("warn", reason)


def not_really(kind: Kind) -> Finding:
    """The refusal of a file whose inside is not what its name says."""
    name = kind.name.upper()
    return block(f"เนื้อหาของไฟล์ไม่ใช่ {name} ตามนามสกุล กรุณาเปิดในโปรแกรมเดิม แล้วบันทึกเป็น {name} ใหม่")


def weigh(findings: Iterable[Finding], *, kind: str, mime: str) -> Verdict:
    """The verdict that follows from the findings: each reason once, the grave ones first."""
    ranked = sorted(dict.fromkeys(findings), key=lambda finding: -SEVERITY.index(finding.level))
    level = ranked[0].level if ranked else "ok"
    return Verdict(level, kind, mime, tuple(finding.reason for finding in ranked))
