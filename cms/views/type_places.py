"""What the screens that lead to records by type and year have in common: years, divisions, addresses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cms.models import Authority, User
from cms.models.people import AnyUser
from cms.pages import RecordPage
from cms.permissions.drafting import drafting_divisions, page_drafters
from cms.permissions.grants import grants_of
from cms.policy.lifecycle import Period, period_without_year
from cms.policy.places import Entry, Place, Source
from cms.policy.requests import is_number
from cms.selectors.site import authority_of
from cms.thai.dates import fiscal_year
from cms.views.signed_in import SignedInRequest

YEARS_SHOWN = 5


def required_authority(request: SignedInRequest) -> Authority:
    """The authority of the site; Http404 where none owns it."""
    authority = authority_of(request)
    if authority is None:
        raise Http404
    return authority


def may_write_records(user: AnyUser) -> bool:
    """Whether the user drafts records of any type."""
    return bool(user.is_superuser or grants_of(user).roles & page_drafters())


def years_shown(authority: Authority) -> list[int]:
    """The newest open fiscal years, the newest first."""
    return list(authority.fiscal_years.order_by("-year").values_list("year", flat=True)[:YEARS_SHOWN])


def chosen_year(authority: Authority, asked: str, years: Sequence[int]) -> int | None:
    """The open fiscal year that was asked for; else the current one, or the newest before it that is open."""
    if is_number(asked) and authority.fiscal_years.filter(year=int(asked)).exists():
        return int(asked)
    current = fiscal_year(timezone.localdate())
    return next((year for year in years if year <= current), years[0] if years else None)


@dataclass(frozen=True)
class CopyLink:
    """The buttons that make a draft from a record: where they post, and with what the draft begins (“ปี 2569”).

    `carry_url`: where the record is submitted as it is, of what holds for years; else "".
    """

    url: str
    label: str
    carry_url: str = ""


@dataclass(frozen=True)
class Addresses:
    """Where a person opens what stands at a place."""

    user: User

    def new(self, kind: type[RecordPage], year_page: int) -> str:
        """The editor of a new record of a type under a year page."""
        return reverse("wagtailadmin_pages:add", args=[kind._meta.app_label, kind._meta.model_name, year_page])

    def entry(self, kind: type[RecordPage], entry: Entry, count: int, year_page: int | None) -> str:
        """The record of an entry in its editor or its history; where it stands for several, their list."""
        if count > 1:
            return self._listing(kind, entry, year_page)
        if self._edits(kind, entry.division):
            return reverse("wagtailadmin_pages:edit", args=[entry.newest])
        return reverse("cms_record_history", args=[entry.newest]) if self._reads(entry.division) else ""

    def copy(self, place: Place, source: Source) -> CopyLink:
        """The buttons that begin with a record."""
        url = address_of_copy(source.entry.newest, place.fiscal_year, source.period)
        carry_url = address_to_carry_over(source.entry.newest, place, source)
        return CopyLink(url, name_of_source(source.entry, place.fiscal_year), carry_url)

    def copies(self, kind: type[RecordPage], place: Place) -> str:
        """Where one of several records is chosen to begin with."""
        query = {"type": kind._meta.label_lower, "year": place.fiscal_year}
        return f"{reverse('cms_new_copies')}?{urlencode(query)}"

    def _listing(self, kind: type[RecordPage], entry: Entry, year_page: int | None) -> str:
        if may_write_records(self.user) and year_page is not None:
            query = urlencode({"content_type": ContentType.objects.get_for_model(kind).pk})
            return f"{reverse('wagtailadmin_explore', args=[year_page])}?{query}"
        return f"{reverse('cms_records')}?{urlencode({'fiscal_year': entry.fiscal_year})}" if self._reads_all else ""

    @cached_property
    def _reads_all(self) -> bool:
        return self.user.is_superuser or grants_of(self.user).reads_all()

    def _edits(self, kind: type[RecordPage], division: int) -> bool:
        divisions = drafting_divisions(self.user, kind.drafted_by)
        return divisions is None or division in divisions

    def _reads(self, division: int) -> bool:
        return self._reads_all or grants_of(self.user).reads(division)


def address_of_copy(record: int, year: int, period: Period) -> str:
    """Where the button posts that copies a record into a year and period."""
    return f"{reverse('cms_record_copy', args=[record])}?{urlencode({'year': year, 'period': period.value})}"


def address_to_carry_over(record: int, place: Place, source: Source) -> str:
    """Where the button posts that submits a record of a source for another year as it is; "" where there is none."""
    if not place.is_carried_over(source):
        return ""
    return f"{reverse('cms_record_carry_over', args=[record])}?{urlencode({'year': place.fiscal_year})}"


def name_of_source(entry: Entry, year: int) -> str:
    """What a draft would begin with: “ปี 2569”, or of the same year “รอบ 6 เดือนแรก (ตุลาคม–มีนาคม)”."""
    if entry.fiscal_year == year:
        return period_without_year(entry.period)
    return _("ปี %(year)s") % {"year": entry.fiscal_year}


def public_addresses(keys: Iterable[int], request: SignedInRequest) -> dict[int, str]:
    """The public addresses of records by their keys, in one query."""
    pages = RecordPage.objects.live().filter(pk__in=list(keys)).only("url_path", "depth", "content_type")
    return {page.pk: page.get_url(request) or "" for page in pages}
