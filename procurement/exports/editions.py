"""The approved months of a fiscal year: which of their editions are public, and what rows stand in them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from cms.models import Authority, Publication
from cms.policy.lifecycle import Period, Stage, period_label
from cms.policy.visibility import PUBLIC
from cms.records.content import content_of_today
from cms.thai.dates import local_moment
from procurement.pages import MonthlyProcurementPage
from procurement.policy.months import month_slug
from procurement.policy.ocds import Edition
from procurement.policy.parties import Row
from procurement.selectors.months import hidden_records


@dataclass(frozen=True)
class PublishedMonth:
    """A month that the public sees: its editions that can be read, the oldest first, the last of them the live one."""

    fiscal_year: int
    period: Period
    editions: Sequence[Publication]

    @property
    def current(self) -> Publication:
        """The edition at the month's address."""
        return self.editions[-1]

    @property
    def calendar_month(self) -> str:
        """The month as addresses have it: 01 to 12."""
        return month_slug(self.period)

    @property
    def name(self) -> str:
        """The month in words: ตุลาคม 2568."""
        return period_label(self.period, self.fiscal_year)

    def rows(self) -> Sequence[Row]:
        """The rows of the live edition."""
        return rows_of(self.current)

    def editions_with_rows(self) -> Iterator[tuple[Edition, Sequence[Row]]]:
        """Each edition with its rows, one at a time in memory; earlier ones without rows that nobody may read now."""
        for edition in self.editions:
            key = f"{self.fiscal_year}-{self.calendar_month}-{edition.number}"
            rows = rows_of(edition)
            hidden = hidden_records(rows) if edition is not self.current else ()
            yield Edition(key, moment(edition)), [row for row in rows if row["record"] not in hidden]


def published_month(authority: Authority | None, fiscal_year: int, period: Period) -> PublishedMonth | None:
    """A month that the public sees, or None."""
    return next(iter(_months(authority, fiscal_year, period=period.value)), None)


def published_months(authority: Authority | None, fiscal_year: int) -> list[PublishedMonth]:
    """The months of a fiscal year that the public sees, in their order; in two queries, without their contents."""
    return _months(authority, fiscal_year)


def rows_of(publication: Publication) -> Sequence[Row]:
    """The rows of one edition, as it was approved."""
    stored = Publication.objects.values_list("content", "schema_version")
    content, version = stored.get(pk=publication.pk)
    rows: Sequence[Row] = content_of_today(MonthlyProcurementPage, content, version).get("procurements") or ()
    return rows


def moment(publication: Publication) -> str:
    """The moment of its approval, in Thailand and with the offset."""
    return local_moment(publication.approved_at).isoformat(timespec="seconds")


def _months(authority: Authority | None, fiscal_year: int, **only: str) -> list[PublishedMonth]:
    pages = MonthlyProcurementPage.objects.filter(authority=authority, fiscal_year=fiscal_year, live=True, **only)
    periods = {str(pk): Period(period) for pk, period in pages.order_by("period").values_list("pk", "period")}
    editions = _public_editions(list(periods))
    months = [PublishedMonth(fiscal_year, period, editions[key]) for key, period in periods.items()]
    return [month for month in months if month.editions and month.current.stage == Stage.LIVE]


def _public_editions(keys: list[str]) -> dict[str, list[Publication]]:
    """The editions that can be read, by the key of their page."""
    pages = Publication.objects.filter(content_type=ContentType.objects.get_for_model(Page), object_id__in=keys)
    found: dict[str, list[Publication]] = defaultdict(list)
    for each in pages.ever_public().with_record().defer("content").order_by("number"):
        if each.visibility in PUBLIC:
            found[each.object_id].append(each)
    return found
