"""The records of a month that are not approved, or whose newest draft is not: what its summary lacks."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from wagtail.models import WorkflowState

from cms.models import Publication
from cms.pages import RecordPage
from cms.policy.lifecycle import Stage
from procurement.models import ProcurementRecord


@dataclass(frozen=True)
class Unapproved:
    """A record by its newest draft, and whether that waits for a decision."""

    pk: int
    title: str
    month: str
    is_waiting: bool
    division: int


def unapproved_of(page: RecordPage) -> list[Unapproved]:
    """Those of one month."""
    found = unapproved_of_year(page.authority_id, page.fiscal_year, month=page.period)
    return found.get(page.period, [])


def unapproved_of_year(authority: int, year: int, *, month: str = "") -> dict[str, list[Unapproved]]:
    """Those of a fiscal year by month, in the order of their making."""
    drafts = _drafts().filter(authority=authority, latest_revision__content__fiscal_year=year)
    if month:
        drafts = drafts.filter(latest_revision__content__month=month)
    found: dict[str, list[Unapproved]] = {}
    rows = drafts.order_by("pk").values_list(
        "pk", "latest_revision__content__title", "latest_revision__content__month", "waits", "division"
    )
    for pk, title, of, waits, division in rows:
        found.setdefault(of, []).append(Unapproved(pk, title, of, waits, division))
    return found


def _drafts() -> Any:
    """Records whose latest revision was not published, nor approved for later."""
    kind, key = ContentType.objects.get_for_model(ProcurementRecord), Cast(OuterRef("pk"), CharField())
    published = Publication.objects.filter(revision=OuterRef("latest_revision")).exclude(stage=Stage.CANCELLED)
    waiting = WorkflowState.objects.filter(
        Q(status=WorkflowState.STATUS_IN_PROGRESS), base_content_type=kind, object_id=key
    )
    return ProcurementRecord.objects.exclude(Exists(published)).annotate(waits=Exists(waiting))
