"""The repaired text of a file, one string for each page or sheet, up to limits that no ordinary file exceeds."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Literal, cast

State = Literal["read", "empty", "unsupported", "failed"]

MAX_TEXT_BYTES = 20 * 1000 * 1000
MAX_PAGES = 2_000

# The parser of a format is loaded only for a file of that format: each reading is a process of its own.
READERS: Mapping[str, tuple[str, str]] = {
    "pdf": ("cms.extraction.pdf", "each_page"),
    "docx": ("cms.extraction.office", "docx_pages"),
    "xlsx": ("cms.extraction.office", "xlsx_pages"),
    "txt": ("cms.extraction.plain", "txt_pages"),
    "csv": ("cms.extraction.plain", "csv_pages"),
}

NO_TEXT = "ไม่พบข้อความในไฟล์ ถ้าเป็นเอกสารสแกนหรือรูปภาพ กรุณาแนบไฟล์ต้นฉบับที่ค้นหาและคัดลอกข้อความได้"
NOT_READ_YET = "ระบบเก็บไฟล์ชนิดนี้ไว้ได้ แต่ยังอ่านข้อความข้างในเพื่อใช้ค้นหาไม่ได้"
FAILED = "อ่านข้อความในไฟล์ไม่สำเร็จ ไฟล์อาจเสียหรือผิดปกติ กรุณาบันทึกหรือส่งออกไฟล์ใหม่จากโปรแกรมเดิม แล้วส่งอีกครั้ง"
CUT = "ไฟล์นี้ยาวมาก ระบบอ่านข้อความไว้เฉพาะส่วนต้น ส่วนที่เหลือจะค้นหาไม่พบ"


@dataclass(frozen=True)
class Reading:
    """The result of reading a file. `reason` is a sentence in Thai for the officer: why text is missing or cut."""

    state: State
    pages: tuple[str, ...] = ()
    reason: str = ""


@dataclass
class _Budget:
    """How many bytes of text may still be read, and whether some were cut off."""

    left: int
    spent: bool = False


def read(path: Path, kind: str, *, max_bytes: int = MAX_TEXT_BYTES, max_pages: int = MAX_PAGES) -> Reading:
    """The text of a file of this kind (`Kind.name`); a parser that fails gives the state "failed", no exception."""
    if kind not in READERS:
        return Reading("unsupported", reason=NOT_READ_YET)
    budget = _Budget(max_bytes)
    try:
        pages = tuple(_within(_reader(kind)(path), budget, max_pages))
    except Exception:  # noqa: BLE001 - whatever a hostile file breaks in a parser, the answer is the same
        return Reading("failed", reason=FAILED)
    if not any(character.isalnum() for page in pages for character in page):
        return Reading("empty", pages, NO_TEXT)
    return Reading("read", pages, CUT if budget.spent else "")


def _reader(kind: str) -> Callable[[Path], Iterable[str]]:
    module, name = READERS[kind]
    return cast(Callable[[Path], Iterable[str]], getattr(import_module(module), name))


def _within(pages: Iterable[str], budget: _Budget, max_pages: int) -> Iterator[str]:
    """The pages up to either limit; the page that exceeds the limit of bytes is cut. Sets `budget.spent` where cut."""
    for number, page in enumerate(pages, start=1):
        data = page.encode("utf-8", "replace")
        if number > max_pages or budget.left <= 0:
            budget.spent = True
            return
        if len(data) > budget.left:
            budget.spent = True
            yield data[: budget.left].decode("utf-8", "ignore")
            return
        budget.left -= len(data)
        yield page
