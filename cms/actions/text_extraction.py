"""The text of stored files: read in a sandbox by a job, stored by page, searched for citizen numbers."""

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils import timezone

from cms.extraction.reading import Reading
from cms.extraction.sandbox import read_in_sandbox
from cms.models import FileText, StoredFile
from cms.policy.documents import CitizenNumber
from cms.signals import file_text_changed
from cms.storage.private_files import as_local_file
from cms.thai.citizen import find, mask

# Increased when extraction improves; a text of an older version is extracted again when its job runs again.
READER_VERSION = 1
NUMBERS = ("citizen_id", "citizen_id_suspect")


def read(sha256: str) -> str:
    """Extract and store the text of stored bytes, unless this version did so already; returns the state of the text.

    "discarded" where the file was deleted meanwhile.
    """
    stored = StoredFile.objects.filter(sha256=sha256).first()
    if stored is None:
        return "discarded"
    text = FileText.objects.filter(file=stored).first()
    if text is not None and text.state != FileText.State.WAITING and text.reader >= READER_VERSION:
        return text.state
    with as_local_file(stored.path) as path:
        reading = read_in_sandbox(path, stored.kind)
    return store_text(stored, reading).state


@transaction.atomic
def store_text(stored: StoredFile, reading: Reading) -> FileText:
    """Store a reading in the place of an older one, and send `file_text_changed`."""
    pages = [page.replace("\0", "") for page in reading.pages]
    text, _made = FileText.objects.update_or_create(
        file=stored,
        defaults={
            "state": FileText.State(reading.state),
            "reader": READER_VERSION,
            "pages": pages,
            "citizen_numbers": list(citizen_numbers(pages)),
            "error": reading.reason,
            "read_at": timezone.now(),
        },
    )
    file_text_changed.send(sender=FileText, file_text=text)
    return text


def citizen_numbers(pages: Sequence[str]) -> Iterator[CitizenNumber]:
    """The possible citizen numbers of a text, page by page; masked, never the number itself."""
    for number, page in enumerate(pages, start=1):
        for finding in find(page):
            if finding.kind in NUMBERS:
                masked = " ".join(mask(finding.text).split())
                yield CitizenNumber(page=number, masked=masked, has_context=finding.has_context)
