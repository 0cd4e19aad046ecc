"""The place of a type of record in a fiscal year: what is there, what is not, and what may be begun. Plain values.

The screen that leads to a new record (`cms.views.new_record`) and the one that shows what there is by year
(`cms.views.coverage`) ask the same place, so that the one offers what the other says is lacking.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from cms.policy.lifecycle import Period
from cms.policy.periods import EVERY_YEAR
from cms.policy.states import IS_PUBLIC, State

# A new draft does not begin with what was taken from the public.
NOT_TO_BEGIN_WITH = frozenset(state for state in State if state.name.startswith(("SUSPENDED", "WITHDRAWN")))


@dataclass(frozen=True)
class Rules:
    """What a type declares about its records (`cms.pages.RecordPage`)."""

    periods: tuple[Period, ...] = EVERY_YEAR
    one_a_period: bool = False
    one_a_division: bool = False
    is_copied: bool = True
    by_division: bool = False  # every division has records of this type
    holds_for_years: bool = False  # what is public of one year may be submitted for the next as it is

    @property
    def rounds(self) -> tuple[Period, ...]:
        """The periods that together are a year; where there are others, one for the whole year stands for them."""
        return tuple(period for period in self.periods if period is not Period.YEAR) or self.periods


@dataclass(frozen=True)
class Entry:
    """Records of a type that have year, period, division and state in common: how many, and the key of the newest."""

    fiscal_year: int
    period: Period
    division: int
    state: State
    newest: int
    count: int = 1

    @property
    def is_public(self) -> bool:
        """Whether the public reads them."""
        return self.state in IS_PUBLIC


@dataclass(frozen=True)
class Source:
    """Records with which a draft may begin, and the period for which it would stand."""

    entry: Entry
    period: Period


@dataclass(frozen=True)
class Mark:
    """A state of a place: how many records have it, and the newest of them."""

    state: State
    count: int
    newest: Entry


@dataclass(frozen=True)
class Place:
    """A type in a fiscal year, before one person who looks at some divisions and writes for some of them."""

    rules: Rules
    fiscal_year: int
    divisions: frozenset[int]
    writes_for: frozenset[int]
    entries: tuple[Entry, ...]  # of all years and divisions
    is_open: bool = True  # the section has a page of this year
    has_plan: bool = True  # of a report: a plan is public with which it may begin

    @cached_property
    def now(self) -> tuple[Entry, ...]:
        """The entries of the year, of whatever division."""
        return tuple(entry for entry in self.entries if entry.fiscal_year == self.fiscal_year)

    @property
    def own(self) -> tuple[Entry, ...]:
        """The entries of the year and of the divisions that are looked at."""
        return tuple(entry for entry in self.now if entry.division in self.divisions)

    @property
    def of_others(self) -> tuple[Entry, ...]:
        """Of the entries of the year those of other divisions that leave no place for another record."""
        if not self.rules.one_a_period or self.rules.one_a_division:
            return ()
        return tuple(entry for entry in self.now if entry.division not in self.divisions)

    @property
    def is_public(self) -> bool:
        """Whether the public reads at least one record of the divisions that are looked at."""
        return any(entry.is_public for entry in self.own)

    @property
    def marks(self) -> list[Mark]:
        """The states of the own entries, in the order of `State`, each with its number of records."""
        by_state: dict[State, list[Entry]] = defaultdict(list)
        for entry in self.own:
            by_state[entry.state].append(entry)
        return [
            Mark(state, sum(entry.count for entry in found), max(found, key=lambda entry: entry.newest))
            for state in State
            if (found := by_state.get(state))
        ]

    # What may be begun

    @cached_property
    def free_periods(self) -> list[Period]:
        """The periods for which the person may begin a record, in their order."""
        if not (self.is_open and self.has_plan):
            return []
        return [period for period in self.rules.periods if any(self._is_free(period, each) for each in self.writes_for)]

    @property
    def may_begin(self) -> bool:
        """Whether the person may begin a new record here."""
        return bool(self.free_periods)

    @property
    def sources(self) -> list[Source]:
        """With what a draft of this place may begin: of each division the newest before it, what is public first."""
        if not self.rules.is_copied:
            return []
        found: dict[object, list[Source]] = defaultdict(list)
        for entry in self.entries:
            if entry.division in self.writes_for and (period := self._period_after(entry)) is not None:
                found[self._key(entry.division)].append(Source(entry, period))
        return [source for sources in found.values() for source in self._newest(sources)]

    @property
    def is_made(self) -> bool:
        """Whether the one record that there is each year is there already, though the type would allow another."""
        return not self.rules.one_a_period and bool(self.own) and self.source is not None

    @property
    def source(self) -> Source | None:
        """The one record with which a draft may begin; None where there is none, or a choice."""
        sources = self.sources
        return sources[0] if len(sources) == 1 and sources[0].entry.count == 1 else None

    def is_carried_over(self, source: Source) -> bool:
        """Whether what records say may be submitted for this year as it is."""
        return self.rules.holds_for_years and source.entry.is_public and source.entry.fiscal_year < self.fiscal_year

    @property
    def waits_for_plan(self) -> bool:
        """Whether the person could begin a report, were its plan public."""
        return self.is_open and not self.has_plan and replace(self, has_plan=True).may_begin

    @property
    def is_lacking(self) -> bool:
        """Whether the person may begin what is not there: a round that nothing covers, the first record of a year."""
        if not self.rules.one_a_period:
            return self.may_begin and not self.own
        covered = self._covered(self.now)
        wanted = {(period, self._key(each)) for period in self.rules.rounds for each in self.writes_for}
        return self.may_begin and not wanted <= covered

    def _covered(self, entries: Iterable[Entry]) -> set[tuple[Period, object]]:
        """The rounds for which there are records; one for the whole year stands for each of them."""
        return {
            (period, self._key(entry.division))
            for entry in entries
            for period in (self.rules.rounds if entry.period is Period.YEAR else (entry.period,))
        }

    def _period_after(self, entry: Entry) -> Period | None:
        """The first free period of the year that comes after the records of an entry."""
        if entry.state in NOT_TO_BEGIN_WITH or entry.fiscal_year > self.fiscal_year or not self.is_open:
            return None
        if not self.rules.one_a_period:
            return entry.period if entry.fiscal_year < self.fiscal_year else None
        free = (period for period in self.rules.periods if self._is_free(period, entry.division))
        return next((period for period in free if self._moment(entry) < (self.fiscal_year, self._place(period))), None)

    def _is_free(self, period: Period, division: int) -> bool:
        if not self.rules.one_a_period:
            return True
        return (period, self._key(division)) not in self._taken

    @cached_property
    def _taken(self) -> set[tuple[Period, object]]:
        return {(entry.period, self._key(entry.division)) for entry in self.now}

    def _key(self, division: int) -> object:
        """What of a division counts where a type has one record a period."""
        return division if self.rules.one_a_division else None

    def _place(self, period: Period) -> int:
        return self.rules.periods.index(period) if period in self.rules.periods else -1

    def _moment(self, entry: Entry) -> tuple[int, int]:
        return entry.fiscal_year, self._place(entry.period)

    def _newest(self, sources: list[Source]) -> list[Source]:
        """Of the sources of one division those of the newest moment; of a type with many a year, all of that year."""
        public = [source for source in sources if source.entry.is_public] or sources
        if not self.rules.one_a_period:
            year = max(source.entry.fiscal_year for source in public)
            return [source for source in public if source.entry.fiscal_year == year]
        return [max(public, key=lambda source: self._moment(source.entry))]

    # What there is of what there may be

    @property
    def done_of(self) -> tuple[int, int] | None:
        """How many of the records that there may be are public; None where there may be one, or any number."""
        if not self.rules.one_a_period:
            return None
        keys = {self._key(division) for division in self.divisions}
        wanted = {(period, key) for period in self.rules.rounds for key in keys}
        if len(wanted) < 2:  # one is said by its state
            return None
        public = self._covered(entry for entry in self.own if entry.is_public)
        return len(public & wanted), len(wanted)

    @property
    def divisions_without(self) -> frozenset[int]:
        """Of a type that every division has, those of the divisions looked at that have nothing public."""
        if not self.rules.by_division or len(self.divisions) == 1:
            return frozenset()
        return self.divisions - {entry.division for entry in self.own if entry.is_public}


def in_words(done: int, wanted: int, rules: Rules) -> str:
    """How much there is of a place: “1 จาก 2 รอบ”, “3 จาก 5 กอง”."""
    unit = "กอง" if len(rules.rounds) == 1 else "รอบ"
    return f"{done} จาก {wanted} {unit}"


def public_and_all(places: Iterable[Place]) -> tuple[int, int]:
    """Of how many types the public reads something, and how many they are."""
    found = [place.is_public for place in places]
    return sum(found), len(found)
