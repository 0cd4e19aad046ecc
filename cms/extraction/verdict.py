"""The result of inspecting a file: accepted, accepted with a warning, or refused, with reasons in Thai."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from cms.extraction.kinds import Kind

Level = Literal["ok", "warn", "block"]
SEVERITY: tuple[Level, ...] = ("ok", "warn", "block")


@dataclass(frozen=True)
class Finding:
    """One fact about a file that warns of it or refuses it."""

    level: Level
    reason: str


@dataclass(frozen=True)
class Verdict:
    """The level of the worst finding, kind and MIME type, and the reasons: what is wrong and how to correct it."""

    level: Level
    kind: str
    mime: str
    reasons: tuple[str, ...] = ()


def block(reason: str) -> Finding:
    """A finding that refuses the file."""
    return Finding("block", reason)


def warn(reason: str) -> Finding:
    """A finding that is overridden by a written reason."""
    return Finding("warn", reason)


def not_really(kind: Kind) -> Finding:
    """The refusal of a file whose content is not of the kind that its name says."""
    name = kind.name.upper()
    return block(f"เนื้อหาของไฟล์ไม่ใช่ {name} ตามนามสกุล กรุณาเปิดในโปรแกรมเดิม แล้วบันทึกเป็น {name} ใหม่")


def weigh(findings: Iterable[Finding], *, kind: str, mime: str) -> Verdict:
    """The verdict on a file with these findings: each reason once, the most severe ones first."""
    ranked = sorted(dict.fromkeys(findings), key=lambda finding: -SEVERITY.index(finding.level))
    level = ranked[0].level if ranked else "ok"
    return Verdict(level, kind, mime, tuple(finding.reason for finding in ranked))
