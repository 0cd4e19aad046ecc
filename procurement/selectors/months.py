"""What was approved of the procurements of a month, and what its page says of it."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import TaskState, WorkflowState

from cms.models import DraftContributor, Publication
from cms.pages import RecordPage
from cms.policy.lifecycle import Stage
from cms.records.content import content_of_today
from procurement.models import ProcurementRecord
from procurement.policy.month_rows import Edition, Row, Standing, keep_editions, row_of, rows_of_month, says_the_same

STANDING = {
    Stage.LIVE: Standing.LIVE,
    Stage.SUSPENDED: Standing.SUSPENDED,
    Stage.WITHDRAWN: Standing.ENDED,
    Stage.EXPIRED: Standing.ENDED,
}
ENDED = (Stage.WITHDRAWN, Stage.EXPIRED)
# The stages of the newest edition that was public; a superseded one is none, nor is one that waits for its time.
NEWEST = Q(stage__in=[Stage.LIVE, Stage.WITHDRAWN, Stage.EXPIRED]) | Q(stage=Stage.SUSPENDED, stage_before=Stage.LIVE)


def approved_rows_of(page: RecordPage) -> list[Row]:
    """The rows that were approved of a month last and are public, or would be were it not suspended."""
    found = Publication.objects.of(page).current().first()
    return found.content.get("procurements", []) if found else []


def draw_rows(page: RecordPage, *, drafted: Iterable[Row]) -> list[Row]:
    """The rows of a month as what is approved now makes them; `drafted` are those of its latest revision."""
    approved = approved_rows_of(page)
    editions = editions_of({*records_of(page), *(row["record"] for row in approved)})
    rows = rows_of_month(editions, (page.fiscal_year, page.period), approved=approved)
    return keep_editions(keep_editions(rows, drafted), approved)


def records_of(page: RecordPage) -> set[int]:
    """The primary keys of the records that count in a month, as they were published last."""
    return set(_of_month(page).values_list("pk", flat=True))


def public_records_of(page: RecordPage) -> set[int]:
    """The primary keys of the records of a month that are public."""
    return set(_of_month(page).filter(live=True).values_list("pk", flat=True))


def hidden_records(rows: Iterable[Mapping[str, Any]]) -> set[int]:
    """The records of those rows whose content nobody may read any more.

    Either the record is not public, or the edition in the row was withdrawn and the one that is public says other.
    """
    named = {row["publication"]: row for row in rows if "publication" in row}
    others = Publication.objects.filter(pk__in=named).exclude(stage=Stage.LIVE).values_list("pk", "stage")
    doubtful = {named[pk]["record"]: (named[pk], stage) for pk, stage in others}
    return {each.record for each in editions_of(doubtful) if not _may_be_read(*doubtful[each.record], now=each)}


def _may_be_read(row: Mapping[str, Any], stage: str, *, now: Edition) -> bool:
    """Whether the public may read what a row says of an edition in this stage; `now` is the newest of its record."""
    return now.standing is Standing.LIVE and (stage == Stage.SUPERSEDED or says_the_same(row, row_of(now)))


def _of_month(page: RecordPage) -> Any:
    return ProcurementRecord.objects.filter(
        authority=page.authority_id, fiscal_year=page.fiscal_year, month=page.period
    ).order_by()


def editions_of(records: Collection[int]) -> list[Edition]:
    """The newest edition of each record that was ever public."""
    rows = _of_records(Publication.objects.filter(NEWEST), records).order_by("number")
    newest: dict[str, tuple[int, str]] = {}
    for record, pk, stage in rows.values_list("object_id", "pk", "stage"):
        if record not in newest or stage in (Stage.LIVE, Stage.SUSPENDED) or newest[record][1] in ENDED:
            newest[record] = (pk, stage)
    contents = Publication.objects.only("content", "schema_version", "end_reason", "stage", "object_id")
    return [_edition(each) for each in contents.in_bulk([pk for pk, _stage in newest.values()]).values()]


def _edition(publication: Publication) -> Edition:
    return Edition(
        record=int(publication.object_id),
        publication=publication.pk,
        content=content_of_today(ProcurementRecord, publication.content, publication.schema_version),
        standing=STANDING[Stage(publication.stage)],
        reason=publication.end_reason,
    )


def hands_in(records: Collection[int], *, but: Any = ()) -> set[int]:
    """Everybody (primary keys) who edited or submitted what was approved of any of the records, but these."""
    hands = _of_records(DraftContributor.objects.filter(publication__isnull=False, user__is_robot=False), records)
    return set(hands.exclude(user__in=but).values_list("user", flat=True))


def months_of_record(publication: Publication) -> set[tuple[int, str]]:
    """The months (fiscal year, month) in which any edition of a record counted."""
    editions = Publication.objects.of_same_record(publication).order_by()
    return set(editions.values_list("content__fiscal_year", "content__month").distinct())


def digest_submitted_last(page: RecordPage) -> str | None:
    """The digest of the rows that were submitted last, whatever became of them; None where none ever were."""
    states = WorkflowState.objects.filter(base_content_type=page.get_base_content_type(), object_id=str(page.pk))
    last = TaskState.objects.filter(workflow_state__in=states).select_related("revision").order_by("-pk").first()
    return last and last.revision.content.get("procurements_digest", "")


def _of_records(rows: Any, records: Collection[int]) -> Any:
    """The rows that name any of the records by content type and primary key."""
    kind = ContentType.objects.get_for_model(ProcurementRecord)
    return rows.filter(content_type=kind, object_id__in=[str(pk) for pk in records])
