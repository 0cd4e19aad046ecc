"""The inspection of an upload: size, extension, content as the extension says, limits, active content, in this order.

Hostile files make parsers crash, hang or use up memory: outside tests, call this through `cms.extraction.sandbox`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from cms.extraction.kinds import HEAD, KINDS, UNKNOWN_MIME, Kind, extension, kind_of, sniff
from cms.extraction.reading import Reading, read
from cms.extraction.verdict import Finding, Level, Verdict, block, weigh

MAX_BYTES = 50 * 1024 * 1024

# The parser of a format is loaded only for a file of that format: each inspection is a process of its own.
CHECKS = {
    "pdf": "cms.extraction.pdf_checks",
    "docx": "cms.extraction.office_checks",
    "xlsx": "cms.extraction.office_checks",
    "pptx": "cms.extraction.office_checks",
    "odt": "cms.extraction.office_checks",
    "ods": "cms.extraction.office_checks",
    "odp": "cms.extraction.office_checks",
    "doc": "cms.extraction.ole_checks",
    "xls": "cms.extraction.ole_checks",
    "ppt": "cms.extraction.ole_checks",
    "rtf": "cms.extraction.rtf_checks",
    "txt": "cms.extraction.text_checks",
    "csv": "cms.extraction.text_checks",
    "html": "cms.extraction.html_checks",
    "svg": "cms.extraction.svg_checks",
    "png": "cms.extraction.image_checks",
    "jpg": "cms.extraction.image_checks",
    "gif": "cms.extraction.image_checks",
    "webp": "cms.extraction.image_checks",
    "tif": "cms.extraction.image_checks",
}

ACCEPTED = "PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, DOC, XLS, PPT, RTF, TXT, CSV, HTML และรูปภาพ"
EMPTY = "ไฟล์นี้ว่างเปล่า ไม่มีข้อมูลอยู่ข้างใน กรุณาเลือกไฟล์ใหม่"
DAMAGED = "เปิดตรวจไฟล์นี้ไม่ได้ ไฟล์อาจเสียหรือไม่สมบูรณ์ กรุณาเปิดในโปรแกรมเดิม บันทึกใหม่ แล้วส่งอีกครั้ง"
NO_EXTENSION = f"ชื่อไฟล์ไม่มีนามสกุล จึงไม่ทราบว่าเป็นไฟล์ชนิดใด กรุณาส่งเป็น {ACCEPTED}"
LOCKED_OR_OLD = (
    "ไฟล์นี้ถูกตั้งรหัสผ่านไว้ หรือเป็นไฟล์ Office รุ่นเก่าที่ถูกเปลี่ยนนามสกุล กรุณาเปิดในโปรแกรมเดิม เอารหัสผ่านออก แล้วบันทึกเป็นไฟล์รุ่นใหม่"
)


class _Checks(Protocol):
    def findings(self, path: Path, kind: Kind) -> Iterable[Finding]: ...


def inspect(path: Path, name: str | None = None, *, max_bytes: int = MAX_BYTES) -> Verdict:
    """The verdict on the file at `path`; `name` is the name of the upload, where that is another.

    A parser that fails gives the level "block", never an exception.
    """
    name = name or path.name
    kind = kind_of(name)
    try:
        found = tuple(_findings(path, name, kind, max_bytes))
    except Exception:  # noqa: BLE001 - whatever a hostile file breaks in a parser, the answer is the same
        found = (block(DAMAGED),)
    return weigh(found, kind=kind.name if kind else extension(name), mime=kind.mime if kind else UNKNOWN_MIME)


def verdict_of(path: str | Path) -> tuple[Level, tuple[str, ...]]:
    """The level and the reasons for one file, inspected and then read."""
    path = Path(path)
    verdict = inspect(path)
    if verdict.level != "block":
        verdict = after_reading(verdict, read(path, verdict.kind))
    return verdict.level, verdict.reasons


def after_reading(verdict: Verdict, reading: Reading) -> Verdict:
    """The verdict once the text was read as well: a file whose reading failed is refused, whatever was found before."""
    if reading.state != "failed":
        return verdict
    return replace(verdict, level="block", reasons=(reading.reason, *verdict.reasons))


def _findings(path: Path, name: str, kind: Kind | None, max_bytes: int) -> Iterator[Finding]:
    if refused := _by_size(path.stat().st_size, max_bytes):
        yield refused
        return
    if kind is None:
        yield block(_not_accepted(extension(name)))
        return
    with path.open("rb") as file:
        content = sniff(file.read(HEAD))
    if content != kind.content:
        yield block(_mismatch(kind, content))
        return
    checks = cast(_Checks, import_module(CHECKS[kind.name]))
    yield from checks.findings(path, kind)


def _by_size(size: int, max_bytes: int) -> Finding | None:
    if size == 0:
        return block(EMPTY)
    if size <= max_bytes:
        return None
    return block(
        f"ไฟล์ใหญ่ {size / 1024 / 1024:,.1f} MB เกินกำหนด {max_bytes / 1024 / 1024:,.0f} MB กรุณาลดขนาดไฟล์ หรือแบ่งเป็นหลายไฟล์"
    )


def _not_accepted(claimed: str) -> str:
    if not claimed:
        return NO_EXTENSION
    return f"ระบบไม่รับไฟล์นามสกุล .{claimed[:20]} กรุณาแปลงเป็น {ACCEPTED}"


def _mismatch(kind: Kind, content: str) -> str:
    if kind.content == "zip" and content == "ole":
        return LOCKED_OR_OLD
    hint = f" เนื้อหาจริงดูเป็น {content.upper()}" if content in KINDS else ""
    return (
        f"เนื้อหาของไฟล์ไม่ตรงกับนามสกุล .{kind.name}{hint} กรุณาเปิดไฟล์ในโปรแกรมเดิม แล้วบันทึกเป็น {kind.name.upper()} ใหม่ "
        "อย่าเปลี่ยนเฉพาะชื่อไฟล์"
    )
