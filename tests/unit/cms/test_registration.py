"""What apps may register beside each other."""

from datetime import time, timedelta

import pytest

from cms.policy.registration import (
    JobKind,
    NavigationLink,
    NotificationKind,
    Place,
    Registrations,
    Section,
    functions_named,
    merged,
    problems,
    refusal_to_use_slug,
)
from cms.policy.timetable import PeriodicTask

BUDGET = Section("budget", "งบประมาณ", "งบประมาณของแต่ละปี")
DAILY = PeriodicTask("count", "budget.actions.count", time(1, 0), "นับงบประมาณ")
JOB = JobKind("budget.tasks.count", "นับงบประมาณ")


@pytest.mark.parametrize(
    ("slug", "refused"),
    [
        ("budget", False),
        ("budget-2", False),
        ("admin", True),
        ("Budget", True),
        ("งบประมาณ", True),
        ("", True),
        ("-budget", True),
        ("2569", True),
        ("budget/plan", True),
    ],
)
def test_which_slugs_a_section_may_have(slug, refused):
    assert bool(refusal_to_use_slug(slug, ("admin", "search"))) == refused


@pytest.mark.parametrize(
    ("registrations", "says"),
    [
        (Registrations(sections=(BUDGET, BUDGET)), "section 'budget' is registered twice"),
        (Registrations(sections=(BUDGET,), reserved_addresses=("budget",)), "/budget/ สงวนไว้"),
        (Registrations(reserved_addresses=("a", "a")), "reserved address 'a' is registered twice"),
        (Registrations(timetable=(DAILY, DAILY)), "entry of the timetable 'count' is registered twice"),
        (Registrations(jobs=(JOB, JOB)), "job 'budget.tasks.count' is registered twice"),
        (Registrations(notification_kinds=(NotificationKind("a", "ก"),) * 2), "kind 'a' is registered twice"),
        (Registrations(sections=(Section("budget", "Budget", ""),)), "section 'budget' has no Thai name"),
        (Registrations(navigation=(NavigationLink("", "budget", (Place.HELP,)),)), "link 'budget' has no Thai name"),
        (Registrations(timetable=(PeriodicTask("x", "y", time(1, 0)),)), "entry of the timetable 'x' has no Thai name"),
        (Registrations(jobs=(JobKind("budget.tasks.count", "count"),)), "job 'budget.tasks.count' has no Thai name"),
        (Registrations(notification_kinds=(NotificationKind("a", ""),)), "notification kind 'a' has no Thai name"),
    ],
)
def test_a_clash_and_a_missing_name_are_told(registrations, says):
    (problem,) = problems(registrations)

    assert says in problem


def test_what_is_right_has_no_problems():
    often = PeriodicTask("often", "budget.actions.often", timedelta(seconds=20))

    assert problems(Registrations(sections=(BUDGET,), timetable=(DAILY, often), jobs=(JOB,))) == []


def test_apps_are_put_together_in_their_order():
    one, two = Registrations(reserved_addresses=("b", "c")), Registrations(reserved_addresses=("a",), jobs=(JOB,))

    assert merged([one, two]) == Registrations(reserved_addresses=("b", "c", "a"), jobs=(JOB,))


def test_every_function_that_is_named_is_looked_for():
    job = JobKind("budget.tasks.count", "นับ", "budget.views.lines")
    registrations = Registrations(timetable=(DAILY,), jobs=(job,), on_fiscal_year_opened=("budget.actions.open_year",))

    assert functions_named(registrations) == [
        "budget.actions.count",
        "budget.views.lines",
        "budget.actions.open_year",
    ]
