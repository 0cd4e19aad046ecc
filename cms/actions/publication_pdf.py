"""Storing the PDF of a publication, once."""

from hashlib import sha256
from io import BytesIO

from django.db import transaction

from cms.actions import audit
from cms.models import Publication, StoredFile
from cms.storage.private_files import write_once


def store_pdf(publication: Publication, pdf: bytes) -> None:
    """Store a PDF and link it to its publication; a publication that has one already does not change."""
    file = StoredFile(sha256=sha256(pdf).hexdigest(), size=len(pdf), mime="application/pdf", kind="pdf")
    source = BytesIO(pdf)
    write_once(file.path, source)
    with transaction.atomic():
        locked = Publication.objects.select_for_update().get(pk=publication.pk)
        if locked.pdf_id is None:
            values = {"size": file.size, "mime": file.mime, "kind": file.kind}
            locked.pdf, _made = StoredFile.objects.get_or_create(sha256=file.sha256, defaults=values)
            write_once(file.path, source)  # again, now that the row keeps others from deleting unused bytes
            locked.save(update_fields=["pdf"])
            data = {"publication": locked.pk, "number": locked.number}
            audit.append(
                "publication", "publication.pdf", by=None, authority=locked.authority, data=data, after=file.sha256
            )
