"""Reading one part of a ZIP archive with a size limit of our own, as the size in the archive may be forged."""

import zipfile

MAX_PART = 64 * 1024 * 1024


class TooLargeError(Exception):
    """A part that is larger than the limit."""


def part(archive: zipfile.ZipFile, member: str | zipfile.ZipInfo, *, at_most: int = MAX_PART) -> bytes:
    """The bytes of a part, `at_most` so many. Raises `TooLargeError`."""
    with archive.open(member) as stream:
        data = stream.read(at_most + 1)
    if len(data) > at_most:
        raise TooLargeError
    return data
