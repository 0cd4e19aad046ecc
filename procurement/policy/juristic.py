"""The number of a vendor as the public sees it: that of a juristic person alone. Plain values."""

from itertools import pairwise

from cms.thai.citizen import kind

GROUPS = (1, 2, 1, 3, 5, 1)


def public_number(number: str) -> str:
    """The number of a juristic person, "" for every other: that of a natural one is never shown."""
    return number if kind(number) == "juristic_id" else ""


def in_groups(number: str) -> str:
    """A juristic number as its certificate writes it: 0-1055-… is 0-10-5-536-11201-4; "" for every other."""
    digits = public_number(number)
    places = [sum(GROUPS[:count]) for count in range(len(GROUPS) + 1)]
    return "-".join(digits[start:end] for start, end in pairwise(places)) if digits else ""
