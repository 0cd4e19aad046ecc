"""The public search index: written when something is published, deleted when it is withdrawn."""

import logging

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cms.actions import jobs
from cms.exports.record import searchable_text
from cms.models import DocumentVersion, FileText, Publication, PublicationFile
from cms.policy.lifecycle import Stage
from cms.records.document import Document, document_of
from cms.thai.repair import search_key
from search.models import SearchEntry
from search.models.entry import ATTACHMENT, KEY_SEPARATOR
from search.policy.excerpt import prepared

logger = logging.getLogger(__name__)
INDEX_TASK = "search.tasks.index_publication"  # by name: tasks call actions


@transaction.atomic
def refresh(publication: Publication) -> None:
    """Replace the entries of a publication's object by those of its live publication, or by none.

    Other live publications with the same files are indexed again too: their files may have become public or not.
    """
    _refresh_object(publication)
    same_files = PublicationFile.objects.filter(version__in=publication.files.values("version"))
    for other in _live(same_files.exclude(publication=publication)).exclude(object_id=publication.object_id):
        _refresh_object(other)


def _live(files: QuerySet[PublicationFile]) -> QuerySet[Publication]:
    """The live publications of some publication files; filtered by key, as with a join SQLite would read all rows."""
    return Publication.objects.filter(
        pk__in=set(files.order_by().values_list("publication", flat=True)), stage=Stage.LIVE
    )


def _refresh_object(publication: Publication) -> None:
    unindex(publication)
    live: Publication | None = publication
    if publication.stage != Stage.LIVE:
        live = Publication.objects.of_same_record(publication).filter(stage=Stage.LIVE).first()
    if live is not None and live.is_intact:
        index_or_leave_to_job(live)


def index_or_leave_to_job(publication: Publication) -> bool:
    """Index a live publication; what cannot be read is left to a job, which names it where it fails too.

    So no publication hinders the approval of another one.
    """
    try:
        with transaction.atomic():
            index(publication)
    except Exception:
        logger.exception("publication %s cannot be indexed", publication.pk)
        jobs.enqueue(INDEX_TASK, key=f"index:{publication.pk}", arguments={"publication": publication.pk}, again=True)
        return False
    return True


def index(publication: Publication) -> None:
    """Create the entries of a live publication: for the object, and for each of its files, which it makes public."""
    files = publication.files.select_related("version__document", "version__file__text")
    document = document_of(publication)
    text, more = searchable_text(document), _extra_words(document)
    title = f"{document.number} {publication.title}".strip()
    entries = [_entry(publication, publication.kind, title, text, publication.address, more)]
    entries += [_entry_of_file(publication, file, more) for file in files]
    SearchEntry.objects.bulk_create(entries)


def unindex(publication: Publication) -> None:
    """Delete all entries of a publication's object, those of its files included."""
    entries = SearchEntry.objects.filter(content_type=publication.content_type_id, object_id=publication.object_id)
    for is_object in (True, False):  # two steps, as each case has its own partial index
        entries.filter(version__isnull=is_object).delete()


@transaction.atomic
def refresh_files(file_text: FileText) -> None:
    """Index the live publications of a file again after its text was extracted."""
    for publication in _live(PublicationFile.objects.filter(version__file=file_text.file_id)):
        _refresh_object(publication)


@transaction.atomic
def rebuild() -> tuple[int, list[Publication]]:
    """Delete the whole index and build it from the live publications.

    Returns how many were indexed, and those left out because their content is not what was approved.
    """
    SearchEntry.objects.all().delete()
    count, altered = 0, []
    for publication in Publication.objects.filter(stage=Stage.LIVE).iterator(chunk_size=200):
        if not publication.is_intact:
            altered.append(publication)
        elif index_or_leave_to_job(publication):
            count += 1
    return count, altered


def _entry_of_file(publication: Publication, file: PublicationFile, more: str) -> SearchEntry:
    text: FileText | None = getattr(file.version.file, "text", None)
    words = "\n".join(text.pages) if text is not None else ""
    title = file.title or file.version.name
    return _entry(publication, ATTACHMENT, title, words, file.version.get_absolute_url(), more, file.version)


def _entry(
    publication: Publication,
    kind: str,
    title: str,
    words: str,
    address: str,
    more: str,
    version: DocumentVersion | None = None,
) -> SearchEntry:
    """An entry; it is found by `more` words than it shows."""
    title, body = prepared(title)[:255], prepared(words)
    return SearchEntry(
        authority_id=publication.authority_id,
        content_type_id=publication.content_type_id,
        object_id=publication.object_id,
        kind=kind,
        title=title,
        body=body,
        key=search_key(title) + KEY_SEPARATOR + search_key(f"{body} {more}"),
        fiscal_year=publication.content.get("fiscal_year"),
        division_id=publication.division_id,
        published_at=publication.live_from or publication.approved_at,
        address=address,
        version=version,
    )


def _extra_words(document: Document) -> str:
    """Words by which people search that the text itself may lack: the division and the fiscal year."""
    words = {"division": document.words("division"), "year": document.words("fiscal_year")}
    return _("%(division)s ปีงบประมาณ %(year)s") % words
