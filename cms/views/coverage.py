"""“มีแล้ว ยังไม่มี”: types × fiscal years, what a division or the authority has, lacks, has under way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.models import Authority, Division, User
from cms.models.people import AnyUser
from cms.pages import RecordPage
from cms.permissions.drafting import drafts_type, page_drafters
from cms.permissions.grants import grants_of, reads_every_draft
from cms.policy.places import Place, in_words, public_and_all
from cms.policy.refusal import Refused
from cms.policy.requests import is_number
from cms.policy.roles import Role
from cms.policy.states import State
from cms.selectors.places import Entries, entries_of, places_of
from cms.selectors.record_types import SectionTypes, creatable_types, name_of, sections_with_types
from cms.thai.dates import fiscal_year
from cms.views.signed_in import SignedInRequest
from cms.views.type_places import (
    Addresses,
    CopyLink,
    may_write_records,
    public_addresses,
    required_authority,
    years_shown,
)

EVERY_SECTION = "all"
# What somebody has to do something about, or waits for.
UNDER_WAY = frozenset(state for state in State if state.name.endswith(("DRAFT", "RETURNED", "WAITING")))


@dataclass(frozen=True)
class Shown:
    """A state in a cell: of how many records, and where they are opened."""

    state: State
    count: int
    url: str


@dataclass(frozen=True)
class Cell:
    """A type in a fiscal year: what is there, how much of what there may be, and what may be begun."""

    year: int
    shown: list[Shown]
    progress: str
    elsewhere: str
    elsewhere_url: str
    without: list[str]
    waits_for_plan: bool
    new_url: str
    copy: CopyLink | None
    copies_url: str
    copies: int


@dataclass(frozen=True)
class TypeRow:
    """A row of the grid."""

    name: str
    cells: list[Cell]


@dataclass(frozen=True)
class SectionGrid:
    """The rows of a section, how many of its types the public reads in each year, and whether it is opened."""

    slug: str
    title: str
    tallies: list[tuple[int, int, int]]
    rows: list[TypeRow]
    is_opened: bool


@dataclass(frozen=True)
class Scope:
    """The divisions that a person looks at: one of those he may choose from, or all of them."""

    choices: list[Division]
    chosen: Division | None

    @property
    def divisions(self) -> frozenset[int]:
        """Their primary keys."""
        return frozenset([self.chosen.pk] if self.chosen else [division.pk for division in self.choices])


def may_see_coverage(user: AnyUser) -> bool:
    """Whether the user drafts records or reads those of all divisions."""
    return may_write_records(user) or reads_every_draft(user)


@require_safe
def coverage(request: SignedInRequest) -> HttpResponse:
    """The grid for the own divisions, or for the whole authority; `?division=` is one of them, `?open=` a section."""
    if not may_see_coverage(request.user):
        raise Refused(_("หน้านี้สำหรับผู้จัดทำเรื่องเผยแพร่ เจ้าหน้าที่ข้อมูลข่าวสาร ผู้บริหาร และผู้ตรวจสอบ"))
    authority = required_authority(request)
    years, scope = years_shown(authority), scope_of(request, authority)
    entries = entries_of(authority, creatable_types())
    grid = Grid(request, authority, scope, years, entries)
    context = {
        "page_title": _("มีแล้ว ยังไม่มี"),
        "years": years,
        "current": fiscal_year(timezone.localdate()),
        "scope": scope,
        "reads_all": reads_every_draft(request.user),
        "opened": request.GET.get("open", ""),
        "sections": grid.sections(request.GET.get("open", "")),
    }
    return render(request, "cms/admin/coverage.html", context)


def scope_of(request: SignedInRequest, authority: Authority) -> Scope:
    """The divisions of which the person reads the drafts, and the one that `?division=` names of them."""
    choices, user = authority.open_divisions, request.user
    if not reads_every_draft(user):
        own = grants_of(user).divisions(page_drafters())
        choices = [division for division in choices if division.pk in own]
    asked = request.GET.get("division", "")
    chosen = next((each for each in choices if is_number(asked) and each.pk == int(asked)), None)
    return Scope(choices, choices[0] if len(choices) == 1 else chosen)


def types_read_by(user: User, section: SectionTypes) -> list[type[RecordPage]]:
    """The types of a section that concern a person: those that his posts draft; all for who reads or heads."""
    if reads_every_draft(user) or Role.DIVISION_HEAD in grants_of(user).roles:
        return list(section.types)
    return [kind for kind in section.types if drafts_type(user, kind)]


class Grid:
    """Puts the places of all types into cells; what several of them need is read once."""

    def __init__(
        self, request: SignedInRequest, authority: Authority, scope: Scope, years: list[int], entries: Entries
    ) -> None:
        self.user: User = request.user
        self.years, self.addresses = years, Addresses(request.user)
        self.names = {division.pk: division.name for division in authority.all_divisions}
        sections = ((section, types_read_by(self.user, section)) for section in sections_with_types(authority))
        self.places = [
            (section, [(kind, self._places(kind, section, scope, entries)) for kind in types])
            for section, types in sections
            if types
        ]
        every = (place for _section, rows in self.places for _kind, places in rows for place in places)
        public = [entry.newest for place in every for entry in place.of_others if entry.is_public]
        self.public: Mapping[int, str] = public_addresses(public, request)

    def sections(self, opened: str) -> list[SectionGrid]:
        """The sections; open are the one that was asked for, and without a question those with something under way."""
        return [self._section(section, rows, opened) for section, rows in self.places]

    def _places(self, kind: type[RecordPage], section: SectionTypes, scope: Scope, entries: Entries) -> list[Place]:
        return places_of(kind, self.years, entries, divisions=scope.divisions, by=self.user, open_in=section.year_pages)

    def _section(
        self, section: SectionTypes, rows: list[tuple[type[RecordPage], list[Place]]], opened: str
    ) -> SectionGrid:
        columns: Iterable[tuple[Place, ...]] = zip(*(places for _kind, places in rows), strict=True)
        tallies = [(year, *public_and_all(places)) for year, places in zip(self.years, columns, strict=True)]
        under_way = any(entry.state in UNDER_WAY for _kind, places in rows for place in places for entry in place.own)
        return SectionGrid(
            slug=section.slug,
            title=section.title,
            tallies=tallies,
            rows=[
                TypeRow(name_of(kind), [self._cell(kind, place, section) for place in places]) for kind, places in rows
            ],
            is_opened=opened in (EVERY_SECTION, section.slug) if opened else under_way,
        )

    def _cell(self, kind: type[RecordPage], place: Place, section: SectionTypes) -> Cell:
        year_page = section.year_pages.get(place.fiscal_year)
        done, source = place.done_of, place.source
        sources = [each for each in place.sources if each.entry.is_public] if place.is_lacking else []
        elsewhere, elsewhere_url = self._elsewhere(place)
        return Cell(
            year=place.fiscal_year,
            shown=[
                Shown(mark.state, mark.count, self.addresses.entry(kind, mark.newest, mark.count, year_page))
                for mark in place.marks
            ],
            progress=in_words(*done, place.rules) if done else "",
            elsewhere=elsewhere,
            elsewhere_url=elsewhere_url,
            without=sorted(self.names[division] for division in place.divisions_without) if place.own else [],
            waits_for_plan=place.waits_for_plan,
            new_url=self.addresses.new(kind, year_page) if place.is_lacking and year_page else "",
            copy=self.addresses.copy(place, source) if source in sources else None,
            copies_url=self.addresses.copies(kind, place) if sources and not source else "",
            copies=sum(each.entry.count for each in sources),
        )

    def _elsewhere(self, place: Place) -> tuple[str, str]:
        """Of what another division makes for the whole authority: who, and where the public reads it."""
        other = next(iter(place.of_others), None)
        if other is None:
            return "", ""
        if other.newest not in self.public:
            return _("กองอื่นจัดทำอยู่"), ""
        return self.names[other.division], self.public[other.newest]
