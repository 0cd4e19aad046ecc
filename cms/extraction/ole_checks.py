"""Checks of old Office files (DOC, XLS, PPT): macros and encryption show in the names of their OLE directory.

The directory is not followed entry by entry: every offset where an entry may be is read, so a crafted chain hides none.
"""

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

from cms.extraction.kinds import Kind
from cms.extraction.verdict import Finding, block, not_really, warn

MACRO = block("ไฟล์นี้มีมาโคร (คำสั่งอัตโนมัติ) ซึ่งอาจเป็นอันตราย กรุณาบันทึกเป็นไฟล์ธรรมดาที่ไม่มีมาโคร เช่น DOCX, XLSX หรือ PDF แล้วส่งใหม่")
PASSWORD = block("ไฟล์นี้ต้องใส่รหัสผ่านจึงจะเปิดได้ กรุณาเอารหัสผ่านออก แล้วส่งใหม่")
EMBEDDED = warn("ไฟล์นี้มีไฟล์อื่นฝังอยู่ข้างใน ประชาชนจะได้รับไฟล์นั้นไปด้วย กรุณาเปิดดูว่าเป็นสิ่งที่ตั้งใจเผยแพร่")

ENTRY = 128
FIRST_ENTRY = 512
STORAGE_OR_STREAM = {1, 2, 5}
MACRO_NAMES = {"_vba_project", "_vba_project_cur", "vba", "macros"}
LOCK_NAMES = {"encryptedpackage", "encryptioninfo"}
OBJECT_NAMES = {"\x01ole10native", "package"}
MAIN_STREAM: Mapping[str, frozenset[str]] = {
    "doc": frozenset({"worddocument"}),
    "xls": frozenset({"workbook", "book"}),
    "ppt": frozenset({"powerpoint document"}),
}


def findings(path: Path, kind: Kind) -> Iterator[Finding]:
    """The findings about an old Office file."""
    names = set(directory_names(path.read_bytes()))
    if names & MACRO_NAMES:
        yield MACRO
    if names & LOCK_NAMES:
        yield PASSWORD
    elif not names & MAIN_STREAM[kind.name]:
        yield not_really(kind)
    if names & OBJECT_NAMES:
        yield EMBEDDED


def directory_names(data: bytes) -> Iterator[str]:
    """The names, in small letters, of everything in the file that has the shape of a directory entry."""
    for at in range(FIRST_ENTRY, len(data) - ENTRY + 1, ENTRY):
        (length,) = struct.unpack_from("<H", data, at + 64)
        if 4 <= length <= 64 and length % 2 == 0 and data[at + 66] in STORAGE_OR_STREAM:
            yield data[at : at + length - 2].decode("utf-16-le", "replace").lower()
