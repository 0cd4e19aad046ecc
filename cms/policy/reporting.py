"""The ways to report corruption. Plain values in; which were approved, the apps say."""

from collections.abc import Sequence
from dataclasses import dataclass

from cms.policy.contact import dialled


@dataclass(frozen=True)
class Way:
    """One way: what it is, the number, place or address, when it is open, and where its link leads."""

    name: str
    value: str
    hours: str = ""
    url: str = ""


@dataclass(frozen=True)
class Ways:
    """The ways of an authority, and the page that says more; `url` is "" where none is public."""

    own: Sequence[Way]
    url: str = ""


# Outside of the authority, free of charge, at any hour: for whoever does not want to tell the authority itself.
NATIONAL = (
    Way("สำนักงาน ป.ป.ช.", "1205", url="tel:1205"),
    Way("ศูนย์ดำรงธรรม", "1567", url="tel:1567"),
)


def by_telephone(name: str, phone: str, hours: str = "") -> Way:
    """A telephone, whose first number is the link."""
    number = dialled(phone)
    return Way(name, phone, hours, f"tel:{number}" if number else "")


def ways_of_the_office(*, phone: str, email: str, place: str, hours: str) -> list[Way]:
    """What an authority has before it has approved ways of its own: its telephone, its desk, its mail."""
    return [
        *([by_telephone("โทรศัพท์", phone, hours)] if phone else []),
        *([Way("มาด้วยตนเองที่", place, hours)] if place else []),
        *([Way("อีเมล", email, url=f"mailto:{email}")] if email else []),
    ]
