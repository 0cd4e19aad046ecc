"""Many approved procurements of one month, written past the flow, to see what a full month costs."""

from typing import Any

from django.utils import timezone
from wagtail.models import Revision

from cms.models import Publication
from cms.models.publication import base_content_type
from cms.policy.canonical import digest
from procurement.models import Bidder, ProcurementRecord, Winner


def many_purchases(source: ProcurementRecord, count: int) -> None:
    """Copies of an approved procurement with its bidders, winners and publication, each with a title of its own."""
    kept = {field.attname for field in ProcurementRecord._meta.concrete_fields} - {"id", "latest_revision_id"}
    values = {name: getattr(source, name) for name in kept - {"live_revision_id", "title"}}
    records = ProcurementRecord.objects.bulk_create(
        [ProcurementRecord(**values, title=f"{source.title} {place}") for place in range(count)]
    )
    for model in (Bidder, Winner):
        rows = model.objects.filter(record=source).values("name", "tax_id", "price", "sort_order")
        model.objects.bulk_create([model(record=record, **row) for record in records for row in rows])
    _publish(Publication.objects.of(source)[0], records)


def _publish(publication: Publication, records: list[ProcurementRecord]) -> None:
    kind, now = base_content_type(records[0]), timezone.now()
    revisions = Revision.objects.bulk_create(
        [
            Revision(content_type=kind, base_content_type=kind, object_id=str(record.pk), created_at=now, content={})
            for record in records
        ]
    )
    kept = {field.attname for field in Publication._meta.concrete_fields} - {"id", "object_id", "revision_id"}
    values: dict[str, Any] = {
        name: getattr(publication, name) for name in kept - {"content", "digest", "title", "pdf_id"}
    }
    contents = [{**publication.content, "title": record.title} for record in records]
    Publication.objects.bulk_create(
        Publication(
            **values,
            object_id=str(record.pk),
            revision=revision,
            title=record.title,
            content=content,
            digest=digest(content),
        )
        for record, revision, content in zip(records, revisions, contents, strict=True)
    )
