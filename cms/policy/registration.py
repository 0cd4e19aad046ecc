"""What an app registers instead of editing `cms`: the plain values of `registers` on its configuration.

Code is named by its dotted path, an address by its URL name; `cms.checks` resolves all of them at the start.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from cms.policy.timetable import PeriodicTask

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
SLUG_PREFIX = re.compile(r"[a-z]+-")
THAI = re.compile(r"[ก-๛]")


@dataclass(frozen=True)
class Section:
    """A section of the public site. Its slug is permanent: it stands in the addresses of all its records."""

    slug: str
    title: str
    description: str
    group: str = ""  # its heading in the register on the home page
    # Some of its records have numbers as fixed addresses (a month's), so those of officers carry a `slug_prefix`.
    numbers_need_prefix: bool = False
    # Dotted name of a function (its section or year page, request) -> context. With it these pages have templates of
    # their own, `<slug>/section_page.html` and `<slug>/year_page.html`, instead of the lists that all sections have.
    context: str = ""


class Place(StrEnum):
    """Where the public layout shows a registered link: header, footer (two lists), a task on the home page."""

    HEADER = "header"
    FOOTER = "footer"
    HELP = "help"
    HOME = "home"


@dataclass(frozen=True)
class NavigationLink:
    """A link of the public layout. As a task of the home page it also has a description."""

    title: str
    url_name: str
    places: tuple[Place, ...]
    description: str = ""


@dataclass(frozen=True)
class JobKind:
    """A job by the dotted name of its task, and what the list of jobs calls it.

    `lines` names a function that words many jobs at once (jobs in, line by primary key out); those that it leaves out
    have the name.
    """

    task: str
    name: str
    lines: str = ""


@dataclass(frozen=True)
class NotificationKind:
    """A kind of message: the first part of the key of its messages (`waiting:12:7`), and its name in the mail."""

    key: str
    name: str


@dataclass(frozen=True)
class HomeBlock:
    """A block of the home page: its template, and the dotted name of a function (authority) -> its context.

    The function returns None where there is nothing to show; what it returns is kept until something is published or
    withdrawn, and for a day at most.
    """

    template: str
    context: str


@dataclass(frozen=True)
class Registrations:
    """What one app registers, or all of them together (`cms.registry`)."""

    sections: tuple[Section, ...] = ()
    navigation: tuple[NavigationLink, ...] = ()
    reserved_addresses: tuple[str, ...] = ()  # slugs at the root that the app's URL patterns use, now or later
    timetable: tuple[PeriodicTask, ...] = ()
    jobs: tuple[JobKind, ...] = ()
    notification_kinds: tuple[NotificationKind, ...] = ()
    # Dotted names of functions (authority, year, *, by) that make what a fiscal year needs and is not there yet. Each
    # returns what it made, in Thai, one line a thing.
    on_fiscal_year_opened: tuple[str, ...] = ()
    # Dotted names of functions (authority) -> `cms.policy.register.Listing` of what is public outside the page tree.
    listings: tuple[str, ...] = ()
    home_blocks: tuple[HomeBlock, ...] = ()
    # Dotted names of functions (authority) -> `cms.policy.reporting.Ways` or None, of what was approved.
    corruption_ways: tuple[str, ...] = ()


def merged(all_of: Iterable[Registrations]) -> Registrations:
    """The registrations of several apps as one, in the order of the apps."""
    apps, names = list(all_of), [field.name for field in fields(Registrations)]
    return Registrations(**{name: tuple(one for app in apps for one in getattr(app, name)) for name in names})


def refusal_to_use_slug(slug: str, reserved: Iterable[str]) -> str | None:
    """Why a section may not have this slug, or None."""
    if not SLUG.fullmatch(slug):
        return f"ที่อยู่ของหมวด “{slug}” ต้องเป็นตัวอักษร a-z ตัวเลข และขีดกลาง"
    if slug in reserved:
        return f"ที่อยู่ /{slug}/ สงวนไว้ให้ส่วนอื่นของระบบ ใช้เป็นที่อยู่ของหมวดไม่ได้"
    return None


def problems(registrations: Registrations) -> list[str]:
    """What is wrong with the registrations of all apps together, one sentence each; [] where nothing is."""
    return [*_registered_twice(registrations), *_bad_slugs(registrations), *_without_thai_name(registrations)]


def functions_named(registrations: Registrations) -> list[str]:
    """Every dotted name of a function in the registrations; those of jobs name what `@job` declared."""
    lines = [kind.lines for kind in registrations.jobs if kind.lines]
    asked = [*registrations.on_fiscal_year_opened, *registrations.listings, *registrations.corruption_ways]
    shown = [section.context for section in registrations.sections if section.context]
    blocks = [block.context for block in registrations.home_blocks]
    return [*(task.action for task in registrations.timetable), *lines, *asked, *shown, *blocks]


def _registered_twice(registrations: Registrations) -> Iterator[str]:
    keys: Mapping[str, list[str]] = {
        "section": [section.slug for section in registrations.sections],
        "reserved address": list(registrations.reserved_addresses),
        "entry of the timetable": [task.name for task in registrations.timetable],
        "job": [kind.task for kind in registrations.jobs],
        "notification kind": [kind.key for kind in registrations.notification_kinds],
    }
    for what, names in keys.items():
        yield from (f"{what} {name!r} is registered twice" for name, count in Counter(names).items() if count > 1)


def _bad_slugs(registrations: Registrations) -> Iterator[str]:
    for section in registrations.sections:
        if reason := refusal_to_use_slug(section.slug, registrations.reserved_addresses):
            yield reason


def _without_thai_name(registrations: Registrations) -> Iterator[str]:
    """Whatever a screen or a mail names; frequent work of the timetable never becomes a job and needs no label."""
    names = [
        *((f"section {section.slug!r}", section.title) for section in registrations.sections),
        *((f"link {link.url_name!r}", link.title) for link in registrations.navigation),
        *((f"entry of the timetable {task.name!r}", task.label) for task in registrations.timetable if task.is_job),
        *((f"job {kind.task!r}", kind.name) for kind in registrations.jobs),
        *((f"notification kind {kind.key!r}", kind.name) for kind in registrations.notification_kinds),
    ]
    return (f"{what} has no Thai name" for what, name in names if not THAI.search(name))
