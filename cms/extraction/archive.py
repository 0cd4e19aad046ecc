"""Reading one part of a ZIP archive without believing what the archive says about its size."""

import zipfile

MAX_PART = 64 * 1024 * 1024


class TooLargeError(Exception):
    """A part that is larger than anything we read."""


def part(archive: zipfile.ZipFile, member: str | zipfile.ZipInfo, *, at_most: int = MAX_PART) -> bytes:
    """The bytes of a part, or `TooLargeError`."""
    with archive.open(member) as stream:
        data = stream.read(at_most + 1)
    if len(data) > at_most:
        raise TooLargeError
    return data
