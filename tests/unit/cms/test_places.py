"""What there is of a type in a fiscal year, what is lacking, and with what a draft may begin."""

from dataclasses import replace

import pytest

from cms.policy.lifecycle import Period
from cms.policy.periods import EVERY_YEAR, HALF_YEARS
from cms.policy.places import Entry, Place, Rules, in_words, public_and_all
from cms.policy.states import State

CLERK, FINANCE, WORKS = 1, 2, 3
NEWS = Rules()
PLAN = Rules(one_a_period=True)
GIFTS = Rules(one_a_period=True, periods=HALF_YEARS)
BY_DIVISION = Rules(one_a_period=True, one_a_division=True, by_division=True)
BENEFITS = Rules(one_a_period=True, periods=(*HALF_YEARS, Period.YEAR))
COUNTS = Rules(one_a_period=True, is_copied=False)


def entry(year, division=CLERK, *, state=State.LIVE, period=Period.YEAR, newest=1, count=1):
    return Entry(year, Period(period), division, state, newest, count)


def place(rules, *entries, year=2570, divisions=(CLERK,), writes_for=None, is_open=True):
    looked_at = frozenset(divisions)
    writes_for = looked_at if writes_for is None else frozenset(writes_for)
    return Place(rules, year, looked_at, writes_for, entries, is_open=is_open)


# What may be begun


@pytest.mark.parametrize(
    ("rules", "entries", "may"),
    [
        (NEWS, [], True),
        (NEWS, [entry(2570)], True),
        (PLAN, [], True),
        (PLAN, [entry(2569)], True),
        (PLAN, [entry(2570)], False),
        (PLAN, [entry(2570, state=State.DRAFT)], False),
        (PLAN, [entry(2570, FINANCE)], False),  # one for the whole authority
        (BY_DIVISION, [entry(2570)], False),
        (BY_DIVISION, [entry(2570, FINANCE)], True),
        (GIFTS, [entry(2570, period="h1")], True),
        (GIFTS, [entry(2570, period="h1"), entry(2570, period="h2")], False),
    ],
)
def test_a_period_takes_one_record_where_the_type_says_so(rules, entries, may):
    assert place(rules, *entries).may_begin is may


@pytest.mark.parametrize("facts", [{"writes_for": ()}, {"is_open": False}])
def test_nothing_is_begun_where_one_writes_for_nobody_or_the_year_is_not_open(facts):
    assert not place(NEWS, **facts).may_begin
    assert place(PLAN, entry(2569), **facts).sources == []


@pytest.mark.parametrize(
    ("rules", "source", "carried"),
    [
        (replace(PLAN, holds_for_years=True), entry(2569), True),
        (replace(PLAN, holds_for_years=True), entry(2569, state=State.LIVE_DRAFT), True),
        (replace(PLAN, holds_for_years=True), entry(2569, state=State.DRAFT), False),
        (replace(GIFTS, holds_for_years=True), entry(2570, period="h1"), False),  # of the same year
        (PLAN, entry(2569), False),
    ],
)
def test_what_is_public_and_holds_for_years_is_carried_over(rules, source, carried):
    found = place(rules, source)

    assert found.is_carried_over(found.sources[0]) is carried


def test_a_report_waits_for_its_plan():
    report = replace(place(COUNTS), has_plan=False)
    made = replace(place(COUNTS, entry(2570)), has_plan=False)

    assert (report.may_begin, report.is_lacking, report.waits_for_plan) == (False, False, True)
    assert (made.may_begin, made.waits_for_plan) == (False, False)
    assert not place(COUNTS).waits_for_plan


def test_the_record_of_another_division_is_told_where_it_leaves_no_place():
    other = entry(2570, FINANCE)

    assert place(PLAN, other).of_others == (other,)
    assert place(BY_DIVISION, other).of_others == place(NEWS, other).of_others == ()


# With what it begins


@pytest.mark.parametrize(
    ("rules", "entries", "expected"),
    [
        (PLAN, [entry(2569, newest=7), entry(2568, newest=6)], (7, "year")),
        (PLAN, [entry(2569, newest=7, state=State.DRAFT), entry(2568, newest=6)], (6, "year")),  # what is public first
        (PLAN, [entry(2569, newest=7, state=State.RETURNED)], (7, "year")),
        (PLAN, [entry(2569, newest=7, state=State.WITHDRAWN)], None),
        (PLAN, [entry(2569, newest=7, state=State.SUSPENDED)], None),
        (PLAN, [entry(2571, newest=7)], None),
        (PLAN, [entry(2569, newest=7), entry(2570, newest=8)], None),  # there is one already
        (PLAN, [entry(2569, FINANCE, newest=7)], None),  # not his to copy
        (COUNTS, [entry(2569)], None),
        (BY_DIVISION, [entry(2569, newest=7), entry(2569, FINANCE, newest=8)], (7, "year")),
        (GIFTS, [entry(2569, period="h2", newest=7)], (7, "h1")),
        (GIFTS, [entry(2569, period="h2", newest=7), entry(2570, period="h1", newest=8)], (8, "h2")),
        (GIFTS, [entry(2570, period="h2", newest=8)], None),  # the first half does not follow the second
        (NEWS, [entry(2568, newest=6), entry(2569, newest=7)], (7, "year")),
        (NEWS, [entry(2570, newest=8)], None),
    ],
)
def test_a_draft_begins_with_the_newest_record_before_it(rules, entries, expected):
    source = place(rules, *entries).source

    assert (source and (source.entry.newest, source.period)) == expected


