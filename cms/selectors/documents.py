"""The visibility of document versions, derived from the publications that they were part of."""

from typing import Any

from django.db.models import QuerySet

from cms.models import DocumentVersion, OfficialDocument, PublicationFile
from cms.models.publication import PublicationQuerySet
from cms.policy import visibility as policy
from cms.policy.lifecycle import Stage
from cms.policy.visibility import Edition, Visibility


def carriers(versions: QuerySet[DocumentVersion]) -> dict[int, list[Edition]]:
    """For each version, by primary key, the publications that it was part of; one query."""
    return carriers_in(PublicationFile.objects.filter(version__in=versions), "version")


def carriers_in(rows: QuerySet[Any], carried: str) -> dict[int, list[Edition]]:
    """The publications of these rows by the primary key of what each row says was `carried`; one query."""
    found: dict[int, list[Edition]] = {}
    record = PublicationQuerySet.record_annotations("publication__").values()
    publications = rows.order_by().values_list(carried, "publication__stage", "publication__stage_before", *record)
    for pk, stage, before, is_live, is_suspended in publications:
        edition = Edition(Stage(stage), Stage(before) if before else None, is_live, is_suspended)
        found.setdefault(pk, []).append(edition)
    return found


def visibilities(document: OfficialDocument) -> dict[int, Visibility]:
    """The visibility of each version of a document, by version number."""
    known = carriers(document.versions.all())
    numbers = document.versions.values_list("pk", "number")
    return {number: policy.visibility(known.get(pk, ())) for pk, number in numbers}


def is_public(version: DocumentVersion) -> bool:
    """Whether the public may read a version; used wherever a file is served or linked. For many: `public()`."""
    return policy.is_public(carriers(DocumentVersion.objects.filter(pk=version.pk)).get(version.pk, ()))
