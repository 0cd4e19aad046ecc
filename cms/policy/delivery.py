"""Rules for serving files over HTTP: names in headers, byte ranges, conditional requests. Plain values."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

from cms.policy.documents import clean_words

# What a browser may display; everything else is downloaded.
SHOWN_INLINE = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"})
ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~"  # RFC 5987, attr-char
FOLDER_SIGNS = re.compile(r"[/\\]")
UNSAFE = re.compile(r"[^A-Za-z0-9 ._()-]+")
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII | re.IGNORECASE)

# Not every browser's PDF viewer works in a CSP sandbox; a PDF with active content was refused at its upload.
PDF_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
OTHER_POLICY = (
    "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)


@dataclass(frozen=True)
class ByteRange:
    """The bytes from `first` to `last`, counted from 0, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """The number of bytes."""
        return self.last - self.first + 1


class RangeNotSatisfiable(Exception):
    """The requested range begins behind the end of the file (status 416)."""


def content_disposition(name: str, mime: str) -> str:
    """The header `Content-Disposition` with the full name, and an ASCII one for clients that support no other."""
    return _disposition("inline" if mime in SHOWN_INLINE else "attachment", name)


def attachment(name: str) -> str:
    """The header `Content-Disposition` of a file to be saved; a `/` of a title would cut the name: `แผน 1/2569.pdf` is
    saved as `แผน 1-2569.pdf`.
    """
    return _disposition("attachment", FOLDER_SIGNS.sub("-", clean_words(name)))


def _disposition(kind: str, name: str) -> str:
    return f"{kind}; filename=\"{ascii_name(name)}\"; filename*=UTF-8''{quote(name, safe=ATTRIBUTE_CHARACTERS)}"


def ascii_name(name: str) -> str:
    """What is left of a name in ASCII: `แผน 2569 (แก้ไข).pdf` gives `2569 ().pdf`, `แผน.pdf` gives `document.pdf`."""
    suffix = UNSAFE.sub("", PurePath(name).suffix)
    stem = name.removesuffix(PurePath(name).suffix)
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    safe = " ".join(UNSAFE.sub("", plain).split()).strip(" .-")
    return (safe if any(letter.isalnum() for letter in safe) else "document") + suffix


def security_policy(mime: str) -> str:
    """The header `Content-Security-Policy` of a file of this type."""
    return PDF_POLICY if mime == "application/pdf" else OTHER_POLICY


def is_not_modified(if_none_match: str, etag: str) -> bool:
    """Whether a client's cached copy is current: `If-None-Match` by weak comparison, as RFC 9110 requires for GET."""
    tags = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return "*" in tags or etag in tags


def requested_range(header: str, size: int, *, if_range: str, etag: str) -> ByteRange | None:
    """The byte range that a client requests, or None where it gets the whole file. Raises `RangeNotSatisfiable`.

    Several ranges at once, other units and malformed ones are answered with the whole file, as RFC 9110 allows; so is a
    range of a file that has changed since (`If-Range`).
    """
    found = RANGE.fullmatch(header.strip())
    if found is None or (if_range and if_range.strip() != etag):
        return None
    first, last = found.groups()
    if not first:
        return _last_bytes(last, size)
    start, end = int(first), min(int(last), size - 1) if last else size - 1
    if last and int(last) < start:
        return None
    if start >= size:
        raise RangeNotSatisfiable
    return ByteRange(start, end)


def _last_bytes(count: str, size: int) -> ByteRange | None:
    if not count:
        return None
    if int(count) == 0 or size == 0:
        raise RangeNotSatisfiable
    return ByteRange(max(0, size - int(count)), size - 1)
