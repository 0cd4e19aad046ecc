"""The text of stored files: read in a jail by a job, kept by page, searched for citizen numbers."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.extraction.reading import Reading
from cms.extraction.sandbox import read_in_sandbox
from cms.models import FileText, StoredFile
from cms.signals import file_text_changed
from cms.storage.private_files import as_local_file
from cms.thai.citizen import find, mask

# Raised when the reader gets better; a text that an older one wrote is read again when the job runs again.
READER = 1
NUMBERS = ("citizen_id", "citizen_id_suspect")


def read(sha256: str) -> str:
    """Read the text of stored bytes and keep it; what this reader has read already stays. The state it is in."""
    stored = StoredFile.objects.filter(sha256=sha256).first()
    if stored is None:
        return "discarded"
    text = FileText.objects.filter(file=stored).first()
    if text is not None and text.state != FileText.State.WAITING and text.reader >= READER:
        return text.state
    with as_local_file(stored.path) as path:
        reading = read_in_sandbox(path, stored.kind)
    return store_text(stored, reading).state


@transaction.atomic
def store_text(stored: StoredFile, reading: Reading) -> FileText:
    """Write a reading down in the place of an older one, and tell the index."""
    pages = [page.replace("\0", "") for page in reading.pages]
    text, _made = FileText.objects.update_or_create(
        file=stored,
        defaults={
            "state": FileText.State(reading.state),
            "reader": READER,
            "pages": pages,
            "citizen_numbers": list(citizen_numbers(pages)),
            "error": reading.reason,
            "read_at": timezone.now(),
        },
    )
    file_text_changed.send(sender=FileText, file_text=text)
    return text


def citizen_numbers(pages: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Where a citizen number seems to stand; never the number itself, only its masked form."""
    for number, page in enumerate(pages, start=1):
        for finding in find(page):
            if finding.kind in NUMBERS:
                masked = " ".join(mask(finding.text).split())
                yield {"page": number, "masked": masked, "has_context": finding.has_context}
