"""How bytes are given out over HTTP: names in headers, parts of a file, copies that are still good. Plain values."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

# What a browser may show in its window; all else is saved.
SHOWN_INLINE = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"})
ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~"  # RFC 5987, attr-char
UNSAFE = re.compile(r"[^A-Za-z0-9 ._()-]+")
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII | re.IGNORECASE)

# Not every browser's PDF viewer starts in a sandbox; a PDF with active content was refused when it came in.
PDF_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
OTHER_POLICY = (
    "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)


@dataclass(frozen=True)
class Part:
    """The bytes from `first` to `last`, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class NotThere(Exception):
    """A range that begins behind the end of the file."""


def disposition(name: str, mime: str) -> str:
    """`Content-Disposition` with the whole name, and one in ASCII for programs that know no other."""
    kind = "inline" if mime in SHOWN_INLINE else "attachment"
    return f"{kind}; filename=\"{ascii_name(name)}\"; filename*=UTF-8''{quote(name, safe=ATTRIBUTE_CHARACTERS)}"


def ascii_name(name: str) -> str:
    """What is left of a name in ASCII: `แผน 2569 (แก้ไข).pdf` gives `2569 ().pdf`, `แผน.pdf` gives `document.pdf`."""
    suffix = UNSAFE.sub("", PurePath(name).suffix)
    stem = name.removesuffix(PurePath(name).suffix)
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    kept = " ".join(UNSAFE.sub("", plain).split()).strip(" .-")
    return (kept if any(letter.isalnum() for letter in kept) else "document") + suffix


def security_policy(mime: str) -> str:
    return PDF_POLICY if mime == "application/pdf" else OTHER_POLICY


def is_still_good(if_none_match: str, etag: str) -> bool:
    """Whether the copy that a client has is the file as it stands (weak comparison, as the method asks for)."""
    tags = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return "*" in tags or etag in tags


def wanted_part(header: str, size: int, *, if_range: str, etag: str) -> Part | None:
    """The part a client asks for, or None where it gets the whole; `NotThere` where there is no such part.

    Several ranges at once, other units and what cannot be read are answered with the whole, as RFC 9110 allows; so is a
    range that goes on a file which is no longer the same.
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
        raise NotThere
    return Part(start, end)


def _last_bytes(count: str, size: int) -> Part | None:
    if not count:
        return None
    if int(count) == 0 or size == 0:
        raise NotThere
    return Part(max(0, size - int(count)), size - 1)
