"""Checks of Office files that are ZIP archives (DOCX, XLSX, PPTX, ODT, ODS, ODP): the archive, then its parts."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from cms.extraction import markup
from cms.extraction.archive import MAX_PART, part
from cms.extraction.kinds import KINDS, Kind
from cms.extraction.verdict import Finding, block, not_really, warn

MIB = 1024 * 1024
MAX_MEMBERS = 5_000
MAX_MEMBER_BYTES = 200 * MIB
MAX_TOTAL_BYTES = 400 * MIB
MAX_RATIO = 200
RATIO_FROM = 20 * MIB  # a small part may have any compression ratio without harm

SAVE_AGAIN = "กรุณาเปิดในโปรแกรมเดิม บันทึกเป็นไฟล์ใหม่ แล้วส่งอีกครั้ง"
BOMB = block(f"ไฟล์นี้ขยายออกมาใหญ่ผิดปกติ อาจทำให้เครื่องของผู้เปิดค้าง {SAVE_AGAIN}")
TOO_MANY = block(f"ไฟล์นี้มีชิ้นส่วนภายในมากผิดปกติ {SAVE_AGAIN}")
OUTSIDE_PATH = block(f"ไฟล์นี้มีชิ้นส่วนที่ชี้ออกไปนอกตัวไฟล์ ซึ่งอาจเป็นอันตราย {SAVE_AGAIN}")
PASSWORD = block("ไฟล์นี้ต้องใส่รหัสผ่านจึงจะเปิดได้ กรุณาเอารหัสผ่านออก แล้วส่งใหม่")
MACRO = block("ไฟล์นี้มีมาโคร (คำสั่งอัตโนมัติ) ซึ่งอาจเป็นอันตราย กรุณาบันทึกเป็นไฟล์ธรรมดาที่ไม่มีมาโคร หรือเป็น PDF แล้วส่งใหม่")
DOCTYPE = block(f"โครงสร้าง XML ภายในไฟล์นี้มีคำสั่งที่อาจดึงไฟล์อื่นเข้ามา (DOCTYPE) {SAVE_AGAIN}")
REMOTE_TEMPLATE = block(f"ไฟล์นี้ดึงแม่แบบ กรอบ หรือวัตถุจากที่อื่นเมื่อเปิด ซึ่งอาจเป็นอันตราย กรุณาตัดการเชื่อมโยงนั้นออก {SAVE_AGAIN}")
SCRIPT_LINK = block(f"ไฟล์นี้มีลิงก์ที่เรียกคำสั่ง กรุณาแก้ลิงก์ให้เป็น https:// {SAVE_AGAIN}")
EMBEDDED = warn("ไฟล์นี้มีไฟล์อื่นฝังอยู่ข้างใน ประชาชนจะได้รับไฟล์นั้นไปด้วย กรุณาเปิดดูว่าเป็นสิ่งที่ตั้งใจเผยแพร่")
REMOTE_CONTENT = warn("ไฟล์นี้ดึงรูปภาพหรือข้อมูลจากที่อื่นเมื่อเปิด ผู้อ่านอาจไม่เห็น และเจ้าของที่นั้นจะรู้ว่าใครเปิด กรุณาฝังไว้ในไฟล์แทน")

CONTENT_TYPES = "[Content_Types].xml"
MAIN_PART: Mapping[str, bytes] = {
    "docx": b"wordprocessingml.document.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
    "pptx": b"presentationml.presentation.main+xml",
}
MACRO_NAME = re.compile(r"vbaproject\.bin$|vbadata\.xml$|(?:^|/)activex/|(?:^|/)macrosheets/|^basic/|^scripts/")
EMBEDDED_NAME = re.compile(r"(?:^|/)embeddings/|^object ")
CLIMBS = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)")
SCRIPT_SCHEME = re.compile(r"[\s\x00-\x20]*(?:javascript|vbscript|data):", re.IGNORECASE)
REMOTE = re.compile(r"[\s\x00-\x20]*(?:(?:https?|ftp|file|smb):|//|\\\\)", re.IGNORECASE)
FORBIDDEN_RELATIONS = frozenset({"attachedtemplate", "frame", "oleobject", "subdocument", "control"})


def findings(path: Path, kind: Kind) -> Iterator[Finding]:
    """The findings about an Office file; its parts are opened only where the archive itself is harmless."""
    with zipfile.ZipFile(path) as archive:
        refusals = list(_archive(archive.infolist()))
        if refusals:
            yield from refusals
            return
        yield from _identity(archive, kind)
        yield from _names(archive.infolist())
        for member in archive.infolist():
            yield from _part(archive, member)


def _archive(members: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    if len(members) > MAX_MEMBERS:
        yield TOO_MANY
    if sum(member.file_size for member in members) > MAX_TOTAL_BYTES or any(map(_is_bomb, members)):
        yield BOMB
    if any(member.flag_bits & 1 for member in members):
        yield PASSWORD
    if any(CLIMBS.search(member.filename) for member in members):
        yield OUTSIDE_PATH


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    compressed = max(1, member.compress_size)
    return member.file_size > MAX_MEMBER_BYTES or (
        member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * compressed
    )


def _identity(archive: zipfile.ZipFile, kind: Kind) -> Iterator[Finding]:
    """Findings where the content types or the mimetype inside the archive contradict the extension."""
    names = archive.namelist()
    if CONTENT_TYPES in names:
        types = part(archive, CONTENT_TYPES)
        if b"macroenabled" in types.lower():
            yield MACRO
        elif MAIN_PART.get(kind.name, b"\0") not in types:
            yield not_really(kind)
    elif "mimetype" not in names or part(archive, "mimetype").strip() != KINDS[kind.name].mime.encode():
        yield not_really(kind)


def _names(members: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    names = [member.filename.lower().replace("\\", "/") for member in members]
    if any(MACRO_NAME.search(name) for name in names):
        yield MACRO
    if any(EMBEDDED_NAME.search(name) for name in names):
        yield EMBEDDED


def _part(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Finding]:
    with archive.open(member) as stream:
        head = stream.read(markup.PROLOG)
    if not markup.looks_like_xml(head):
        return
    if markup.declares_type(head):
        yield DOCTYPE
    elif member.filename.lower().endswith(".rels"):
        yield from _relations(part(archive, member))
    elif member.filename in {"content.xml", "styles.xml"} and member.file_size <= MAX_PART:
        yield from _open_document(part(archive, member))


def _relations(data: bytes) -> Iterator[Finding]:
    """Findings about the external targets of a part: a hyperlink is fine, what is fetched on opening is not."""
    for element in markup.elements(markup.parse(data)):
        if element.get("TargetMode", "").lower() != "external":
            continue
        relation = element.get("Type", "").rpartition("/")[2].lower()
        if SCRIPT_SCHEME.match(element.get("Target", "")):
            yield SCRIPT_LINK
        elif relation in FORBIDDEN_RELATIONS:
            yield REMOTE_TEMPLATE
        elif relation != "hyperlink":
            yield REMOTE_CONTENT


def _open_document(data: bytes) -> Iterator[Finding]:
    """The same findings about an ODF document, whose links are in the text itself."""
    for element in markup.elements(markup.parse(data)):
        name = markup.local_name(element)
        link = next((value for key, value in markup.attributes(element) if key == "href"), "")
        if name == "event-listener":
            yield MACRO
        elif SCRIPT_SCHEME.match(link):
            yield SCRIPT_LINK
        elif name in {"floating-frame", "applet", "plugin"} or name.startswith("dde-"):
            yield REMOTE_TEMPLATE
        elif REMOTE.match(link) and name != "a":
            yield REMOTE_TEMPLATE if name in {"object", "object-ole"} else REMOTE_CONTENT
