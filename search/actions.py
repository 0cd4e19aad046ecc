"""What the search knows: written when something becomes public, taken out when it is so no more."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cms.exports.record import words_of
from cms.models import DocumentVersion, FileText, Publication, PublicationFile
from cms.policy.lifecycle import Stage
from cms.thai.repair import search_key
from search.models import SearchEntry
from search.models.entry import ATTACHMENT, BREAK
from search.policy.excerpt import prepared


@transaction.atomic
def refresh(publication: Publication) -> None:
    """Make the search know of an object what is public of it now: its live publication, or nothing.

    A file that this one made public or took away may be carried by others too: they are written anew.
    """
    _refresh_object(publication)
    same_files = PublicationFile.objects.filter(version__in=publication.files.values("version"))
    for other in _live(same_files.exclude(publication=publication)).exclude(object_id=publication.object_id):
        _refresh_object(other)


def _live(files: QuerySet[PublicationFile]) -> QuerySet[Publication]:
    """The live publications that carry some files; by key, as in one question SQLite would read all."""
    return Publication.objects.filter(
        pk__in=set(files.order_by().values_list("publication", flat=True)), stage=Stage.LIVE
    )


def _refresh_object(publication: Publication) -> None:
    unindex(publication)
    live: Publication | None = publication
    if publication.stage != Stage.LIVE:
        same = {"content_type": publication.content_type_id, "object_id": publication.object_id}
        live = Publication.objects.filter(**same, stage=Stage.LIVE).first()
    if live is not None:
        index(live)


def index(publication: Publication) -> None:
    """Write the entries of a live publication: one for the object, one for each file it carries."""
    files = list(publication.files.select_related("version__document", "version__file__text"))
    versions = DocumentVersion.objects.filter(pk__in=[file.version_id for file in files])
    public = set(versions.public().values_list("pk", flat=True))
    entries = [_entry(publication, publication.kind, publication.title, words_of(publication), publication.address)]
    entries += [_entry_of_file(publication, file) for file in files if file.version_id in public]
    SearchEntry.objects.bulk_create(entries)


def unindex(publication: Publication) -> None:
    """Take out whatever the search knows of a publication's object."""
    entries = SearchEntry.objects.filter(content_type=publication.content_type_id, object_id=publication.object_id)
    for is_object in (True, False):  # in two steps: there is an index for each, and none for both together
        entries.filter(version__isnull=is_object).delete()


@transaction.atomic
def refresh_files(file_text: FileText) -> None:
    """A file was read (anew): the publications that carry it now are found by its words."""
    for publication in _live(PublicationFile.objects.filter(version__file=file_text.file_id)):
        _refresh_object(publication)


@transaction.atomic
def rebuild() -> int:
    """Write everything anew; how many publications there were."""
    SearchEntry.objects.all().delete()
    count = 0
    for publication in Publication.objects.filter(stage=Stage.LIVE).iterator(chunk_size=200):
        index(publication)
        count += 1
    return count


def _entry_of_file(publication: Publication, file: PublicationFile) -> SearchEntry:
    text: FileText | None = getattr(file.version.file, "text", None)
    words = "\n".join(text.pages) if text is not None else ""
    title = file.title or file.version.name
    return _entry(publication, ATTACHMENT, title, words, file.version.get_absolute_url(), version=file.version)


def _entry(publication: Publication, kind: str, title: str, words: str, address: str, **more: Any) -> SearchEntry:
    title, body = prepared(title)[:255], prepared(words)
    return SearchEntry(
        authority_id=publication.authority_id,
        content_type_id=publication.content_type_id,
        object_id=publication.object_id,
        kind=kind,
        title=title,
        body=body,
        key=search_key(title) + BREAK + search_key(f"{body} {_told_beside(publication)}"),
        fiscal_year=publication.content.get("fiscal_year"),
        division_id=publication.division_id,
        published_at=publication.live_from or publication.approved_at,
        address=address,
        **more,
    )


def _told_beside(publication: Publication) -> str:
    """Words by which people ask for a thing that its text need not say."""
    year = publication.content.get("fiscal_year")
    return _("%(division)s ปีงบประมาณ %(year)s") % {"division": publication.division or "", "year": year or ""}
