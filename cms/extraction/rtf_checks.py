"""Checks of RTF files: no embedded or linked objects, and no template from elsewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

from cms.extraction.kinds import Kind
from cms.extraction.verdict import Finding, block

OBJECT = block("ไฟล์ RTF นี้มีวัตถุหรือไฟล์อื่นฝังอยู่ ซึ่งอาจเป็นอันตราย กรุณาลบวัตถุนั้นออก หรือบันทึกเป็น DOCX หรือ PDF แล้วส่งใหม่")
TEMPLATE = block("ไฟล์ RTF นี้ดึงแม่แบบจากที่อื่นเมื่อเปิด ซึ่งอาจเป็นอันตราย กรุณาบันทึกเป็น DOCX หรือ PDF แล้วส่งใหม่")

OBJECT_WORDS = re.compile(rb"\\obj(?:ect|emb|ocx|link|autlink|data|update|html|pub|sub)(?![a-z])")
FETCHED_TEMPLATE = re.compile(rb"\\template(?![a-z])[^}]{0,200}?(?:[a-z]{2,10}://|\\\\\\\\)", re.IGNORECASE)


def findings(path: Path, kind: Kind) -> Iterator[Finding]:
    """The findings about an RTF file."""
    data = path.read_bytes()
    if OBJECT_WORDS.search(data):
        yield OBJECT
    if FETCHED_TEMPLATE.search(data):
        yield TEMPLATE
