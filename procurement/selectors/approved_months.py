"""The months of a fiscal year as they were approved, for what is drawn from them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps

from cms.models import Publication
from cms.models.publication import base_content_type
from cms.policy.lifecycle import Period, Stage
from cms.records.document import document_of
from procurement.policy.year_sums import ApprovedMonth


@dataclass(frozen=True)
class MonthEdition:
    """Which edition of a month is public, and where."""

    period: Period
    edition: int
    address: str


def approved_months(authority_id: int, year: int, periods: Iterable[Period]) -> list[ApprovedMonth]:
    """Those of the months that are public, in their order, with their rows; in two queries."""
    return [
        ApprovedMonth(period, found.number, document_of(found).content.get("procurements") or [])
        for period, found in _publications(authority_id, year, periods, with_content=True).items()
    ]


def month_editions(authority_id: int, year: int, periods: Iterable[Period]) -> list[MonthEdition]:
    """Which editions of the months are public, without their rows; in two queries."""
    found = _publications(authority_id, year, periods, with_content=False)
    return [MonthEdition(period, each.number, each.address) for period, each in found.items()]


def _publications(
    authority_id: int, year: int, periods: Iterable[Period], *, with_content: bool
) -> dict[Period, Publication]:
    wanted = [*periods]
    pages = apps.get_model("procurement", "MonthlyProcurementPage")
    rows = pages._default_manager.filter(authority=authority_id, fiscal_year=year, period__in=wanted, live=True)
    keys = {str(pk): Period(period) for pk, period in rows.values_list("pk", "period")}
    if not keys:
        return {}
    same = {"content_type": base_content_type(pages()), "object_id__in": [*keys], "stage": Stage.LIVE}
    live = Publication.objects.filter(**same)
    found = {keys[each.object_id]: each for each in (live if with_content else live.defer("content"))}
    return {period: found[period] for period in wanted if period in found}
