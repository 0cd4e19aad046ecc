"""The accepted kinds of file, by extension, and recognising the content of a file by its first bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

Content = Literal["pdf", "zip", "ole", "rtf", "png", "jpg", "gif", "webp", "tif", "text", "binary"]
OFFICE = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."


@dataclass(frozen=True)
class Kind:
    """A kind of file: `name` is the extension under which it is stored, `content` what `sniff` must return for it."""

    name: str
    mime: str
    content: Content


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("pdf", "application/pdf", "pdf"),
        Kind("docx", OFFICE + "wordprocessingml.document", "zip"),
        Kind("xlsx", OFFICE + "spreadsheetml.sheet", "zip"),
        Kind("pptx", OFFICE + "presentationml.presentation", "zip"),
        Kind("odt", ODF + "text", "zip"),
        Kind("ods", ODF + "spreadsheet", "zip"),
        Kind("odp", ODF + "presentation", "zip"),
        Kind("doc", "application/msword", "ole"),
        Kind("xls", "application/vnd.ms-excel", "ole"),
        Kind("ppt", "application/vnd.ms-powerpoint", "ole"),
        Kind("rtf", "application/rtf", "rtf"),
        Kind("txt", "text/plain", "text"),
        Kind("csv", "text/csv", "text"),
        Kind("html", "text/html", "text"),
        Kind("svg", "image/svg+xml", "text"),
        Kind("png", "image/png", "png"),
        Kind("jpg", "image/jpeg", "jpg"),
        Kind("gif", "image/gif", "gif"),
        Kind("webp", "image/webp", "webp"),
        Kind("tif", "image/tiff", "tif"),
    )
}
ALIASES: Mapping[str, str] = {"jpeg": "jpg", "tiff": "tif", "htm": "html"}
UNKNOWN_MIME = "application/octet-stream"

SIGNATURES: tuple[tuple[bytes, Content], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
)
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
PDF_HEADER_WITHIN = 1024
HEAD = 4096


def extension(name: str) -> str:
    """What follows the last dot, in small letters: `แผน.PDF` gives `pdf`, a name without a dot gives ""."""
    return PurePath(name).suffix.lower().removeprefix(".")


def kind_of(name: str) -> Kind | None:
    """The accepted kind that a file name claims by its extension, or None."""
    claimed = extension(name)
    return KINDS.get(ALIASES.get(claimed, claimed))


def sniff(head: bytes) -> Content:
    """The content by its first bytes. A PDF header may be anywhere in the first kilobyte, as in most PDF readers."""
    if b"%PDF-" in head[:PDF_HEADER_WITHIN]:
        return "pdf"
    for signature, content in SIGNATURES:
        if head.startswith(signature):
            return content
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    return "binary" if b"\0" in head and not head.startswith(UTF16_MARKS) else "text"
