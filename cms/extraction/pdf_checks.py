"""Checks of PDFs: no scripts, no programs started, no data sent, and not another kind of file at the same time.

Every object of the file is checked, not only those that a page refers to: actions hide in chains (`/Next`), in fields,
in object streams, and behind names written as `/J#61vaScript`, which the parser has decoded already.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pikepdf

from cms.extraction.kinds import PDF_HEADER_WITHIN, Kind
from cms.extraction.verdict import Finding, block, warn

MAX_OBJECTS = 1_000_000
PDF_END_WITHIN = 1024

EXPORT_AGAIN = "กรุณาส่งออกเป็น PDF ใหม่จากโปรแกรมต้นฉบับ หรือสั่งพิมพ์เป็น PDF"
SCRIPT = block(f"PDF นี้มีคำสั่ง JavaScript ฝังอยู่ ซึ่งอาจเป็นอันตรายต่อผู้เปิด {EXPORT_AGAIN}")
LAUNCH = block(f"PDF นี้มีคำสั่งเปิดโปรแกรมอื่นในเครื่องของผู้อ่าน {EXPORT_AGAIN}")
SUBMIT = block(f"PDF นี้มีคำสั่งส่งข้อมูลออกไปยังที่อื่น {EXPORT_AGAIN}")
IMPORT = block(f"PDF นี้มีคำสั่งนำข้อมูลจากไฟล์อื่นเข้ามา {EXPORT_AGAIN}")
EMBEDDED_GOTO = block(f"PDF นี้มีคำสั่งเปิดไฟล์ที่ซ่อนอยู่ข้างใน {EXPORT_AGAIN}")
SCRIPT_LINK = block(f"PDF นี้มีลิงก์ที่เรียกคำสั่งหรือไฟล์ในเครื่องของผู้อ่าน กรุณาแก้ลิงก์ในต้นฉบับให้เป็น https:// {EXPORT_AGAIN}")
PASSWORD = block("PDF นี้ต้องใส่รหัสผ่านจึงจะเปิดได้ กรุณาเอารหัสผ่านออก แล้วส่งใหม่")
ZIP_INSIDE = block(f"ไฟล์นี้เป็นทั้ง PDF และ ZIP ในไฟล์เดียว ซึ่งเป็นวิธีซ่อนของอันตราย {EXPORT_AGAIN}")
HTML_INSIDE = block(f"ไฟล์นี้เป็นทั้ง PDF และหน้าเว็บในไฟล์เดียว ซึ่งเป็นวิธีซ่อนของอันตราย {EXPORT_AGAIN}")
TOO_MANY = block(f"โครงสร้างภายใน PDF นี้ซับซ้อนเกินกว่าจะตรวจได้ {EXPORT_AGAIN}")
JUNK = warn("มีข้อมูลแปลกปลอมอยู่ก่อนส่วนหัวของ PDF บางโปรแกรมอาจเปิดไม่ได้ ถ้าทำได้กรุณาส่งออกเป็น PDF ใหม่")
TORN = warn("PDF นี้ดูเหมือนขาดส่วนท้าย อาจดาวน์โหลดหรือคัดลอกมาไม่ครบ กรุณาเปิดดูให้ครบทุกหน้า ถ้าขาดให้ส่งไฟล์ใหม่")
ATTACHED = warn("PDF นี้มีไฟล์อื่นแนบอยู่ข้างใน ประชาชนจะได้รับไฟล์นั้นไปด้วย กรุณาเปิดดูว่าเป็นไฟล์ที่ตั้งใจเผยแพร่")
FORM = warn("PDF นี้เป็นแบบฟอร์ม XFA ซึ่งหลายโปรแกรมเปิดไม่ได้ ถ้าทำได้กรุณาสั่งพิมพ์เป็น PDF ธรรมดา")
OTHER_FILE = warn("PDF นี้มีลิงก์ไปยังไฟล์อื่นที่ไม่ได้อยู่ในระบบ ผู้อ่านจะเปิดลิงก์นั้นไม่ได้")
AUTOMATIC = warn("PDF นี้มีคำสั่งที่ทำงานเองเมื่อเปิดหรือปิดไฟล์ ถ้าทำได้กรุณาส่งออกเป็น PDF ใหม่")
MEDIA = warn("PDF นี้มีเสียง ภาพเคลื่อนไหว หรือสื่อสามมิติฝังอยู่ ผู้อ่านบางคนอาจเปิดไม่ได้")

ACTIONS: Mapping[str, Finding] = {
    "/JavaScript": SCRIPT,
    "/Launch": LAUNCH,
    "/SubmitForm": SUBMIT,
    "/ImportData": IMPORT,
    "/GoToE": EMBEDDED_GOTO,
    "/GoToR": OTHER_FILE,
    "/Rendition": MEDIA,
    "/Movie": MEDIA,
    "/Sound": MEDIA,
    "/RichMediaExecute": MEDIA,
}
ANNOTATIONS: Mapping[str, Finding] = {
    "/FileAttachment": ATTACHED,
    "/RichMedia": MEDIA,
    "/Screen": MEDIA,
    "/3D": MEDIA,
}
SCRIPT_SCHEME = re.compile(r"[\s\x00-\x20]*(?:javascript|vbscript|data|file):", re.IGNORECASE)
MARKUP = re.compile(rb"<\s*(?:script|html|!--)", re.IGNORECASE)


def findings(path: Path, kind: Kind) -> Iterator[Finding]:
    """The findings about a PDF, those about the beginning and end of the file first."""
    yield from _frame(path)
    try:
        document = pikepdf.open(path)
    except pikepdf.PasswordError:
        yield PASSWORD
        return
    with document:
        len(document.pages)  # raises where the page tree is circular
        yield from _catalog(document.Root)
        yield from _objects(document)


def _frame(path: Path) -> Iterator[Finding]:
    with path.open("rb") as file:
        head = file.read(PDF_HEADER_WITHIN)
        file.seek(max(0, path.stat().st_size - PDF_END_WITHIN))
        end = file.read()
    if zipfile.is_zipfile(path):
        yield ZIP_INSIDE
    if not head.startswith(b"%PDF-"):
        yield JUNK
        if MARKUP.search(head):
            yield HTML_INSIDE
    if b"%%EOF" not in end:
        yield TORN


def _catalog(root: pikepdf.Object) -> Iterator[Finding]:
    if "/AA" in root:
        yield AUTOMATIC
    if "/XFA" in root.get("/AcroForm", {}):
        yield FORM
    names: pikepdf.Object | dict[str, object] = root.get("/Names", {})
    if "/JavaScript" in names:
        yield SCRIPT
    if "/EmbeddedFiles" in names:
        yield ATTACHED


def _objects(document: pikepdf.Pdf) -> Iterator[Finding]:
    for number, thing in enumerate(document.objects):
        if number >= MAX_OBJECTS:
            yield TOO_MANY
            return
        for dictionary in _dictionaries(thing):
            yield from _dictionary(dictionary)


def _dictionaries(thing: object) -> Iterator[Mapping[str, object]]:
    """The dictionaries written directly inside one indirect object, however deep; references are objects of their own.

    They are copied to Python's own, as each access to a pikepdf object is slow and large files have a million.
    """
    waiting = [thing]
    while waiting:
        item = waiting.pop()
        if not isinstance(item, pikepdf.Object):
            continue  # numbers and truth values arrive as Python's own
        if isinstance(item, pikepdf.Array):
            waiting.extend(_direct(item))
        elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            entries = {key: item[key] for key in item.keys()}  # noqa: SIM118 - not a Python dict
            yield entries
            waiting.extend(_direct(entries.values()))


def _direct(values: Iterable[object]) -> Iterator[object]:
    return (value for value in values if isinstance(value, pikepdf.Object) and not value.is_indirect)


def _dictionary(entries: Mapping[str, object]) -> Iterator[Finding]:
    action = _word(entries.get("/S"))
    if action in ACTIONS:
        yield ACTIONS[action]
    if "/JS" in entries:
        yield SCRIPT
    if action == "/URI" and SCRIPT_SCHEME.match(_word(entries.get("/URI"))):
        yield SCRIPT_LINK
    if "/EF" in entries:
        yield ATTACHED
    subtype = _word(entries.get("/Subtype"))
    if subtype in ANNOTATIONS:
        yield ANNOTATIONS[subtype]


def _word(value: object) -> str:
    """A name or a string as text. Old Thai programs write names in Windows-874, which is no reason to refuse a file."""
    if not isinstance(value, pikepdf.Name | pikepdf.String):
        return ""
    try:
        return str(value)
    except UnicodeDecodeError:
        return value.unparse().decode("latin-1")
