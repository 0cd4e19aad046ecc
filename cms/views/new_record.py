"""“ลงข้อมูลใหม่”: from a topic or a word to the editor of the right type, in the right year and place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.models import Authority
from cms.pages import RecordPage
from cms.permissions.grants import opens_fiscal_years
from cms.policy.lifecycle import period_without_year
from cms.policy.places import Entry, Place, Source
from cms.policy.refusal import Refused
from cms.policy.states import State
from cms.policy.type_search import find
from cms.selectors.places import Entries, entries_of, places_of, plan_of
from cms.selectors.record_types import SectionTypes, creatable_types, name_of, sections_with_types, texts_of
from cms.thai.dates import fiscal_year
from cms.views.signed_in import SignedInRequest
from cms.views.type_places import (
    Addresses,
    CopyLink,
    address_of_copy,
    address_to_carry_over,
    chosen_year,
    may_write_records,
    public_addresses,
    required_authority,
    years_shown,
)

PAGE_SIZE = 20
LONGEST_QUESTION = 200


@dataclass(frozen=True)
class Existing:
    """What is there already: for which period or division, or how many; the state of one; where it is opened."""

    label: str
    state: State | None
    url: str


@dataclass(frozen=True)
class Choice:
    """A type as it is offered. `url`: where its name leads; `reason`: why that is no new record, or ""."""

    name: str
    description: str
    section: str
    url: str
    reason: str
    existing: list[Existing]
    year: int
    copy: CopyLink | None
    copies_url: str  # where one of several is chosen to begin with
    copies: int


@dataclass(frozen=True)
class Offer:
    """A type in its section and its place in the year, before it is put into words."""

    kind: type[RecordPage]
    section: SectionTypes
    place: Place


def require_writer(request: SignedInRequest) -> None:
    """Raises Refused for anybody who drafts no records."""
    if not may_write_records(request.user):
        raise Refused(_("หน้านี้สำหรับเจ้าหน้าที่ผู้จัดทำเรื่องเผยแพร่"))


@require_safe
def new_record(request: SignedInRequest) -> HttpResponse:
    """The types that the officer may write, by section; `?q=` finds some of them, `?year=` is another open year."""
    require_writer(request)
    authority = required_authority(request)
    years = years_shown(authority)
    year = chosen_year(authority, request.GET.get("year", ""), years)
    asked = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    entries = entries_of(authority, creatable_types())
    offers = list(offers_for(request, authority, year, entries)) if year else []
    found, is_alike = find(asked, [(offer, texts_of(offer.kind, offer.section)) for offer in offers])
    choices = Choices(request, authority, found if asked else offers)
    context = {
        "page_title": _("ลงข้อมูลใหม่"),
        "years": years,
        "year": year,
        "current": fiscal_year(timezone.localdate()),
        "asked": asked,
        "is_alike": is_alike,
        "sections": choices.by_section(),
        "opens_years": opens_fiscal_years(request.user),
    }
    return render(request, "cms/admin/new_record.html", context)


@require_safe
def copies(request: SignedInRequest) -> HttpResponse:
    """The records of a type (`?type=`) with which a draft of a year (`?year=`) may begin, one button each."""
    require_writer(request)
    authority = required_authority(request)
    kind = next((each for each in creatable_types() if each._meta.label_lower == request.GET.get("type")), None)
    year = chosen_year(authority, request.GET.get("year", ""), years_shown(authority))
    if kind is None or year is None:
        raise Http404
    offers = offers_for(request, authority, year, entries_of(authority, [kind]))
    place = next((offer.place for offer in offers if offer.kind is kind), None)
    page = Paginator(_records_of(kind, place.sources if place else []), PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "page_title": _("เลือกเรื่องที่จะทำแบบ"),
        "kind": name_of(kind),
        "year": year,
        "page_obj": page,
        "rows": [(record, *_addresses(record, place)) for record in page] if place else [],
    }
    return render(request, "cms/admin/new_copies.html", context)


def offers_for(request: SignedInRequest, authority: Authority, year: int, entries: Entries) -> Iterator[Offer]:
    """The types that a person may write for a division of the authority, in the order of the sections."""
    divisions = frozenset(division.pk for division in authority.open_divisions)
    for section in sections_with_types(authority):
        for kind in section.types:
            (place,) = places_of(
                kind, [year], entries, divisions=divisions, by=request.user, open_in=section.year_pages
            )
            if place.writes_for:
                yield Offer(kind, section, replace(place, divisions=place.writes_for))


def _records_of(kind: type[RecordPage], sources: Iterable[Source]) -> QuerySet[RecordPage]:
    wanted = Q(pk__in=[])
    for source in sources:
        entry = source.entry
        wanted |= Q(fiscal_year=entry.fiscal_year, period=entry.period, division=entry.division)
    return kind._default_manager.filter(wanted).select_related("division").order_by("draft_title", "pk")


def _addresses(record: RecordPage, place: Place) -> tuple[str, str]:
    """Where the buttons of a record post, to copy it and to submit it as it is, by the source to which it belongs."""
    source = next(source for source in place.sources if source.entry.division == record.division_id)
    carry_url = address_to_carry_over(record.pk, place, source) if record.live else ""
    return address_of_copy(record.pk, place.fiscal_year, source.period), carry_url


class Choices:
    """Puts offers into words; what several of them need is read once."""

    def __init__(self, request: SignedInRequest, authority: Authority, offers: list[Offer]) -> None:
        self.offers, self.addresses = offers, Addresses(request.user)
        self.names = {division.pk: division.name for division in authority.all_divisions}
        public = [entry.newest for offer in offers for entry in offer.place.of_others if entry.is_public]
        self.public: Mapping[int, str] = public_addresses(public, request)

    def by_section(self) -> list[tuple[SectionTypes, list[Choice]]]:
        """The sections in the order of the offers, with the choices of each."""
        found: dict[str, tuple[SectionTypes, list[Choice]]] = {}
        for offer in self.offers:
            found.setdefault(offer.section.slug, (offer.section, []))[1].append(self.choice(offer))
        return list(found.values())

    def choice(self, offer: Offer) -> Choice:
        """One offer in words."""
        existing = self.existing(offer)
        url, reason = self.leads_to(offer, existing)
        source, sources = offer.place.source, offer.place.sources
        if offer.place.is_made:
            source, sources = None, []
        return Choice(
            name=name_of(offer.kind),
            description=offer.kind.get_page_description(),
            section=offer.section.title,
            url=url,
            reason=reason,
            existing=existing,
            year=offer.place.fiscal_year,
            copy=self.addresses.copy(offer.place, source) if source else None,
            copies_url=self.addresses.copies(offer.kind, offer.place) if sources and not source else "",
            copies=sum(each.entry.count for each in sources),
        )

    def existing(self, offer: Offer) -> list[Existing]:
        """The records that take the place of a new one, or of one for another period or division; or their number."""
        if not offer.place.rules.one_a_period:
            return self.counted(offer)
        return [
            Existing(self.label(offer.place, entry), entry.state, self.addresses.entry(offer.kind, entry, 1, None))
            for entry in offer.place.own
        ]

    def counted(self, offer: Offer) -> list[Existing]:
        """Of a type with any number a year, how many there are."""
        count = sum(entry.count for entry in offer.place.own)
        if not count:
            return []
        newest = max(offer.place.own, key=lambda entry: entry.newest)
        year_page = offer.section.year_pages.get(offer.place.fiscal_year)
        words = _("ปี %(year)s มีแล้ว %(count)s เรื่อง") % {"year": offer.place.fiscal_year, "count": count}
        return [Existing(words, None, self.addresses.entry(offer.kind, newest, count, year_page))]

    def label(self, place: Place, entry: Entry) -> str:
        """By what one of several records is told apart."""
        period = period_without_year(entry.period) if len(place.rules.periods) > 1 else ""
        division = self.names[entry.division] if place.rules.one_a_division and len(place.writes_for) > 1 else ""
        return " · ".join(filter(None, [period, division])) or _("ปี %(year)s") % {"year": place.fiscal_year}

    def leads_to(self, offer: Offer, existing: list[Existing]) -> tuple[str, str]:
        """Where the name of a type leads, and why that is no new record."""
        place, year = offer.place, {"year": offer.place.fiscal_year}
        if place.may_begin:
            return self.new(offer), ""
        if place.waits_for_plan and (plan := plan_of(offer.kind)):
            return "", _("เริ่มได้เมื่อเผยแพร่ “%(plan)s” แล้ว") % {"plan": name_of(plan)}
        if not place.is_open:
            return "", _("หมวดนี้ยังไม่ได้เปิดปี %(year)s") % year
        if existing:
            return existing[0].url, _("ปี %(year)s มีแล้ว เปิดเรื่องเดิมแก้ไขต่อ") % year
        other = place.of_others[0]
        if other.newest not in self.public:
            return "", _("กองอื่นจัดทำของปี %(year)s อยู่แล้ว") % year
        named = {**year, "division": self.names[other.division]}
        return self.public[other.newest], _("%(division)s เผยแพร่ของปี %(year)s แล้ว เปิดอ่านได้") % named

    def new(self, offer: Offer) -> str:
        """The editor of a new record."""
        return self.addresses.new(offer.kind, offer.section.year_pages[offer.place.fiscal_year])
