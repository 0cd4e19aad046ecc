"""The months of a fiscal year that the public may read, by what was approved and by the day, never by a draft."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from cms.models import Authority, Publication
from cms.policy.lifecycle import Period, Stage
from cms.policy.periods import EVERY_MONTH
from cms.selectors.listings import cached_by_audit_head
from cms.selectors.public_context import ArrayLength
from procurement.policy.calendar import Month
from procurement.policy.month_states import month_state

MONTHLY = ("procurement", "MonthlyProcurementPage")


def public_months(authority: Authority, fiscal_year: int, address: str, request: HttpRequest) -> list[Month]:
    """`months_of_year`, kept for the day and until something is published or withdrawn."""
    name = f"months:{authority.pk}:{fiscal_year}:{timezone.localdate()}"
    return cached_by_audit_head(name, request, lambda: months_of_year(authority, fiscal_year, address))


def months_of_year(authority: Authority, fiscal_year: int, address: str, *, today: date | None = None) -> list[Month]:
    """The twelve months of a fiscal year whose page has this address; at most three queries."""
    pages = {row["period"]: row for row in _pages(authority, fiscal_year)}
    ended = _ended([row["pk"] for row in pages.values() if not row["live"] and row["first_published_at"]])
    day = today or timezone.localdate()
    return [_month(fiscal_year, period, address, pages.get(period.value), ended, day) for period in EVERY_MONTH]


def _pages(authority: Authority, fiscal_year: int) -> Iterable[dict[str, Any]]:
    pages = apps.get_model(*MONTHLY)._default_manager.filter(authority=authority, fiscal_year=fiscal_year)
    counted = pages.order_by().annotate(count=ArrayLength(F("procurements")))
    return counted.values("pk", "slug", "period", "live", "first_published_at", "count")


def _ended(keys: list[int]) -> Mapping[int, Stage]:
    """The stage of the last edition of each of the pages."""
    if not keys:
        return {}
    found = Publication.objects.ever_public().filter(
        content_type=ContentType.objects.get_for_model(Page), object_id__in=[str(key) for key in keys]
    )
    rows = found.order_by("number").values_list("object_id", "stage")
    return {int(key): Stage(stage) for key, stage in rows}


def _month(
    fiscal_year: int,
    period: Period,
    address: str,
    page: Mapping[str, Any] | None,
    ended: Mapping[int, Stage],
    today: date,
) -> Month:
    rows = page["count"] if page and page["live"] else None
    return Month(
        fiscal_year=fiscal_year,
        period=period,
        url=f"{address}{page['slug']}/" if page else "",
        state=month_state(fiscal_year=fiscal_year, period=period, rows=rows, today=today),
        rows=rows,
        ended=ended.get(page["pk"]) if page else None,
    )