def test_of_several_one_is_chosen():
    many = place(NEWS, entry(2569, count=12))
    of_two = place(BY_DIVISION, entry(2569), entry(2569, FINANCE), divisions=(CLERK, FINANCE))

    assert (many.source, of_two.source) == (None, None)
    assert sum(source.entry.count for source in many.sources) == 12
    assert [source.entry.division for source in of_two.sources] == [CLERK, FINANCE]


def test_a_division_that_has_its_record_has_no_source():
    of_two = place(BY_DIVISION, entry(2569), entry(2569, FINANCE), entry(2570), divisions=(CLERK, FINANCE))

    assert [source.entry.division for source in of_two.sources] == [FINANCE]


# What is said of it


def test_the_states_of_the_own_divisions_are_summed_in_their_order():
    shown = place(
        NEWS,
        entry(2570, count=3, newest=9),
        entry(2570, state=State.DRAFT, newest=4),
        entry(2570, FINANCE, newest=8),
        entry(2570, WORKS, newest=11),
        entry(2569),
        divisions=(CLERK, FINANCE),
    )

    assert [(mark.state, mark.count, mark.newest.newest) for mark in shown.marks] == [
        (State.DRAFT, 1, 4),
        (State.LIVE, 4, 9),
    ]


@pytest.mark.parametrize(
    ("rules", "entries", "expected"),
    [
        (PLAN, [entry(2570)], None),
        (NEWS, [entry(2570)], None),
        (GIFTS, [entry(2570, period="h1")], (1, 2)),
        (GIFTS, [entry(2570, period="h1"), entry(2570, period="h2", state=State.DRAFT)], (1, 2)),
        (BENEFITS, [entry(2570, period="h1")], (1, 2)),
        (BENEFITS, [entry(2570)], (2, 2)),  # the whole year stands for its halves
        (BY_DIVISION, [entry(2570), entry(2570, FINANCE, state=State.LIVE_DRAFT)], (2, 3)),
    ],
)
def test_what_is_public_of_what_there_may_be(rules, entries, expected):
    assert place(rules, *entries, divisions=(CLERK, FINANCE, WORKS)).done_of == expected


@pytest.mark.parametrize(
    ("rules", "entries", "is_lacking"),
    [
        (NEWS, [], True),
        (NEWS, [entry(2570)], False),
        (PLAN, [], True),
        (PLAN, [entry(2570, state=State.DRAFT)], False),
        (GIFTS, [entry(2570, period="h1")], True),
        (BENEFITS, [entry(2570, period="h1"), entry(2570, period="h2")], False),
        (BENEFITS, [entry(2570)], False),
        (BY_DIVISION, [entry(2570, FINANCE)], True),
        (BY_DIVISION, [entry(2570)], False),
    ],
)
def test_what_is_not_there_and_may_be_begun_is_lacking(rules, entries, is_lacking):
    assert place(rules, *entries).is_lacking is is_lacking


def test_rounds_and_divisions_are_counted_in_their_words():
    assert in_words(1, 2, GIFTS) == "1 จาก 2 รอบ"
    assert in_words(3, 5, BY_DIVISION) == "3 จาก 5 กอง"
    assert BY_DIVISION.periods == EVERY_YEAR


def test_the_divisions_that_have_none_are_known():
    shown = place(
        BY_DIVISION,
        entry(2570),
        entry(2570, FINANCE, state=State.WAITING),
        divisions=(CLERK, FINANCE, WORKS),
    )

    assert shown.divisions_without == {FINANCE, WORKS}
    assert place(PLAN).divisions_without == frozenset()
    assert place(BY_DIVISION, divisions=(CLERK,)).divisions_without == frozenset()  # its state says it


@pytest.mark.parametrize(
    ("rules", "entries", "is_made"),
    [
        (NEWS, [entry(2569), entry(2570)], True),
        (NEWS, [entry(2569, count=2), entry(2570)], False),
        (NEWS, [entry(2569)], False),
        (PLAN, [entry(2569), entry(2570)], False),  # nothing is offered there anyway
    ],
)
def test_what_there_is_once_a_year_is_not_begun_with_again(rules, entries, is_made):
    assert place(rules, *entries).is_made is is_made


def test_a_section_counts_the_types_that_the_public_reads():
    places = [place(PLAN, entry(2570)), place(NEWS), place(GIFTS, entry(2570, period="h1", state=State.DRAFT))]

    assert public_and_all(places) == (1, 3)
